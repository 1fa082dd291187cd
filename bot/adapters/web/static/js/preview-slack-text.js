// Slack's text: the elements of rich text, and the little of its markup that stands in other blocks.
import { h } from "./dom.js";
import { link } from "./line.js";
import { times } from "./preview-time.js";
import { now } from "./time.js";

// The tokens of a date's format, as Slack's documentation on formatting message text lists them.
const TOKENS = {
  date_num: (at, by) => by.numbers(at),
  date_slash: (at, by) => by.numbers(at),
  date: (at, by) => by.long(at),
  date_short: (at, by) => by.short(at),
  date_long: (at, by) => by.weekday(at),
  date_pretty: (at, by) => by.long(at),
  date_short_pretty: (at, by) => by.short(at),
  date_long_pretty: (at, by) => by.weekday(at),
  time: (at, by) => by.time(at),
  time_secs: (at, by) => by.seconds(at),
  ago: (at, by) => by.ago(at, now()),
};

const DRAWN = {
  text: (one) => one.text,
  link: (one) => link(one.url, one.text ?? one.url),
  date: (one, by) => date(one.timestamp, one.format, one.fallback, by),
  emoji: (one) => (one.unicode ? String.fromCodePoint(...one.unicode.split("-").map((code) => parseInt(code, 16))) : `:${one.name}:`),
  broadcast: (one) => h("span", { class: "mention", text: `@${one.range}` }),
  user: (one) => h("span", { class: "mention", text: `@${one.user_id}` }),
  channel: (one) => h("span", { class: "mention", text: `#${one.channel_id}` }),
};

/** Elements of a section of rich text. */
export function elements(all, language) {
  const by = times(language);
  return all.map((one) => styled(DRAWN[one.type]?.(one, by) ?? "", one.style ?? {}));
}

function styled(shown, style) {
  const tags = [["code", "code"], ["strike", "s"], ["italic", "i"], ["bold", "b"]];
  return tags.reduce((inner, [name, tag]) => (style[name] ? h(tag, {}, inner) : inner), shown);
}

function date(seconds, format, fallback, by) {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return fallback ?? "";
  const shown = format.replace(/\{(\w+)\}/g, (token, name) => TOKENS[name]?.(at, by) ?? token);
  return h("time", { datetime: at.toISOString(), text: shown });
}

const MARKS = /<!date\^(\d+)\^([^|>^]*)(?:\^[^|>]*)?\|([^>]*)>|<(https?:[^|>]+)(?:\|([^>]*))?>|<!(here|channel|everyone)(?:\|[^>]*)?>|\*([^*\n]+)\*|`([^`\n]+)`/g;
const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Text with markup. */
export function mrkdwn(text, language) {
  const by = times(language);
  const made = [];
  let at = 0;
  for (const found of text.matchAll(MARKS)) {
    const [whole, seconds, format, fallback, url, label, whom, bold, code] = found;
    made.push(plain(text.slice(at, found.index)));
    if (seconds) made.push(date(Number(seconds), plain(format), plain(fallback), by));
    else if (url) made.push(link(plain(url), plain(label ?? url)));
    else if (whom) made.push(h("span", { class: "mention", text: `@${whom}` }));
    else if (bold) made.push(h("b", { text: plain(bold) }));
    else made.push(h("code", { text: plain(code) }));
    at = found.index + whole.length;
  }
  return [...made, plain(text.slice(at))].filter((part) => part !== "");
}
