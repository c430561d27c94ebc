// The «＋» beside the input: what can be sent besides words, and what a bot should survive.

import { act, base64 } from "./api.js";
import { h } from "./dom.js";
import { pickPlace } from "./mapPicker.js";
import { openMenu } from "./menu.js";
import { attempt } from "./notices.js";
import { setBlocked, shareContact } from "./people.js";

// What each messenger's people can send that a bot cannot read.
const STRANGE = {
  telegram: [
    ["sticker", "Стикер"],
    ["voice", "Голосовое"],
    ["video_note", "Видеосообщение", "circle"],
    ["video", "Видео"],
    ["poll", "Опрос"],
    ["dice", "Кубик"],
    ["story", "История", "photo"],
  ],
  vk: [
    ["sticker", "Стикер"],
    ["voice", "Голосовое"],
    ["video", "Видео"],
    ["poll", "Опрос"],
  ],
  max: [
    ["sticker", "Стикер"],
    ["voice", "Голосовое"],
    ["video_note", "Видеосообщение", "circle"],
    ["video", "Видео"],
  ],
};

const LONG = 5000;
const SENTENCE = "Во дворе нашего дома уже третью неделю не убирают снег, и мы просим прислать технику. ";

/** Open the menu. `photos()` opens the photo sheet of the composer; `write(text)` puts words into it. */
export function openPlusMenu(at, room, speaker, { photos, write }) {
  const who = { door: room.door, chat: room.chat, person: speaker.id };
  const strange = STRANGE[room.door].map(([kind, label, drawing]) => ({
    icon: drawing ?? kind,
    label,
    name: kind,
    run: () => attempt(() => act.strange({ ...who, kind })),
  }));
  openMenu(
    at,
    [
      { icon: "photo", label: "Фото", name: "photo", tone: "tone-photo", run: photos },
      { icon: "place", label: "Место", name: "place", tone: "tone-place", run: () => sendPlace(who) },
      { icon: "file", label: "Файл", name: "file", tone: "tone-file", run: () => sendFile(who) },
      // ВКонтакте has no contacts in messages.
      ...(room.door !== "vk"
        ? [
            {
              icon: "contact",
              label: "Контакт",
              name: "contact",
              tone: "tone-contact",
              run: () => shareContact(room, speaker),
            },
          ]
        : []),
      null,
      ...strange,
      { icon: "forward", label: "Пересланное", name: "forward", run: () => forward(who, room) },
      {
        icon: "text",
        label: "5 000 знаков",
        name: "long",
        run: () => write(SENTENCE.repeat(Math.ceil(LONG / SENTENCE.length)).slice(0, LONG)),
      },
      ...(room.private && room.door === "max" ? endings(who) : []),
      room.private
        ? {
            icon: "block",
            label: room.door === "max" ? "Остановить бота" : "Заблокировать бота",
            name: "block",
            tone: "bad",
            run: () => setBlocked(speaker, true),
          }
        : null,
    ].filter((item, index, all) => item || index < all.length - 1),
    "plus-menu",
  );
}

/** In MAX a person empties a dialog or deletes it, and the bot is told. */
function endings({ door, person }) {
  const end = (how) => () => attempt(() => act.dialog({ door, person, how }));
  return [
    { icon: "broom", label: "Очистить историю", name: "clear", run: end("cleared") },
    { icon: "trash", label: "Удалить диалог", name: "remove", tone: "bad", run: end("removed") },
  ];
}

async function sendPlace(who) {
  const place = await pickPlace();
  if (place) await attempt(() => act.place({ ...who, ...place }));
}

function forward(who, room) {
  const text = room.last?.text || "Соседи пишут: во дворе третий день нет света!";
  return attempt(() => act.say({ ...who, text: text.slice(0, 1000), forward: true }));
}

function sendFile(who) {
  const disk = h("input", { type: "file", class: "away", "aria-hidden": "true", tabindex: -1 });
  disk.addEventListener("change", () => {
    const [file] = disk.files;
    disk.remove();
    if (file)
      attempt(async () =>
        act.document({ ...who, name: file.name, content: await base64(file), mime: file.type || undefined }),
      );
  });
  disk.addEventListener("cancel", () => disk.remove());
  document.body.append(disk);
  disk.click();
}
