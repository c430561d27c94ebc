// The page's drawings: line icons on a 24 × 24 field, the messengers' marks, the product's door.

import { h, s } from "./dom.js";
import { DOOR_NAMES } from "./text.js";

const LINES = {
  send: ["M4 12 20 4.5 15.5 20l-4-6.2z", "M11.5 13.8 20 4.5"],
  plus: ["M12 5v14", "M5 12h14"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  back: ["M15 5l-7 7 7 7"],
  down: ["M5 9l7 7 7-7"],
  reply: ["M10 6 4 12l6 6", "M4 12h9c4 0 7 2.5 7 6.5"],
  edit: ["M4 20l1-4.5L16.5 4 20 7.5 8.5 19z", "M14.5 6l3.5 3.5"],
  clock: ["M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z", "M12 7v5.2l3.5 2"],
  school: ["M2.5 9.5 12 5l9.5 4.5L12 14z", "M6.5 11.5V17c1.6 1.6 3.4 2.3 5.5 2.3s3.9-.7 5.5-2.3v-5.5"],
  check: ["M5 12.5l4.5 4.5L19 7"],
  checks: ["M2 12.5 6.5 17 15 7", "M11.5 15.5 13 17 22 7"],
  keyboard: ["M3 6h18v12H3z", "M7 10h.01M11 10h.01M15 10h.01M7.5 14h9"],
  photo: ["M4 5h16v14H4z", "M4 16l4.5-4.5L13 16l3-3 4 4", "M15.5 9h.01"],
  place: [
    "M12 21s7-6.2 7-11a7 7 0 1 0-14 0c0 4.8 7 11 7 11z",
    "M12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  ],
  file: ["M6 3h8l5 5v13H6z", "M14 3v5h5"],
  contact: ["M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"],
  sticker: [
    "M20 13V7a3 3 0 0 0-3-3H7a3 3 0 0 0-3 3v10a3 3 0 0 0 3 3h6z",
    "M13 20c0-4 3-7 7-7",
    "M9 9.5h.01M14.5 9.5h.01",
  ],
  voice: [
    "M12 15a3 3 0 0 0 3-3V6a3 3 0 1 0-6 0v6a3 3 0 0 0 3 3z",
    "M5.5 11.5a6.5 6.5 0 0 0 13 0",
    "M12 18v3",
  ],
  video: ["M3 7h12v10H3z", "M15 11l6-3.5v9L15 13"],
  circle: ["M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z", "M10 8.5l5.5 3.5-5.5 3.5z"],
  poll: ["M6 20V11", "M12 20V4", "M18 20v-6"],
  dice: ["M5 5h14v14H5z", "M9 9h.01M15 15h.01M12 12h.01M15 9h.01M9 15h.01"],
  forward: ["M14 6l6 6-6 6", "M20 12h-9c-4 0-7 2.5-7 6.5"],
  block: ["M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z", "M6 6l12 12"],
  text: ["M5 6h14", "M5 10.5h14", "M5 15h14", "M5 19.5h8"],
  trash: ["M5 7h14", "M9 7V4.5h6V7", "M7 7l1 13h8l1-13", "M10.5 10.5v6M13.5 10.5v6"],
  broom: ["M14 4l-4 8", "M7 12h8l1.5 8H4.5z", "M8.5 20l.5-3.5M12 20v-3.5"],
  copy: ["M8 8h12v12H8z", "M16 8V4H4v12h4"],
  sun: [
    "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9z",
    "M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5",
  ],
  help: [
    "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z",
    "M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.5v.3",
    "M12 16.7h.01",
  ],
  people: [
    "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
    "M2.5 19.5c.6-3.5 3.2-5.5 6.5-5.5s5.9 2 6.5 5.5",
    "M16 5a3.3 3.3 0 0 1 0 6.3",
    "M18 14.5c2 .7 3.2 2.5 3.6 5",
  ],
  building: [
    "M5 21V6l7-3 7 3v15",
    "M3 21h18",
    "M9.5 9h.01M14.5 9h.01M9.5 13h.01M14.5 13h.01",
    "M10.5 21v-4h3v4",
  ],
  split: ["M4 5h16v14H4z", "M12 5v14"],
  link: ["M8 16 16 8", "M9.5 8H16v6.5"],
};

/** A line icon; it says nothing by itself, so it is hidden from readers of the screen. */
export function icon(name, size = 22) {
  return s(
    "svg",
    { class: "icon", viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" },
    LINES[name].map((d) => s("path", { d })),
  );
}

/** A button that shows only an icon: its label is spoken and shown as a tip. */
export function iconButton(name, label, onclick, properties = {}, size = 22) {
  return h(
    "button.icon-button",
    { type: "button", "aria-label": label, title: label, onclick, ...properties },
    icon(name, size),
  );
}

/** The messenger's mark, small: which messenger a chat belongs to is seen without reading. */
export function doorMark(door, size = 18) {
  const field = {
    class: `mark mark-${door}`,
    viewBox: "0 0 24 24",
    width: size,
    height: size,
    role: "img",
    "aria-label": DOOR_NAMES[door],
  };
  if (door === "max") return maxMark(field);
  if (door === "vk") {
    return s(
      "svg",
      field,
      s("rect", { width: 24, height: 24, rx: 6.5, fill: "#0077ff" }),
      s("path", {
        d: "M12.9 16.8C7.9 16.8 5 13.3 4.9 7.6h2.5c.1 4.2 2 6 3.4 6.3V7.6h2.4v3.6c1.4-.2 2.9-1.8 3.4-3.6h2.4c-.4 2.2-2 3.8-3.2 4.5 1.2.5 3 1.9 3.7 4.7h-2.6c-.6-1.7-1.9-3-3.7-3.2v3.2z",
        fill: "#fff",
      }),
    );
  }
  return s(
    "svg",
    field,
    s("circle", { cx: 12, cy: 12, r: 12, fill: "#2aabee" }),
    s("path", {
      d: "M5.2 11.8 17.6 6.9c.6-.2 1.1.1.9 1l-2.1 9.9c-.1.7-.6.9-1.1.5l-3.2-2.3-1.5 1.5c-.2.2-.3.3-.6.3l.2-3.3 6-5.4c.3-.2-.1-.4-.4-.1l-7.4 4.6-3.1-1c-.7-.2-.7-.7-.1-.8z",
      fill: "#fff",
    }),
  );
}

let marks = 0;

/** A bubble cut out of a tile that goes from blue to violet. */
function maxMark(field) {
  const shade = `mark-max-${(marks += 1)}`;
  return s(
    "svg",
    field,
    s(
      "linearGradient",
      { id: shade, x1: 0, y1: 1, x2: 1, y2: 0 },
      s("stop", { offset: 0, "stop-color": "#2fb5ff" }),
      s("stop", { offset: 0.5, "stop-color": "#4a5bf5" }),
      s("stop", { offset: 1, "stop-color": "#9a41e0" }),
    ),
    s("rect", { width: 24, height: 24, rx: 6.5, fill: `url(#${shade})` }),
    s("path", {
      d: "M6.3 18.7c-.5.1-.9-.2-.9-.7V12.2a6.6 6.6 0 1 1 4.8 6.35c-1 .75-2.5.4-3.9.15zM12 9a3.1 3.1 0 1 0 0 6.2A3.1 3.1 0 0 0 12 9z",
      fill: "#fff",
      "fill-rule": "evenodd",
    }),
  );
}

/** The product's door: an arch, half open, with the light of the hall behind it. */
export function frontDoor(size = 40) {
  return s(
    "svg",
    { class: "front-door", viewBox: "0 0 48 48", width: size, height: size, "aria-hidden": "true" },
    s("path", { class: "door-wall", d: "M7 44V23a17 17 0 0 1 34 0v21z" }),
    s("path", { class: "door-hall", d: "M12 44V23a12 12 0 0 1 24 0v21z" }),
    s("path", { class: "door-fan", d: "M24 23V11M24 23l-8.5-8.5M24 23l8.5-8.5M12 23h24" }),
    s("path", { class: "door-leaf", d: "M12 23h9.5v21H12z" }),
    s("path", { class: "door-shade", d: "M21.5 23l3.5 2.5V44h-3.5z" }),
    s("circle", { class: "door-knob", cx: 19.3, cy: 34, r: 1.2 }),
    s("path", { class: "door-light", d: "M25 44h11l6 4H21z" }),
  );
}
