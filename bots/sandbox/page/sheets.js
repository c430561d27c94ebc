// Dialogs: a sheet over the page with a title, closed by Escape, by its cross or by a press beside it.

import { h } from "./dom.js";
import { iconButton } from "./icons.js";

/**
 * Show a sheet and wait for its end. `build(finish)` gives its contents; `finish(value)` closes
 * it with that value; closing it in any other way gives null.
 */
export function sheet(title, build, { wide = false, className = "" } = {}) {
  return new Promise((resolve) => {
    const finish = (value) => {
      resolve(value);
      dialog.close();
    };
    const dialog = h("dialog.sheet", { "aria-label": title, "data-testid": "sheet" });
    if (wide) dialog.classList.add("wide");
    if (className) dialog.classList.add(className);
    dialog.append(
      h(
        "div.sheet-body",
        {},
        h(
          "header.sheet-head",
          {},
          h("h2", {}, title),
          iconButton("close", "Закрыть", () => dialog.close()),
        ),
        build(finish),
      ),
    );
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(null);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Show words that must be read: a messenger's alert, an error. */
export function alertSheet(title, text) {
  return sheet(
    title,
    (finish) => [
      h("p.alert-text", { "data-testid": "alert" }, text),
      h(
        "div.sheet-foot",
        {},
        h("button.primary", { type: "button", autofocus: true, onclick: () => finish(true) }, "Понятно"),
      ),
    ],
    { className: "alert" },
  );
}

/** A form in a sheet: gives its FormData, or null. */
export function formSheet(title, fields, submit) {
  return sheet(title, (finish) =>
    h(
      "form.fields",
      {
        onsubmit: (event) => {
          event.preventDefault();
          finish(new FormData(event.target));
        },
      },
      fields,
      h("div.sheet-foot", {}, h("button.primary", { type: "submit" }, submit)),
    ),
  );
}

/** A labelled line of a form. */
export const field = (label, control) => h("label.field", {}, h("span", {}, label), control);

/** Choose one of a few, as segments. `choices` are [value, words or nodes]. */
export function segments(name, choices, chosen) {
  return h(
    "div.segments",
    { role: "radiogroup" },
    choices.map(([value, words]) =>
      h(
        "label.segment",
        {},
        h("input", { type: "radio", name, value, checked: value === chosen }),
        h("span", {}, words),
      ),
    ),
  );
}
