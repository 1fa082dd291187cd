// Posts as each platform will show them, side by side: drawn from what the platform is really sent.
import { fresh, h, icon } from "./dom.js";
import { discord } from "./preview-discord.js";
import { slack } from "./preview-slack.js";
import { t } from "./words.js";

const LOOKS = { discord: { name: "Discord", draw: discord }, slack: { name: "Slack", draw: slack } };

/** All previews of an answer; `own(reply, language)` draws one of this page's own. */
export function previews(all, own) {
  return h("div", { class: "previews" }, all.map((one) => region(one, own)));
}

function region(one, own) {
  const id = fresh("preview");
  const look = LOOKS[one.platform];
  const drawn = look ? one.messages.map((message) => look.draw(message, one.language)) : own(one.reply ?? {}, one.language);
  return h(
    "section", { class: "preview", "aria-labelledby": id, tabindex: "0" },
    h("h3", { id },
      h("span", { class: "kind", text: t("preview_on", { platform: look?.name ?? t("preview_here") }) }), " ", one.title),
    one.warnings?.length
      ? h("ul", { class: "notes", "aria-label": t("preview_notes") }, one.warnings.map((text) => h("li", {}, icon("note"), h("span", { text }))))
      : null,
    h("div", { class: `look ${look ? one.platform : "own"}`, lang: one.language }, drawn),
  );
}
