// Choosing photos: the sandbox's samples, files from the disk, and words to go with them.

import { act, base64 } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { attempt } from "./notices.js";
import { SAMPLES, sampleDrawing } from "./samples.js";
import { sheet } from "./sheets.js";
import { plural } from "./text.js";

// A messenger's client puts at most ten photos in one album; the rest go as the next one.
const ALBUM = 10;

/** Ask which photos to send; `files` are already chosen (pasted, dropped). Sends them, says if it did. */
export async function sendPhotos(room, speaker, { files = [], caption = "", replyTo = null } = {}) {
  const chosen = await choose(files, caption);
  if (!chosen) return false;
  const common = { door: room.door, chat: room.chat, person: speaker.id };
  return Boolean(
    await attempt(async () => {
      let first = { caption: chosen.caption, reply_to: replyTo ?? undefined };
      const images = await Promise.all(chosen.files.map(base64));
      for (const batch of [...batches("images", images), ...batches("samples", chosen.samples)]) {
        await act.photo({ ...common, ...batch, ...first });
        first = {};
      }
      return true;
    }),
  );
}

function batches(name, all) {
  const cut = [];
  for (let start = 0; start < all.length; start += ALBUM)
    cut.push({ [name]: all.slice(start, start + ALBUM) });
  return cut;
}

function choose(files, caption) {
  return sheet("Отправить фото", (finish) => {
    const samples = new Set();
    const kept = [...files];
    const send = h("button.primary", { type: "submit", "data-testid": "photo-send" });
    const disk = h("input", {
      type: "file",
      accept: "image/*",
      multiple: true,
      class: "away",
      "data-testid": "photo-file",
      tabindex: -1,
      "aria-hidden": "true",
    });
    const grid = h("div.sample-grid");
    const words = h("input", {
      name: "caption",
      value: caption,
      placeholder: "Подпись",
      "aria-label": "Подпись",
      autocomplete: "off",
      maxlength: 1024,
    });

    const addTile = h(
      "button.sample.from-disk",
      { type: "button", onclick: () => disk.click() },
      h("span.sample-face", {}, icon("plus", 26)),
      h("span", {}, "Свой файл"),
    );
    const sampleTiles = SAMPLES.map(([name, label]) => {
      const tile = h(
        "button.sample",
        {
          type: "button",
          "aria-pressed": "false",
          "data-testid": `sample-${name}`,
          onclick: () => toggle(name, tile),
        },
        h("span.sample-face", {}, sampleDrawing(name), h("span.tick-mark", {}, icon("check", 16))),
        h("span", {}, label),
      );
      return tile;
    });

    function toggle(name, tile) {
      if (!samples.delete(name)) samples.add(name);
      tile.setAttribute("aria-pressed", String(samples.has(name)));
      count();
    }

    function fileTile(file) {
      const address = URL.createObjectURL(file);
      const tile = h(
        "button.sample",
        {
          type: "button",
          "aria-pressed": "true",
          "aria-label": `Убрать ${file.name}`,
          onclick: () => {
            kept.splice(kept.indexOf(file), 1);
            tile.remove();
            count();
          },
        },
        h(
          "span.sample-face",
          {},
          h("img", { src: address, alt: "", onload: () => URL.revokeObjectURL(address) }),
          h("span.tick-mark", {}, icon("check", 16)),
        ),
        h("span.file-name", {}, file.name),
      );
      return tile;
    }

    function count() {
      const total = samples.size + kept.length;
      send.disabled = total === 0;
      send.replaceChildren(icon("send", 18), total > 1 ? `Отправить ${total} фото` : "Отправить фото");
      send.title =
        total > ALBUM
          ? `Уйдёт ${Math.ceil(total / ALBUM)} ${plural(Math.ceil(total / ALBUM), "альбомом", "альбомами", "альбомами")}`
          : "";
    }

    disk.addEventListener("change", () => {
      kept.push(...disk.files);
      addTile.after(...[...disk.files].map(fileTile));
      disk.value = "";
      count();
    });
    grid.append(addTile, ...kept.map(fileTile), ...sampleTiles);
    count();
    return h(
      "form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          finish({ samples: [...samples], files: kept, caption: words.value.trim() });
        },
      },
      grid,
      disk,
      h("div.sheet-foot", {}, words, send),
    );
  });
}

/** Look at photos large: arrows walk, Escape closes. */
export function lookAt(photos, start) {
  let index = start;
  sheet(
    "Фото",
    () => {
      const image = h("img", { alt: "" });
      const place = h("span.coordinates", { "aria-live": "polite" });
      const show = (step) => {
        index = (index + step + photos.length) % photos.length;
        image.src = photos[index].url;
        image.alt = `Фото ${index + 1} из ${photos.length}`;
        place.textContent = photos.length > 1 ? `${index + 1} из ${photos.length}` : "";
      };
      show(0);
      const many = photos.length > 1;
      const frame = h(
        "div.lightbox",
        {
          tabindex: 0,
          onclick: () => many && show(1),
          onkeydown: (event) => {
            if (event.key === "ArrowRight") show(1);
            if (event.key === "ArrowLeft") show(-1);
          },
        },
        image,
      );
      return [frame, place];
    },
    { wide: true, className: "photo" },
  );
}
