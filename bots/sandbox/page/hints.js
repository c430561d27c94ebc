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
    this.steps = STEPS.map(([title, text], index) => h("li.step", {}, h("span.step-number", {}, h("i", {}, String(index + 1)), icon("check", 18)), h("span.step-words", {}, h("b", {}, title), h("small", {}, text))));
    this.root = h("section.hints", { "aria-label": "Как это попробовать" }, h("ol", {}, this.steps), iconButton("close", "Скрыть подсказки", () => this.turn(false), { "data-testid": "hints-close" }, 20));
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

function progress(store) {
  const residents = store.residents.flatMap((room) => room.shown);
  const cards = store.agencies.flatMap((room) => room.shown);
  if (!residents.some((message) => !message.from.bot)) return 0;
  if (!cards.some((message) => message.from.bot && message.buttons.length)) return 1;
  const answer = cards.find((message) => !message.from.bot && message.reply_to);
  if (!answer) return 2;
  return residents.some((message) => message.from.bot && message.date >= answer.date && message.buttons.length) ? 4 : 3;
}
