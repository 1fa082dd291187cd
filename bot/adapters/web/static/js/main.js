// Puts the page together: what the server says goes where it belongs.
import { $ } from "./dom.js";
import { arrived, through } from "./ask.js";
import { complain, hide, lasting, passing } from "./bar.js";
import { settle } from "./composer.js";
import { Link } from "./link.js";
import { add, draw, enter, redraw, seek } from "./log.js";
import { drawer, heading, sidebar } from "./sidebar.js";
import { alter, at, keep, state } from "./state.js";
import { dayKey, now, setClock, setZone } from "./time.js";
import { tick, tools } from "./tools.js";
import { speak, t } from "./words.js";

const remembered = (key) => {
  try { return sessionStorage.getItem(key); } catch { return null; }
};
const remember = (key, value) => {
  try { sessionStorage.setItem(key, value); } catch { /* a private window keeps nothing */ }
};

let persona = remembered("persona") ?? "guest";
state.place = remembered("place") ?? "dm";
let lost = false;

const link = new Link(() => ({
  persona,
  language: navigator.language?.slice(0, 2).toLowerCase() ?? "",
  me: state.you?.me ?? "",
  ...(state.seen === null ? {} : { since: state.seen, changes: state.changes }),
}));
through(link);

link.addEventListener("message", ({ detail: message }) => {
  if (message.type === "you") know(message);
  else if (message.type === "post") hear(message.post);
  else if (message.type === "change") heed(message.post);
  else if (message.type === "clock") {
    const day = dayKey(now());
    setClock(message.now);
    tick();
    if (dayKey(now()) !== day) draw(); // what was said today was said yesterday
  } else if (message.type === "error" && !message.id) complain(message.text);
});
link.addEventListener("up", () => {
  document.body.classList.remove("offline");
  if (lost && !state.you.fresh) passing(t("back_online"));
  else if (!lost) hide();
  lost = false;
});
link.addEventListener("down", () => {
  if (!state.you) return;
  lost = true;
  document.body.classList.add("offline");
  lasting(t("ago_lost"));
});

/** Who the reader is, now or again. */
function know(you) {
  const other = state.you?.me !== you.me;
  const spoke = state.you?.language;
  state.you = you;
  setClock(you.now);
  setZone(you.zone);
  speak(you.words, you.language);
  document.body.classList.remove("starting");
  if (you.fresh && !other) passing(t("fresh"));
  if (you.fresh || other) {
    state.places.clear();
    state.changed.clear();
    state.seen = you.seen;
    state.changes = you.changes;
  }
  // What one may not read any more is not kept, and would not be told of changes.
  for (const name of state.places.keys()) if (!you.places.includes(name)) state.places.delete(name);
  if (!you.places.includes(state.place)) state.place = "dm";
  tools();
  if (you.fresh || other || !at(state.place).loaded) go(state.place, false);
  else {
    sidebar();
    heading();
    settle();
    if (spoke !== you.language) draw();
  }
  lead();
}

/** Go to a place. */
function go(place, focus = true) {
  state.place = place;
  remember("place", place);
  at(place).unread = 0;
  sidebar();
  heading();
  settle();
  draw();
  enter().catch((error) => complain(error.message));
  drawer(false);
  if (focus) $("line").focus();
}

/** A post that may be here was edited or deleted. */
function heed(post) {
  state.changes = Math.max(state.changes, post.turn);
  const known = alter(post);
  if (known && post.place === state.place) redraw(post);
}

function hear(post) {
  state.seen = Math.max(state.seen ?? 0, post.seq);
  if (!keep(post)) return;
  if (document.hidden && !post.mine) {
    state.missed += 1;
    heading();
  }
  if (post.place === state.place) add(post);
  else if (!post.mine && !state.mine.has(post.id)) {
    at(post.place).unread += 1;
    sidebar();
    heading();
  }
  arrived(post);
}

/** An address such as /#funding/123 leads to a post. */
function lead() {
  const [, place, seq] = /^#([\w-]+)\/(\d+)$/.exec(location.hash) ?? [];
  if (!place || !state.you?.places.includes(place)) return;
  history.replaceState(null, "", "/"); // the same address leads there again
  if (place !== state.place) go(place, false);
  seek(Number(seq)).catch((error) => complain(error.message));
}

addEventListener("hashchange", lead);
document.addEventListener("go", (event) => go(event.detail));
document.addEventListener("be", (event) => {
  if (event.detail === persona) return;
  persona = event.detail;
  remember("persona", persona);
  state.seen = null;
  link.drop();
  link.restart();
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden || !state.you) return;
  state.missed = 0;
  heading();
});

link.start();
