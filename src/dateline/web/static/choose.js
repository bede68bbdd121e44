// Small parts of pages, and a field with suggestions as ARIA's combobox pattern has it.
"use strict";

const Part = {
  count: 0,

  // Make an element; text goes in as text, never as markup.
  make(tag, given = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) {
      if (value === undefined || value === null || value === false) continue;
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (name in made && name !== "list" && name !== "form") made[name] = value;
      else made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  },

  id(start) {
    Part.count += 1;
    return `${start}-${Part.count}`;
  },

  // A field with its label.
  labelled(label, field, ...more) {
    field.id = field.id || Part.id("field");
    return Part.make("div", { className: "field" }, Part.make("label", { htmlFor: field.id }, label), field, ...more);
  },

  select(values, current, { empty = null } = {}) {
    const field = Part.make("select");
    if (empty !== null) field.append(Part.make("option", { value: "" }, empty));
    for (const value of values) {
      const [name, words] = Array.isArray(value) ? value : [value, value];
      field.append(Part.make("option", { value: name }, words));
    }
    field.value = current ?? "";
    return field;
  },

  input(value, given = {}) { return Part.make("input", { value: value ?? "", autocomplete: "off", ...given }); },

  button(label, act, given = {}) { return Part.make("button", { type: "button", onclick: act, ...given }, label); },

  removal(what, act) { return Part.button("×", act, { className: "remove", ariaLabel: `Take out ${what}` }); },
};

// A field with suggestions. `find(words)` gives (a promise of) [{label, detail, value}], `take(value)` gets the one chosen.
class Chooser {
  constructor({ label, placeholder = "", find, take, clears = true, words = "" }) {
    Object.assign(this, { find, take, clears, active: -1, options: [], asked: 0 });
    const list = Part.id("options");
    this.field = Part.input(words, { placeholder, role: "combobox", ariaExpanded: "false", ariaAutoComplete: "list" });
    this.field.setAttribute("aria-controls", list);
    this.list = Part.make("ul", { id: list, role: "listbox", hidden: true, className: "options", ariaLabel: "Suggestions" });
    this.node = Part.make("div", { className: "chooser" }, Part.labelled(label, this.field), this.list);
    this.field.addEventListener("input", () => this.ask());
    this.field.addEventListener("focus", () => { if (!this.field.value) this.ask(); });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  ask() {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const asked = (this.asked += 1);
      let options = [];
      try { options = await this.find(this.field.value); } catch (problem) { Desk.say(problem.message, true); }
      if (asked === this.asked && document.activeElement === this.field) this.open(options);
    }, 120);
  }

  open(options) {
    this.options = options;
    this.active = -1;
    this.list.replaceChildren(...options.map((option, i) => Part.make(
      "li", { role: "option", id: `${this.list.id}-${i}`, ariaSelected: "false", onmousedown: (event) => { event.preventDefault(); this.pick(i); } },
      Part.make("bdi", {}, option.label), option.detail ? Part.make("small", {}, " ", Part.make("bdi", {}, option.detail)) : null,
    )));
    if (!options.length && this.field.value.trim()) this.list.append(Part.make("li", { className: "hint", role: "option", ariaDisabled: "true" }, "Nothing is found."));
    this.list.hidden = !this.list.childElementCount;
    this.field.ariaExpanded = String(!this.list.hidden);
    this.list.scrollIntoView?.({ block: "nearest" });
  }

  close() {
    this.asked += 1;
    this.list.hidden = true;
    this.field.ariaExpanded = "false";
    this.field.removeAttribute("aria-activedescendant");
  }

  mark(i) {
    this.active = (i + this.options.length) % this.options.length;
    [...this.list.children].forEach((item, n) => { item.ariaSelected = String(n === this.active); });
    const item = this.list.children[this.active];
    item.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", item.id);
  }

  pick(i) {
    const option = this.options[i];
    this.field.value = this.clears ? "" : option.label;
    this.close();
    this.take(option.value);
  }

  key(event) {
    const open = !this.list.hidden && this.options.length > 0;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) this.mark(this.active < 0 && event.key === "ArrowUp" ? -1 : this.active + (event.key === "ArrowDown" ? 1 : -1)); else this.ask();
    } else if (event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      if (open) this.pick(Math.max(0, this.active));
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }
}
