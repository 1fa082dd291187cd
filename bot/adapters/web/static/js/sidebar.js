// Channels, the conversation with the bot, and the drawer that holds them on a small screen.
import { $, h, icon } from "./dom.js";
import { at, state } from "./state.js";
import { t } from "./words.js";
import { called } from "./message.js";

const narrow = matchMedia("(max-width: 52rem)");

/** Draw the list of places. */
export function sidebar() {
  const { you } = state;
  $("club").textContent = you.club;
  $("demo").hidden = !you.demo;
  const focused = document.activeElement?.dataset?.place;
  $("direct").replaceChildren(entry("dm"));
  $("channels").replaceChildren(...you.places.filter((name) => name !== "dm").map(entry));
  if (focused) document.querySelector(`#nav [data-place="${CSS.escape(focused)}"]`)?.focus();
  $("me").replaceChildren(
    h("span", { class: "dot", "aria-hidden": "true" }),
    h("span", { text: called(you) }),
    you.name ? h("span", { class: "chip", text: t(you.role) }) : "",
  );
}

/** Say where one is. */
export function heading() {
  const name = state.place === "dm" ? t("bot") : `#${state.place}`;
  $("place").textContent = name;
  $("about").textContent = t(`about_${state.place}`);
  const unread = Math.max(state.missed, [...state.places.values()].reduce((sum, place) => sum + place.unread, 0));
  document.title = `${unread ? `(${unread}) ` : ""}${name} · ${state.you.club}`;
}

function entry(name) {
  const { unread } = at(name);
  return h("li", {}, h(
    "button", {
      type: "button", class: unread ? "unread" : null, data: { place: name },
      "aria-current": name === state.place ? "page" : null,
      on: { click: () => document.dispatchEvent(new CustomEvent("go", { detail: name })) },
    },
    name === "dm" ? h("img", { src: "/static/icon.svg", alt: "", width: "20", height: "20" }) : icon(name === "organisers" ? "lock" : "hash"),
    h("span", { text: name === "dm" ? t("bot") : name }),
    unread ? h("span", { class: "count" }, String(unread), h("span", { class: "unseen", text: ` ${t("unread", { n: "" })}` })) : null,
  ));
}

/** Open or close the drawer. */
export function drawer(open) {
  document.body.classList.toggle("drawn", open);
  $("shade").hidden = !open;
  $("opener").setAttribute("aria-expanded", String(open));
  $("room").inert = open;
  if (open) $("closer").focus();
}

function fit() {
  drawer(false);
  // What does not fit into a narrow header moves into the drawer.
  (narrow.matches ? $("drawer") : $("top")).append($("tools"));
  $("side").inert = false;
}

$("opener").append(icon("menu"));
$("closer").append(icon("close"));
$("opener").addEventListener("click", () => drawer(true));
for (const id of ["closer", "shade"]) {
  $(id).addEventListener("click", () => { drawer(false); $("opener").focus(); });
}
$("side").addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("drawn")) {
    drawer(false);
    $("opener").focus();
  }
});
narrow.addEventListener("change", fit);
fit();
