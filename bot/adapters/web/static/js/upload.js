// The question for a picture: it is sent as soon as it is picked, and the form carries the id that it was given.
import { fresh, h, icon } from "./dom.js";
import { state } from "./state.js";
import { t } from "./words.js";

const LARGEST = 5 * 1024 * 1024; // bytes, as the server takes them
const KINDS = "image/png,image/jpeg,image/gif,image/webp";
const known = new Map(); // id -> {url, name} of what was picked at this window

export class Upload {
  constructor(blank, typed) {
    const id = fresh("blank");
    this.name = blank.name;
    this.label = blank.label || blank.name;
    this.required = blank.required ?? false;
    this.error = blank.error ?? "";
    this.value = typed ?? blank.value ?? "";
    this.ready = Promise.resolve();
    this.message = h("p", { class: "wrong", id: `${id}-wrong`, role: "alert", text: this.error });
    this.input = h("input", {
      id, type: "file", accept: KINDS, required: this.required, "aria-describedby": `${id}-kinds ${id}-wrong`,
      on: { change: () => this.#picked() },
    });
    this.there = h("div", { class: "thumb", "aria-live": "polite" });
    this.element = h(
      "div", { class: "blank" },
      h("label", { for: id },
        this.label, " ",
        h("span", { class: this.required ? "needed" : "soft", text: `(${t(this.required ? "required" : "optional")})` })),
      this.input,
      h("p", { class: "soft", id: `${id}-kinds`, text: t("picture_kinds") }),
      this.there,
      this.message,
    );
    this.complain(this.error);
    this.#show();
  }

  focus() { this.input.focus(); }

  complain(text) {
    this.message.textContent = text;
    if (text) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  #picked() {
    const [file] = this.input.files;
    if (!file) return;
    this.complain("");
    if (file.size > LARGEST) {
      this.#drop(t("picture_large", { name: file.name }));
      return;
    }
    this.there.replaceChildren(h("p", { class: "soft", text: t("picture_sending") }));
    this.ready = this.#send(file);
  }

  async #send(file) {
    const query = new URLSearchParams({ name: file.name, as: state.you.role });
    const answer = await fetch(`/pictures?${query}`, { method: "POST", body: file }).catch(() => null);
    const { id, error } = (await answer?.json().catch(() => ({}))) ?? {};
    if (this.input.files[0] !== file) return; // another one was picked meanwhile, or none
    if (!id) {
      this.#drop(error || t("picture_failed"));
      return;
    }
    known.set(id, { url: URL.createObjectURL(file), name: file.name });
    this.#take(id);
  }

  #drop(why = "") {
    this.input.value = "";
    this.#take("");
    this.complain(why);
  }

  #take(id) {
    this.value = id;
    this.#show();
    this.input.dispatchEvent(new Event("input", { bubbles: true })); // what is typed so far is kept
  }

  #show() {
    if (!this.value) {
      this.there.replaceChildren();
      return;
    }
    const { url, name } = known.get(this.value) ?? { url: `/pictures/${this.value}`, name: t("picture_kept") };
    this.there.replaceChildren(
      h("img", { src: url, alt: "" }),
      h("span", { text: t("picture_there", { name }) }),
      h("button", {
        class: "icon", type: "button", "aria-label": t("picture_remove"), title: t("picture_remove"),
        on: { click: () => { this.#drop(); this.focus(); } },
      }, icon("close")),
    );
  }
}
