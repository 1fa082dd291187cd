// What this window knows.

export const state = {
  you: null, // the reader, their places, commands and words
  place: "dm",
  places: new Map(), // name -> { posts: Map of seq -> post, loaded, more, unread, draft }
  seen: null, // the newest post
  changes: 0, // the last change of a post
  changed: new Map(), // seq -> a post that is not here, as it is since a change: an older word of it may still come
  missed: 0, // what came while nobody looked
  mine: new Set(), // ids of what was asked at this window
};

/** What is known of a place. */
export function at(name) {
  if (!state.places.has(name)) {
    state.places.set(name, { posts: new Map(), loaded: false, more: false, unread: 0, draft: "" });
  }
  return state.places.get(name);
}

/** Where a post stands: an answer that took another's place stands there. */
export const anchor = (post) => post.replaces ?? post.seq;

/** The posts of a place from top to bottom, without those that others took the place of. */
export function shown(name) {
  const latest = new Map();
  for (const post of [...at(name).posts.values()].sort((a, b) => a.seq - b.seq)) latest.set(anchor(post), post);
  return [...latest.values()].sort((a, b) => anchor(a) - anchor(b));
}

/** Put a post where it belongs; false when it is known, or deleted. */
export function keep(post) {
  const { posts } = at(post.place);
  const newer = state.changed.get(post.seq);
  const now = newer && newer.turn > post.turn ? newer : post;
  if (posts.has(post.seq) || now.gone) return false;
  posts.set(post.seq, now);
  return true;
}

/** Take what became of a post; false when it is not here, or was told already. */
export function alter(post) {
  const { posts } = at(post.place);
  const old = posts.get(post.seq);
  if (!old) {
    state.changed.set(post.seq, post);
    return false;
  }
  if (old.turn >= post.turn) return false;
  if (post.gone) {
    posts.delete(post.seq);
    state.changed.set(post.seq, post);
  } else posts.set(post.seq, post);
  return true;
}
