// The page of an article: one event after the other by keys, fields and words that show each other, decisions.
"use strict";

const Page = {
  work: document.getElementById("work"),
  current: null, // id of the record that keys act on
  coding: null, // what the desk told of the coding, fetched when it is first needed

  get key() { return Page.work.dataset.key; },
  get role() { return Page.work.dataset.role; },
  get may() { return Page.work.dataset.may === "yes"; },
  get seen() { return Number(Page.work.dataset.seen); },
  events() { return [...Page.work.querySelectorAll(".card.event")]; },
  card(id) { return id ? document.getElementById(id)?.closest(".card") : null; },

  // Fetch the coding and the codebook where they are not here yet.
  async ready() {
    if (!Controls.book) Controls.book = await Desk.send("/api/v1/codebook", undefined, "GET");
    if (!Page.coding) {
      Page.coding = await Desk.send(`/api/v1/articles/${Page.key}/coding?role=${Page.role}`, undefined, "GET");
      Words.load(Page.coding.text);
      Controls.report = Page.coding.report;
      document.body.classList.add("ready");
    }
  },

  // Go to a record: its card comes into view and its words light up.
  go(id, { focus = true, light = true } = {}) {
    const card = Page.card(id);
    if (!card) return;
    Page.take(card);
    Page.unfold();
    if (focus) card.focus({ preventScroll: true });
    Page.show(card);
    if (light) Words.light(Page.spansOf(card));
    history.replaceState(null, "", `#${id}`);
  },

  // Bring a part of the cards into view by scrolling them alone, never the text; a card that is seen whole stays.
  // Cards out of view are drawn only as they come into it, so that their sizes change, and the way is gone again.
  show(part, { top = false, again = 3 } = {}) {
    const panel = Page.work.querySelector(".records");
    const [box, frame] = [part.getBoundingClientRect(), panel.getBoundingClientRect()];
    const [first, last] = [frame.top + panel.querySelector(".bar").offsetHeight + 8, Math.min(frame.bottom, innerHeight) - 8];
    const by = top || box.top < first || box.height > last - first ? box.top - first : Math.max(0, box.bottom - last);
    panel.scrollTop += by;
    if (again && Math.abs(by) > 1) requestAnimationFrame(() => Page.show(part, { top, again: again - 1 }));
  },

  // Make a record the one that keys act on.
  take(card) {
    for (const old of Page.work.querySelectorAll(".card.current")) old.classList.remove("current");
    card.classList.add("current");
    Page.current = card.id;
    const events = Page.events();
    const n = events.indexOf(card);
    if (n >= 0) document.getElementById("where").textContent = `${card.id}: ${n + 1} of ${events.length}`;
  },

  spansOf(card) { return card.querySelector(".told [data-spans], .spots [data-spans], blockquote [data-spans]")?.dataset.spans ?? ""; },

  step(by) {
    const events = Page.events();
    if (!events.length) return;
    const at = events.findIndex((card) => card.id === Page.current);
    Page.go(events[at < 0 ? (by > 0 ? 0 : events.length - 1) : Math.min(Math.max(at + by, 0), events.length - 1)].id);
  },

  // Send decisions, all or none, and draw the page anew.
  async decide(decisions) {
    try {
      const taken = await Desk.send(`/api/v1/articles/${Page.key}/decisions`, { seen: Page.seen, role: Page.role, decisions });
      await Page.draw();
      return taken;
    } catch (problem) {
      if (problem.status === 409) await Page.draw();
      throw problem;
    }
  },

  async draw() {
    const [top, panel] = [scrollY, document.querySelector(".records").scrollTop];
    const open = [...Page.work.querySelectorAll("details[open]")].map((details) => details.closest(".card")?.id);
    const query = new URLSearchParams(location.search);
    query.set("part", "work");
    query.set("role", Page.role);
    const answer = await fetch(`${location.pathname}?${query}`, { headers: { accept: "text/html" } });
    if (!answer.ok) throw new Error(`The page could not be drawn anew (${answer.status}); reload it.`);
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = drawn.getElementById("work");
    document.getElementById("standing").replaceWith(document.adoptNode(drawn.getElementById("standing")));
    Page.work.replaceWith(document.adoptNode(fresh));
    Page.work = fresh;
    Page.coding = null;
    Page.arrive();
    for (const id of open) Page.card(id)?.querySelector("details")?.setAttribute("open", "");
    document.querySelector(".records").scrollTop = panel;
    scrollTo({ top, behavior: "instant" });
  },

  // What is done after the work was drawn.
  arrive() {
    Words.readPage();
    const card = Page.card(Page.current);
    if (card) card.classList.add("current");
  },

  // Decide with a word of what came of it; afterwards the next event is at hand.
  async act(decision, said, next = decision.target) {
    try {
      await Page.decide([decision]);
      Desk.say(said);
      if (next) Page.go(next);
    } catch (problem) {
      Desk.say(problem.message, true);
    }
  },

  accept(id) { return Page.act({ kind: "accept", target: id }, `${id} accepted.`, Page.after(id) ?? id); },
  reject(id) {
    const next = Page.after(id) ?? Page.before(id);
    return Page.act({ kind: "reject", target: id }, `${id} rejected; u takes that back.`, next);
  },

  after(id) { return Page.beside(id, 1); },
  before(id) { return Page.beside(id, -1); },
  beside(id, by) {
    const events = Page.events();
    const at = events.findIndex((card) => card.id === id);
    return at < 0 ? null : events[at + by]?.id ?? null;
  },

  async undo(n = null, id = null) {
    try {
      if (n) await Page.decide([{ kind: "undo", undoes: n }]);
      else {
        await Desk.send(`/api/v1/articles/${Page.key}/undo`, { seen: Page.seen, role: Page.role });
        await Page.draw();
      }
      Desk.say(n ? `Decision ${n} is taken back.` : "The last decision is taken back.");
      Page.go(id && Page.card(id) ? id : Page.current);
    } catch (problem) {
      if (problem.status === 409) await Page.draw();
      Desk.say(problem.message, true);
    }
  },

  merge(id) {
    const card = Page.card(id);
    const others = [...Page.work.querySelectorAll(`.card.${card.classList[1]}`)].filter((other) => other !== card);
    if (!others.length) { Desk.say("There is nothing to merge it with."); return; }
    const dialog = document.getElementById("merging");
    document.getElementById("merging-title").textContent = `Merge ${id}`;
    const field = document.getElementById("merge-with");
    field.replaceChildren(...others.map((other) => Part.make("option", { value: other.id }, other.querySelector("h3").textContent.replace(/\s+/g, " ").trim() + (other.querySelector(".told") ? ` ${other.querySelector(".told").textContent.trim()}` : ""))));
    field.selectedIndex = 0;
    field.size = Math.min(8, Math.max(2, others.length));
    document.getElementById("merge-why").value = "";
    dialog.dataset.target = id;
    dialog.showModal();
    field.focus();
  },

  async create() {
    await Page.ready();
    const words = Words.chosen();
    if (!words) { Page.walk(); return; }
    Page.showChosen(null);
    Editor.open(null, { field: "trigger", words });
  },

  // Choose words with the arrow keys: the text takes the focus, arrows go word by word, Shift adds words.
  walk() {
    const text = document.getElementById("text");
    text.tabIndex = 0;
    text.focus({ preventScroll: true });
    const lit = text.querySelector(".lit") || Words.leaves.find((piece) => piece.getBoundingClientRect().top > 80) || Words.leaves[0];
    if (!lit) return;
    getSelection().setBaseAndExtent(lit.firstChild, 0, lit.firstChild, 0);
    Page.moveWord("forward", true);
    Desk.say("Arrow keys go from word to word, Shift adds words, Enter takes them.");
  },

  moveWord(direction, first = false) {
    const selection = getSelection();
    if (!first) {
      if (direction === "forward") selection.collapseToEnd(); else selection.collapseToStart();
    }
    if (direction === "backward") selection.modify("move", "backward", "word");
    selection.modify("extend", "forward", "word");
    Words.reveal(selection.focusNode.parentElement);
  },

  // The words chosen, with what they can be used for.
  async showChosen(span) {
    const bar = document.getElementById("chosen");
    if (!bar) return;
    bar.hidden = !span || Editor.isOpen;
    if (span) document.getElementById("chosen-words").textContent = span.text.length > 80 ? `${span.text.slice(0, 60)} … ${span.text.slice(-15)}` : span.text;
  },

  async use(what) {
    await Page.ready();
    const words = Words.chosen();
    if (!words) { Desk.say("Choose words in the text first."); return; }
    Page.showChosen(null);
    if (what === "new") { Editor.open(null, { field: "trigger", words }); return; }
    const id = Page.card(Page.current)?.classList.contains("event") ? Page.current : Page.events()[0]?.id;
    if (!id) { Desk.say("There is no event yet that the words could belong to.", true); return; }
    Editor.open(id, { field: what, words });
  },

  // A click on marked words: a field of the current event that they are in, or the card of what they are.
  showRecord(piece) {
    const at = Number(piece.dataset.at);
    const ids = piece.dataset.r.split(" ");
    const covers = (spans) => Words.read(spans).some(([start, end]) => start <= at && at < end);
    const card = Page.card(Page.current);
    const row = card && ids.includes(card.id) && [...card.querySelectorAll("[data-row]")].find((one) => covers(one.dataset.spans ?? one.querySelector("[data-spans]")?.dataset.spans));
    const told = ids.find((id) => id.startsWith("V") && covers(Page.spansOf(Page.card(id) ?? document.body)));
    if (told && told !== Page.current) { Page.go(told, { focus: false }); return; }
    if (row) {
      Page.flash(row);
      Words.light(row.dataset.spans ?? row.querySelector("[data-spans]").dataset.spans, { reveal: false });
      return;
    }
    const id = piece.getAttribute("href")?.slice(1) || ids[0];
    Page.go(id, { focus: false, light: false });
    Words.light(piece.dataset.at ? `${at}-${Words.endOf(piece)}` : "", { reveal: false });
  },

  flash(row) {
    Page.unfold();
    for (const old of Page.work.querySelectorAll(".flash")) old.classList.remove("flash");
    row.classList.add("flash");
    Page.show(row);
  },

  fold(shut = !document.body.classList.contains("folded")) {
    document.body.classList.toggle("folded", shut);
    const button = Page.work.querySelector("[data-do=fold]");
    button.textContent = shut ? "Unfold" : "Fold";
    button.ariaExpanded = String(!shut);
  },
  unfold() { if (document.body.classList.contains("folded")) Page.fold(false); },

  keys: {
    j: () => Page.step(1),
    k: () => Page.step(-1),
    a: (id) => Page.accept(id),
    x: (id) => Page.reject(id),
    e: (id) => Editor.open(id),
    m: (id) => Page.merge(id),
    u: () => Page.undo(),
    n: () => Page.create(),
    t: () => Page.walk(),
  },
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !Desk.isTyping(event)) { getSelection().removeAllRanges(); Words.light(""); return; }
  if (Desk.isTyping(event)) return;
  if (event.key === "?") {
    const dialog = document.getElementById("keys");
    if (dialog) { event.preventDefault(); event.stopImmediatePropagation(); dialog.showModal(); }
    return;
  }
  if (document.activeElement?.id === "text" && event.key.startsWith("Arrow")) {
    event.preventDefault();
    const forward = event.key === "ArrowRight" || event.key === "ArrowDown";
    const step = event.key === "ArrowUp" || event.key === "ArrowDown" ? "line" : "word";
    if (event.shiftKey) getSelection().modify("extend", forward ? "forward" : "backward", step);
    else if (step === "line") { getSelection().modify("move", forward ? "forward" : "backward", "line"); Page.moveWord("forward", true); } else Page.moveWord(forward ? "forward" : "backward");
    return;
  }
  if (document.activeElement?.id === "text" && event.key === "Enter") {
    event.preventDefault();
    const words = Words.chosen();
    if (Editor.isOpen && words) { Editor.takeWords(words); Editor.dialog.querySelector(".armed input")?.focus(); } else if (words) { Page.showChosen(words); document.querySelector("#chosen button")?.focus(); }
    return;
  }
  const act = Page.keys[event.key];
  if (!act || (!Page.may && !"jkt".includes(event.key))) return;
  event.preventDefault();
  const needs = "axem".includes(event.key);
  const id = document.activeElement?.closest?.(".card")?.id || Page.current;
  if (needs && !Page.card(id)) { Desk.say("Go to an event first: j is the next, k the one before."); return; }
  if ("ax".includes(event.key) && !/^[VC]/.test(id)) { Desk.say(`Only events and contradictions are accepted or rejected; ${id} can be edited or merged.`); return; }
  act(id);
}, true);

for (const name of ["pointerdown", "focusin"]) {
  document.addEventListener(name, (event) => {
    const card = event.target.closest?.("#work .card");
    if (card && card.id !== Page.current) Page.take(card);
  });
}

document.addEventListener("click", (event) => {
  const piece = event.target.closest("#text [data-r]");
  if (piece) {
    event.preventDefault();
    if (getSelection().isCollapsed) Page.showRecord(piece);
    return;
  }
  const closer = event.target.closest("dialog:not(#editor) [data-close]");
  if (closer) closer.closest("dialog").close();
  const button = event.target.closest("button, a");
  if (!button) return;
  if (button.dataset.spans) {
    Words.light(button.dataset.spans);
    if (button.closest("[data-row]")) Page.flash(button.closest("[data-row]"));
  } else if (button.dataset.edit) Editor.open(button.dataset.edit, { field: button.dataset.field ?? null });
  else if (button.dataset.merge) Page.merge(button.dataset.merge);
  else if (button.dataset.step) Page.step(Number(button.dataset.step));
  else if (button.dataset.use) Page.use(button.dataset.use);
  else if (button.dataset.do === "new") Page.create();
  else if (button.dataset.do === "fold") Page.fold();
  else if (button.matches("a.ref, .groups a")) {
    const to = document.getElementById(button.getAttribute("href").slice(1));
    if (!to) return;
    event.preventDefault();
    if (to.matches(".card")) Page.go(to.id); else { Page.unfold(); to.focus({ preventScroll: true }); Page.show(to, { top: true }); }
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("form.act")) {
    event.preventDefault();
    const { kind, target, undoes } = form.dataset;
    if (kind === "undo") Page.undo(undoes ? Number(undoes) : null, target);
    else Page[kind](target);
  } else if (form.closest("#merging")) {
    const { target } = form.closest("dialog").dataset;
    const into = document.getElementById("merge-with").value;
    if (into) Page.act({ kind: "merge", target, after: into, why: document.getElementById("merge-why").value.trim() }, `${target} is merged into ${into}.`, into);
  }
});

// Browsers choose no words from within a link or whatever else takes the focus, so a link is none while the button is down.
let pressed = null;
document.addEventListener("pointerdown", (event) => {
  const link = event.target.closest("#text a[href]");
  if (!link) return;
  pressed = { link, href: link.getAttribute("href"), index: link.getAttribute("tabindex") };
  for (const name of ["href", "tabindex"]) link.removeAttribute(name);
}, true);
for (const name of ["pointerup", "pointercancel", "dragend"]) {
  document.addEventListener(name, () => {
    if (!pressed) return;
    pressed.link.setAttribute("href", pressed.href);
    if (pressed.index !== null) pressed.link.setAttribute("tabindex", pressed.index);
    pressed = null;
  }, true);
}

// Words chosen go to the editor where it waits for some, and to the bar of uses otherwise.
const whenChosen = async () => {
  if (!Page.may) return;
  if (getSelection().isCollapsed) { Page.showChosen(null); return; }
  await Page.ready();
  const words = Words.chosen();
  if (Editor.isOpen) { if (words && document.activeElement?.id !== "text") Editor.takeWords(words); } else Page.showChosen(words);
};
for (const name of ["mouseup", "touchend"]) document.addEventListener(name, (event) => { if (event.target.closest?.("#text")) setTimeout(() => whenChosen().catch((problem) => Desk.say(problem.message, true)), 0); });
document.addEventListener("selectionchange", () => {
  clearTimeout(Page.choosing);
  Page.choosing = setTimeout(() => { if (!Editor.isOpen) whenChosen().catch((problem) => Desk.say(problem.message, true)); }, 200);
});

for (const box of document.querySelectorAll(".toggles input")) {
  box.checked = localStorage.getItem(box.id) !== "off";
  box.addEventListener("change", () => localStorage.setItem(box.id, box.checked ? "on" : "off"));
}

document.body.classList.add("scripted");
Page.arrive();
if (Page.may) Page.ready().catch((problem) => Desk.say(problem.message, true));
const asked = location.hash.slice(1);
if (!asked && matchMedia("(max-width: 62rem)").matches) Page.fold(true);
if (Page.card(asked)) Page.go(asked, { focus: false });
else if (/^[A-Z]+\d+$/.test(asked) && Page.work.dataset.portion && !location.search.includes("record=")) {
  const query = new URLSearchParams(location.search);
  query.set("record", asked);
  location.replace(`?${query}#${asked}`);
}
