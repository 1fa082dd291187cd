// The header's switches: who one is in the demo, the language, the club's time, the theme.
import { $, h, icon } from "./dom.js";
import { fetchOf } from "./ask.js";
import { complain, passing } from "./bar.js";
import { state } from "./state.js";
import { field, inSofia, now, unfield } from "./time.js";
import { t } from "./words.js";

const NAMES = { bg: "Български", en: "English" };
const SHORT = { bg: "БГ", en: "EN" };
const THEMES = ["auto", "light", "dark"];

/** Draw the switches for the reader. */
export function tools() {
  const { you } = state;
  const focused = document.activeElement?.dataset?.pick;
  $("personas").hidden = !you.demo;
  $("personas").replaceChildren(...you.roles.map((role) => h("button", {
    type: "button", "aria-pressed": String(role === you.role), text: t(role), data: { pick: role },
    on: { click: () => document.dispatchEvent(new CustomEvent("be", { detail: role })) },
  })));
  $("languages").replaceChildren(...[...you.languages].reverse().map((language) => h("button", {
    type: "button", lang: language, "aria-pressed": String(language === you.language), "aria-label": NAMES[language],
    title: NAMES[language], text: SHORT[language], data: { pick: language }, on: { click: () => speakTo(language) },
  })));
  if (focused) document.querySelector(`[data-pick="${CSS.escape(focused)}"]`)?.focus();
  $("clock").hidden = !you.demo;
  tick();
  paint();
}

/** Show the club's time. */
export function tick() {
  if (!state.you?.demo) return;
  const zone = state.you.club_zone;
  const time = inSofia(now(), zone);
  if ($("clock").dataset.time === time + state.you.language) return;
  $("clock").dataset.time = time + state.you.language;
  $("clock").replaceChildren(icon("clock"), h("span", { text: time }));
  $("clock").setAttribute("aria-label", `${t("clock")}: ${time}`);
  $("clocktime").textContent = t("clock_now", { time });
}

async function speakTo(language) {
  if (language === state.you.language) return;
  try {
    const { text } = await fetchOf({ type: "language", language });
    if (text) passing(text);
  } catch (error) {
    complain(error.message);
  }
}

async function move(how) {
  try {
    await fetchOf({ type: "clock", ...how });
    $("clockwrong").textContent = "";
  } catch (error) {
    $("clockwrong").textContent = error.message;
  }
}

$("clockwork").addEventListener("click", (event) => {
  const seconds = event.target.closest("[data-seconds]")?.dataset.seconds;
  if (seconds) move({ seconds: Number(seconds) });
});
$("clockwork").addEventListener("beforetoggle", (event) => {
  if (event.newState === "open") $("clockto").value = field(now(), state.you.club_zone);
});
$("clockform").addEventListener("submit", (event) => {
  event.preventDefault();
  const at = $("clockto").value ? unfield($("clockto").value.slice(0, 16), state.you.club_zone) : null;
  if (!at || at < now()) $("clockwrong").textContent = t("clock_only_forward");
  else move({ to: at.toISOString() });
});
setInterval(tick, 1000);

const theme = () => document.documentElement.dataset.theme ?? "auto";

function paint() {
  const label = `${t("theme")}: ${t(`theme_${theme()}`)}`;
  $("theme").replaceChildren(icon(theme()));
  $("theme").setAttribute("aria-label", label);
  $("theme").title = label;
}

$("theme").addEventListener("click", () => {
  const next = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length];
  if (next === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  try { localStorage.setItem("theme", next); } catch { /* a private window keeps nothing */ }
  paint();
});
