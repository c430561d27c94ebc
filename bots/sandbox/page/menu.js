// Small menus at a point of the screen: what can be done with a message, what can be attached.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const EDGE = 8;

/**
 * Open a menu. `at` is an element (the menu stands above it) or {x, y}. `items` are
 * {icon, label, run, tone?, name?} or null for a line between. Arrows walk, Escape closes.
 */
export function openMenu(at, items, className = "") {
  const menu = h("div.menu", { role: "menu", popover: "auto" });
  if (className) menu.classList.add(className);
  menu.append(...items.map((item) => (item ? entry(item, menu) : h("hr"))));
  menu.addEventListener("keydown", (event) => walk(event, menu));
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "closed") menu.remove();
  });
  document.body.append(menu);
  menu.showPopover();
  stand(menu, at);
  menu.querySelector("button")?.focus({ preventScroll: true });
}

function entry(item, menu) {
  return h(
    "button.menu-item",
    {
      type: "button",
      role: "menuitem",
      class: `menu-item ${item.tone ?? ""}`,
      "data-testid": item.name ? `menu-${item.name}` : null,
      onclick: () => {
        menu.hidePopover();
        item.run();
      },
    },
    h("span.menu-icon", {}, icon(item.icon, 20)),
    h("span", {}, item.label),
  );
}

function walk(event, menu) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...menu.querySelectorAll("button")];
  const next = (buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length;
  buttons[next].focus();
}

function stand(menu, at) {
  const box = menu.getBoundingClientRect();
  const place = at instanceof Element ? above(at.getBoundingClientRect(), box) : at;
  menu.style.left = `${Math.max(EDGE, Math.min(place.x, innerWidth - box.width - EDGE))}px`;
  menu.style.top = `${Math.max(EDGE, Math.min(place.y, innerHeight - box.height - EDGE))}px`;
}

const above = (anchor, box) => ({ x: anchor.left, y: anchor.top - box.height - EDGE });
