"use strict";
// Shows the records of the marked words beside the text. Without it the marks are plain links to the records.
(() => {
  let pinned = null;

  const lit = (article, ids) => {
    for (const seg of article.querySelectorAll(".text .seg")) {
      seg.classList.toggle("lit", ids.length > 0 && seg.dataset.r.split(" ").some((id) => ids.includes(id)));
    }
  };

  const show = (seg) => {
    const article = seg.closest("article");
    const shown = article.querySelector(".shown");
    const ids = seg.dataset.r.split(" ");
    shown.replaceChildren(...ids.map((id) => {
      const copy = document.getElementById(id).cloneNode(true);
      copy.removeAttribute("id");
      return copy;
    }));
    lit(article, ids.slice(0, 1));
  };

  const clear = () => {
    pinned = null;
    for (const shown of document.querySelectorAll(".shown")) shown.replaceChildren();
    for (const seg of document.querySelectorAll(".seg.lit")) seg.classList.remove("lit");
  };

  const segOf = (event) => event.target.closest(".text .seg[data-r]");

  document.addEventListener("mouseover", (event) => {
    const seg = segOf(event);
    if (seg && !pinned) show(seg);
    const card = event.target.closest("section .card");
    if (card && !card.closest(".shown")) lit(card.closest("article"), [card.dataset.of]);
  });
  document.addEventListener("focusin", (event) => {
    const seg = segOf(event);
    if (seg && !pinned) show(seg);
  });
  document.addEventListener("click", (event) => {
    const seg = segOf(event);
    if (!seg && !event.target.closest(".text")) return;
    const again = pinned === seg;
    clear();
    if (!seg) return;
    event.preventDefault();
    if (again) return;
    show(seg);
    pinned = seg;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });
})();
