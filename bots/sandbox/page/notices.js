// What comes to the user's eye by itself: news from chats that are not open, and refusals.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { Refusal } from "./api.js";

const NEWS_STAYS = 9000;
const SNACK_STAYS = 6000;
const MOST = 3;

/** A strip at the top that offers to jump to a chat. A newer one of the same chat replaces it. */
export function announce({ key, picture, title, text, go }) {
  const shelf = document.getElementById("notices");
  for (const old of shelf.children) if (old.dataset.key === key) old.remove();
  const notice = h(
    "div.notice",
    { "data-key": key, "data-testid": "notice" },
    h(
      "button.notice-go",
      {
        type: "button",
        onclick: () => {
          notice.remove();
          go();
        },
      },
      picture,
      h("span.notice-words", {}, h("b", {}, title), h("small", {}, text)),
      h("span.notice-open", {}, "Открыть"),
    ),
    h(
      "button.icon-button",
      { type: "button", "aria-label": "Скрыть", onclick: () => notice.remove() },
      icon("close", 16),
    ),
  );
  shelf.append(notice);
  while (shelf.children.length > MOST) shelf.firstChild.remove();
  leave(notice, NEWS_STAYS);
}

/** Words about the page itself: a refusal of the sandbox, "copied". */
export function snack(text, tone = "") {
  const shelf = document.getElementById("snacks");
  const note = h("div.snack", { class: `snack ${tone}`, role: tone === "bad" ? "alert" : "status" }, text);
  shelf.replaceChildren(note);
  leave(note, SNACK_STAYS);
}

/** Do an act; say in Russian why it was refused. Gives the answer, or null. */
export async function attempt(doing) {
  try {
    return await doing();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    snack(error.message, "bad");
    return null;
  }
}

function leave(element, after) {
  setTimeout(() => {
    element.classList.add("leaving");
    setTimeout(() => element.remove(), 300);
  }, after);
}
