// One post as an element.
import { fresh, h, icon } from "./dom.js";
import { anchor } from "./state.js";
import { now, stamp } from "./time.js";
import { t } from "./words.js";
import { reply } from "./reply.js";

/** What somebody is called. */
export const called = (author) => author?.name || `${t(author?.role ?? "guest")} ${author?.tag ?? ""}`.trim();

/** A post, standing by itself. */
export function message(post) {
  const head = fresh("head");
  const kind = post.bot ? "bot" : post.mine ? "mine" : "other";
  const element = h(
    "article",
    {
      class: `message ${kind}`, tabindex: "-1", lang: post.lang, "aria-labelledby": head,
      data: { anchor: anchor(post), seq: post.seq, by: post.bot ? "bot" : called(post.author), at: post.at },
    },
    portrait(post),
    h("header", { id: head }, ...heading(post), " ", stamp(post.at), post.edited ? h("span", { class: "edited", text: t("edited") }) : null),
    h("div", { class: "content" }, ...content(post)),
  );
  return element;
}

/** A line on its way: it looks like a post already, and says that it is not one yet. */
export function waiting(id, text, you) {
  const element = message({
    seq: 0, bot: false, mine: true, at: now().toISOString(), author: you, text, lang: you.language,
  });
  element.classList.add("waiting");
  element.dataset.id = id;
  element.setAttribute("aria-busy", "true");
  return element;
}

function heading(post) {
  if (post.bot) return [h("b", { class: "author", text: t("bot") })];
  const role = post.author?.role;
  return [
    h("b", { class: "author", text: post.mine ? `${called(post.author)} (${t("you")})` : called(post.author) }),
    post.author?.name && role !== "guest" ? h("span", { class: "chip", text: t(role) }) : null,
  ].filter(Boolean);
}

function content(post) {
  const parts = [];
  if (post.private) parts.push(h("p", { class: "only" }, icon("eye"), t("private")));
  if (post.bot && !post.private && post.asked?.line && post.place !== "dm") {
    parts.push(h("p", { class: "asked", text: t("asked", { name: called(post.asked.by), line: post.asked.line }) }));
  }
  if (post.ping) parts.push(h("p", { class: "ping" }, h("b", { text: `@${post.ping}` })));
  if (post.reply) parts.push(...reply(post));
  else parts.push(h("p", { class: "said", text: post.text }));
  return parts;
}

function portrait(post) {
  if (post.bot) {
    return h("img", { class: "face", src: "/static/icon.svg", alt: "", width: "36", height: "36" });
  }
  const name = called(post.author);
  const tint = [...`${name}${post.author?.tag}`].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 6;
  const letters = post.author?.name ? name.slice(0, 1) : post.author?.tag ?? "?";
  return h("span", { class: `face tint-${tint}`, "aria-hidden": "true", text: letters.toUpperCase() });
}
