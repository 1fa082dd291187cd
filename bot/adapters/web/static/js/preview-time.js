// Moments as a platform writes them for whoever reads a preview: in their own zone, in the post's language.

/** What formats moments in a language. */
export function times(language) {
  const locale = language === "bg" ? "bg" : "en-GB";
  const format = (at, options) => new Intl.DateTimeFormat(locale, options).format(at);
  return {
    time: (at) => format(at, { timeStyle: "short" }),
    seconds: (at) => format(at, { timeStyle: "medium" }),
    numbers: (at) => format(at, { dateStyle: "short" }),
    short: (at) => format(at, { day: "numeric", month: "short", year: "numeric" }),
    long: (at) => format(at, { dateStyle: "long" }),
    full: (at) => format(at, { dateStyle: "full" }),
    weekday: (at) => format(at, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    ago: (at, now) => ago(locale, at, now),
  };
}

const STEPS = [["year", 31_557_600], ["month", 2_629_800], ["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];

function ago(locale, at, now) {
  const seconds = (at - now) / 1000;
  const [unit, size] = STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? STEPS.at(-1);
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}
