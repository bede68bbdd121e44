// Controls of the editor. Each has `node` to show, `value` (in the shape that a decision takes) and, where words
// of the article go into it, `takeWords(span)`.
"use strict";

const Controls = {
  // What the editor knows: `report` as the coding has it, `book` the codebook's lists.
  report: null,
  book: null,

  plain(label, current, given = {}) {
    const field = Part.input(current, given);
    return { node: Part.labelled(label, field), get value() { return field.value.trim() || null; } };
  },

  choice(label, current, values, { empty = null, onchange = null } = {}) {
    const field = Part.select(values, current, { empty });
    if (onchange) field.addEventListener("change", () => onchange(field.value));
    return { node: Part.labelled(label, field), get value() { return field.value || null; } };
  },

  country(label, current) { return Controls.choice(label, current, Object.entries(Controls.book.countries), { empty: "none" }); },

  truth(label, current) {
    const field = Part.select([["true", "yes"], ["false", "no"]], current === null || current === undefined ? "" : String(current), { empty: "not known" });
    return { node: Part.labelled(label, field), get value() { return field.value ? field.value === "true" : null; } };
  },

  lines(label, current) {
    const field = Part.make("textarea", { rows: 2, value: (current || []).join("\n") });
    return { node: Part.labelled(`${label}, one a line`, field), get value() { return field.value.split("\n").map((line) => line.trim()).filter(Boolean); } };
  },

  // Some of a list of names, each with what it means.
  checks(label, current, options) {
    const chosen = new Set(current || []);
    const boxes = Part.make("div", { className: "checks" });
    const draw = (meanings) => boxes.replaceChildren(...Object.entries(meanings).map(([name, meaning]) => {
      const box = Part.make("input", { type: "checkbox", checked: chosen.has(name), onchange: () => (box.checked ? chosen.add(name) : chosen.delete(name)) });
      return Part.make("label", { title: meaning }, box, ` ${name.replaceAll("_", " ")}`);
    }));
    draw(options);
    return {
      node: Part.make("fieldset", { className: "field" }, Part.make("legend", {}, label), boxes),
      get value() { return [...chosen]; },
      offer(meanings) {
        for (const name of chosen) if (!(name in meanings)) chosen.delete(name);
        draw(meanings);
      },
    };
  },

  // A field that finds words in the article; what is chosen on the page goes to it too.
  finder(label, take) {
    return new Chooser({
      label, placeholder: "type words of the article, or choose them there",
      find: (words) => Words.find(words).map((hit) => ({ label: hit.text, detail: `…${hit.before}▸${hit.text}◂${hit.after}…`, value: Words.span(hit.start, hit.end) })),
      take,
    });
  },

  quoted(span) {
    return Part.make("button", { type: "button", className: "words", onclick: () => Words.light(`${span.start}-${span.end}`) }, Part.make("q", {}, Part.make("bdi", {}, span.text)));
  },

  // A list of spans, each drawn with more beside it where `beside` gives that.
  spans(label, current, { single = false, beside = null, fresh = (span) => span, optional = true } = {}) {
    let spans = (Array.isArray(current) ? current : current ? [current] : []).map((span) => ({ ...span }));
    const list = Part.make("ul", { className: "taken" });
    const draw = () => list.replaceChildren(...spans.map((span, i) => Part.make(
      "li", {}, Controls.quoted(span), beside ? beside(span, draw) : null,
      single && !optional ? null : Part.removal(span.text, () => { spans.splice(i, 1); draw(); finder.field.focus(); }),
    )));
    const takeWords = (span) => {
      const made = fresh(span);
      if (single) spans = [{ ...spans[0], ...made }]; else if (!spans.some((one) => one.start === made.start && one.end === made.end)) spans.push(made);
      draw();
      Desk.say(`${label}: ${span.text}`);
    };
    const finder = Controls.finder(single && spans.length ? "other words" : "add words", takeWords);
    draw();
    const node = Part.make("fieldset", { className: "field takes-words" }, Part.make("legend", {}, label), list, finder.node);
    return { node, takeWords, get value() { return single ? spans[0] ?? null : spans; } };
  },

  // Actors and recipients: words, each with the entity that they name.
  parties(label, current) {
    const beside = (party, draw) => {
      const who = Controls.nameOf(party.entity);
      const chooser = new Chooser({
        label: "is", words: who, clears: false, placeholder: "nobody known",
        find: async (words) => [...Controls.ownEntities(words), { label: "nobody known", value: null }, ...(await Controls.actors(words)), ...Controls.newOnes(words)],
        take: (entity) => { party.entity = entity; draw(); },
      });
      return chooser.node;
    };
    const fresh = (span) => ({ ...span, entity: Controls.entityAt(span) });
    return Controls.spans(label, current, { beside, fresh });
  },

  nameOf(entity) {
    if (entity && typeof entity === "object") return entity.name;
    return Controls.report.entities.find((row) => row.id === entity)?.name ?? "";
  },

  entityAt(span) {
    const covers = (mention) => mention.start < span.end && span.start < mention.end;
    return Controls.report.entities.find((row) => row.mentions.some(covers))?.id ?? null;
  },

  ownEntities(words) {
    const wanted = words.trim().toLowerCase();
    return Controls.report.entities
      .filter((row) => [row.name, ...row.aliases].some((name) => name.toLowerCase().includes(wanted)))
      .slice(0, 8)
      .map((row) => ({ label: row.name, detail: `${row.id} · ${[row.type, row.country, row.sector].filter(Boolean).join(" · ")}`, value: row.id }));
  },

  async actors(words) {
    if (words.trim().length < 2) return [];
    const found = await Desk.send(`/api/v1/actors?q=${encodeURIComponent(words.trim())}`, undefined, "GET");
    return found.map(({ name, type, country, sector, office }) => ({
      label: name, detail: [type, country, sector, office].filter(Boolean).join(" · "), value: { name, type, country, sector },
    }));
  },

  newOnes(words) {
    const name = words.trim();
    if (!name) return [];
    return ["person", "group", "organization"].map((type) => ({ label: name, detail: `new ${type}`, value: { name, type } }));
  },

  // A place: one of the report's, or of the gazetteer with the words that name it.
  place(label, current, { own = true } = {}) {
    let value = current;
    const shown = Part.make("div", { className: "spot" });
    const draw = () => {
      const place = typeof value === "string" ? Controls.report.places.find((row) => row.id === value) : value;
      const at = place && place.latitude !== null && place.latitude !== undefined ? `${place.latitude},${place.longitude}` : null;
      shown.replaceChildren(...[
        at ? Part.make("img", { className: "map", src: `/map.svg?at=${at}`, alt: `Map with ${place.name} at ${at}`, width: 120, height: 120 }) : null,
        Part.make("p", {}, place ? [place.name, place.admin1, place.country, place.feature, at].filter(Boolean).join(" · ") : "nowhere that is known"),
        place && own ? Part.removal(place.name, () => { value = null; draw(); }) : null,
      ].filter(Boolean));
      const needsWords = own && value && typeof value === "object";
      named.hidden = !needsWords;
      if (needsWords) named.replaceChildren(value.mention ? Controls.quoted(value.mention) : "Choose the words of the article that name it.", finder.node);
    };
    const named = Part.make("div", { hidden: true });
    const finder = Controls.finder("words that name it", (span) => { value = { ...value, mention: span }; draw(); });
    const wordsOf = () => value?.mention ?? Controls.report.places.find((row) => row.id === value)?.mentions[0];
    const chooser = new Chooser({
      label: own ? "another place" : "look up", placeholder: "name of a place",
      find: async (words) => [...(own ? Controls.ownPlaces(words) : []), ...(await Controls.places(words))],
      take: (place) => {
        value = typeof place === "string" || !wordsOf() ? place : { ...place, mention: wordsOf() };
        draw();
      },
    });
    const node = Part.make("fieldset", { className: "field takes-words" }, Part.make("legend", {}, label), shown, named, chooser.node);
    draw();
    const takeWords = (span) => {
      const known = Controls.report.places.find((row) => row.mentions.some((one) => one.start < span.end && span.start < one.end));
      const isChosen = value && typeof value === "object";
      value = isChosen ? { ...value, mention: span } : known ? known.id : { name: span.text, geonames: null, mention: span };
      draw();
      if (isChosen || known) return;
      chooser.field.value = span.text;
      chooser.field.focus();
      chooser.ask();
    };
    return { node, takeWords: own ? takeWords : undefined, get value() { return Controls.placeValue(value, own); } };
  },

  placeValue(value, own) {
    if (!own && value && typeof value === "object") {
      const { mention: _, ...record } = value;
      return record;
    }
    return value ?? null;
  },

  ownPlaces(words) {
    const wanted = words.trim().toLowerCase();
    return Controls.report.places.filter((row) => row.name.toLowerCase().includes(wanted)).slice(0, 5)
      .map((row) => ({ label: row.name, detail: `${row.id} · ${[row.admin1, row.country].filter(Boolean).join(" · ")}`, value: row.id }));
  },

  async places(words) {
    if (words.trim().length < 2) return [];
    const found = await Desk.send(`/api/v1/places?q=${encodeURIComponent(words.trim())}`, undefined, "GET");
    return found.map(({ population, ...place }) => ({
      label: place.name,
      detail: [place.feature, place.admin1, place.country, population ? `${population.toLocaleString("en")} people` : null, place.latitude === null ? null : `${place.latitude.toFixed(2)}, ${place.longitude.toFixed(2)}`].filter(Boolean).join(" · "),
      value: place,
    }));
  },

  // A time: one of the report's, or words with the day that they mean.
  time(label, current) {
    const times = Controls.report.times.map((row) => [row.id, `${row.text} (${row.value})`]);
    const known = Part.select(times, current, { empty: "not known" });
    const day = Part.input("", { placeholder: "2025-03-14, 2025-03, 2025-W11" });
    const words = Controls.spans("Or other words", null, { single: true });
    const node = Part.make("fieldset", { className: "field takes-words" }, Part.make("legend", {}, label), Part.labelled("one of the text", known), words.node, Part.labelled("day that they mean", day));
    const takeWords = (span) => {
      const here = Controls.report.times.find((row) => row.start < span.end && span.start < row.end);
      if (here) known.value = here.id; else { words.takeWords(span); day.focus(); }
    };
    return {
      node, takeWords,
      get value() { return words.value ? { start: words.value.start, end: words.value.end, text: words.value.text, value: day.value.trim() } : known.value || null; },
    };
  },

  numbers(low, high) {
    const fields = [low, high].map((n) => Part.input(n ?? "", { type: "number", min: "0", className: "short" }));
    fields[0].ariaLabel = "at least";
    fields[1].ariaLabel = "at most, empty where open";
    return {
      node: Part.make("span", { className: "numbers" }, fields[0], " to ", fields[1]),
      get low() { return fields[0].value === "" ? null : Number(fields[0].value); },
      get high() { return fields[1].value === "" ? null : Number(fields[1].value); },
      fields,
    };
  },

  count(label, current) {
    const pair = Controls.numbers(current?.low, current?.high);
    return {
      node: Part.make("fieldset", { className: "field" }, Part.make("legend", {}, label), pair.node),
      get value() { return pair.low === null ? null : { low: pair.low, high: pair.high }; },
    };
  },

  casualties(label, current) {
    const beside = (figure) => {
      const pair = Controls.numbers(figure.low, figure.high);
      const kind = Part.select(Controls.book.choices.casualty_kind, figure.kind);
      const side = Part.select(Controls.book.choices.casualty_side, figure.side);
      kind.ariaLabel = "what became of them";
      side.ariaLabel = "whose they are";
      const keep = () => Object.assign(figure, { low: pair.low ?? 0, high: pair.high, kind: kind.value, side: side.value });
      for (const field of [kind, side, ...pair.fields]) field.addEventListener("change", keep);
      return Part.make("span", { className: "row" }, pair.node, kind, side);
    };
    const fresh = (span) => {
      const digits = span.text.replaceAll(",", "").match(/\d+/);
      const n = digits ? Number(digits[0]) : 1;
      return { ...span, kind: "killed", low: n, high: n, side: "unknown" };
    };
    return Controls.spans(label, current, { beside, fresh });
  },

  // By whose word: attributions of the text, and a new source by its words.
  attributions(label, current) {
    const told = Object.fromEntries(Controls.report.attributions.map((row) => [row.id, `${row.source?.text ?? "nobody named"}, ${row.cue?.text ?? ""}`]));
    const boxes = Part.make("div", { className: "checks tall" });
    const chosen = new Set((current || []).filter((one) => typeof one === "string"));
    boxes.append(...Object.entries(told).map(([id, words]) => {
      const box = Part.make("input", { type: "checkbox", checked: chosen.has(id), onchange: () => (box.checked ? chosen.add(id) : chosen.delete(id)) });
      return Part.make("label", {}, box, ` ${id} `, Part.make("bdi", {}, words));
    }));
    const source = Controls.spans("A further source, by its words", null, { single: true });
    const node = Part.make("fieldset", { className: "field takes-words" }, Part.make("legend", {}, label), boxes, source.node);
    return {
      node, takeWords: source.takeWords,
      get value() {
        const more = source.value ? [{ source: { ...source.value, entity: Controls.entityAt(source.value) } }] : [];
        return [...(current || []).filter((id) => chosen.has(id)), ...[...chosen].filter((id) => !(current || []).includes(id)), ...more];
      },
    };
  },

  codes(label, current) {
    const books = ["plover", "cameo", "acled", "ucdp"];
    const fields = books.map((book) => Part.input(current?.[book] ?? "", { maxLength: 80 }));
    const node = Part.make("fieldset", { className: "field" }, Part.make("legend", {}, label), Part.make("div", { className: "fields" }, ...books.map((book, i) => Part.labelled(book.toUpperCase(), fields[i]))));
    return { node, get value() { return Object.fromEntries(books.map((book, i) => [book, fields[i].value.trim() || null])); } };
  },
};
