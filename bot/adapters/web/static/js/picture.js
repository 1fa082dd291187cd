// Pictures, each with the words for those who don't see it.
import { h, icon } from "./dom.js";
import { t } from "./words.js";

/** A picture by its name on the server; its words stand there when it can't be shown. */
export function picture({ picture: name, alt }, cls = "picture") {
  const image = h("img", { class: cls, src: `/pictures/${name}`, alt });
  image.addEventListener("error", () => image.replaceWith(words(alt)));
  return image;
}

const words = (alt) => h("p", { class: "unpictured" }, icon("picture"), t("picture", { alt }));
