// What the page knows: people, chats ("rooms") and their messages, kept up to date by events.
//
// * Only events and answers of the sandbox change what is kept here; an act of the user changes
//   nothing until the sandbox tells of it. So two open pages always show the same.
// * A room also carries what the user is doing in it (draft, quote, who speaks): `room.desk`.

import * as api from "./api.js";

const TYPING_FADES = 6000;
const PREVIEWED_ROOMS = 80;
const REMEMBERED = 4000;

export const keyOf = (door, chat) => `${door}:${chat}`;

class Room {
  constructor(fields) {
    this.messages = new Map();
    this.read = null;
    this.unread = 0;
    this.typingUntil = 0;
    this.desk = { draft: "", replyTo: null, editing: null, operator: null, keyboardHidden: false, topic: null };
    this.update(fields);
  }

  update({ door, chat, kind, title, members, keyboard, topics }) {
    Object.assign(this, {
      door,
      chat,
      kind,
      title,
      members,
      keyboard: keyboard ?? null,
      topics: topics ?? [],
      key: keyOf(door, chat),
    });
  }

  get private() {
    return this.kind === "private";
  }

  /** Messages oldest first, without the deleted ones. */
  get shown() {
    return [...this.messages.values()]
      .filter((message) => !message.deleted)
      .sort((one, other) => one.id - other.id);
  }

  /** What stands in the topic that is looked at; in a chat without topics, everything. */
  get inTopic() {
    const { topic } = this.desk;
    return topic === null ? this.shown : this.shown.filter((message) => (message.thread ?? 0) === topic);
  }

  get last() {
    return this.shown.at(-1) ?? null;
  }
}

export class Store extends EventTarget {
  people = new Map();
  rooms = new Map();
  lastEvent = null;

  tell(kind, detail = {}) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  /** Listen; returns nothing because everything here lives as long as the page. */
  on(kinds, listener) {
    for (const kind of kinds.split(" ")) this.addEventListener(kind, (event) => listener(event.detail));
  }

  /** Bring the state up to date before a connection; gives the event to listen after. */
  async begin() {
    const state = await api.state();
    // Fewer events than we have seen: the sandbox began anew, what we hold is of another life.
    // So it is too after a reset, and after a gap longer than the sandbox remembers.
    const gap = state.last - this.lastEvent;
    const anew = this.lastEvent === null || gap < 0 || gap > REMEMBERED;
    if (!anew) return this.lastEvent;
    this.people.clear();
    this.rooms.clear();
    for (const person of state.people) this.people.set(keyOf(person.door, person.id), person);
    for (const chat of state.chats) this.rooms.set(keyOf(chat.door, chat.chat), new Room(chat));
    for (const person of state.people) this.seat(person);
    this.lastEvent = state.last;
    await Promise.all([...this.rooms.values()].slice(0, PREVIEWED_ROOMS).map((room) => this.load(room)));
    this.tell("reset");
    return this.lastEvent;
  }

  /** Read a room's messages once; later ones come as events. */
  load(room) {
    room.read ??= api.messages(room.door, room.chat).then(
      (messages) => {
        for (const message of messages) room.messages.set(message.id, message);
        this.tell("messages", { room });
      },
      () => this.tell("messages", { room }),
    );
    return room.read;
  }

  /** A person has a private chat with the bot before the first word is said in it. */
  seat(person) {
    const key = keyOf(person.door, person.id);
    if (this.rooms.has(key)) return;
    const fields = {
      door: person.door,
      chat: person.id,
      kind: "private",
      title: person.name,
      members: [person.id],
    };
    const room = new Room(fields);
    room.read = Promise.resolve();
    this.rooms.set(key, room);
  }

  person(door, id) {
    return this.people.get(keyOf(door, id)) ?? null;
  }

  room(key) {
    return this.rooms.get(key) ?? null;
  }

  /** Residents: whoever sits in no agency's chat, or has written to the bot nevertheless. */
  get residents() {
    const staff = new Set();
    for (const room of this.agencies) for (const member of room.members) staff.add(keyOf(room.door, member));
    return [...this.rooms.values()].filter(
      (room) => room.private && this.people.has(room.key) && (!staff.has(room.key) || room.messages.size > 0),
    );
  }

  get agencies() {
    return [...this.rooms.values()].filter((room) => !room.private);
  }

  /** The people of a room who can speak in it. */
  speakers(room) {
    return room.members.map((id) => this.person(room.door, id)).filter(Boolean);
  }

  /** Who the user is in this room: the resident, or the operator chosen last. */
  speaker(room) {
    if (room.private) return this.person(room.door, room.chat);
    const speakers = this.speakers(room);
    return speakers.find((person) => person.id === room.desk.operator) ?? speakers[0] ?? null;
  }

  /** One event of the sandbox. */
  take(kind, data) {
    if (data.id <= this.lastEvent) return;
    this.lastEvent = data.id;
    this[`take_${kind}`](data);
  }

  take_reset() {
    this.lastEvent = null;
  }

  take_person({ person }) {
    this.people.set(keyOf(person.door, person.id), person);
    this.seat(person);
    this.tell("people");
  }

  take_chat({ chat }) {
    const key = keyOf(chat.door, chat.chat);
    const room = this.rooms.get(key);
    if (room) room.update(chat);
    else this.rooms.set(key, new Room(chat));
    this.tell("rooms", { room: this.rooms.get(key) });
  }

  take_message({ door, chat, message }) {
    const room = this.find(door, chat);
    if (!room) return;
    // Before the first word the keyboard is the one of «Начать»: it goes with it.
    if (room.private && !room.messages.size) room.keyboard = null;
    room.messages.set(message.id, message);
    if (message.from.bot) room.typingUntil = 0;
    this.tell("messages", { room, arrived: message });
  }

  take_edit({ door, chat, message }) {
    const room = this.find(door, chat);
    if (!room) return;
    room.messages.set(message.id, message);
    this.tell("messages", { room });
  }

  take_delete({ door, chat, message }) {
    const room = this.find(door, chat);
    if (!room) return;
    room.messages.delete(message.id ?? message);
    this.tell("messages", { room });
  }

  take_keyboard({ door, chat, keyboard }) {
    const room = this.find(door, chat);
    if (!room) return;
    room.keyboard = keyboard;
    room.desk.keyboardHidden = false;
    this.tell("keyboard", { room });
  }

  take_toast({ door, chat, toast }) {
    const room = this.find(door, chat);
    if (room) this.tell("toast", { room, toast });
  }

  take_typing({ door, chat }) {
    const room = this.find(door, chat);
    if (!room) return;
    room.typingUntil = Date.now() + TYPING_FADES;
    this.tell("typing", { room });
    setTimeout(() => this.tell("typing", { room }), TYPING_FADES + 50);
  }

  find(door, chat) {
    const room = this.rooms.get(keyOf(door, chat)) ?? null;
    if (room) this.load(room);
    return room;
  }
}
