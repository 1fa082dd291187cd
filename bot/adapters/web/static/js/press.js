// A pressed button: busy until it is answered.
import { ask } from "./ask.js";
import { complain } from "./bar.js";
import { openForm } from "./form.js";

/** The name of the command that packed text carries. */
export const commandOf = (packed) => /^\d+!? ([a-z][a-z0-9.-]*)/.exec(packed)?.[1].replace(".", " ") ?? "";

/** Run what a button carries. A page takes the place of the page before; everything else is said anew. */
export async function press(button, does, post) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  button.setAttribute("aria-disabled", "true");
  const pages = post.paged || / page=/.test(does);
  const replaces = pages && post.command === commandOf(does) ? Number(post.replaces ?? post.seq) : undefined;
  try {
    const answer = await ask({ type: "press", place: post.place, does, replaces });
    if (answer?.reply.form) openForm(answer.reply.form, answer);
  } catch (error) {
    complain(error.message);
  } finally {
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
  }
}
