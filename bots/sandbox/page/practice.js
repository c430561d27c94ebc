// A training shift: residents complain by themselves, and whoever sits here answers them.

import { practice } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { attempt, snack } from "./notices.js";
import { field, formSheet, segments } from "./sheets.js";

/** Put the button into the page before `place`, where there is a town to practise in. */
export async function offerPractice(place, started) {
  let town;
  try {
    town = await practice.tell();
  } catch {
    return;
  }
  if (!town.agencies.length) return;
  place.before(
    h(
      "button.pill",
      {
        type: "button",
        title: "Учебная смена: жители пишут сами, вы отвечаете, в конце — разбор",
        "data-testid": "practice",
        onclick: () => begin(town.agencies, started),
      },
      icon("school", 18),
      h("span", {}, "Смена"),
    ),
  );
}

async function begin(agencies, started) {
  const answers = await formSheet(
    "Учебная смена",
    [
      h(
        "p.sheet-note",
        {},
        "Жители напишут сами: кто-то сердито, кто-то непонятно, а кто-то не вам. Отвечайте в чате исполнителя. Часы города пойдут быстрее, и рабочий день пройдёт за несколько минут; в конце придёт разбор каждого обращения.",
      ),
      field(
        "Чья смена",
        h(
          "select",
          { name: "agency", "data-testid": "practice-agency" },
          agencies.map(({ code, name }) => h("option", { value: code }, name)),
        ),
      ),
      field(
        "Сколько минут",
        segments(
          "minutes",
          ["5", "10", "15", "30"].map((one) => [one, one]),
          "10",
        ),
      ),
      field(
        "Сколько обращений",
        segments(
          "count",
          ["4", "8", "12", "20"].map((one) => [one, one]),
          "8",
        ),
      ),
    ],
    "Начать смену",
  );
  if (!answers) return;
  const asked = {
    agency: answers.get("agency"),
    minutes: Number(answers.get("minutes")),
    count: Number(answers.get("count")),
    seed: Math.floor(Math.random() * 1_000_000),
  };
  const begun = await attempt(() => practice.begin(asked));
  if (!begun) return;
  const { name } = agencies.find(({ code }) => code === asked.agency);
  snack(`Смена началась. Ваш чат — «${name}».`);
  started(name);
}
