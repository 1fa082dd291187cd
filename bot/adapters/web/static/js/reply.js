// The bot's answer, node by node.
import { $, fresh, h, icon } from "./dom.js";
import { openForm } from "./form.js";
import { line, link } from "./line.js";
import { picture } from "./picture.js";
import { press } from "./press.js";
import { previews } from "./preview.js";
import { t } from "./words.js";

const CHIPS = 24; // options of a list that lie open

/** Everything in a post's answer; of an `inert` one nothing can be pressed. */
export function reply(post) {
  const { reply: said } = post;
  const parts = [];
  if (said.text) parts.push(h("p", { class: `said ${said.tone ?? "plain"}` }, ...line(said.text)));
  if (said.cards) parts.push(...said.cards.map((one) => card(one, post)));
  parts.push(...(said.images ?? []).map((image) => picture(image)));
  for (const select of said.selects ?? []) parts.push(choice(select, post));
  for (const file of said.files ?? []) parts.push(download(file, post));
  if (said.previews) parts.push(previews(said.previews, (inner, lang) => reply({ ...post, reply: inner, lang, inert: true })));
  const buttons = (said.buttons ?? []).map((one) => button(one, post));
  if (said.form && !post.inert) buttons.unshift(fillIn(said.form, post));
  if (buttons.length) parts.push(h("div", { class: "row actions" }, buttons));
  return parts;
}

function card(one, post) {
  const title = fresh("card");
  return h(
    "section",
    { class: "card", "aria-labelledby": title },
    h(
      "div", { class: "cardhead" },
      h("h3", { id: title }, one.url ? link(one.url, one.title) : one.title),
      one.badge ? h("span", { class: `badge ${one.badge.tone}` }, one.badge.text) : null,
    ),
    ...(one.body ?? []).map((text) => h("p", {}, ...line(text))),
    one.fields
      ? h("dl", {}, one.fields.map((field) => h("div", {}, h("dt", { text: field.label }), h("dd", {}, ...line(field.value)))))
      : null,
    one.buttons ? h("div", { class: "row" }, one.buttons.map((each) => button(each, post, one.title))) : null,
    one.footer ? h("p", { class: "footer" }, ...line(one.footer)) : null,
  );
}

function button(one, post, about = "") {
  if (post.inert) return h("span", { class: `button ${one.weight} inert`, text: one.label });
  return h("button", {
    class: `button ${one.weight}`, type: "button", text: one.label, title: one.line || null,
    // The same label on several cards: each says which one it is about.
    "aria-label": about ? `${one.label}: ${about}` : null,
    on: { click: (event) => press(event.currentTarget, one.does, post) },
  });
}

function choice(select, post) {
  if (post.inert) return h("p", { class: "soft", text: `${select.label}: ${select.options.map((option) => option.label).join(", ")}` });
  const id = fresh("select");
  if (select.options.length <= CHIPS && !select.options.some((option) => option.about)) return chips(select, post, id);
  const about = h("p", { class: "soft", id: `${id}-about` });
  const list = h(
    "select", { id, "aria-describedby": about.id, on: { change: () => { about.textContent = select.options[list.value]?.about ?? ""; } } },
    h("option", { value: "", text: t("choose") }),
    select.options.map((option, number) => h("option", { value: String(number), text: option.label })),
  );
  // Picking alone runs nothing: with the arrow keys one passes every option on the way.
  const go = h("button", {
    class: "button", type: "button", text: t("pick"),
    on: { click: () => { if (list.value) press(go, select.options[list.value].does, post); else list.focus(); } },
  });
  return h("div", { class: "choice" }, h("label", { for: id, text: select.label }), h("div", { class: "row" }, list, go), about);
}

/** A short list lies open: one press picks. */
function chips(select, post, id) {
  return h(
    "div", { class: "choice", role: "group", "aria-labelledby": id },
    h("p", { class: "label", id, text: select.label }),
    h("div", { class: "row" }, select.options.map((option) => h("button", {
      class: "button chip", type: "button", text: option.label,
      on: { click: (event) => press(event.currentTarget, option.does, post) },
    }))),
  );
}

function download(file, post) {
  if (post.inert) return h("span", { class: "button inert" }, icon("file"), file.name);
  const bytes = Uint8Array.from(atob(file.content), (letter) => letter.charCodeAt(0));
  const save = () => {
    const url = URL.createObjectURL(new Blob([bytes], { type: file.type }));
    const anchor = h("a", { href: url, download: file.name });
    $("room").append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return h(
    "div", { class: "file" },
    h("button", { class: "button", type: "button", on: { click: save } }, icon("file"), t("save", { name: file.name })),
    file.about ? h("span", { class: "soft", text: file.about }) : null,
  );
}

function fillIn(form, post) {
  return h(
    "button", { class: "button main", type: "button", on: { click: () => openForm(form, post) } },
    icon("pen"), t("fill_in"),
  );
}
