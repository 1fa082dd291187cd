// Times in the reader's own zone and language.
import { h } from "./dom.js";
import { language, t } from "./words.js";

let ahead = 0; // milliseconds that the club's clock is ahead of this machine's
let told = Intl.DateTimeFormat().resolvedOptions().timeZone; // the zone in which the server writes times

export const setClock = (now) => { ahead = new Date(now).getTime() - Date.now(); };
export const setZone = (zone) => { told = zone; };
export const now = () => new Date(Date.now() + ahead);

const format = (at, options) => new Intl.DateTimeFormat(language === "bg" ? "bg" : "en-GB", options).format(at);

export const full = (at) => format(at, { dateStyle: "full", timeStyle: "long" });
export const clock = (at) => format(at, { hour: "2-digit", minute: "2-digit" });
export const inSofia = (at, zone) =>
  format(at, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: zone });

/** The local day, as a key. */
export const dayKey = (at) => `${at.getFullYear()}-${at.getMonth()}-${at.getDate()}`;

/** Today, yesterday, or the date in words. */
export function dayName(at) {
  const today = now();
  const yesterday = new Date(today.getTime() - 86_400_000);
  if (dayKey(at) === dayKey(today)) return t("today");
  if (dayKey(at) === dayKey(yesterday)) return t("yesterday");
  const year = at.getFullYear() === today.getFullYear() ? undefined : "numeric";
  return format(at, { weekday: "long", day: "numeric", month: "long", year });
}

/** The time of a post. */
export function stamp(iso) {
  const at = new Date(iso);
  return h("time", { datetime: iso, title: full(at), text: clock(at) });
}

/** A moment as the server wrote it, and the reader's own time when that is another. */
export function moment(iso, shown) {
  const at = new Date(iso);
  const element = h("time", { datetime: iso, title: full(at) }, shown);
  if (wall(at, told) !== wall(at)) element.append(` (${t("your_time", { time: localMoment(at) })})`);
  return element;
}

const wall = (at, timeZone) => format(at, { dateStyle: "short", timeStyle: "short", timeZone });
const localMoment = (at) =>
  format(at, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** What Sofia's clocks show at a moment, as a datetime-local field wants it. */
export function field(at, zone) {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-CA", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    }).formatToParts(at).map((part) => [part.type, part.value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** The moment at which Sofia's clocks show what stands in a datetime-local field; a shown time that never was shifts. */
export function unfield(text, zone) {
  const asUtc = new Date(`${text}:00Z`).getTime();
  let at = asUtc;
  for (let turn = 0; turn < 2; turn += 1) {
    const shown = new Date(`${field(new Date(at), zone)}:00Z`).getTime();
    at += asUtc - shown;
  }
  return new Date(at);
}
