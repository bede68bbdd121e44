// The editor: the fields of one record, or of a new event. What was changed is decided at once, one decision a field.
"use strict";

const Editor = {
  dialog: document.getElementById("editor"),
  target: null, // id of the record; null for a new event
  fields: new Map(), // name → {control, before}
  armed: null, // the control that takes words chosen in the text

  // Fields that are edited together with the one that was asked for.
  beside: {
    type: ["modes", "status"], modes: ["type", "status"], trigger: ["evidence"], place: ["place_relation"], casualties: ["deaths", "injured"],
    attributions: ["asserted"], explanation: ["kind", "severity"],
  },

  get isOpen() { return Boolean(Editor.dialog?.open); },

  kinds: {
    V: (row) => {
      const types = Controls.book.types;
      const modesOf = (type) => types[type]?.modes ?? {};
      const modes = Controls.checks("modes", row.modes, modesOf(row.type));
      return {
        trigger: Controls.spans("told by", row.trigger, { single: true, optional: false }),
        type: Controls.choice("type", row.type, Object.entries(types).map(([name, { definition }]) => [name, `${name}: ${definition.slice(0, 90)}`]), { onchange: (type) => modes.offer(modesOf(type)) }),
        modes,
        status: Controls.choice("status", row.status, Controls.book.choices.status),
        actors: Controls.parties("who", row.actors),
        recipients: Controls.parties("to whom", row.recipients),
        place: Controls.place("where", row.place),
        place_relation: Controls.choice("relation to the place", row.place_relation, Controls.book.choices.place_relation, { empty: "none" }),
        time: Controls.time("when", row.time),
        casualties: Controls.casualties("toll, figure by figure", row.casualties),
        deaths: Controls.count("dead in all", row.deaths),
        injured: Controls.count("injured in all", row.injured),
        instruments: Controls.spans("with", row.instruments),
        contexts: Controls.checks("contexts", row.contexts, Controls.book.contexts),
        attributions: Controls.attributions("according to", row.attributions),
        asserted: Controls.truth("told by the article itself too", row.asserted),
        evidence: Controls.spans("evidence", row.evidence),
        codes: Controls.codes("codes", row.codes),
      };
    },
    E: (row) => ({
      name: Controls.plain("name", row.name),
      type: Controls.choice("type", row.type, Controls.book.choices.entity_type),
      country: Controls.country("country", row.country),
      sector: Controls.choice("sector", row.sector, Controls.book.sectors, { empty: "none" }),
      aliases: Controls.lines("also", row.aliases),
      mentions: Controls.spans("in the text", row.mentions, { fresh: (span) => ({ ...span, kind: "name" }) }),
      roles: Controls.spans("roles", row.roles, { fresh: (span) => ({ ...span, former: false }) }),
    }),
    P: (row) => ({
      record: Controls.place("place", { ...Object.fromEntries(["geonames", "name", "feature", "country", "admin1", "latitude", "longitude"].map((name) => [name, row[name]])) }, { own: false }),
      mentions: Controls.spans("in the text", row.mentions),
    }),
    T: (row) => ({
      span: Controls.spans("words", { start: row.start, end: row.end, text: row.text }, { single: true, optional: false }),
      type: Controls.choice("type", row.type, Controls.book.choices.time_type),
      value: Controls.plain("value", row.value, { placeholder: "2025-03-14, 2025-W11, P3D" }),
      earliest: Controls.plain("first day", row.earliest, { placeholder: "2025-03-14" }),
      latest: Controls.plain("last day", row.latest, { placeholder: "2025-03-14" }),
    }),
    A: (row) => {
      const named = { single: true, beside: (span, draw) => Editor.entityOf(span, draw), fresh: (span) => ({ ...span, entity: Controls.entityAt(span) }) };
      return {
        source: Controls.spans("source", row.source, named),
        cue: Controls.spans("cue", row.cue, { single: true }),
        content: Controls.spans("what it says", row.content),
        style: Controls.choice("style", row.style, Controls.book.choices.style),
        source_kind: Controls.choice("kind of source", row.source_kind, Controls.book.choices.source_kind),
        anonymity: Controls.spans("why unnamed", row.anonymity, { single: true }),
        carrier: Controls.spans("passed on by", row.carrier, named),
      };
    },
    C: (row) => ({
      explanation: Controls.plain("explanation", row.explanation),
      kind: Controls.choice("kind", row.kind, Controls.book.choices.conflict_kind),
      severity: Controls.choice("severity", row.severity, Controls.book.choices.severity),
    }),
  },

  entityOf(span, draw) {
    return new Chooser({
      label: "is", words: Controls.nameOf(span.entity), clears: false, placeholder: "nobody known",
      find: (words) => [...Controls.ownEntities(words), { label: "nobody known", value: null }],
      take: (entity) => { span.entity = entity; draw(); },
    }).node;
  },

  rowOf(id) {
    const report = Controls.report;
    return [report.events, report.entities, report.places, report.times, report.attributions, report.conflicts].flat().find((row) => row.id === id);
  },

  // Open on a record's field, or (without a target) on a new event told by some words.
  async open(target, { field = null, words = null } = {}) {
    await Page.ready();
    const row = target ? Editor.rowOf(target) : Editor.blank(words);
    if (!row) { Desk.say(`${target} is not in the coding any more.`, true); return; }
    Editor.target = target;
    Editor.armed = null;
    Editor.fields = new Map(Object.entries(Editor.kinds[(target || "V")[0]](row)).map(([name, control]) => [name, { control, before: JSON.stringify(control.value) }]));
    document.getElementById("editor-title").textContent = target ? `Edit ${target}` : "New event";
    document.getElementById("fields").replaceChildren(...[...Editor.fields].map(([name, { control }]) => {
      const holder = Part.make("div", { className: "edited" }, control.node);
      holder.dataset.field = name;
      return holder;
    }));
    document.getElementById("why").value = "";
    Editor.refuse("");
    Editor.back = document.activeElement;
    if (!Editor.isOpen) Editor.dialog.show();
    document.body.classList.add("editing");
    Editor.arm(Editor.fields.get(field)?.control);
    Editor.narrow(target && Editor.fields.has(field) ? field : null);
    const holder = field && document.querySelector(`#fields [data-field="${field}"]`);
    const first = holder && (holder.querySelector("input:not([type=checkbox]), select, textarea") || holder.querySelector("input, button"));
    holder?.scrollIntoView({ block: "start" });
    (first || document.getElementById("editor-title")).focus({ preventScroll: Boolean(holder) });
    if (words && target) Editor.takeWords(words);
  },

  // Show the fields that belong to one of them, or all.
  narrow(field) {
    const kept = field && [field, ...(Editor.beside[field] ?? [])];
    for (const holder of document.querySelectorAll("#fields [data-field]")) holder.hidden = Boolean(kept) && !kept.includes(holder.dataset.field);
    document.getElementById("all-fields").hidden = !kept || kept.length >= Editor.fields.size;
  },

  blank(words) {
    const [type] = Object.keys(Controls.book.types);
    const lists = Object.fromEntries(["modes", "contexts", "evidence", "actors", "recipients", "instruments", "casualties", "attributions"].map((name) => [name, []]));
    return { ...lists, type, trigger: words, status: "happened", place: null, time: null, place_relation: null, deaths: null, injured: null, asserted: null, codes: null };
  },

  arm(control) {
    Editor.armed = control?.takeWords ? control : null;
    for (const { control: each } of Editor.fields.values()) each.node.classList.toggle("armed", each === Editor.armed);
  },

  takeWords(span) {
    if (!Editor.armed) { Desk.say("Go to the field first that takes the words."); return; }
    Editor.armed.takeWords(span);
  },

  refuse(words) {
    const said = document.getElementById("editor-said");
    said.textContent = words;
    said.hidden = !words;
    if (words) said.scrollIntoView({ block: "nearest" });
  },

  changed() {
    const all = [...Editor.fields].map(([name, { control, before }]) => ({ name, value: control.value, before }));
    return all.filter(({ value, before }) => JSON.stringify(value) !== before);
  },

  // The decisions that the changes come to.
  decisions() {
    const why = document.getElementById("why").value.trim();
    if (Editor.target) return Editor.changed().map(({ name, value }) => ({ kind: "edit", target: Editor.target, field: name, after: value, why }));
    const given = Object.fromEntries([...Editor.fields].map(([name, { control }]) => [name, control.value]));
    const says = ([name, value]) => name !== "codes" && value !== null && !(Array.isArray(value) && value.length === 0);
    return [{ kind: "add", target: "event", after: Object.fromEntries(Object.entries(given).filter(says)), why }];
  },

  async save() {
    if (!Editor.target && !Editor.fields.get("trigger").control.value) { Editor.refuse("Choose the words that tell of the event first."); return; }
    const decisions = Editor.decisions();
    if (!decisions.length) { Editor.close(); return; }
    try {
      const taken = await Page.decide(decisions);
      Editor.close();
      Page.go(Editor.target || taken.revisions.at(-1)?.target);
      Desk.say(Editor.target ? `${Editor.target}: ${decisions.map(({ field }) => field.replaceAll("_", " ")).join(", ")} edited.` : "The event is added.");
    } catch (problem) {
      Editor.refuse(problem.message);
    }
  },

  close() {
    if (!Editor.isOpen) return;
    Editor.dialog.close();
    document.body.classList.remove("editing");
    Editor.armed = null;
    (document.contains(Editor.back) ? Editor.back : document.getElementById("text")).focus?.({ preventScroll: true });
  },
};

if (Editor.dialog) {
  Editor.dialog.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); Editor.save(); });
  Editor.dialog.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) Editor.close(); if (event.target.id === "all-fields") Editor.narrow(null); });
  Editor.dialog.addEventListener("focusin", (event) => {
    const holder = event.target.closest("[data-field]");
    if (holder) Editor.arm(Editor.fields.get(holder.dataset.field)?.control);
  });
  Editor.dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.preventDefault(); Editor.close(); }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); Editor.save(); }
  });
}
