"use strict";
// Moves the map, keeps points and names as large as they are, and ties points to the list. Without it the map stands still.
(() => {
  const svg = document.querySelector(".map svg");
  if (!svg) return;
  const spots = [...svg.querySelectorAll(".spot")];
  const groups = spots.map((spot) => spot.querySelector("g"));
  const read = (text) => text.split(" ").map(Number);
  const world = read(svg.dataset.world);
  let view = read(svg.dataset.shown || svg.dataset.view);

  const unitsPerPixel = () => {
    const size = svg.getBoundingClientRect();
    return Math.max(view[2] / (size.width || 1), view[3] / (size.height || 1));
  };

  // Names that would cover an earlier one are left out until their point is reached.
  const placeNames = (scale) => {
    const taken = [];
    for (const [i, spot] of spots.entries()) {
      const [x, y] = read(groups[i].getAttribute("transform").match(/\(([^)]*)\)/)[1]);
      const text = spot.querySelector("text");
      const half = text.textContent.length * 3.6 * scale;
      const low = y + Number(text.getAttribute("y")) * scale;
      const box = [x - half, low - 13 * scale, x + half, low + 3 * scale];
      const free = taken.length < 200 && taken.every((b) => box[2] < b[0] || b[2] < box[0] || box[3] < b[1] || b[3] < box[1]);
      spot.classList.toggle("mute", !free);
      if (free) taken.push(box);
    }
  };

  const draw = () => {
    svg.setAttribute("viewBox", view.join(" "));
    const scale = unitsPerPixel();
    for (const group of groups) {
      group.setAttribute("transform", group.getAttribute("transform").replace(/scale\([^)]*\)/, `scale(${scale})`));
    }
    placeNames(scale);
  };

  const zoom = (factor, x = view[0] + view[2] / 2, y = view[1] + view[3] / 2) => {
    const width = Math.min(Math.max(view[2] * factor, 40), 1.5 * world[2]);
    const f = width / view[2];
    view = [x - (x - view[0]) * f, y - (y - view[1]) * f, width, view[3] * f];
    draw();
  };

  const at = (event) => {
    const size = svg.getBoundingClientRect();
    const scale = unitsPerPixel();
    return [
      view[0] + view[2] / 2 + (event.clientX - size.left - size.width / 2) * scale,
      view[1] + view[3] / 2 + (event.clientY - size.top - size.height / 2) * scale,
    ];
  };

  const actions = {
    in: () => zoom(0.6),
    out: () => zoom(1 / 0.6),
    fit: () => { view = read(svg.dataset.view); draw(); },
    world: () => { view = [...world]; draw(); },
  };
  const buttons = document.querySelector(".buttons");
  buttons.hidden = false;
  buttons.addEventListener("click", (event) => {
    const act = actions[event.target.closest("[data-do]")?.dataset.do];
    if (act) { event.preventDefault(); act(); }
  });

  svg.addEventListener("wheel", (event) => {
    if (svg.dataset.wheel === "ctrl" && !event.ctrlKey) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, ...at(event));
  }, { passive: false });

  let held = null;
  let moved = false;
  svg.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    held = at(event);
    moved = false;
  });
  addEventListener("pointermove", (event) => {
    if (!held) return;
    const [x, y] = at(event);
    if (Math.hypot(x - held[0], y - held[1]) < 4 * unitsPerPixel() && !moved) return;
    moved = true;
    svg.classList.add("held");
    view = [view[0] + held[0] - x, view[1] + held[1] - y, view[2], view[3]];
    draw();
  });
  addEventListener("pointerup", () => { held = null; svg.classList.remove("held"); });
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); moved = false; });
  svg.addEventListener("dragstart", (event) => event.preventDefault());

  const light = (event, on) => {
    const one = event.target.closest?.("[data-n]");
    if (one) for (const each of document.querySelectorAll(`[data-n="${one.dataset.n}"]`)) each.classList.toggle("lit", on);
  };
  for (const [name, on] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]]) {
    document.addEventListener(name, (event) => light(event, on));
  }

  // A place whose events are all of types that are not shown goes too.
  document.addEventListener("change", () => {
    for (const place of document.querySelectorAll(".place")) {
      const empty = [...place.querySelectorAll(".event")].every((event) => getComputedStyle(event).display === "none");
      place.hidden = empty;
      document.getElementById(`p${place.dataset.n}`).style.display = empty ? "none" : "";
    }
  });

  addEventListener("resize", draw);
  draw();
})();
