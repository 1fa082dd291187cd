// What an empty conversation shows: a greeting, a way to begin for those who are here for the first time, and questions.
import { $, h } from "./dom.js";
import { state } from "./state.js";
import { t } from "./words.js";

const ask = (line) => document.dispatchEvent(new CustomEvent("ask", { detail: line }));

export function empty(none) {
  const box = $("welcome");
  box.hidden = !none;
  if (!none) {
    box.replaceChildren();
    return;
  }
  const dm = state.place === "dm";
  const newcomer = dm && state.you.newcomer && state.you.commands.some((command) => command.name === "join");
  const [title, text] = newcomer ? [t("newcomer_title"), t("newcomer_text")] : [t("empty_title"), t("empty_text")];
  box.replaceChildren(
    h("img", { src: "/static/icon.svg", alt: "", width: "72", height: "72" }),
    h("h2", { text: dm ? title : `#${state.place}` }),
    h("p", { text: dm ? text : t("empty_channel") }),
    ...(newcomer ? [
      h("button", { type: "button", class: "button main", text: t("newcomer_start"), on: { click: () => ask("/join") } }),
      h("p", { text: t("newcomer_ask") }),
    ] : []),
    dm
      ? h("ul", { class: "examples" }, state.you.examples.map((example) => h("li", {}, h(
        "button", { type: "button", on: { click: () => ask(example.line) } },
        h("span", { text: t(example.label) }), h("code", { text: example.line }),
      ))))
      : "",
  );
}
