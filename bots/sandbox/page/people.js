// Bringing people and chats into the sandbox, and what a person shares of themselves.

import { act } from "./api.js";
import { h } from "./dom.js";
import { doorMark } from "./icons.js";
import { attempt, snack } from "./notices.js";
import { field, formSheet, segments } from "./sheets.js";
import { DOOR_NAMES } from "./text.js";

const NAMES = [
  "Анна Петрова",
  "Игорь Соколов",
  "Мария Лебедева",
  "Дмитрий Чернов",
  "Светлана Юдина",
  "Олег Тарасов",
  "Наталья Зимина",
  "Роман Белов",
];

const doors = (chosen) =>
  segments(
    "door",
    Object.entries(DOOR_NAMES).map(([door, name]) => [door, [doorMark(door, 18), name]]),
    chosen,
  );

const nameInput = (value, label = "Имя и фамилия") =>
  field(
    label,
    h("input", {
      name: "name",
      required: true,
      maxlength: 64,
      value,
      autocomplete: "off",
      autofocus: true,
      "data-testid": "person-name",
    }),
  );

/** Someone not yet among those of the sandbox, so that a name need not be invented. */
function freshName(store) {
  const known = new Set([...store.people.values()].map((person) => person.name));
  return NAMES.find((name) => !known.has(name)) ?? "";
}

/** Ask for a new resident; gives the Person or null. */
export async function addResident(store) {
  const answers = await formSheet(
    "Новый житель",
    [
      nameInput(freshName(store)),
      field("Мессенджер", doors("telegram")),
      h(
        "label.tick",
        {},
        h("input", { type: "checkbox", name: "plain" }),
        h(
          "span",
          {},
          "Старый клиент, который не показывает кнопок ",
          h("small", {}, "(ВКонтакте: бот пронумерует варианты)"),
        ),
      ),
    ],
    "Добавить",
  );
  if (!answers) return null;
  const fields = { door: answers.get("door"), name: answers.get("name").trim() };
  if (answers.get("plain")) fields.client = { keyboard: false, inline_keyboard: false, button_actions: [] };
  return attempt(() => act.person(fields));
}

/** Ask for a new agency's chat with its first operator; gives the Chat or null. */
export async function addAgencyChat(store) {
  const answers = await formSheet(
    "Новый чат исполнителя",
    [
      field(
        "Название чата",
        h("input", {
          name: "title",
          required: true,
          maxlength: 120,
          value: "",
          placeholder: "Например, Теплосеть",
          autocomplete: "off",
          autofocus: true,
        }),
      ),
      field("Мессенджер", doors("telegram")),
      nameInput(freshName(store), "Первый сотрудник"),
      h(
        "p.sheet-note",
        {},
        "Чат станет рабочим, когда в нём напишут /bind и код, который даёт команда paradnaya invite.",
      ),
    ],
    "Создать чат",
  );
  if (!answers) return null;
  const door = answers.get("door");
  const person = await attempt(() => act.person({ door, name: answers.get("name").trim() }));
  if (!person) return null;
  const kind = door === "telegram" ? "supergroup" : "group";
  const chat = { door, title: answers.get("title").trim(), kind, members: [person.id] };
  // In MAX a bot hears nothing in a group, /bind neither, until it is made an administrator there.
  return attempt(() => act.chat(door === "max" ? { ...chat, all_messages: true } : chat));
}

/** Bring one more operator into an agency's chat and let the user speak as them. */
export async function addOperator(store, room) {
  const answers = await formSheet(
    `Новый сотрудник — ${room.title}`,
    [nameInput(freshName(store))],
    "Добавить",
  );
  if (!answers) return;
  const person = await attempt(() => act.person({ door: room.door, name: answers.get("name").trim() }));
  if (!person) return;
  room.desk.operator = person.id;
  await attempt(() => act.member({ door: room.door, chat: room.chat, person: person.id, present: true }));
}

/** Share a telephone number, one's own or another's. */
export async function shareContact(room, speaker) {
  const answers = await formSheet(
    "Поделиться контактом",
    [
      field(
        "Телефон",
        h("input", {
          name: "phone",
          type: "tel",
          required: true,
          value: "+7 914 555-01-23",
          autocomplete: "off",
        }),
      ),
      h(
        "label.tick",
        {},
        h("input", { type: "checkbox", name: "own", checked: true }),
        h("span", {}, "Это мой номер"),
      ),
    ],
    "Отправить",
  );
  if (!answers) return;
  await attempt(() =>
    act.contact({
      door: room.door,
      chat: room.chat,
      person: speaker.id,
      phone: answers.get("phone"),
      own: Boolean(answers.get("own")),
    }),
  );
}

/** Block the bot or let it write again. */
export async function setBlocked(person, blocked) {
  if (await attempt(() => act.block({ door: person.door, person: person.id, blocked }))) {
    snack(blocked ? "Бот больше не может писать этому жителю." : "Бот снова может писать этому жителю.");
  }
}
