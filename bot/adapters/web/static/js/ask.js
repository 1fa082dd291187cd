// Asking the server for something that ends in a post, and waiting for that post.
import { newId } from "./link.js";
import { state } from "./state.js";

let link = null;
const expected = new Map();

export const through = (one) => { link = one; };

/** Ask; resolves with the bot's answer, or null when there is none; rejects with what is wrong. */
export async function ask(message, id = newId()) {
  state.mine.add(id);
  const answer = new Promise((resolve) => expected.set(id, resolve));
  try {
    await link.send(message, id);
    // Posts come in their own order, so the answer may follow its acknowledgement.
    return await Promise.race([answer, new Promise((resolve) => setTimeout(() => resolve(null), 3000))]);
  } finally {
    expected.delete(id);
  }
}

/** Ask for something that is no post. */
export const fetchOf = (message) => link.send(message);

/** A post came: whoever waits for it gets it. */
export function arrived(post) {
  if (post.bot) expected.get(post.id)?.(post);
}
