// What a message carries besides words: albums, places, files, contacts, and things a bot cannot read.

import { chances, h, s, seedOf } from "./dom.js";
import { icon } from "./icons.js";
import { mapOf } from "./map.js";
import { safeAddress, strangeName, weight } from "./text.js";

// How many tiles stand in each row of an album, by their number.
const ROWS = {
  1: [1],
  2: [2],
  3: [1, 2],
  4: [2, 2],
  5: [2, 3],
  6: [3, 3],
  7: [2, 2, 3],
  8: [2, 3, 3],
  9: [3, 3, 3],
  10: [1, 3, 3, 3],
};

/**
 * A grid of photos. `photos` are {url, width, height, message}: an album of Telegram is several
 * messages, so each tile knows its own. `open(index)` shows one large.
 */
export function album(photos, open) {
  const rows = ROWS[photos.length] ?? Array.from({ length: Math.ceil(photos.length / 3) }, () => 3);
  const spans = rows.flatMap((count) => Array.from({ length: count }, () => 12 / count));
  return h(
    "div.album",
    { "data-count": Math.min(photos.length, 11) },
    photos.map((photo, index) => tile(photo, index, photos, spans[index], open)),
  );
}

function tile(photo, index, photos, span, open) {
  const image = h("img", {
    src: safeAddress(photo.url) ?? "",
    alt: `Фото ${index + 1} из ${photos.length}`,
    loading: "lazy",
    decoding: "async",
  });
  const button = h(
    "button.tile",
    {
      type: "button",
      "aria-label": `Открыть фото ${index + 1} из ${photos.length}`,
      onclick: () => open(index),
      "data-testid": index ? `message-${photo.message}` : null,
    },
    image,
  );
  button.style.gridColumn = `span ${span}`;
  if (photos.length === 1 && photo.width && photo.height) {
    // The place is kept before the picture has come, so the chat does not jump.
    const ratio = Math.min(Math.max(photo.width / photo.height, 0.75), 1.9);
    button.style.aspectRatio = String(ratio);
  }
  return button;
}

/** A place as a small drawn map with a pin. */
export function placeCard({ latitude, longitude }) {
  return h(
    "div.place",
    {},
    mapOf({ latitude, longitude }),
    h(
      "div.place-words",
      {},
      icon("place", 16),
      h("span", {}, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`),
    ),
  );
}

// How a file plays: the tag, and what to call it.
const PLAYERS = {
  voice: ["audio", "Голосовое сообщение"],
  audio: ["audio", "Аудиозапись"],
  video: ["video", "Видео"],
  video_note: ["video.round", "Видеосообщение"],
};

/** A file: sound and video with a player, anything else as a link when the sandbox keeps it. */
export function fileCard(file) {
  const [tag, label] = PLAYERS[file.kind] ?? [];
  const address = file.url && safeAddress(file.url);
  if (!tag || !address) return documentCard(file);
  const player = h(tag, { src: address, controls: true, preload: "metadata", "aria-label": label });
  return h("div.player", {}, player, documentCard(file));
}

function documentCard({ name, url, size, kind }) {
  const words = [
    h("span.file-sign", {}, icon(kind === "voice" || kind === "audio" ? "voice" : "file", 22)),
    h("span.file-words", {}, h("b", {}, name || "Файл"), h("small", {}, weight(size) || "файл")),
  ];
  const address = url && safeAddress(url);
  return address
    ? h("a.file", { href: address, target: "_blank", rel: "noopener noreferrer" }, words)
    : h("div.file", {}, words);
}

export function contactCard({ name, phone }) {
  return h(
    "div.file",
    {},
    h("span.file-sign", {}, icon("contact", 22)),
    h("span.file-words", {}, h("b", {}, name || "Контакт"), h("small", {}, phone)),
  );
}

/** A sticker, a voice message and the like: drawn so that they are recognised at once. */
export function strangeCard(kind, seed) {
  if (kind === "sticker") return h("div.sticker", { role: "img", "aria-label": "Стикер" }, stickerCat());
  if (kind === "voice" || kind === "audio")
    return h(
      "div.voice",
      { role: "img", "aria-label": strangeName(kind) },
      h("span.file-sign", {}, icon("voice", 22)),
      wave(seed),
      h("small", {}, "0:07"),
    );
  if (kind === "dice") return h("div.sticker.dice", { role: "img", "aria-label": "Кубик" }, icon("dice", 96));
  if (kind === "poll") return pollCard();
  const round = kind === "video_note" ? ".round" : "";
  return h(
    `div.video${round}`,
    { role: "img", "aria-label": strangeName(kind) },
    h("span.play", {}, icon("circle", 54)),
    h("small", {}, kind === "animation" ? "GIF" : "0:05"),
  );
}

function pollCard() {
  const line = (words, share) => {
    const bar = h("i");
    bar.style.inlineSize = `${share}%`;
    return h("div.poll-line", {}, h("span", {}, words), bar);
  };
  return h("div.poll", {}, h("b", {}, "Опрос: чинить сейчас?"), line("Да", 82), line("Лучше вчера", 18));
}

function wave(seed) {
  const next = chances(seedOf(seed));
  const bars = Array.from({ length: 34 }, (_, index) => {
    const height = 4 + next() * 18;
    return s("rect", { x: index * 4.4, y: 12 - height / 2, width: 2.4, height, rx: 1.2 });
  });
  return s(
    "svg",
    { class: "wave", viewBox: "0 0 150 24", width: 150, height: 24, "aria-hidden": "true" },
    bars,
  );
}

/** The sticker everybody sends to a bot: a cat. */
function stickerCat() {
  return s(
    "svg",
    { viewBox: "0 0 120 120", width: 128, height: 128, "aria-hidden": "true" },
    s("path", {
      d: "M26 48 22 18l24 15a46 46 0 0 1 28 0l24-15-4 30c6 9 8 18 6 28-3 18-19 28-40 28S23 94 20 76c-2-10 0-19 6-28z",
      fill: "#f2a65a",
      stroke: "#fff",
      "stroke-width": 5,
      "stroke-linejoin": "round",
    }),
    s("path", {
      d: "M60 36v12M48 38l3 9M72 38l-3 9",
      stroke: "#c9752b",
      "stroke-width": 5,
      "stroke-linecap": "round",
    }),
    s("ellipse", { cx: 60, cy: 84, rx: 24, ry: 16, fill: "#fff3e2" }),
    s("circle", { cx: 42, cy: 64, r: 6, fill: "#3b2a1a" }),
    s("circle", { cx: 78, cy: 64, r: 6, fill: "#3b2a1a" }),
    s("circle", { cx: 44, cy: 62, r: 2, fill: "#fff" }),
    s("circle", { cx: 80, cy: 62, r: 2, fill: "#fff" }),
    s("path", { d: "M55 74h10l-5 6z", fill: "#e0698b" }),
    s("path", {
      d: "M60 80c-1 6-8 8-12 4M60 80c1 6 8 8 12 4",
      fill: "none",
      stroke: "#3b2a1a",
      "stroke-width": 2.5,
      "stroke-linecap": "round",
    }),
    s("path", {
      d: "M20 78l-14-3M20 86l-13 4M100 78l14-3M100 86l13 4",
      stroke: "#c9752b",
      "stroke-width": 2.5,
      "stroke-linecap": "round",
    }),
  );
}
