// A message as Discord shows it.
import { h, icon } from "./dom.js";
import { link } from "./line.js";
import { marked } from "./preview-discord-text.js";
import { picture } from "./picture.js";
import { times } from "./preview-time.js";
import { now } from "./time.js";
import { t } from "./words.js";

const BUTTON = 2;
const STYLES = { 1: "first", 2: "second", 3: "good", 4: "danger", 5: "second" };

/** One message, from the payload that Discord is sent. */
export function discord(message, language) {
  const files = message.files ?? [];
  const used = new Set();
  const inside = (url) => {
    const name = /^attachment:\/\/(.+)$/.exec(url ?? "")?.[1];
    const file = files.find((one) => one.name === name && one.picture);
    if (file) used.add(file);
    return file ? picture({ picture: file.picture, alt: file.about }, "shot") : null;
  };
  const embeds = (message.embeds ?? []).map((one) => embed(one, language, inside));
  const rest = files.filter((file) => !used.has(file));
  return h(
    "div", { class: "message-there" },
    h("img", { class: "avatar", src: "/static/icon.svg", alt: "", width: "40", height: "40" }),
    h("p", { class: "who" },
      h("b", { text: t("bot") }), h("span", { class: "app", text: t("preview_app") }), h("span", { class: "at", text: times(language).time(now()) })),
    h("div", { class: "what" },
      message.content ? h("p", { class: "text" }, ...marked(message.content, language)) : null,
      rest.map(attachment),
      embeds,
      (message.components ?? []).map(row)),
  );
}

function embed(one, language, inside) {
  const box = h(
    "div", { class: "embed" },
    one.author?.name ? h("p", { class: "by", text: one.author.name }) : null,
    one.title ? h("p", { class: "title" }, ...headed(one, language)) : null,
    one.description ? h("p", { class: "text" }, ...marked(one.description, language)) : null,
    one.fields?.length ? h("div", { class: "fields" }, one.fields.map((each) => field(each, language))) : null,
    inside(one.image?.url),
    inside(one.thumbnail?.url),
    one.footer?.text ? h("p", { class: "foot-there", text: one.footer.text }) : null,
  );
  if (Number.isInteger(one.color)) box.style.setProperty("--bar", `#${one.color.toString(16).padStart(6, "0")}`);
  return box;
}

const headed = (one, language) => (one.url ? [link(one.url, ...marked(one.title, language))] : marked(one.title, language));

function field(one, language) {
  const named = one.name.replace(/[\u200b\s]/g, "") !== "";
  return h(
    "div", { class: one.inline ? "field beside" : "field" },
    named ? h("p", { class: "name" }, ...marked(one.name, language)) : null,
    h("p", { class: "text" }, ...marked(one.value, language)),
  );
}

function attachment(file) {
  if (file.picture) return picture({ picture: file.picture, alt: file.about }, "shot");
  return h("p", { class: "attached" }, icon("file"), h("span", { text: file.name }));
}

function row(one) {
  return h("p", { class: "controls" }, (one.components ?? []).map((each) => (each.type === BUTTON
    ? h("span", { class: `press ${STYLES[each.style] ?? "second"}`, text: each.label })
    : h("span", { class: "pick" }, each.placeholder ?? "", icon("down")))));
}
