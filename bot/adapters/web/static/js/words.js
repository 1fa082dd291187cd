// The page's words come from the server in the reader's language.
import { $ } from "./dom.js";

let known = {};
export let language = "en";

/** Take the words of a language. */
export function speak(words, lang) {
  known = words;
  language = lang;
  document.documentElement.lang = lang;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = t(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
    if (element.matches("button")) element.title = t(element.dataset.label);
  }
}

/** A phrase with its blanks filled. */
export function t(key, names = {}) {
  return (known[key] ?? "").replace(/\{(\w+)\}/g, (blank, name) => names[name] ?? blank);
}

/** Say something to screen readers alone. */
export function say(text) {
  $("spoken").textContent = "";
  // An unchanged text would not be read again.
  setTimeout(() => { $("spoken").textContent = text; }, 60);
}
