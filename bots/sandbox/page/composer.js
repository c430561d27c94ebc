// Where one writes: the input, what is being answered or changed, and the bot's keyboard beneath.

import { act } from "./api.js";
import { h } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { pressStart, replyKeyboard } from "./keyboards.js";
import { attempt } from "./notices.js";
import { addOperator, setBlocked } from "./people.js";
import { sendPhotos } from "./photoSheet.js";
import { openPlusMenu } from "./plusMenu.js";
import { gist } from "./text.js";

// A client cuts longer texts into several messages by itself; so does this one.
const LONGEST = { telegram: 4096, vk: 4096, max: 4000 };
const TALLEST = 168;

export class Composer {
  constructor(store) {
    this.store = store;
    this.room = null;
    this.input = h("textarea", {
      rows: 1,
      "data-testid": "composer",
      "aria-label": "Сообщение",
      enterkeyhint: "send",
    });
    this.plus = iconButton(
      "plus",
      "Вложения и прочее",
      () => this.openPlus(),
      { "data-testid": "plus", "aria-haspopup": "menu" },
      24,
    );
    this.toggle = iconButton(
      "keyboard",
      "Кнопки бота",
      () => this.toggleKeyboard(),
      { class: "icon-button toggle-keyboard" },
      24,
    );
    this.send = h(
      "button.send",
      { type: "submit", "aria-label": "Отправить", title: "Отправить", "data-testid": "send" },
      icon("send", 22),
    );
    this.form = h(
      "form.write",
      {
        onsubmit: (event) => {
          event.preventDefault();
          this.submit();
        },
      },
      this.plus,
      this.input,
      this.toggle,
      this.send,
    );
    this.context = h("div.context");
    this.instead = h("div.instead");
    this.keys = h("div.keys");
    this.root = h("div.composer", {}, this.instead, this.context, this.form, this.keys);
    this.input.addEventListener("input", () => this.wrote());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
      if (!files.length) return;
      event.preventDefault();
      this.photos(files);
    });
  }

  show(room) {
    this.room = room;
    this.input.value = room.desk.draft;
    this.refresh();
    this.fit();
  }

  get speaker() {
    return this.store.speaker(this.room);
  }

  /** Draw everything that depends on the room: start, blocked, quote, keyboard. */
  refresh() {
    const { room, speaker } = this;
    const mute = !speaker || (room.private && speaker.blocked);
    this.form.hidden = mute;
    this.instead.replaceChildren(...[this.barrier(speaker)].filter(Boolean));
    this.context.replaceChildren(...[!mute && this.contextBar()].filter(Boolean));
    const keyboard =
      !mute && room.shown.length && room.keyboard?.rows?.length && speaker.client?.keyboard !== false;
    this.toggle.hidden = !keyboard;
    const open = keyboard && !room.desk.keyboardHidden;
    this.toggle.setAttribute("aria-pressed", String(Boolean(open)));
    this.keys.replaceChildren(...(open ? [replyKeyboard(room, speaker, () => this.keyPressed())] : []));
    this.input.placeholder = (keyboard && room.keyboard.placeholder) || "Сообщение";
    this.root.classList.toggle("empty", !this.input.value.trim());
  }

  /** What stands in the way of writing, or before the first word. */
  barrier(speaker) {
    const { room } = this;
    const wide = (words, run, testid) =>
      h("button.wide-button", { type: "button", onclick: run, "data-testid": testid }, words);
    if (!speaker)
      return wide("Добавить сотрудника, чтобы писать", () => addOperator(this.store, room), "add-first");
    if (room.private && speaker.blocked)
      return wide(room.door === "max" ? "Запустить бота" : "Разблокировать бота", () => setBlocked(speaker, false), "unblock");
    if (room.private && !room.shown.length)
      return wide(room.door === "telegram" ? "СТАРТ" : "Начать", () => pressStart(room), "start");
    return null;
  }

  contextBar() {
    const { replyTo, editing } = this.room.desk;
    const message = this.room.messages.get(editing ?? replyTo);
    if (!message) return null;
    const title = editing === null ? message.from.name : "Изменение сообщения";
    return h(
      "div.context-bar",
      { "data-testid": "context" },
      icon(editing === null ? "reply" : "edit", 20),
      h("span.context-words", {}, h("b", {}, title), h("span", {}, gist(message))),
      iconButton("close", "Отменить", () => this.leaveContext(), {}, 20),
    );
  }

  reply(message) {
    Object.assign(this.room.desk, { replyTo: message.id, editing: null });
    this.refresh();
    this.input.focus();
  }

  edit(message) {
    Object.assign(this.room.desk, { editing: message.id, replyTo: null });
    this.write(message.text);
    this.refresh();
  }

  leaveContext() {
    const { desk } = this.room;
    if (desk.editing !== null) this.write("");
    Object.assign(desk, { editing: null, replyTo: null });
    this.refresh();
    this.input.focus();
  }

  write(text) {
    this.input.value = text;
    this.wrote();
    this.input.focus();
  }

  wrote() {
    this.room.desk.draft = this.input.value;
    this.root.classList.toggle("empty", !this.input.value.trim());
    this.fit();
  }

  fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST)}px`;
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    }
    if (event.key === "Escape" && (this.room.desk.replyTo !== null || this.room.desk.editing !== null)) {
      event.stopPropagation();
      this.leaveContext();
    }
    // As in Telegram: up in an empty input changes the last own message.
    if (event.key === "ArrowUp" && !this.input.value) {
      const own = this.room.shown.findLast(
        (message) =>
          !message.from.bot && message.from.id === this.speaker.id && message.text && !message.service,
      );
      if (own) {
        event.preventDefault();
        this.edit(own);
      }
    }
  }

  async submit() {
    const { room, speaker } = this;
    const text = this.input.value.trim();
    if (!text) return this.input.focus();
    const { replyTo, editing, topic } = room.desk;
    const who = { door: room.door, chat: room.chat, person: speaker.id };
    const there = topic && replyTo === null ? { ...who, thread: topic } : who;
    Object.assign(room.desk, { replyTo: null, editing: null });
    this.write("");
    this.refresh();
    const done = await attempt(() =>
      editing === null ? sayAll(there, text, replyTo) : act.edit({ ...who, message: editing, text }),
    );
    if (done) return;
    // What could not be sent is given back, if nothing was begun meanwhile.
    if (!room.desk.draft) Object.assign(room.desk, { draft: text, replyTo, editing });
    if (this.room === room) this.show(room);
  }

  keyPressed() {
    const { room } = this;
    if (room.keyboard?.one_time) room.desk.keyboardHidden = true;
    this.refresh();
  }

  toggleKeyboard() {
    this.room.desk.keyboardHidden = !this.room.desk.keyboardHidden;
    this.refresh();
  }

  openPlus() {
    openPlusMenu(this.plus, this.room, this.speaker, {
      photos: () => this.photos(),
      write: (text) => this.write(text),
    });
  }

  async photos(files = []) {
    const { room } = this;
    if (!this.speaker) return;
    const { draft, replyTo } = room.desk;
    if (!(await sendPhotos(room, this.speaker, { files, caption: draft, replyTo }))) return;
    Object.assign(room.desk, { draft: "", replyTo: null, editing: null });
    if (this.room === room) this.show(room);
  }
}

async function sayAll(who, text, replyTo) {
  let answer = null;
  const longest = LONGEST[who.door];
  for (let start = 0; start < text.length; start += longest) {
    const part = { ...who, text: text.slice(start, start + longest) };
    answer = await act.say(replyTo !== null && start === 0 ? { ...part, reply_to: replyTo } : part);
  }
  return answer;
}
