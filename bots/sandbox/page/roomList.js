// The list of a side's chats: last words, time, unread.

import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { gist, listTime } from "./text.js";

/** Fill `list` with the rooms, newest first. `opened` are the keys of those on the screen. */
export function fillRooms(list, rooms, { opened, speakerOf, open }) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  list.replaceChildren(
    ...rooms.sort(newestFirst).map((room) => h("li", {}, entry(room, opened, speakerOf, open))),
  );
  if (focused)
    [...list.querySelectorAll("button")]
      .find((button) => button.dataset.key === focused)
      ?.focus({ preventScroll: true });
}

function newestFirst(one, other) {
  return (other.last?.date ?? 0) - (one.last?.date ?? 0) || one.title.localeCompare(other.title, "ru");
}

function entry(room, opened, speakerOf, open) {
  const { last } = room;
  const typing = room.typingUntil > Date.now();
  const unread = room.unread;
  return h(
    "button",
    {
      type: "button",
      class: `room${opened.has(room.key) ? " open" : ""}${unread ? " fresh-news" : ""}`,
      "data-testid": `chat-${room.door}-${room.chat}`,
      "data-key": room.key,
      "aria-current": opened.has(room.key) ? "true" : null,
      onclick: () => open(room),
    },
    avatar(room.title, room.key, { door: room.door, group: !room.private }),
    h(
      "span.room-words",
      {},
      h("b.room-title", {}, room.title),
      h(
        "span.room-line",
        {},
        preview(room, last, typing, speakerOf(room)),
        last && h("time", {}, listTime(last.date)),
        unread > 0 && h("span.badge", { "aria-label": `Непрочитанных: ${unread}` }, String(unread)),
      ),
    ),
  );
}

function preview(room, last, typing, speaker) {
  if (typing) return h("span.preview.typing-words", {}, "бот печатает…");
  if (speaker?.blocked && room.private) return h("span.preview", {}, "Бот заблокирован");
  if (!last) return h("span.preview", {}, room.private ? "Сообщений пока нет" : "Карточек пока нет");
  const mine = !last.from.bot && last.from.id === speaker?.id && !last.service;
  // The bot's words are the rule, so they go without a name.
  const author = last.service || last.from.bot ? "" : `${mine ? "Вы" : last.from.name.split(" ")[0]}: `;
  return h("span.preview", {}, author && h("em", {}, author), gist(last));
}
