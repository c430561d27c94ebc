// A schematic map, drawn and not fetched: blocks, streets, a river, a park. The streets are made
// up (only the coordinates count), but always the same for the same town, so a point chosen in
// the picker and its bubble in the chat show the same corner.

import { chances, s, seedOf } from "./dom.js";

/** Where the map can be opened. `tilt`: how the streets lie; `river`: its course in metres. */
export const TOWNS = [
  {
    name: "Благовещенск",
    latitude: 50.2906,
    longitude: 127.5272,
    tilt: -8,
    rivers: [
      [
        "Амур",
        [
          [-3200, 120],
          [-1100, 430],
          [200, 520],
          [1000, 640],
          [3200, 1100],
        ],
        250,
      ],
    ],
  },
  {
    name: "Свободный",
    latitude: 51.3753,
    longitude: 128.1336,
    tilt: 24,
    rivers: [
      [
        "Зея",
        [
          [900, -3200],
          [640, -700],
          [760, 100],
          [560, 700],
          [900, 3200],
        ],
        240,
      ],
    ],
  },
  {
    name: "Тында",
    latitude: 55.1546,
    longitude: 124.7296,
    tilt: -18,
    rivers: [
      [
        "Тында",
        [
          [-3200, -500],
          [-1000, -260],
          [-200, -380],
          [700, -180],
          [3200, -500],
        ],
        90,
      ],
    ],
  },
  {
    name: "Белогорск",
    latitude: 50.9213,
    longitude: 128.4737,
    tilt: 38,
    rivers: [
      [
        "Томь",
        [
          [-3200, 700],
          [-900, 300],
          [-100, 430],
          [800, 260],
          [3200, 600],
        ],
        110,
      ],
    ],
  },
  {
    name: "Москва",
    latitude: 55.7558,
    longitude: 37.6173,
    tilt: 12,
    other: true,
    rivers: [
      [
        "Москва-река",
        [
          [-3200, -300],
          [-900, 380],
          [-350, 160],
          [350, 230],
          [800, 480],
          [1500, -200],
          [3200, 300],
        ],
        120,
      ],
    ],
  },
];

const METRES_PER_DEGREE = 111320;
const NEAR = 40000;
const BLOCK = 240;
const REACH = 3000;

/** Metres east and south of the town's centre. */
export function metres(town, { latitude, longitude }) {
  const width = METRES_PER_DEGREE * Math.cos((town.latitude * Math.PI) / 180);
  return { x: (longitude - town.longitude) * width, y: (town.latitude - latitude) * METRES_PER_DEGREE };
}

/** The other way: a point of the drawing as coordinates, to the metre. */
export function coordinates(town, { x, y }) {
  const width = METRES_PER_DEGREE * Math.cos((town.latitude * Math.PI) / 180);
  const round = (value) => Math.round(value * 1e5) / 1e5;
  return {
    latitude: round(town.latitude - y / METRES_PER_DEGREE),
    longitude: round(town.longitude + x / width),
  };
}

/** The town a point lies in; far from all of them, a nameless one around the point itself. */
export function townNear(point) {
  const near = TOWNS.find((town) => {
    const { x, y } = metres(town, point);
    return Math.hypot(x, y) < NEAR;
  });
  return (
    near ?? { name: "", ...point, tilt: ((point.latitude * 97 + point.longitude * 31) % 60) - 30, rivers: [] }
  );
}

/** A still map around a point, with its pin: what a location looks like in a chat. */
export function mapOf(point, width = 1000, height = 500) {
  const town = townNear(point);
  const { x, y } = metres(town, point);
  const view = s("svg", {
    class: "map",
    viewBox: `${x - width / 2} ${y - height / 2} ${width} ${height}`,
    role: "img",
    "aria-label": `Место на карте${town.name ? `: ${town.name}` : ""}`,
    preserveAspectRatio: "xMidYMid slice",
  });
  view.append(...scene(town, { x, y }, Math.max(width, height)), pin(x, y, width / 340));
  return view;
}

/** Everything of a town that stands within `reach` metres of a point. */
export function scene(town, centre = { x: 0, y: 0 }, reach = REACH) {
  const blocks = s("g", { transform: `rotate(${town.tilt})` }, city(town, centre, reach));
  const waters = town.rivers.map(([name, course, width]) => river(name, course, width));
  return [
    s("rect", {
      class: "map-ground",
      x: centre.x - reach * 2,
      y: centre.y - reach * 2,
      width: reach * 4,
      height: reach * 4,
    }),
    blocks,
    ...waters,
  ];
}

function city(town, centre, reach) {
  // Blocks are laid on a grid in the town's own, turned, axes; each is drawn by its place alone.
  const angle = (-town.tilt * Math.PI) / 180;
  const across = centre.x * Math.cos(angle) - centre.y * Math.sin(angle);
  const along = centre.x * Math.sin(angle) + centre.y * Math.cos(angle);
  const shapes = [];
  const first = (value) => Math.floor((value - reach) / BLOCK);
  const last = (value) => Math.ceil((value + reach) / BLOCK);
  for (let column = first(across); column <= last(across); column += 1) {
    for (let row = first(along); row <= last(along); row += 1)
      shapes.push(...block(column, row, chances(seedOf(`${town.name} ${column} ${row}`))));
  }
  return shapes;
}

function block(column, row, next) {
  // Every fourth street is an avenue: the blocks beside it stand further off.
  const left = column * BLOCK + (column % 4 === 0 ? 34 : 13);
  const top = row * BLOCK + (row % 3 === 0 ? 30 : 13);
  const width = (column + 1) * BLOCK - 13 - left;
  const height = (row + 1) * BLOCK - 13 - top;
  const dice = next();
  if (dice < 0.1)
    return [
      s("rect", { class: "map-park", x: left, y: top, width, height, rx: 16 }),
      ...trees(left, top, width, height, next),
    ];
  const shapes = [s("rect", { class: "map-block", x: left, y: top, width, height, rx: 10 })];
  const houses = 2 + Math.floor(next() * 3);
  for (let index = 0; index < houses; index += 1) {
    const tall = next() < 0.5;
    const size = { width: tall ? 30 : 70 + next() * 40, height: tall ? 70 + next() * 40 : 30 };
    shapes.push(
      s("rect", {
        class: "map-house",
        x: Math.round(left + 14 + next() * Math.max(4, width - size.width - 28)),
        y: Math.round(top + 14 + next() * Math.max(4, height - size.height - 28)),
        ...size,
        rx: 3,
      }),
    );
  }
  return shapes;
}

function trees(left, top, width, height, next) {
  return Array.from({ length: 7 }, () =>
    s("circle", {
      class: "map-tree",
      cx: left + 20 + next() * (width - 40),
      cy: top + 20 + next() * (height - 40),
      r: 9 + next() * 8,
    }),
  );
}

function river(name, course, width) {
  const [start, ...rest] = course;
  let path = `M${start.join(" ")}`;
  rest.forEach(([x, y], index) => {
    const [fromX, fromY] = course[index];
    const middle = (fromX + x) / 2;
    // A river that runs mostly north bends the other way than one that runs east.
    path +=
      Math.abs(x - fromX) > Math.abs(y - fromY)
        ? `C${middle} ${fromY} ${middle} ${y} ${x} ${y}`
        : `C${fromX} ${(fromY + y) / 2} ${x} ${(fromY + y) / 2} ${x} ${y}`;
  });
  return s(
    "g",
    {},
    s("path", { class: "map-bank", d: path, "stroke-width": width + 60 }),
    s("path", { class: "map-water", d: path, "stroke-width": width }),
    s("title", {}, name),
  );
}

/** The pin, its tip on the point; `scale` is in metres a pixel. */
export function pin(x, y, scale) {
  return s(
    "g",
    { class: "map-pin", transform: `translate(${x} ${y}) scale(${scale})` },
    s("ellipse", { class: "map-pin-shade", cx: 0, cy: 1, rx: 9, ry: 3.5 }),
    s("path", { class: "map-pin-body", d: "M0 0c-4-9-14-15-14-26a14 14 0 1 1 28 0c0 11-10 17-14 26z" }),
    s("circle", { class: "map-pin-eye", cx: 0, cy: -26, r: 5.2 }),
  );
}
