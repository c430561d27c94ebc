// Buttons: those beneath a message and those beneath the input, and what pressing one does.

import { h } from "./dom.js";
import { act } from "./api.js";
import { icon } from "./icons.js";
import { pickPlace } from "./mapPicker.js";
import { attempt, snack } from "./notices.js";
import { safeAddress } from "./text.js";
import { shareContact } from "./people.js";

// How long a press may stay without the bot's answer before its button stops waiting, seconds.
// Short, because a browser keeps few connections to one address, and each waiting press holds one.
const PATIENCE = 6;

/** The rows beneath a message, or null. An old client of VK shows none. */
export function inlineKeyboard(room, message, speaker) {
  if (!message.buttons.length || speaker?.client?.inline_keyboard === false) return null;
  return h(
    "div.inline-keyboard",
    {},
    rows(message.buttons, "inline-button", (button, element) =>
      isAsking(button)
        ? answerAsking(room, speaker, button)
        : pressInline(room, message, button, element),
    ),
  );
}

/** The keyboard beneath the input. */
export function replyKeyboard(room, speaker, pressed) {
  return h(
    "div.reply-keyboard",
    { role: "group", "aria-label": "Кнопки бота", "data-testid": "keyboard" },
    rows(room.keyboard.rows, "key-button", (button, element) =>
      pressKey(room, speaker, button, element, pressed),
    ),
  );
}

function rows(table, className, press) {
  return table.map((row) =>
    h(
      "div.button-row",
      {},
      row.map((button) => one(button, className, press)),
    ),
  );
}

function one(button, className, press) {
  const classes = `${className} kind-${button.kind} color-${button.color ?? "plain"}`;
  // A label that brings its own picture needs none of ours.
  const drawn = /^\p{Extended_Pictographic}/u.test(button.label) && button.kind !== "link";
  const sign = !drawn && { link: "link", location: "place", contact: "contact", copy: "copy" }[button.kind];
  const inside = [sign && icon(sign, 16), h("span", {}, button.label)];
  const address = button.kind === "link" && safeAddress(button.url ?? "");
  if (address)
    return h("a", { class: classes, href: address, target: "_blank", rel: "noopener noreferrer" }, inside);
  const element = h(
    "button",
    { type: "button", class: classes, onclick: () => press(button, element) },
    inside,
  );
  return element;
}

async function pressInline(room, message, button, element) {
  if (element.getAttribute("aria-busy") === "true") return;
  const speaker = element.closest("[data-speaker]")?.dataset.speaker;
  element.setAttribute("aria-busy", "true");
  // The answer's toast comes as an event, so that every open page shows it: only the wait is ours.
  const pressed = await attempt(() =>
    act.press({
      door: room.door,
      chat: room.chat,
      person: Number(speaker),
      message: message.id,
      button: button.index,
      wait: PATIENCE,
    }),
  );
  element.removeAttribute("aria-busy");
  if (typeof pressed?.copied === "string") await copy(pressed.copied);
}

const copy = (words) =>
  navigator.clipboard.writeText(words).then(
    () => snack(`Скопировано: ${words}`),
    () => snack("Браузер не дал скопировать", "bad"),
  );

/** Buttons that ask for a place or a contact: beneath the input, and in MAX beneath a message. */
const isAsking = (button) => button.kind === "location" || button.kind === "contact";

/** Answer one; gives false where the person thought better of it. */
async function answerAsking(room, speaker, button) {
  if (!speaker) return false;
  if (button.kind === "contact") {
    await shareContact(room, speaker);
    return true;
  }
  const place = await pickPlace();
  if (place) await attempt(() => act.place({ door: room.door, chat: room.chat, person: speaker.id, ...place }));
  return Boolean(place);
}

async function pressKey(room, speaker, button, element, pressed) {
  const who = { door: room.door, chat: room.chat, person: speaker.id };
  if (isAsking(button)) {
    if (!(await answerAsking(room, speaker, button))) return;
  } else {
    element.setAttribute("aria-busy", "true");
    await attempt(() => act.press({ ...who, button: button.index }));
    element.removeAttribute("aria-busy");
  }
  pressed(button);
}

/** The first press in an empty chat: the sandbox offers there a keyboard of one button. */
export function pressStart(room) {
  return attempt(() => act.press({ door: room.door, chat: room.chat, person: room.chat, button: 0 }));
}
