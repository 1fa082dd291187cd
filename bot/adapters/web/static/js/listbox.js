// A list of suggestions under a field that keeps the focus (ARIA's combobox pattern).
import { fresh, h } from "./dom.js";
import { say, t } from "./words.js";

// A field of several lines is a combobox only while it offers something: else it is what it looks like, a text box.
const COMBOBOX = { role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-expanded": "true" };

export class Listbox {
  /** `take(option)` is called with what was picked. */
  constructor(input, list, take) {
    this.input = input;
    this.list = list;
    this.take = take;
    this.options = [];
    this.active = -1;
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    list.addEventListener("click", (event) => {
      const number = [...list.children].indexOf(event.target.closest("[role=option]"));
      if (number >= 0) this.pick(number);
    });
    input.addEventListener("blur", () => this.close());
  }

  get open() { return !this.list.hidden; }

  /** Show options ({label, about, value}); `first` makes the first one active. */
  show(options, first = false) {
    if (!options.length) {
      this.close();
      return;
    }
    const same = this.open && options.length === this.options.length;
    this.options = options;
    this.list.replaceChildren(...options.map((option) => h(
      "div", { role: "option", id: fresh("option"), "aria-selected": "false" },
      h("span", { class: "label", text: option.label }),
      option.about ? h("span", { class: "about", text: option.about }) : null,
    )));
    this.list.hidden = false;
    for (const [name, value] of Object.entries(COMBOBOX)) this.input.setAttribute(name, value);
    this.input.setAttribute("aria-controls", this.list.id);
    this.#activate(first ? 0 : -1);
    if (!same) say(t("suggestions_many", { n: options.length }));
  }

  close() {
    this.list.hidden = true;
    this.options = [];
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    if (!this.input.matches("textarea")) this.input.setAttribute("aria-expanded", "false");
    else for (const name of [...Object.keys(COMBOBOX), "aria-controls"]) this.input.removeAttribute(name);
  }

  /** What is shown answers an older text: none of it is meant until it is shown anew. */
  age() { if (this.open) this.#activate(-1); }

  pick(number) {
    const option = this.options[number];
    this.close();
    this.take(option);
  }

  /** Whether a key was for the list. */
  heed(event) {
    if (!this.open || event.isComposing) return false;
    const last = this.options.length - 1;
    if (event.key === "ArrowDown") this.#activate(this.active >= last ? 0 : this.active + 1);
    else if (event.key === "ArrowUp") this.#activate(this.active <= 0 ? last : this.active - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && !event.shiftKey && this.active >= 0) this.pick(this.active);
    else if (event.key === "Tab" && !event.shiftKey && this.tab) this.pick(Math.max(this.active, 0));
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #activate(number) {
    this.active = number;
    [...this.list.children].forEach((child, each) => child.setAttribute("aria-selected", String(each === number)));
    const chosen = this.list.children[number];
    if (chosen) {
      this.input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }
}
