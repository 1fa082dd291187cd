// Where one types.
import { $, icon } from "./dom.js";
import { ask } from "./ask.js";
import { offers } from "./complete.js";
import { newId } from "./link.js";
import { Listbox } from "./listbox.js";
import { addWaiting, failed } from "./log.js";
import { openForm } from "./form.js";
import { at, state } from "./state.js";
import { t } from "./words.js";

const PAUSE = 90; // milliseconds of silence before suggestions are asked for
const box = $("line");
const list = new Listbox(box, $("offers"), (option) => {
  box.value = option.text + box.value.slice(box.selectionStart);
  box.setSelectionRange(option.text.length, option.text.length);
  grow();
  look();
});
list.tab = true;
let timer;
let turn = 0;
let busy = 0;

/** Say a line in the place that is open. */
export async function submit(text, id = newId()) {
  const place = state.place;
  const bot = place === "dm" || text.startsWith("/") || /@(club|клуб)(?![\p{L}\d_])/iu.test(text);
  at(place).last = text;
  addWaiting(id, text);
  let shown = false;
  const typing = (by) => { shown = by > 0; busy += by; $("typing").hidden = busy === 0; };
  const slow = bot && setTimeout(() => typing(1), 250);
  try {
    const post = await ask({ type: "say", place, text }, id);
    if (post?.reply.form) openForm(post.reply.form, post);
  } catch (error) {
    failed(id, error.message, () => submit(text));
  } finally {
    clearTimeout(slow);
    if (shown) typing(-1);
  }
}

/** Bring the composer to the place that is open. */
export function settle() {
  const dm = state.place === "dm";
  const label = dm ? t("ask_dm") : t("ask_place", { place: `#${state.place}` });
  box.placeholder = dm && matchMedia("(max-width: 40rem)").matches ? t("ask_short") : label;
  box.setAttribute("aria-label", label);
  box.value = at(state.place).draft;
  grow();
  hush();
}

/** No suggestions, not even those that are on their way. */
function hush() {
  clearTimeout(timer);
  turn += 1;
  list.close();
}

function look() {
  clearTimeout(timer);
  list.age();
  const mine = ++turn;
  if (!box.value.startsWith("/")) {
    list.close();
    return;
  }
  timer = setTimeout(async () => {
    const { options, first } = await offers(box.value.slice(0, box.selectionStart));
    if (mine === turn && document.activeElement === box) list.show(options, first);
  }, PAUSE);
}

function grow() {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 220)}px`;
  $("send").classList.toggle("ready", box.value.trim() !== "");
}

function send() {
  const text = box.value.trim();
  if (!text) {
    box.focus();
    return;
  }
  box.value = "";
  at(state.place).draft = "";
  hush();
  grow();
  submit(text);
}

box.addEventListener("input", () => {
  at(state.place).draft = box.value;
  grow();
  look();
});
box.addEventListener("keydown", (event) => {
  if (list.heed(event) || event.isComposing) return;
  if (event.key === "Escape") hush();
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send();
  } else if (event.key === "ArrowUp" && box.value === "" && at(state.place).last) {
    event.preventDefault();
    box.value = at(state.place).last;
    grow();
  }
});
document.addEventListener("ask", (event) => {
  submit(event.detail);
  box.focus();
});
$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  send();
  box.focus();
});
$("slash").addEventListener("click", () => {
  if (!box.value.startsWith("/")) box.value = `/${box.value}`;
  box.focus();
  box.setSelectionRange(1, 1);
  grow();
  look();
});
$("slash").append(icon("slash"));
$("send").append(icon("send"));
