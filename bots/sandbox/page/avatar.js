// Round pictures of people and chats, drawn from their names: the same name, the same colours.

import { h, seedOf } from "./dom.js";
import { doorMark, frontDoor } from "./icons.js";
import { initials } from "./text.js";

const SHADES = 7;

/** `door` adds the messenger's mark at the rim; `key` chooses the colour. */
export function avatar(name, key, { door = null, group = false } = {}) {
  const shade = seedOf(key) % SHADES;
  return h(
    `span.avatar.shade-${shade}`,
    { "aria-hidden": "true", class: `avatar shade-${shade}${group ? " group" : ""}` },
    h("span.letters", {}, initials(name)),
    door && h("span.rim", {}, doorMark(door, 17)),
  );
}

/** The bot's picture is the product's door. */
export function botAvatar(door = null) {
  return h(
    "span.avatar.bot",
    { "aria-hidden": "true" },
    frontDoor(30),
    door && h("span.rim", {}, doorMark(door, 17)),
  );
}

/** The colour of a sender's name in a group, the same as of the picture. */
export const shadeOf = (key) => seedOf(key) % SHADES;
