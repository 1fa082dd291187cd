// The nodes of a line.
import { h, icon } from "./dom.js";
import { moment } from "./time.js";
import { t } from "./words.js";

/** The nodes of a line as elements and text. */
export function line(parts) {
  return parts.map((part) => {
    if (typeof part === "string") return part;
    if ("bold" in part) return h("b", { text: part.bold });
    if ("code" in part) return h("code", { text: part.code });
    if ("link" in part) return link(part.url, part.link);
    if ("when" in part) return moment(part.when, part.shown);
    return "";
  });
}

/** A label that leads to an address of the web or to a post in this page; any other address stays the label alone. */
export function link(url, ...label) {
  if (/^\/#[\w-]+\/\d+$/.test(url)) return h("a", { href: url.slice(1) }, ...label);
  let address;
  try {
    address = new URL(url);
  } catch {
    return h("span", {}, ...label);
  }
  if (address.protocol !== "https:" && address.protocol !== "http:") return h("span", {}, ...label);
  return h(
    "a",
    { href: address.href, target: "_blank", rel: "noopener noreferrer" },
    ...label, icon("out"), h("span", { class: "unseen", text: ` (${t("new_window")})` }),
  );
}
