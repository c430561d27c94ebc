"""Presses: of a button below a message, of one of the open keyboard, of a link to the bot."""

import asyncio

from .acts import ActError, Acts
from .bell import Bell
from .identity import Door
from .people import People
from .views import START_LABELS, open_keyboard, start_keyboard
from .world import BOT, Button, Chat, Json, Message, Person, World


class Presses:
    def __init__(
        self, world: World, acts: Acts, people: dict[Door, People], answered: dict[Door, Bell]
    ) -> None:
        self._world = world
        self._acts = acts
        self._people = people
        self._answered = answered

    async def press(self, chat: Chat, person: Person, body: Json) -> Json:
        """Press a button below a message, or one of the open keyboard; or come by a link."""
        if "link" in body:
            return self._follow(chat, person, str(body["link"]))
        if body.get("message") is None:
            return await self._press_keyboard(chat, person, body)
        message = self._acts.find_message(chat, body["message"])
        if message.sender != BOT:
            raise ActError("Кнопки бывают только под сообщениями бота.")
        button = _choose([each for row in message.rows for each in row], body)
        if button.kind == "text":
            said = self._people[chat.door].press_text(chat, person, button)
            return {"press": str(said.id), "toast": None, "answered": True}
        return await self._press_callback(chat, person, message, button, body)

    def _follow(self, chat: Chat, person: Person, payload: str) -> Json:
        if not chat.private:
            raise ActError("Ссылка открывает личный чат.")
        said = self._people[chat.door].follow(chat, person, payload)
        return {"press": str(said.id), "toast": None, "answered": True}

    async def _press_keyboard(self, chat: Chat, person: Person, body: Json) -> Json:
        keyboard = open_keyboard(chat)
        if keyboard is None:
            raise ActError("Клавиатура сейчас не открыта.")
        button = _choose([each for row in keyboard.rows for each in row], body)
        if button.kind == "callback":
            last = [each for each in chat.messages.values() if each.sender == BOT][-1]
            return await self._press_callback(chat, person, last, button, body)
        if button.kind in {"location", "contact"}:
            raise ActError("На эту кнопку отвечают местом или контактом: place или contact.")
        if keyboard.one_time and chat.keyboard is not None:
            self._world.set_keyboard(chat, None)
        if keyboard == start_keyboard(chat) and button.label == START_LABELS[chat.door]:
            said = self._people[chat.door].start(chat, person)
        else:
            said = self._people[chat.door].press_text(chat, person, button)
        return {"press": str(said.id), "toast": None, "answered": True}

    async def _press_callback(
        self, chat: Chat, person: Person, message: Message, button: Button, body: Json
    ) -> Json:
        if button.kind == "link":
            return {"press": "", "toast": None, "answered": True, "url": button.url}
        if button.kind == "copy":
            return {"press": "", "toast": None, "answered": True, "copied": button.data}
        if button.kind != "callback":
            raise ActError("На эту кнопку отвечают местом или контактом: place или contact.")
        people = self._people[chat.door]
        press = people.press(chat, person, message, button)
        if body.get("wait") is None:
            return {"press": press}
        answer = await self._answer(chat.door, press, float(body["wait"]))
        toast = (answer["text"] or None) if answer else None
        return {"press": press, "toast": toast, "answered": answer is not None}

    async def _answer(self, door: Door, press: str, seconds: float) -> Json | None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        bell = self._answered[door]
        while (answer := self._people[door].answer_of(press)) is None:
            left = deadline - loop.time()
            if left <= 0 or bell.closed:
                return None
            await bell.wait(left)
        return answer


def _choose(buttons: list[Button], body: Json) -> Button:
    """The button named by its label or flat index; or one that never was, for ``payload``."""
    if "payload" in body:
        return Button("", "callback", data=str(body["payload"]))
    wanted = body.get("button")
    if isinstance(wanted, int) and 0 <= wanted < len(buttons):
        return buttons[wanted]
    for button in buttons:
        if button.label == wanted:
            return button
    there = ", ".join(f"«{button.label}»" for button in buttons) or "никаких"
    raise ActError(f"Кнопки «{wanted}» нет. Есть: {there}.")
