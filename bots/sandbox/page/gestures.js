// Fingers: a swipe to the left answers a message, a long press opens what can be done with it.

const ANSWERS_AT = 56;
const FURTHEST = 76;
const LONG_PRESS = 480;
const TREMBLE = 9;

/** Watch a list of messages. `reply(id)` and `menu(id, {x, y})` get the message's id. */
export function fingers(list, { reply, menu }) {
  let touch = null;

  const messageAt = (target) => target.closest?.(".row")?.querySelector("[data-message]");

  function drop() {
    if (!touch) return;
    clearTimeout(touch.timer);
    touch.row.style.transform = "";
    touch.row.classList.remove("swiped", "ready");
    touch = null;
  }

  list.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse") return;
    const message = messageAt(event.target);
    if (!message) return;
    const point = { x: event.clientX, y: event.clientY };
    touch = { ...point, id: Number(message.dataset.message), row: message.closest(".row"), moved: 0 };
    touch.timer = setTimeout(() => {
      const { id } = touch;
      drop();
      menu(id, point);
    }, LONG_PRESS);
  });

  list.addEventListener("pointermove", (event) => {
    if (!touch) return;
    const across = event.clientX - touch.x;
    const along = event.clientY - touch.y;
    if (Math.abs(along) > TREMBLE && Math.abs(along) > Math.abs(across)) return drop();
    if (Math.abs(across) > TREMBLE) clearTimeout(touch.timer);
    if (across > -TREMBLE) return;
    touch.moved = Math.max(-FURTHEST, across);
    touch.row.classList.add("swiped");
    touch.row.classList.toggle("ready", -touch.moved >= ANSWERS_AT);
    touch.row.style.transform = `translateX(${touch.moved}px)`;
  });

  list.addEventListener("pointerup", () => {
    if (touch && -touch.moved >= ANSWERS_AT) reply(touch.id);
    drop();
  });
  list.addEventListener("pointercancel", drop);

  // The right button of a mouse, and the menu key, do what a long press does.
  list.addEventListener("contextmenu", (event) => {
    const message = messageAt(event.target);
    if (!message || event.target.closest("a")) return;
    event.preventDefault();
    menu(Number(message.dataset.message), { x: event.clientX, y: event.clientY });
  });
}
