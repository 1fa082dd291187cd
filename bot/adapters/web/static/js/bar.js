// The bar that says how the connection is, and what went wrong.
import { $ } from "./dom.js";
import { say } from "./words.js";

let timer;

/** Something that stays until it is over. */
export function lasting(text) {
  clearTimeout(timer);
  show(text, "warn");
}

/** Something to know for a while. */
export function passing(text) {
  show(text, "good");
  clearTimeout(timer);
  timer = setTimeout(hide, 4000);
}

/** What went wrong. */
export function complain(text) {
  if (!text) return;
  show(text, "bad");
  clearTimeout(timer);
  timer = setTimeout(hide, 9000);
}

export function hide() {
  $("bar").hidden = true;
}

function show(text, tone) {
  const bar = $("bar");
  bar.hidden = false;
  bar.className = tone;
  bar.textContent = text;
  say(text);
}
