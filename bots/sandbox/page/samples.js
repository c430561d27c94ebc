// The sandbox's own photographs as small drawings, to choose one without having a file at hand.

import { s } from "./dom.js";

const box = (fill, y = 0, height = 72) => s("rect", { x: 0, y, width: 96, height, fill });
const path = (d, fill, extra = {}) => s("path", { d, fill, ...extra });
const dot = (cx, cy, r, fill) => s("circle", { cx, cy, r, fill });

const DRAWINGS = {
  pothole: () => [
    box("#b9c4cf"),
    box("#7b8490", 22, 50),
    path("M46 22h4l1 9h-6zM44 40h8l2 14H42z", "#f3efe2"),
    s("ellipse", { cx: 60, cy: 52, rx: 24, ry: 11, fill: "#4a4f58" }),
    s("ellipse", { cx: 58, cy: 54, rx: 17, ry: 6, fill: "#6fa0bd" }),
    path("M36 50l-9-4M40 45l-6-7M84 50l8-3", "none", { stroke: "#4a4f58", "stroke-width": 2 }),
  ],
  yard: () => [
    box("#bfe0f2"),
    box("#8fbf6f", 44, 28),
    path("M6 14h30v34H6z", "#d9a679"),
    path("M11 20h6v6h-6zM24 20h6v6h-6zM11 32h6v6h-6zM24 32h6v6h-6z", "#fff4d8"),
    path("M70 26l-16 30M70 26l16 30M70 26h-14", "none", { stroke: "#c0533f", "stroke-width": 3 }),
    path("M58 28v20M58 48h8", "none", { stroke: "#6b5b4d", "stroke-width": 2 }),
    dot(46, 40, 9, "#5f9a4a"),
    path("M45 46h2v10h-2z", "#7a5a3c"),
  ],
  lamp: () => [
    box("#28304f"),
    box("#1d2338", 54, 18),
    dot(78, 14, 6, "#f5f0d6"),
    path("M30 60V14q0-6 8-6h10", "none", { stroke: "#8791a8", "stroke-width": 3 }),
    path("M44 6h14l3 6H41z", "#8791a8"),
    path("M66 30h22v26H66z", "#333c5e"),
    path("M70 35h5v6h-5z", "#ffcf70"),
    path("M79 45h5v6h-5z", "#4b5680"),
  ],
  water: () => [
    box("#dbe6ea"),
    path("M14 0h14v30h26v14H14z", "#8a97a3"),
    path("M54 26h8v22h-8z", "#6b7783"),
    path("M64 37q14 2 14 16", "none", { stroke: "#49a5dc", "stroke-width": 7, "stroke-linecap": "round" }),
    s("ellipse", { cx: 64, cy: 63, rx: 28, ry: 7, fill: "#49a5dc" }),
    dot(84, 42, 3, "#49a5dc"),
    dot(70, 32, 2.4, "#49a5dc"),
  ],
  garbage: () => [
    box("#cfd9d2"),
    box("#a4aa9e", 50, 22),
    path("M24 26h44l-4 36H28z", "#4f8a63"),
    path("M21 20h50v7H21z", "#3d7050"),
    dot(34, 17, 8, "#3b3f47"),
    dot(50, 13, 9, "#565b66"),
    dot(63, 18, 6, "#3b3f47"),
    dot(80, 58, 8, "#2f333a"),
    path("M8 60l12-6 2 8z", "#d8b45c"),
  ],
  snow: () => [
    box("#c9dbec"),
    path("M0 46q20-16 40-6t56-8v40H0z", "#f7fbff"),
    path("M54 44q4-12 16-12h8q10 0 13 12z", "#d0605a"),
    path("M50 44h44v10H50z", "#c04f49"),
    path("M52 40q20-14 44-4v-6q-20-8-40 2z", "#ffffff"),
    dot(16, 14, 2, "#fff"),
    dot(34, 22, 2, "#fff"),
    dot(50, 10, 2, "#fff"),
    dot(76, 14, 2, "#fff"),
    dot(24, 32, 2, "#fff"),
    dot(88, 24, 2, "#fff"),
  ],
};

/** The samples the sandbox keeps: [its name there, what is on it]. */
export const SAMPLES = [
  ["pothole", "Яма"],
  ["yard", "Двор"],
  ["lamp", "Фонарь"],
  ["water", "Протечка"],
  ["garbage", "Мусор"],
  ["snow", "Снег"],
];

export const sampleDrawing = (name) =>
  s(
    "svg",
    { viewBox: "0 0 96 72", "aria-hidden": "true", preserveAspectRatio: "xMidYMid slice" },
    DRAWINGS[name](),
  );
