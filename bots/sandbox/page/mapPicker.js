// Choosing a point: towns above, a drawn map to click, arrows to be exact.

import { h, s } from "./dom.js";
import { icon } from "./icons.js";
import { coordinates, metres, pin, scene, TOWNS } from "./map.js";
import { sheet } from "./sheets.js";

const WIDTH = 2000;
const HEIGHT = 1240;
const STEP = 25;
const PIN = 3.1;

/** Ask for a place; gives {latitude, longitude} or null. */
export function pickPlace() {
  return sheet(
    "Отправить место",
    (finish) => {
      let town = TOWNS[0];
      let point = { latitude: town.latitude, longitude: town.longitude };
      const map = s("svg", {
        class: "map picker",
        viewBox: `${-WIDTH / 2} ${-HEIGHT / 2} ${WIDTH} ${HEIGHT}`,
        tabindex: 0,
        role: "application",
        "aria-label": "Карта: нажмите или двигайте метку стрелками",
      });
      const words = h("output.coordinates", { "aria-live": "polite" });
      const chips = h(
        "div.chips",
        { role: "group", "aria-label": "Город" },
        TOWNS.map((each) =>
          h(
            "button.chip",
            { type: "button", onclick: () => visit(each) },
            each.other ? `Другой регион: ${each.name}` : each.name,
          ),
        ),
      );

      function visit(next) {
        town = next;
        chips.childNodes.forEach((chip, index) =>
          chip.setAttribute("aria-pressed", String(TOWNS[index] === town)),
        );
        map.replaceChildren(...scene(town, { x: 0, y: 0 }, WIDTH));
        put({ x: 0, y: 0 });
      }

      function put({ x, y }) {
        const inside = {
          x: Math.max(-WIDTH / 2 + 30, Math.min(WIDTH / 2 - 30, x)),
          y: Math.max(-HEIGHT / 2 + 90, Math.min(HEIGHT / 2 - 20, y)),
        };
        point =
          inside.x === 0 && inside.y === 0
            ? { latitude: town.latitude, longitude: town.longitude }
            : coordinates(town, inside);
        map.querySelector(".map-pin")?.remove();
        map.append(pin(inside.x, inside.y, PIN));
        words.textContent = `${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}`;
      }

      map.addEventListener("click", (event) => {
        const box = map.getBoundingClientRect();
        const scale = Math.max(box.width / WIDTH, box.height / HEIGHT);
        put({
          x: (event.clientX - box.left - box.width / 2) / scale,
          y: (event.clientY - box.top - box.height / 2) / scale,
        });
      });
      map.addEventListener("keydown", (event) => {
        const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
          event.key
        ];
        if (!way) return;
        event.preventDefault();
        const here = metres(town, point);
        put({ x: here.x + way[0] * STEP, y: here.y + way[1] * STEP });
      });
      map.setAttribute("preserveAspectRatio", "xMidYMid slice");
      visit(town);
      return [
        chips,
        h("div.map-frame", {}, map, h("span.map-note", {}, "Схема условная: важны координаты")),
        h(
          "div.sheet-foot",
          {},
          words,
          h(
            "button.primary",
            { type: "button", "data-testid": "place-send", onclick: () => finish(point) },
            icon("place", 18),
            "Отправить место",
          ),
        ),
      ];
    },
    { wide: true },
  );
}
