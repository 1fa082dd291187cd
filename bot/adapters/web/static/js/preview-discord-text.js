// Discord's markup as text nodes, as far as the bot writes it (bot/render/discord/inline.py).
import { h } from "./dom.js";
import { link } from "./line.js";
import { times } from "./preview-time.js";
import { now } from "./time.js";

const SMALL = /^-# +(.*)$/;
const STAMPS = {
  t: (at, by) => by.time(at),
  T: (at, by) => by.seconds(at),
  d: (at, by) => by.numbers(at),
  D: (at, by) => by.long(at),
  f: (at, by) => `${by.long(at)} ${by.time(at)}`,
  F: (at, by) => `${by.full(at)} ${by.time(at)}`,
  R: (at, by) => by.ago(at, now()),
};
// The first that fits at a place counts. Each gives an element, or the text that stands there.
const MARKS = [
  [/\\([^\p{L}\p{N}\s])/uy, ([, sign]) => sign],
  [/(`+)(.*?[^`])\1(?!`)/sy, ([, , code]) => h("code", { text: /^ .*` $|^ `.* $/s.test(code) ? code.slice(1, -1) : code })],
  [/\*\*((?:\\.|[^\\*])+)\*\*/sy, ([, inner], by) => h("b", {}, ...inline(inner, by))],
  [/\[((?:\\.|[^\\\]])*)\]\(<?(https?:\/\/[^\s>)]+)>?\)/sy, ([, label, url], by) => link(url, ...inline(label, by))],
  [/<(https?:\/\/[^\s>]+)>/y, ([, url]) => link(url, url)],
  [/<t:(-?\d{1,12})(?::([tTdDfFR]))?>/y, ([, seconds, how], by) => stamp(Number(seconds), how ?? "f", by)],
  [/https?:\/\/[^\s<]+/y, ([url]) => link(url, url)],
  [/@(?:everyone|here)\b/y, ([whom]) => h("span", { class: "mention", text: whom })],
];

/** Marked up text as elements and text. */
export function marked(text, language) {
  const by = times(language);
  return text.split("\n").flatMap((row, number) => {
    const small = SMALL.exec(row);
    const shown = small ? [h("small", {}, ...inline(small[1], by))] : inline(row, by);
    return number ? ["\n", ...shown] : shown;
  });
}

function inline(text, by) {
  const made = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const found = first(text, at, by);
    if (found && typeof found.shown !== "string") {
      if (plain) made.push(plain);
      made.push(found.shown);
      plain = "";
    } else plain += found ? found.shown : text[at];
    at = found ? found.end : at + 1;
  }
  if (plain) made.push(plain);
  return made;
}

function first(text, at, by) {
  for (const [mark, draw] of MARKS) {
    mark.lastIndex = at;
    const found = mark.exec(text);
    if (found) return { shown: draw(found, by), end: at + found[0].length };
  }
  return null;
}

function stamp(seconds, how, by) {
  const at = new Date(seconds * 1000);
  return Number.isNaN(at.getTime()) ? "" : h("time", { class: "stamp", datetime: at.toISOString(), text: STAMPS[how](at, by) });
}
