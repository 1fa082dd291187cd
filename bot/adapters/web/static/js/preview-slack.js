// A message as Slack shows it.
import { h, icon } from "./dom.js";
import { picture } from "./picture.js";
import { elements, mrkdwn } from "./preview-slack-text.js";
import { times } from "./preview-time.js";
import { now } from "./time.js";
import { t } from "./words.js";

/** One message, from the payload that Slack is sent. */
export function slack(message, language) {
  const files = [...(message.files ?? [])];
  const blocks = (message.blocks ?? []).map((block) => BLOCKS[block.type]?.(block, language, files) ?? null);
  return h(
    "div", { class: "message-there" },
    h("img", { class: "avatar", src: "/static/icon.svg", alt: "", width: "36", height: "36" }),
    h("p", { class: "who" },
      h("b", { text: t("bot") }), h("span", { class: "app", text: t("preview_app") }), h("span", { class: "at", text: times(language).time(now()) })),
    h("div", { class: "what" },
      message.blocks ? blocks : h("p", { class: "text" }, ...mrkdwn(message.text ?? "", language)),
      files.map(attachment)),
  );
}

const BLOCKS = {
  rich_text: (block, language) => block.elements.map((part) => rich(part, language)),
  section: (block, language) => h(
    "div", { class: "section" },
    block.text ? h("p", { class: "text" }, ...object(block.text, language)) : null,
    block.fields ? h("div", { class: "fields" }, block.fields.map((each) => h("p", { class: "text" }, ...object(each, language)))) : null,
  ),
  header: (block) => h("p", { class: "headline", text: block.text.text }),
  context: (block, language, files) => h(
    "div", { class: "context" },
    block.elements.map((each) => (each.type === "image" ? shot(each, files) : h("span", {}, ...object(each, language)))),
  ),
  divider: () => h("hr"),
  image: (block, _language, files) => [block.title ? h("p", { class: "caption", text: block.title.text }) : null, shot(block, files)],
  actions: (block) => h("p", { class: "controls" }, block.elements.map(control)),
};

function rich(part, language) {
  if (part.type === "rich_text_list") {
    return h(part.style === "ordered" ? "ol" : "ul", {}, part.elements.map((each) => h("li", {}, ...elements(each.elements, language))));
  }
  const kind = { rich_text_quote: "quote", rich_text_preformatted: "block" }[part.type] ?? "text";
  return h("p", { class: kind }, ...elements(part.elements, language));
}

const object = (text, language) => (text.type === "mrkdwn" ? mrkdwn(text.text, language) : [text.text]);

/** The picture of a block: what was attached stands where the block is, not below it once more. */
function shot(block, files) {
  const at = files.findIndex((file) => file.picture);
  const [file] = at < 0 ? [] : files.splice(at, 1);
  if (file) return picture({ picture: file.picture, alt: block.alt_text ?? file.about }, "shot");
  return h("p", { class: "unpictured" }, icon("picture"), t("picture", { alt: block.alt_text ?? "" }));
}

function attachment(file) {
  if (file.picture) return [h("p", { class: "caption", text: file.name }), picture({ picture: file.picture, alt: file.about }, "shot")];
  return h("p", { class: "attached" }, icon("file"), h("span", { text: file.name }));
}

function control(one) {
  if (one.type === "button") return h("span", { class: `press ${one.style ?? ""}`, text: one.text.text });
  if (one.type === "overflow") return h("span", { class: "press more", text: "⋯" });
  return h("span", { class: "pick" }, one.placeholder?.text ?? "", icon("down"));
}
