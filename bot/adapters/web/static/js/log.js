// The conversation: history above, what comes now below in the live region.
import { $, h, icon } from "./dom.js";
import { fetchOf } from "./ask.js";
import { complain } from "./bar.js";
import { message, waiting } from "./message.js";
import { anchor, at, keep, shown, state } from "./state.js";
import { dayKey, dayName } from "./time.js";
import { say, t } from "./words.js";
import { empty } from "./welcome.js";

const CLOSE = 120; // pixels from the end that count as being there
const TOGETHER = 5 * 60_000; // lines of one person within this stand under one name

let ended = true;

const scroll = () => $("scroll");
const atEnd = () => scroll().scrollHeight - scroll().scrollTop - scroll().clientHeight < CLOSE;

/** Draw a place from what is known of it. Nothing of it is read aloud: it is history. */
export function draw() {
  $("log").replaceChildren();
  $("past").replaceChildren(...days(shown(state.place).map(message)));
  $("earlier").hidden = !at(state.place).more;
  hint();
  if ($("welcome").hidden) toEnd();
  else scroll().scrollTop = 0;
}

/** Fetch a place's newest posts, if they are not here yet. */
export async function enter() {
  const name = state.place;
  if (!at(name).loaded) {
    const { posts, more } = await fetchOf({ type: "history", place: name });
    posts.forEach(keep);
    Object.assign(at(name), { loaded: true, more });
    if (name === state.place) draw();
  }
}

/** Show what became of a post: it changes where it stands, or goes. */
export function redraw(post) {
  const old = document.querySelector(`.message[data-seq="${post.seq}"]`);
  if (!old) return; // another post stands in its place
  const focused = old.contains(document.activeElement);
  if (post.gone) {
    drop(old);
    if (focused) $("line").focus();
    return;
  }
  const element = message(post);
  old.replaceWith(element);
  together(before(element), element);
  if (focused) element.focus({ preventScroll: true });
}

/** Take a post away, with its day if nothing else was said then. */
function drop(element) {
  const above = before(element);
  const below = element.nextElementSibling ?? (element.closest("#past") ? $("log").firstElementChild : null);
  element.remove();
  const follows = below?.classList.contains("message");
  if (follows) together(before(below), below);
  else if (above?.classList.contains("day")) above.remove();
  hint();
}

/** Go to a post, however old it is. */
export async function seek(seq) {
  await enter();
  const { posts } = at(state.place);
  while (at(state.place).more && !posts.has(seq) && Math.min(...posts.keys()) > seq) await earlier();
  const element = document.querySelector(`.message[data-seq="${seq}"]`);
  if (!element) {
    complain(t("post_gone"));
    return;
  }
  show(element, "center");
  element.focus({ preventScroll: true });
}

const before = (element) => element.previousElementSibling ?? (element.closest("#log") ? $("past").lastElementChild : null);

/** Fetch older posts and stay where one was reading. */
export async function earlier() {
  const name = state.place;
  const oldest = Math.min(...at(name).posts.keys());
  const { posts, more } = await fetchOf({ type: "history", place: name, before: oldest });
  posts.forEach(keep);
  at(name).more = more;
  if (name !== state.place) return;
  const below = scroll().scrollHeight - scroll().scrollTop;
  const first = $("past").querySelector(".message");
  draw();
  scroll().scrollTop = scroll().scrollHeight - below;
  ended = atEnd();
  (first && $("past").querySelector(`[data-anchor="${first.dataset.anchor}"]`))?.focus({ preventScroll: true });
  say(t("history_done"));
}

/** A post came now. */
export function add(post) {
  const here = atEnd() || post.mine || state.mine.has(post.id);
  const sent = post.bot ? null : document.querySelector(`.message.waiting[data-id="${CSS.escape(post.id ?? "")}"]`);
  const old = document.querySelector(`.message[data-anchor="${anchor(post)}"]`);
  const element = message(post);
  if (post.replaces && old) {
    old.replaceWith(element);
    element.focus({ preventScroll: true });
    show(element, "nearest");
    if (element.getBoundingClientRect().top < 80) show(element, "start");
    say([plain(post.reply?.text), ...(post.reply?.cards ?? []).map((card) => card.title)].join(". "));
    return;
  }
  if (sent) sent.replaceWith(element);
  else $("log").append(...separated(element));
  join(element);
  hint();
  if (here) follow(element, post);
  else $("below").hidden = false;
}

/** Show a line that is on its way. */
export function addWaiting(id, text) {
  const element = waiting(id, text, state.you);
  $("log").append(...separated(element));
  join(element);
  hint();
  toEnd();
}

/** A line could not be sent: say so on it, with a way to try again. */
export function failed(id, text, again) {
  const element = document.querySelector(`.message.waiting[data-id="${CSS.escape(id)}"]`);
  if (!element) return;
  element.classList.add("failed");
  element.removeAttribute("aria-busy");
  const retry = h("button", { class: "button", type: "button", text: t("send"), on: { click: () => { element.remove(); again(); } } });
  element.querySelector(".content").append(h("p", { class: "wrong" }, text), retry);
}

export function toEnd() {
  ended = true;
  scroll().scrollTop = scroll().scrollHeight;
  $("below").hidden = true;
}

function show(element, block) {
  element.scrollIntoView({ block });
  ended = atEnd();
}

/** Keep the end in sight, but never scroll past the beginning of an answer that is taller than the window. */
function follow(element, post) {
  const tall = element.offsetHeight > scroll().clientHeight - 90;
  if (!tall || !post.bot) {
    toEnd();
    return;
  }
  let top = element;
  if (top.previousElementSibling?.classList.contains("mine")) top = top.previousElementSibling;
  if (top.previousElementSibling?.classList.contains("day")) top = top.previousElementSibling;
  show(top, "start");
}

const plain = (line) => (line ?? []).map((part) => (typeof part === "string" ? part : Object.values(part)[0])).join("");

function hint() {
  const none = at(state.place).loaded && !$("past").children.length && !$("log").children.length;
  empty(none);
}

function separated(element) {
  const last = [...document.querySelectorAll("#past .message, #log .message")].pop();
  const day = new Date(element.dataset.at);
  if (last && dayKey(new Date(last.dataset.at)) === dayKey(day)) return [element];
  return [separator(day), element];
}

function days(elements) {
  let day = "";
  return elements.flatMap((element, number) => {
    const of = new Date(element.dataset.at);
    together(elements[number - 1], element);
    if (dayKey(of) === day) return [element];
    day = dayKey(of);
    return [separator(of), element];
  });
}

function join(element) {
  together(before(element), element);
}

function together(before, element) {
  if (!before?.classList.contains("message") || element.classList.contains("bot")) return;
  const near = new Date(element.dataset.at) - new Date(before.dataset.at) < TOGETHER;
  element.classList.toggle("follows", near && before.dataset.by === element.dataset.by);
}

const separator = (day) => h("p", { class: "day" }, h("span", { text: dayName(day) }));

$("scroll").addEventListener("scroll", () => {
  ended = atEnd();
  if (ended) $("below").hidden = true;
}, { passive: true });
// A picture takes its room when it has come: who was at the end stays there.
$("column").addEventListener("load", () => { if (ended && $("welcome").hidden) toEnd(); }, { capture: true });
$("below").addEventListener("click", toEnd);
$("below").prepend(icon("down"));
$("earlier").addEventListener("click", earlier);
