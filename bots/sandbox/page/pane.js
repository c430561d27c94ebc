// One open chat: who it is with, who the user is in it, its messages and its input.

import { act } from "./api.js";
import { avatar, botAvatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { h } from "./dom.js";
import { fingers } from "./gestures.js";
import { frontDoor, icon, iconButton } from "./icons.js";
import { openMenu } from "./menu.js";
import { Messages } from "./messages.js";
import { attempt, snack } from "./notices.js";
import { addOperator } from "./people.js";
import { lookAt } from "./photoSheet.js";
import { alertSheet } from "./sheets.js";
import { DOOR_NAMES, plural } from "./text.js";

const TOAST_STAYS = 4200;

export class Pane {
  /** `side` is "resident" or "agency"; `back` is pressed on a phone; `empty` stands while nothing is open. */
  constructor(store, { side, testid, back, emptyTitle, emptyText, emptyAct: [words, run] }) {
    this.store = store;
    this.room = null;
    this.below = 0;
    this.messages = new Messages({
      speakerOf: (room) => store.speaker(room),
      reply: (message) => this.composer.reply(message),
      edit: (message) => this.composer.edit(message),
      jump: (id) => this.messages.jump(id),
      command: (text) => this.say(text),
      look: lookAt,
      scrolled: (atEnd) => this.scrolled(atEnd),
    });
    this.composer = new Composer(store);
    this.head = h("header.pane-head");
    this.topics = h("div.topics", { "aria-label": "Темы", "data-testid": "topics", hidden: true });
    this.back = back;
    this.jump = h(
      "button.jump-down",
      {
        type: "button",
        "aria-label": "К последним сообщениям",
        hidden: true,
        onclick: () => this.messages.toEnd(true),
      },
      icon("down", 22),
      h("span.badge", { hidden: true }),
    );
    this.toasts = h("div.toasts", { "aria-live": "assertive", "data-testid": "toasts" });
    this.hush = h("div.hush", { hidden: true });
    this.field = h("div.field-of-messages", {}, this.messages.list, this.hush, this.jump, this.toasts);
    this.empty = h(
      "div.pane-empty",
      {},
      frontDoor(72),
      h("h3", {}, emptyTitle),
      h("p", {}, emptyText),
      h("button.primary", { type: "button", onclick: run }, words),
    );
    this.root = h(
      "section",
      { class: `pane pane-${side} vacant`, "data-testid": testid, "aria-label": emptyTitle },
      this.empty,
      this.head,
      this.topics,
      this.field,
      this.composer.root,
    );
    fingers(this.messages.list, {
      reply: (id) => this.answer(id),
      menu: (id, point) => this.menu(id, point),
    });
    this.dropping();
  }

  show(room) {
    this.room = room;
    this.root.classList.toggle("vacant", !room);
    if (!room) return;
    this.root.dataset.door = room.door;
    this.root.dataset.kind = room.kind;
    this.root.setAttribute("aria-label", `Чат: ${room.title}`);
    this.below = 0;
    this.toasts.replaceChildren();
    this.store.load(room);
    this.refresh();
    this.messages.show(room);
  }

  /** Everything but the messages. */
  refresh() {
    this.drawHead();
    this.drawTopics();
    this.composer.show(this.room);
    this.drawHush();
  }

  /** Messages changed: `arrived` is the new one, if one came. */
  update(arrived = null) {
    const wasAtEnd = this.messages.atEnd;
    this.messages.refresh(arrived);
    this.drawHead();
    this.drawHush();
    this.composer.refresh();
    if (arrived && !wasAtEnd && arrived.from.bot) this.below += 1;
    this.scrolled(this.messages.atEnd);
  }

  /** The operator changed: bubbles change sides. */
  turn() {
    this.messages.refresh();
    this.drawHead();
    this.composer.refresh();
  }

  drawHush() {
    const { room } = this;
    this.hush.hidden = room.shown.length > 0;
    if (this.hush.hidden) return;
    const words = room.private
      ? [
          "Здесь пока пусто",
          "Нажмите кнопку ниже и расскажите, что случилось: бот спросит, где это, и передаст тем, кто отвечает.",
        ]
      : [
          "Рабочий чат исполнителя",
          "Сюда придут карточки обращений. Ответ на карточку (reply) — это ответ жителю.",
        ];
    this.hush.replaceChildren(
      h("div.hush-card", {}, frontDoor(56), h("b", {}, words[0]), h("span", {}, words[1])),
    );
  }

  drawHead() {
    const { room } = this;
    const typing = room.typingUntil > Date.now();
    const door = DOOR_NAMES[room.door];
    const bot = room.shown.findLast((message) => message.from.bot)?.from.name ?? "Парадная";
    const count = this.store.speakers(room).length;
    const people = `${door} · ${count} ${plural(count, "сотрудник", "сотрудника", "сотрудников")} и бот`;
    const line = typing
      ? h("span.typing-words", {}, room.private ? "печатает…" : "бот печатает…")
      : room.private
        ? `${door} · бот города`
        : people;
    this.head.replaceChildren(
      iconButton("back", "К списку чатов", this.back, { class: "icon-button back" }, 24),
      room.private ? botAvatar(room.door) : avatar(room.title, room.key, { door: room.door, group: true }),
      h(
        "div.titles",
        {},
        h("h3", { title: room.private ? bot : room.title }, room.private ? bot : room.title),
        h("p", {}, line),
      ),
      this.identity(),
    );
  }

  /** A forum's topics: all that was said, what is in none, and each by itself. */
  drawTopics() {
    const { room } = this;
    const topics = room.topics ?? [];
    this.topics.hidden = topics.length === 0;
    if (!topics.some((one) => one.thread === room.desk.topic) && room.desk.topic) room.desk.topic = null;
    const choices = [
      { thread: null, name: "Все" },
      { thread: 0, name: "Общая" },
      ...topics.toReversed(),
    ];
    this.topics.replaceChildren(
      ...choices.map(({ thread, name, closed }) =>
        h(
          "button.topic",
          {
            type: "button",
            "aria-pressed": String(room.desk.topic === thread),
            onclick: () => this.turnTo(thread),
          },
          closed ? `🔒 ${name}` : name,
        ),
      ),
    );
  }

  turnTo(thread) {
    this.room.desk.topic = thread;
    this.drawTopics();
    this.messages.show(this.room);
  }

  /** Who the user is here: the resident, or one of the operators, chosen by their pictures. */
  identity() {
    const { room, store } = this;
    const speaker = store.speaker(room);
    if (room.private)
      return h(
        "div.who",
        { title: "Вы пишете от имени этого жителя" },
        h("span.who-words", {}, h("small", {}, "вы"), speaker.name),
        avatar(speaker.name, room.key),
      );
    const faces = store.speakers(room).map((person) => {
      const mine = person.id === speaker?.id;
      return h(
        "button.face-choice",
        {
          type: "button",
          role: "radio",
          "aria-checked": String(mine),
          "aria-label": `Писать как ${person.name}`,
          title: person.name,
          "data-testid": `speaker-${person.id}`,
          onclick: () => {
            room.desk.operator = person.id;
            this.turn();
          },
        },
        avatar(person.name, `${room.door}:${person.id}`),
        mine && h("span.face-name", {}, person.name.split(" ")[0]),
      );
    });
    return h(
      "div.who.choice",
      { role: "radiogroup", "aria-label": "Кто пишет" },
      faces,
      iconButton(
        "plus",
        "Добавить сотрудника",
        () => addOperator(store, room),
        { class: "icon-button add-face" },
        16,
      ),
    );
  }

  scrolled(atEnd) {
    if (atEnd) this.below = 0;
    this.jump.hidden = atEnd;
    const badge = this.jump.querySelector(".badge");
    badge.hidden = this.below === 0;
    badge.textContent = String(this.below);
  }

  /** The bot's answer to a press. */
  toast({ text, kind }) {
    if (!text) return;
    if (kind === "alert") return void alertSheet(DOOR_NAMES[this.room.door], text);
    const note = h("div.toast", { role: "status", "data-testid": "toast" }, text);
    this.toasts.replaceChildren(note);
    setTimeout(() => note.remove(), TOAST_STAYS);
  }

  say(text) {
    const speaker = this.store.speaker(this.room);
    if (speaker)
      attempt(() => act.say({ door: this.room.door, chat: this.room.chat, person: speaker.id, text }));
  }

  answer(id) {
    const message = this.room.messages.get(id);
    if (message && this.store.speaker(this.room)) this.composer.reply(message);
  }

  menu(id, point) {
    const { room } = this;
    const message = room.messages.get(id);
    const speaker = this.store.speaker(room);
    if (!message) return;
    const items = [];
    if (speaker) items.push({ icon: "reply", label: "Ответить", run: () => this.answer(id) });
    if (speaker && !message.from.bot && message.from.id === speaker.id && message.text)
      items.push({ icon: "edit", label: "Изменить", run: () => this.composer.edit(message) });
    if (message.text)
      items.push({
        icon: "copy",
        label: "Скопировать текст",
        run: () =>
          navigator.clipboard.writeText(message.text).then(
            () => snack("Скопировано"),
            () => snack("Браузер не дал скопировать", "bad"),
          ),
      });
    if (room.door === "max" && speaker && !message.from.bot && message.from.id === speaker.id)
      items.push({
        icon: "trash",
        label: "Удалить",
        tone: "bad",
        run: () =>
          attempt(() => act.delete({ door: room.door, chat: room.chat, person: speaker.id, message: id })),
      });
    if (items.length) openMenu(point, items);
  }

  /** Pictures dropped on the chat are offered for sending. */
  dropping() {
    this.root.addEventListener("dragover", (event) => this.room && event.preventDefault());
    this.root.addEventListener("drop", (event) => {
      const files = [...event.dataTransfer.files].filter((file) => file.type.startsWith("image/"));
      event.preventDefault();
      if (this.room && files.length) this.composer.photos(files);
    });
  }
}
