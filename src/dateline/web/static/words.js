// Words of the article. Offsets are code points, as in the report; JavaScript counts UTF-16 units, so both are told apart here.
"use strict";

const Words = {
  text: "",
  wide: [], // code-point offsets of the characters that take two units, in order
  leaves: [], // the pieces of text on the page, in order

  // Take the article's text as the desk sent it.
  load(text) {
    Words.text = text;
    Words.wide = [];
    let point = 0;
    for (let unit = 0; unit < text.length; unit += 1, point += 1) {
      if (text.codePointAt(unit) > 0xffff) {
        Words.wide.push(point);
        unit += 1;
      }
    }
  },

  // Learn the pieces of the page anew, after it was drawn.
  readPage() {
    Words.leaves = [...document.querySelectorAll("#text [data-at]")].filter((piece) => !piece.querySelector("[data-at]"));
    Words.starts = Words.leaves.map((piece) => Number(piece.dataset.at));
  },

  // How many of a sorted list's numbers are below a limit.
  below(numbers, limit) {
    let low = 0, high = numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[middle] < limit) low = middle + 1; else high = middle;
    }
    return low;
  },

  unitOf(point) { return point + Words.below(Words.wide, point); },

  slice(start, end) { return Words.text.slice(Words.unitOf(start), Words.unitOf(end)); },

  span(start, end) { return { start, end, text: Words.slice(start, end) }; },

  count(string) {
    let n = 0;
    for (const _ of string) n += 1;
    return n;
  },

  // The code point at a place of the page; null outside the text.
  pointOf(node, offset) {
    if (node.nodeType !== Node.TEXT_NODE) {
      const next = node.childNodes[offset];
      const piece = next && (next.nodeType === Node.ELEMENT_NODE ? next.closest("[data-at]") || next.querySelector("[data-at]") : next.parentElement.closest("[data-at]"));
      if (piece) return Number(piece.dataset.at);
      const before = [...node.querySelectorAll?.("[data-at]") ?? []].at(-1) || node.closest?.("[data-at]");
      return before ? Words.endOf(before) : null;
    }
    const piece = node.parentElement.closest("#text [data-at]");
    if (!piece) return null;
    const start = Number(piece.dataset.at);
    if (piece.dataset.n) return offset === 0 ? start : start + Number(piece.dataset.n);
    return start + Words.count(node.data.slice(0, offset));
  },

  endOf(piece) { return Number(piece.dataset.at) + (piece.dataset.n ? Number(piece.dataset.n) : Words.count(piece.textContent)); },

  // What is chosen on the page as a span, without blanks at its ends; null where it is nothing of the text.
  chosen() {
    const selection = getSelection();
    const text = document.getElementById("text");
    if (!selection.rangeCount || selection.isCollapsed || !text) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) && !text.contains(range.endContainer)) return null;
    const first = text.contains(range.startContainer) ? Words.pointOf(range.startContainer, range.startOffset) : Words.starts[0] ?? null;
    const last = text.contains(range.endContainer) ? Words.pointOf(range.endContainer, range.endOffset) : Words.leaves.length ? Words.endOf(Words.leaves.at(-1)) : null;
    if (first === null || last === null || last <= first) return null;
    const words = Words.slice(first, last);
    const start = first + Words.count(words.slice(0, words.length - words.trimStart().length));
    const end = start + Words.count(words.trim());
    return end > start ? Words.span(start, end) : null;
  },

  // The place on the page of a code point.
  placeOf(point) {
    const at = Math.max(0, Words.below(Words.starts, point + 1) - 1);
    const piece = Words.leaves[at];
    if (!piece) return null;
    const rest = point - Words.starts[at];
    if (piece.dataset.n) return [piece.firstChild, rest ? piece.firstChild.length : 0];
    const units = [...piece.textContent].slice(0, rest).join("").length;
    return [piece.firstChild, Math.min(units, piece.firstChild.length)];
  },

  // Choose words on the page.
  choose(start, end) {
    const [from, to] = [Words.placeOf(start), Words.placeOf(end - 1)];
    if (!from || !to) return;
    const step = String.fromCodePoint(Words.slice(end - 1, end).codePointAt(0) || 32).length;
    getSelection().setBaseAndExtent(from[0], from[1], to[0], Math.min(to[1] + step, to[0].length));
    Words.reveal(from[0].parentElement);
  },

  // Light up the pieces within "start-end start-end"; the first comes into view.
  light(spans, { reveal = true } = {}) {
    for (const piece of document.querySelectorAll("#text .lit")) piece.classList.remove("lit");
    let first = null;
    for (const [start, end] of Words.read(spans)) {
      for (let i = Words.below(Words.starts, start); i < Words.leaves.length && Words.starts[i] < end; i += 1) {
        Words.leaves[i].classList.add("lit");
        if (!first || Words.starts[i] < Number(first.dataset.at)) first = Words.leaves[i];
      }
    }
    if (first && reveal) Words.reveal(first);
    return first;
  },

  read(spans) { return (spans || "").split(" ").filter(Boolean).map((span) => span.split("-").map(Number)); },

  // Bring a piece into view where it is not, or where the sheet of cards covers it.
  reveal(piece) {
    const box = piece.getBoundingClientRect();
    const sheet = document.querySelector(".records");
    const covered = sheet && getComputedStyle(sheet).position === "fixed" ? sheet.getBoundingClientRect().top : innerHeight;
    if (box.top < 90 || box.bottom > covered - 20) {
      scrollTo({ top: scrollY + box.top - Math.max(100, covered / 3), behavior: Words.calm() ? "auto" : "smooth" });
    }
  },

  calm() { return matchMedia("(prefers-reduced-motion: reduce)").matches; },

  // Where the article has these words, with what stands around them.
  find(wanted, limit = 8) {
    const words = wanted.trim();
    if (!words) return [];
    const pattern = new RegExp(words.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&").replace(/\s+/g, "\\s+"), "giu");
    const found = [];
    for (const match of Words.text.matchAll(pattern)) {
      const start = Words.count(Words.text.slice(0, match.index));
      found.push({
        ...Words.span(start, start + Words.count(match[0])),
        before: Words.text.slice(Math.max(0, match.index - 40), match.index),
        after: Words.text.slice(match.index + match[0].length, match.index + match[0].length + 40),
      });
      if (found.length === limit) break;
    }
    return found;
  },
};
