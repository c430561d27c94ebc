// The town's clock: what time it is there, and moving it, so that what time does is seen happening.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { attempt } from "./notices.js";
import { clock as ask } from "./api.js";
import { inTown } from "./text.js";

const LOOK_EVERY = 5_000;

/** Put the clock into `place`, if this sandbox has one: alone it has no town. `changed` is called when the
 *  times of messages are to be written anew. */
export async function showClock(place, changed) {
  let told;
  try {
    told = await ask.tell();
  } catch {
    return;
  }
  const day = h("span.clock-day");
  const date = h("span.clock-date");
  const time = h("span");
  const words = h("span", { "data-testid": "clock-now" }, day, date, time);
  const button = h(
    "button.pill.clock",
    {
      type: "button",
      title: "Часы города: их можно перевести, чтобы увидеть напоминания, сроки и сводки",
      "aria-label": "Часы города",
      "data-testid": "clock",
      onclick: () => openMenu(corner(button), ways()),
    },
    icon("clock", 18),
    words,
  );
  place.before(button);

  const take = (news) => {
    told = news;
    day.textContent = `${dayOf(told.now)}, `;
    date.textContent = `${told.now.slice(8, 10)}.${told.now.slice(5, 7)}, `;
    time.textContent = told.now.slice(11, 16);
    if (inTown(told.now, told.ahead)) changed();
    button.classList.toggle("moved", Math.abs(told.ahead) >= 60);
  };
  const move = (how) => attempt(async () => take(await ask.move(how)));
  const ways = () => [
    { icon: "forward", label: "+1 час", name: "clock-hour", run: () => move({ forward: 60 }) },
    { icon: "forward", label: "+4 часа", name: "clock-four", run: () => move({ forward: 240 }) },
    { icon: "clock", label: "До завтра, 9:00", name: "clock-morning", run: () => move({ next: "09:00" }) },
    { icon: "forward", label: "+7 дней", name: "clock-week", run: () => move({ forward: 7 * 24 * 60 }) },
    null,
    { icon: "back", label: "Вернуть настоящее время", name: "clock-back", run: () => move({ back: true }) },
  ];
  take(told);
  setInterval(async () => {
    if (!document.hidden) await ask.tell().then(take, () => {});
  }, LOOK_EVERY);
}

const corner = (button) => {
  const box = button.getBoundingClientRect();
  return { x: box.left, y: box.bottom + 8 };
};

/** «вт, 24 ноября», by the clock of the town and not of the browser; a telephone has room for «24.11». */
function dayOf(moment) {
  const wall = new Date(`${moment.slice(0, 19)}Z`);
  return wall.toLocaleDateString("ru", {
    weekday: "short",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });
}
