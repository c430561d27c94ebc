// One message as it is seen by whoever the user is in the chat.

import { album, contactCard, fileCard, placeCard, strangeCard } from "./attachments.js";
import { avatar, botAvatar, shadeOf } from "./avatar.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./keyboards.js";
import { clock, gist, linked } from "./text.js";

/**
 * Draw a message, or an album of them.
 *
 * `group` is {messages, first, last}: the messages of one bubble, and whether it begins and ends
 * a run of the same sender. `scene` is {room, speaker, reply, edit, jump, command, look, menu}:
 * where it is seen, by whom, and what can be done with it.
 */
export function bubble(group, scene) {
  const { room, speaker } = scene;
  const message = group.messages[0];
  const own = !message.from.bot && message.from.id === speaker?.id;
  const crowd = !room.private;
  const words = group.messages.map((each) => each.text).find(Boolean) ?? "";
  const parts = inside(group, scene, words);
  const classes = ["bubble", ...shape(group, words)].join(" ");
  const face = crowd && !own;
  return h(
    "div",
    { class: `row ${own ? "own" : "other"}${group.first ? " first" : ""}${group.last ? " last" : ""}` },
    face && h("span.face", {}, group.last && picture(message, room)),
    h(
      "div.message",
      { "data-testid": `message-${message.id}`, "data-message": message.id },
      h(
        "div",
        { class: classes },
        crowd &&
          !own &&
          group.first &&
          h(`div.sender.shade-${shadeOf(senderKey(message, room))}`, {}, message.from.name),
        ...parts,
      ),
      inlineKeyboard(room, message, speaker),
    ),
    actions(message, own, words, scene),
  );
}

const senderKey = (message, room) => `${room.door}:${message.from.id}`;

const picture = (message, room) =>
  message.from.bot ? botAvatar() : avatar(message.from.name, senderKey(message, room));

/** What kind of bubble it is: a lone sticker stands without one, a picture fills it to the edge. */
function shape({ messages: [message] }, words) {
  const bare = ["sticker", "dice", "video_note"].includes(message.strange) && !words;
  return [
    bare && "bare",
    (message.photos.length > 0 || message.place || ["video", "animation"].includes(message.strange)) &&
      "picture",
    !words && "wordless",
  ].filter(Boolean);
}

function inside({ messages }, scene, words) {
  const message = messages[0];
  const { room } = scene;
  const photos = messages.flatMap((each) => each.photos.map((photo) => ({ ...photo, message: each.id })));
  const onCommand = room.door === "telegram" ? scene.command : null;
  const parts = [];
  if (message.forwarded) parts.push(h("div.forwarded", {}, icon("forward", 14), "Пересланное сообщение"));
  if (message.reply_to !== null && message.reply_to !== undefined) parts.push(quote(message.reply_to, scene));
  if (photos.length) parts.push(album(photos, (index) => scene.look(photos, index)));
  if (message.place) parts.push(placeCard(message.place));
  // A voice message is a file too, but is drawn as what it is.
  if (!message.strange) parts.push(...message.files.map(fileCard));
  if (message.contact) parts.push(contactCard(message.contact));
  if (message.strange) parts.push(strangeCard(message.strange, `${room.key}:${message.id}`));
  parts.push(
    h("div.body", {}, words && h("span.text", {}, linked(words, onCommand)), meta(message, room, scene)),
  );
  return parts;
}

function meta(message, room, { speaker }) {
  const own = !message.from.bot && message.from.id === speaker?.id;
  return h(
    "span.meta",
    {},
    message.edited && h("span.edited", {}, room.door === "vk" ? "ред." : "изменено"),
    h("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date)),
    own && room.door !== "vk" && icon("checks", 16),
  );
}

/** The message that is answered, in short; a press goes to it. */
function quote(id, scene) {
  const quoted = scene.room.messages.get(id);
  const name = quoted ? quoted.from.name : "Сообщение";
  return h(
    "button",
    {
      type: "button",
      class: `quote shade-${quoted ? shadeOf(senderKey(quoted, scene.room)) : 0}`,
      "aria-label": `В ответ: ${name}`,
      onclick: () => scene.jump(id),
    },
    h("b", {}, name),
    h("span", {}, quoted ? gist(quoted) : "недоступно"),
  );
}

function actions(message, own, words, scene) {
  if (!scene.speaker) return null;
  const can = (name, label, run, testid) =>
    h(
      "button.icon-button.act",
      {
        type: "button",
        "aria-label": label,
        title: label,
        "data-testid": testid,
        onclick: () => run(message),
      },
      icon(name, 18),
    );
  return h(
    "div.acts",
    {},
    can("reply", "Ответить", scene.reply, `reply-${message.id}`),
    own && words && can("edit", "Изменить", scene.edit, `edit-${message.id}`),
  );
}
