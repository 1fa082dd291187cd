// A command's form, in a dialog. The browser keeps the focus inside and gives it back.
import { fresh, h, icon } from "./dom.js";
import { ask, fetchOf } from "./ask.js";
import { Listbox } from "./listbox.js";
import { Upload } from "./upload.js";
import { t } from "./words.js";

const SEVERAL = "places"; // a kind of several names, parted by commas
const drafts = new Map(); // what was typed into the form of a post, should it be opened again

/** Open a form; what it leads to is said in the place of its post. */
export function openForm(form, post) {
  const key = `${post.place} ${post.seq}`;
  const dialog = h("dialog", { class: "dialog", lang: post.lang });
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  fill(dialog, form, post, key);
  dialog.showModal();
  begin(dialog);
}

function fill(dialog, form, post, key, again = false) {
  const title = fresh("title");
  const blanks = form.blanks.map((one) => {
    // A form opened for the first time does not blame anybody for what they could not have written yet.
    const blank = again || one.value ? one : { ...one, error: "" };
    const typed = drafts.get(key)?.[blank.name];
    return blank.kind === "picture" ? new Upload(blank, typed) : new Field(blank, form, post, typed);
  });
  const submit = h("button", { class: "button main", type: "submit", text: form.submit });
  const wrong = blanks.filter((blank) => blank.error);
  const trouble = h("p", { class: "wrong", role: "alert" });
  dialog.setAttribute("aria-labelledby", title);
  dialog.replaceChildren(h(
    "form", {
      novalidate: true, autocomplete: "off",
      on: { submit: (event) => { event.preventDefault(); send(); }, input: () => drafts.set(key, texts()) },
    },
    h("div", { class: "dialoghead" },
      h("h2", { id: title, text: form.title }),
      h("button", { class: "icon", type: "button", "aria-label": t("close"), title: t("close"), on: { click: () => dialog.close() } }, icon("close"))),
    wrong.length ? summary(wrong) : null,
    ...blanks.map((blank) => blank.element),
    trouble,
    h("div", { class: "row end foot" },
      h("button", { class: "button", type: "button", text: t("cancel"), on: { click: () => dialog.close() } }), submit),
  ));

  const texts = () => Object.fromEntries(blanks.map((blank) => [blank.name, blank.value]));

  async function send() {
    if (submit.getAttribute("aria-busy") === "true") return;
    submit.setAttribute("aria-busy", "true");
    await Promise.all(blanks.map((blank) => blank.ready));
    submit.removeAttribute("aria-busy");
    const missing = blanks.filter((blank) => blank.required && !blank.value.trim());
    for (const blank of blanks) blank.complain(missing.includes(blank) ? t("required_long") : "");
    if (missing.length) {
      missing[0].focus();
      return;
    }
    submit.setAttribute("aria-busy", "true");
    submit.setAttribute("aria-disabled", "true");
    const replaces = post.command === form.command ? Number(post.replaces ?? post.seq) : undefined;
    try {
      const answer = await ask({
        type: "fill", place: post.place, command: form.command, texts: texts(), hidden: form.hidden ?? {}, replaces,
      });
      drafts.delete(key);
      if (answer?.reply.form) {
        fill(dialog, answer.reply.form, answer, `${answer.place} ${answer.seq}`, true);
        begin(dialog);
        return;
      }
      dialog.close();
      if (answer) document.querySelector(`.message[data-seq="${answer.seq}"]`)?.focus({ preventScroll: true });
    } catch (error) {
      trouble.textContent = error.message;
    } finally {
      submit.removeAttribute("aria-busy");
      submit.removeAttribute("aria-disabled");
    }
  }
}

/** Begin where there is something to do: at the list of errors, or at the first field. */
function begin(dialog) {
  const fields = [...dialog.querySelectorAll("input, textarea, select")];
  const open = fields.find((field) => field.getAttribute("aria-required") && !field.value);
  (dialog.querySelector(".summary") ?? open ?? fields[0])?.focus();
}

function summary(wrong) {
  return h(
    "div", { class: "summary", tabindex: "-1", role: "group", "aria-label": t("form_errors") },
    h("p", { text: t("form_errors") }),
    h("ul", {}, wrong.map((blank) => h("li", {}, h(
      "button", { type: "button", class: "link", text: `${blank.label}: ${blank.error}`, on: { click: () => blank.focus() } },
    )))),
  );
}

const lastOf = (names) => names.slice(names.lastIndexOf(",") + 1).trim();

/** Suggestions for the last of several names, without those that stand there already. */
function further(choices, before, typed) {
  const there = typed.split(",").slice(0, -1).map((name) => name.trim());
  return choices
    .filter(({ value }) => !there.includes(lastOf(value)))
    .map(({ label, value }) => ({ label: lastOf(label), value: before + value, about: "" }));
}

/** One question. */
class Field {
  constructor(blank, form, post, typed) {
    const id = fresh("blank");
    this.name = blank.name;
    this.label = blank.label || blank.name;
    this.required = blank.required ?? false;
    this.error = blank.error ?? "";
    this.message = h("p", { class: "wrong", id: `${id}-wrong`, text: this.error });
    this.input = control(blank, id);
    this.input.value = typed ?? blank.value ?? "";
    this.input.setAttribute("aria-describedby", this.message.id);
    if (this.required) this.input.setAttribute("aria-required", "true");
    this.element = h(
      "div", { class: "blank" },
      h("label", { for: id },
        this.label, " ",
        h("span", { class: this.required ? "needed" : "soft", text: `(${t(this.required ? "required" : "optional")})` })),
      blank.suggests && !blank.choices ? this.#suggesting(blank, form, post) : this.input,
      this.message,
    );
    this.complain(this.error);
  }

  get value() { return this.input.value; }

  focus() { this.input.focus(); }

  complain(text) {
    this.message.textContent = text;
    if (text) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  /** What is asked about: all that is typed, or of many names only the last, with what stands before it kept here. */
  #asked(blank) {
    const at = blank.kind === SEVERAL && this.value.length > 200 ? this.value.lastIndexOf(",") + 1 : 0;
    return [at ? `${this.value.slice(0, at)} ` : "", this.value.slice(at).trimStart()];
  }

  #suggesting(blank, form, post) {
    const offers = h("div", { role: "listbox", class: "offers", id: fresh("offers"), "aria-label": t("suggestions"), hidden: true });
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": offers.id,
    })) this.input.setAttribute(name, value);
    const list = new Listbox(this.input, offers, (option) => {
      this.input.value = option.value;
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
      list.close();
    });
    let timer;
    let turn = 0;
    this.input.addEventListener("input", (event) => {
      clearTimeout(timer);
      const mine = ++turn;
      if (!event.isTrusted) return;
      timer = setTimeout(async () => {
        const [before, text] = this.#asked(blank);
        const { choices } = await fetchOf({
          type: "suggest", place: post.place, command: form.command, arg: this.name, text: text.slice(0, 200),
        }).catch(() => ({ choices: [] }));
        if (mine !== turn || document.activeElement !== this.input) return;
        list.show(blank.kind === SEVERAL ? further(choices, before, this.value) : choices.map((choice) => (
          { ...choice, about: choice.value === choice.label ? "" : choice.value })));
        offers.scrollIntoView({ block: "nearest" });
      }, 120);
    });
    this.input.addEventListener("keydown", (event) => list.heed(event));
    return h("div", { class: "suggesting" }, this.input, offers);
  }
}

function control(blank, id) {
  if (blank.choices) {
    return h(
      "select", { id },
      blank.required && blank.value ? null : h("option", { value: "", text: t("choose") }),
      blank.choices.map((choice) => h("option", { value: choice.value, text: choice.label })),
    );
  }
  if (blank.kind === "long text") return h("textarea", { id, rows: "5" });
  const numeric = blank.kind === "whole number" ? "numeric" : null;
  return h("input", { id, type: "text", inputmode: numeric });
}
