// The page as a whole: two sides, their lists and panes, and what happens when news come.

import { avatar } from "./avatar.js";
import { showClock } from "./clock.js";
import { h } from "./dom.js";
import { listen } from "./events.js";
import { Hints } from "./hints.js";
import { frontDoor, icon, iconButton } from "./icons.js";
import { announce } from "./notices.js";
import { Pane } from "./pane.js";
import { addAgencyChat, addResident } from "./people.js";
import { offerPractice } from "./practice.js";
import { fillRooms } from "./roomList.js";
import { keyOf, Store } from "./store.js";
import { gist } from "./text.js";

const WIDE = matchMedia("(min-width: 1100px)");
const MIDDLE = matchMedia("(min-width: 720px)");
const KEPT = "paradnaya.open";

const store = new Store();
const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");

/** A half of the page: a list of chats and one or two open ones. */
class Side {
  constructor({ name, title, caption, rooms, add, panes }) {
    this.name = name;
    this.rooms = rooms;
    this.panes = panes;
    this.active = panes[0];
    this.list = h("ul.rooms", { "aria-label": title });
    const tools = [iconButton("plus", add.label, add.run, { "data-testid": `add-${name}` }, 20)];
    if (panes.length > 1)
      tools.unshift(
        iconButton(
          "split",
          "Два чата рядом",
          () => this.split(),
          { class: "icon-button splitter", "aria-pressed": "false" },
          20,
        ),
      );
    this.head = h(
      "header.list-head",
      {},
      h("div", {}, h("h2", {}, title), h("p", {}, caption)),
      h("div.tools", {}, tools),
    );
    this.root = h(
      "section",
      { class: `side side-${name}`, "aria-label": title, "data-view": "list" },
      h("div.list", {}, this.head, this.list),
      h(
        "div.panes",
        {},
        panes.map((pane) => pane.root),
      ),
    );
    for (const pane of panes) {
      const enter = () => {
        this.active = pane;
      };
      pane.root.addEventListener("pointerdown", enter);
      pane.root.addEventListener("focusin", enter);
    }
  }

  /** The panes that are on the screen now. */
  get shown() {
    return this.root.classList.contains("twofold") ? this.panes : this.panes.slice(0, 1);
  }

  /** Open a room where the user last was, unless it is already open beside. */
  open(room, { reveal = true } = {}) {
    const pane =
      this.shown.find((each) => each.room === room) ??
      (this.shown.includes(this.active) ? this.active : this.panes[0]);
    if (pane.room !== room) pane.show(room);
    if (reveal) {
      this.root.dataset.view = "chat";
      turnTo(this.name);
    }
    room.unread = 0;
    remember();
    refreshLists();
  }

  split() {
    const twofold = this.root.classList.toggle("twofold");
    this.head.querySelector(".splitter").setAttribute("aria-pressed", String(twofold));
    if (twofold && !this.panes[1].room) {
      const other = this.rooms().find((room) => room !== this.panes[0].room);
      if (other) this.panes[1].show(other);
    }
    remember();
  }

  /** Whether a room's messages are before the user's eyes. */
  sees(room) {
    const onScreen = WIDE.matches || document.body.dataset.tab === this.name;
    const inChat = MIDDLE.matches || this.root.dataset.view === "chat";
    return onScreen && inChat && this.shown.some((pane) => pane.room === room);
  }
}

const backToList = (name) => () => {
  sides[name].root.dataset.view = "list";
  refreshLists();
};

const agencyEmpty = {
  emptyTitle: "Чат исполнителя",
  emptyText: "Выберите чат в списке или создайте новый. Сюда приходят карточки обращений.",
  emptyAct: ["Создать чат", () => createChat()],
};

const sides = {
  resident: new Side({
    name: "resident",
    title: "Жители",
    caption: "пишут боту о проблемах",
    rooms: () => store.residents,
    add: { label: "Добавить жителя", run: () => createResident() },
    panes: [
      new Pane(store, {
        side: "resident",
        testid: "pane-resident",
        back: backToList("resident"),
        emptyTitle: "Чат жителя",
        emptyText: "Выберите жителя в списке или добавьте нового, чтобы написать боту от его имени.",
        emptyAct: ["Добавить жителя", () => createResident()],
      }),
    ],
  }),
  agency: new Side({
    name: "agency",
    title: "Исполнители",
    caption: "отвечают из своих чатов",
    rooms: () => store.agencies,
    add: { label: "Создать чат исполнителя", run: () => createChat() },
    panes: ["pane-agency", "pane-agency-2"].map(
      (testid) => new Pane(store, { side: "agency", testid, back: backToList("agency"), ...agencyEmpty }),
    ),
  }),
};

const everyPane = () => Object.values(sides).flatMap((side) => side.panes);

const panesOf = (room) => everyPane().filter((pane) => pane.room === room);

const sideOf = (room) => (room.private ? sides.resident : sides.agency);

/** A person or a chat that was just made: their event may come before or after this answer. */
function openPerson(person) {
  if (!person) return;
  store.seat(person);
  if (!store.person(person.door, person.id)) store.people.set(keyOf(person.door, person.id), person);
  sides.resident.open(store.room(keyOf(person.door, person.id)));
}

function openChat(chat) {
  if (!chat) return;
  if (!store.room(keyOf(chat.door, chat.chat))) store.take_chat({ chat });
  sides.agency.open(store.room(keyOf(chat.door, chat.chat)));
}

const createResident = async () => openPerson(await addResident(store));

const createChat = async () => openChat(await addAgencyChat(store));

function turnTo(name) {
  document.body.dataset.tab = name;
  for (const [each, tab] of Object.entries(tabs)) tab.setAttribute("aria-selected", String(each === name));
  for (const pane of sides[name].shown) if (pane.room && sides[name].sees(pane.room)) pane.room.unread = 0;
}

function remember() {
  const open = Object.fromEntries(everyPane().map((pane) => [pane.root.dataset.testid, pane.room?.key]));
  sessionStorage.setItem(
    KEPT,
    JSON.stringify({ ...open, twofold: sides.agency.root.classList.contains("twofold") }),
  );
}

function refreshLists() {
  let unread = 0;
  for (const side of Object.values(sides)) {
    const rooms = side.rooms();
    const opened = new Set(side.shown.map((pane) => pane.room?.key));
    fillRooms(side.list, rooms, {
      opened,
      speakerOf: (room) => store.speaker(room),
      open: (room) => side.open(room),
    });
    const fresh = rooms.reduce((sum, room) => sum + room.unread, 0);
    const badge = tabs[side.name].querySelector(".badge");
    badge.hidden = fresh === 0;
    badge.textContent = String(fresh);
    unread += fresh;
  }
  document.title = `${unread ? `(${unread}) ` : ""}Парадная — песочница`;
  hints.refresh();
}

/** Count what was not seen and offer to go there. */
function news(room, message) {
  if (!message.from.bot || message.service) return;
  const side = sideOf(room);
  if (side.sees(room)) return;
  room.unread += 1;
  const card = !room.private && message.buttons.length > 0;
  announce({
    key: room.key,
    picture: avatar(room.title, room.key, { door: room.door, group: !room.private }),
    title: room.private
      ? `Ответ бота → ${room.title}`
      : `${card ? "Новое обращение" : "Новое сообщение"} → ${room.title}`,
    text: gist(message),
    go: () => side.open(room),
  });
}

// --- the frame of the page -------------------------------------------------------------------

document.getElementById("logo").replaceWith(frontDoor(38));
document.getElementById("theme").append(icon("sun", 20));
document.getElementById("help").prepend(icon("help", 20));
document
  .getElementById("sides")
  .append(sides.resident.root, h("div.threshold", { "aria-hidden": "true" }, h("i")), sides.agency.root);

const tabs = Object.fromEntries(
  [
    ["resident", "Жители", "people"],
    ["agency", "Исполнители", "building"],
  ].map(([name, title, sign]) => [
    name,
    h(
      "button.tab",
      {
        type: "button",
        role: "tab",
        "data-testid": `tab-${name}`,
        onclick: () => {
          turnTo(name);
          refreshLists();
        },
      },
      h("span.tab-sign", {}, icon(sign, 24), h("span.badge", { hidden: true })),
      title,
    ),
  ]),
);
document.getElementById("tabs").append(...Object.values(tabs));

showClock(document.getElementById("help"), () => {
  for (const pane of everyPane()) if (pane.room) pane.update();
  refreshLists();
});
offerPractice(document.getElementById("help"), (title) => {
  const room = store.agencies.find((each) => each.title === title);
  if (room) sides.agency.open(room);
});

const hints = new Hints(store, document.getElementById("hints"), document.getElementById("help"));
turnTo("resident");

for (const query of [WIDE, MIDDLE]) query.addEventListener("change", refreshLists);

// --- the life of the page ----------------------------------------------------------------------

store.on("reset", () => {
  for (const side of Object.values(sides)) {
    const rooms = side.rooms().sort((one, other) => (other.last?.date ?? 0) - (one.last?.date ?? 0));
    side.panes.forEach((pane, index) =>
      pane.show(store.room(kept[pane.root.dataset.testid] ?? "") ?? (index === 0 ? rooms[0] : null) ?? null),
    );
  }
  if (kept.twofold && !sides.agency.root.classList.contains("twofold")) sides.agency.split();
  refreshLists();
});

/** Leave no side empty while there is something to open, and no operator open as a resident. */
function settle() {
  for (const side of Object.values(sides)) {
    const [pane] = side.panes;
    const rooms = side.rooms();
    if (pane.room && (rooms.includes(pane.room) || side.name === "agency")) continue;
    pane.show(rooms[0] ?? null);
  }
}

store.on("messages", ({ room, arrived }) => {
  if (arrived) news(room, arrived);
  for (const pane of panesOf(room)) pane.update(arrived);
  refreshLists();
  if (arrived) cross(room, arrived);
});

store.on("typing", ({ room }) => {
  for (const pane of panesOf(room)) pane.update();
  refreshLists();
});

store.on("keyboard", ({ room }) => panesOf(room).forEach((pane) => pane.composer.refresh()));
store.on("toast", ({ room, toast }) =>
  panesOf(room)
    .filter((pane) => store.speaker(room)?.id === toast.person)
    .forEach((pane) => pane.toast(toast)),
);

store.on("people rooms", () => {
  settle();
  for (const pane of everyPane()) if (pane.room) pane.turn();
  refreshLists();
});

/** A light crosses the threshold between the sides when word passes from one to the other. */
function cross(room, message) {
  if (!message.from.bot) return;
  const threshold = document.querySelector(".threshold");
  threshold.classList.remove("rightwards", "leftwards");
  void threshold.offsetWidth;
  threshold.classList.add(room.private ? "leftwards" : "rightwards");
}

const line = document.getElementById("line");
listen({
  begin: () => store.begin(),
  take: (kind, data) => store.take(kind, data),
  tell: (connected) => {
    line.classList.toggle("down", !connected);
    line.lastElementChild.textContent = connected ? "на связи" : "нет связи, пробую снова";
  },
});
