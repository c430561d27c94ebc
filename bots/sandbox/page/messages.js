// A chat's messages on the screen, kept in step with the room.
//
// * Only what changed is drawn anew: each line has a key and a signature of what it shows.
// * The list stays at its end while the user is there, and stays still while they read above.

import { bubble } from "./bubble.js";
import { h } from "./dom.js";
import { clock, dayName, gist } from "./text.js";

const RUN = 300;
const NEAR_END = 120;

export class Messages {
  constructor(scene) {
    this.scene = scene;
    this.room = null;
    this.lines = new Map();
    this.list = h("div.messages", {
      "data-testid": "messages",
      role: "log",
      "aria-live": "polite",
      "aria-label": "Сообщения",
      tabindex: 0,
    });
    this.atEnd = true;
    this.list.addEventListener(
      "scroll",
      () => {
        this.atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END;
        this.scene.scrolled(this.atEnd);
      },
      { passive: true },
    );
    // Pictures and keyboards change the height after the messages are drawn.
    const keepEnd = new ResizeObserver(() => this.atEnd && this.toEnd());
    keepEnd.observe(this.list);
    this.list.addEventListener("load", () => this.atEnd && this.toEnd(), true);
  }

  /** Show a room from the beginning: nothing of the last one stays. */
  show(room) {
    this.room = room;
    this.lines.clear();
    this.list.replaceChildren();
    this.atEnd = true;
    this.refresh();
    this.toEnd();
  }

  toEnd(smooth = false) {
    this.list.scrollTo({ top: this.list.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }

  /** Bring the list in step; `arrived` is shown even to one who reads above, if it is their own. */
  refresh(arrived = null) {
    const speaker = this.scene.speakerOf(this.room);
    const follow = this.atEnd || (arrived && arrived.from.id === speaker?.id);
    const seen = this.lines.size > 0;
    const wanted = linesOf(this.room, speaker);
    const kept = new Map();
    const nodes = wanted.map((line) => {
      const old = this.lines.get(line.key);
      const node = old?.signature === line.signature ? old.node : this.draw(line, seen && !old);
      kept.set(line.key, { node, signature: line.signature });
      return node;
    });
    this.lines = kept;
    place(this.list, nodes);
    this.list.dataset.speaker = speaker?.id ?? "";
    if (follow) this.toEnd();
  }

  draw(line, fresh) {
    const node = line.draw({ ...this.scene, room: this.room, speaker: this.scene.speakerOf(this.room) });
    if (fresh) node.classList.add("fresh");
    return node;
  }

  /** Go to a message and let it glow. */
  jump(id) {
    const found = this.list.querySelector(`[data-testid="message-${id}"]`)?.closest(".row");
    if (!found) return;
    found.scrollIntoView({ block: "center", behavior: "smooth" });
    found.classList.remove("glow");
    requestAnimationFrame(() => found.classList.add("glow"));
  }
}

/** Put the nodes in this order without touching those that already stand right. */
function place(list, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
}

/** The lines of a room: days, service words, bubbles, and the bot that is typing. */
function linesOf(room, speaker) {
  const lines = [];
  let day = "";
  const groups = groupsOf(room.inTopic);
  groups.forEach((group, index) => {
    const message = group.messages[0];
    const name = dayName(message.date);
    if (name !== day) lines.push(words("day", `day-${name}`, name));
    const before = name === day ? groups[index - 1] : null;
    const after = groups[index + 1];
    day = name;
    if (message.service) {
      lines.push(words("service", `service-${message.id}`, message.service));
      return;
    }
    const lasts = !sameRun(group, after) || dayName(after.messages[0].date) !== name;
    lines.push(bubbleLine({ ...group, first: !sameRun(before, group), last: lasts }, room, speaker));
  });
  if (room.typingUntil > Date.now()) lines.push(typing(room));
  return lines;
}

function words(kind, key, text) {
  return { key, signature: text, draw: () => h(`div.${kind}`, {}, h("span", {}, text)) };
}

function typing(room) {
  return {
    key: "typing",
    signature: room.key,
    draw: () =>
      h(
        "div.row.other.first.last.typing-row",
        {},
        !room.private && h("span.face"),
        h("div.bubble.typing", { role: "status", "aria-label": "Бот печатает" }, h("i"), h("i"), h("i")),
      ),
  };
}

function bubbleLine(group, room, speaker) {
  const quoted = room.messages.get(group.messages[0].reply_to);
  const at = clock(group.messages[0].date);
  const signature = JSON.stringify([group, at, speaker?.id, speaker?.client, quoted && gist(quoted)]);
  return { key: `message-${group.messages[0].id}`, signature, draw: (scene) => bubble(group, scene) };
}

/** Messages of one album are one bubble. */
function groupsOf(shown) {
  const groups = [];
  for (const message of shown) {
    const last = groups.at(-1);
    if (last && message.album && last.messages[0].album === message.album) last.messages.push(message);
    else groups.push({ messages: [message] });
  }
  return groups;
}

/** Whether two bubbles follow each other as one speech: same sender, within five minutes. */
function sameRun(one, other) {
  if (!one || !other) return false;
  const [before, after] = [one.messages[0], other.messages[0]];
  if (before.service || after.service) return false;
  return (
    before.from.bot === after.from.bot && before.from.id === after.from.id && after.date - before.date < RUN
  );
}
