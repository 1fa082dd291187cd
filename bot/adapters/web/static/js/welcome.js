// What an empty conversation shows: a greeting and questions to begin with.
import { $, h } from "./dom.js";
import { state } from "./state.js";
import { t } from "./words.js";

export function empty(none) {
  const box = $("welcome");
  box.hidden = !none;
  if (!none) {
    box.replaceChildren();
    return;
  }
  const dm = state.place === "dm";
  box.replaceChildren(
    h("img", { src: "/static/icon.svg", alt: "", width: "72", height: "72" }),
    h("h2", { text: dm ? t("empty_title") : `#${state.place}` }),
    h("p", { text: t(dm ? "empty_text" : "empty_channel") }),
    dm
      ? h("ul", { class: "examples" }, state.you.examples.map((example) => h("li", {}, h(
        "button", { type: "button", on: { click: () => document.dispatchEvent(new CustomEvent("ask", { detail: example.line })) } },
        h("span", { text: t(example.label) }), h("code", { text: example.line }),
      ))))
      : "",
  );
}
