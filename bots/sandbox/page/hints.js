// «Как это попробовать»: four steps that tick themselves off as they are lived through.

import { h } from "./dom.js";
import { icon, iconButton } from "./icons.js";

const KEPT = "paradnaya.hints";
const STEPS = [
  ["Напишите боту", "Слева вы — житель. Расскажите боту о проблеме."],
  ["Карточка придёт", "Справа, в чат того, кто за это отвечает."],
  ["Ответьте на карточку", "Стрелка «Ответить» рядом с ней: это и есть ответ."],
  ["Житель увидит ответ", "В своём мессенджере — и оценит, помогло ли."],
];

export class Hints {
  constructor(store, place, opener) {
    this.store = store;
    this.opener = opener;
    this.steps = STEPS.map(([title, text], index) =>
      h(
        "li.step",
        {},
        h("span.step-number", {}, h("i", {}, String(index + 1)), icon("check", 18)),
        h("span.step-words", {}, h("b", {}, title), h("small", {}, text)),
      ),
    );
    this.root = h(
      "section.hints",
      { "aria-label": "Как это попробовать" },
      h("ol", {}, this.steps),
      iconButton("close", "Скрыть подсказки", () => this.turn(false), { "data-testid": "hints-close" }, 20),
    );
    place.replaceWith(this.root);
    opener.addEventListener("click", () => this.turn(this.root.hidden));
    this.turn(localStorage.getItem(KEPT) !== "hidden");
  }

  turn(open) {
    this.root.hidden = !open;
    this.opener.setAttribute("aria-pressed", String(open));
    localStorage.setItem(KEPT, open ? "shown" : "hidden");
  }

  /** What has been done is read from the chats themselves, so it is right after a reload too. */
  refresh() {
    if (this.root.hidden) return;
    const done = progress(this.store);
    this.steps.forEach((step, index) => {
      step.classList.toggle("done", index < done);
      step.classList.toggle("now", index === done);
    });
  }
}

/** How many steps are done: looked for from the last one, because cards lose their buttons when answered. */
function progress(store) {
  const residents = store.residents.flatMap((room) => room.shown);
  for (const room of store.agencies) {
    const answer = room.shown.find(
      (message) => !message.from.bot && room.messages.get(message.reply_to)?.from.bot,
    );
    if (!answer) continue;
    return residents.some((message) => message.from.bot && message.date >= answer.date) ? 4 : 3;
  }
  const card = store.agencies.some((room) =>
    room.shown.some((message) => message.from.bot && message.buttons.length),
  );
  if (card) return 2;
  return residents.some((message) => !message.from.bot) ? 1 : 0;
}
