// Words: dates as people say them, names cut short, addresses in a text that can be followed.

import { h } from "./dom.js";

const shown = (parts) => new Intl.DateTimeFormat("ru-RU", { ...parts, timeZone: "UTC" });
const CLOCK = shown({ hour: "2-digit", minute: "2-digit" });
const DAY = shown({ day: "numeric", month: "long" });
const DAY_AND_YEAR = shown({ day: "numeric", month: "long", year: "numeric" });
const SHORT_DAY = shown({ day: "2-digit", month: "2-digit" });
const DAY_LENGTH = 86400000;

// An address, or (in Telegram) a command: both are things to press.
const ADDRESS = /https?:\/\/[^\s<>«»"']+/gi;
const ADDRESS_OR_COMMAND =
  /https?:\/\/[^\s<>«»"']+|(?<![\p{L}\p{N}_/.:])\/[a-z][a-z0-9_]{0,31}(?![\p{L}\p{N}_/])/giu;

export const DOOR_NAMES = { telegram: "Telegram", vk: "ВКонтакте", max: "MAX" };

const STRANGE_NAMES = {
  sticker: "Стикер",
  voice: "Голосовое сообщение",
  video: "Видео",
  video_note: "Видеосообщение",
  poll: "Опрос",
  audio: "Аудиозапись",
  animation: "GIF",
  dice: "Кубик",
  story: "История",
};

export const strangeName = (kind) => STRANGE_NAMES[kind] ?? "Вложение";

/** What the town's clock told: bot and cards speak of its time, so the messages stand in it too. */
let town = null;

/** Take the town's time, «2026-11-24T10:05:00+09:00», and its seconds ahead of the machine; say if days or
 *  zone are others now. */
export function inTown(moment, ahead) {
  const before = town && `${town.minutes} ${today()}`;
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(moment);
  town = { minutes: (sign === "-" ? -1 : 1) * (hours * 60 + Number(minutes)), ahead };
  return before !== `${town.minutes} ${today()}`;
}

/** A moment as a date whose UTC fields are the wall clock's: the town's, or the browser's without one. */
function wall(seconds) {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() + (town?.minutes ?? -date.getTimezoneOffset()) * 60000);
}

const dayOf = (date) => Math.floor(date.getTime() / DAY_LENGTH);
const now = () => wall(Date.now() / 1000 + (town?.ahead ?? 0));
const today = () => dayOf(now());

export const clock = (seconds) => CLOCK.format(wall(seconds));

/** «Сегодня», «Вчера», «3 ноября», «3 ноября 2024 г.»: the heading of a day's messages. */
export function dayName(seconds) {
  const date = wall(seconds);
  const days = today() - dayOf(date);
  if (days === 0) return "Сегодня";
  if (days === 1) return "Вчера";
  return (date.getUTCFullYear() === now().getUTCFullYear() ? DAY : DAY_AND_YEAR).format(date);
}

/** The time beside a chat in the list: the clock today, the date before. */
export function listTime(seconds) {
  const date = wall(seconds);
  return today() === dayOf(date) ? CLOCK.format(date) : SHORT_DAY.format(date);
}

/** plural(3, "фото", "фото", "фото"): the Russian form that goes with the number. */
export function plural(count, one, few, many) {
  const tens = count % 100;
  const ones = count % 10;
  if (tens > 10 && tens < 20) return many;
  if (ones === 1) return one;
  return ones > 1 && ones < 5 ? few : many;
}

/** Two letters for a round picture. */
export function initials(name) {
  const words = name
    .replace(/[«»"'()·—-]/g, " ")
    .trim()
    .split(/\s+/)
    .filter((word, index) => word && (index === 0 || word.length > 1));
  if (!words.length) return "?";
  const letters = words.length > 1 ? [words[0], words[1]] : [words[0]];
  return letters.map((word) => [...word][0].toUpperCase()).join("");
}

/** File sizes in the words of a messenger. */
export function weight(bytes) {
  if (!bytes) return "";
  if (bytes < 1024) return `${bytes} Б`;
  if (bytes < 1048576) return `${Math.round(bytes / 1024)} КБ`;
  return `${(bytes / 1048576).toFixed(1).replace(".", ",")} МБ`;
}

/** One line that says what a message was: for lists, quotes and notices. */
export function gist(message) {
  if (message.service) return message.service;
  const text = message.text.replace(/\s+/g, " ").trim();
  const what = attachmentName(message);
  if (what && text) return `${what}: ${text}`;
  return what || text || "Сообщение";
}

function attachmentName(message) {
  if (message.photos.length) return message.photos.length > 1 ? `${message.photos.length} фото` : "Фото";
  if (message.place) return "Место на карте";
  if (message.files.length) return message.files[0].name || "Файл";
  if (message.contact) return "Контакт";
  if (message.strange) return strangeName(message.strange);
  return "";
}

/**
 * A text as nodes: http(s) addresses become links that open beside the page, commands become
 * buttons when `onCommand` is given, and everything else stays text.
 */
export function linked(text, onCommand = null) {
  const nodes = [];
  let position = 0;
  for (const match of text.matchAll(onCommand ? ADDRESS_OR_COMMAND : ADDRESS)) {
    // A stop at the end belongs to the sentence, not to the address.
    const found = match[0].replace(/[.,;:!?…)\]]+$/u, "");
    const node = found.startsWith("/") ? command(found, onCommand) : link(found);
    if (!node) continue;
    nodes.push(text.slice(position, match.index), node);
    position = match.index + found.length;
  }
  nodes.push(text.slice(position));
  return nodes.filter((node) => node !== "");
}

function command(words, onCommand) {
  return h("button.command", { type: "button", onclick: () => onCommand(words) }, words);
}

/** A link, or null where the address is not one of the web's. */
export function link(address, words = address, className = "link") {
  const url = safeAddress(address);
  return url && h(`a.${className}`, { href: url, target: "_blank", rel: "noopener noreferrer" }, words);
}

/** Only http and https are followed; a javascript: address is no address. */
export function safeAddress(address) {
  try {
    const url = new URL(address, location.href);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}
