"""Somebody who plays: looks at a screen, acts, and waits for what comes of it.

Nobody knows more than stands on their screen. When the run is closing, what was begun is brought
to its end and nothing new is begun.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from bots.sandbox.identity import Door
from bots.sandbox.views import open_keyboard
from bots.sandbox.world import BOT, Message

from .house import House
from .words import Kind, Ledger, Word

Found = TypeVar("Found")

BLINK = 0.03
"""Seconds between two looks at a screen at least."""

LOOKED_BACK = 150
"""Messages that somebody scrolls back."""


class Pressed(Protocol):
    """A press as each messenger's side of the sandbox keeps it."""

    answer: dict[str, Any] | None


class Unanswered(Exception):
    """Somebody did something, and nothing came of it."""


@dataclass
class Scene:
    """What those who play have in common. ``patience`` in seconds."""

    house: House
    ledger: Ledger
    acted: Callable[[], Awaitable[None]]
    patience: float = 60.0
    closing: bool = False


@dataclass
class Player:
    """``before``: each message of the chat as it stood when this person acted last."""

    scene: Scene
    door: Door
    chat: int
    number: int
    chance: random.Random
    before: dict[int, tuple[str, int]] = field(default_factory=dict, init=False)

    def word(self, kind: Kind, ticket: str = "") -> Word:
        return self.scene.ledger.word(kind, self.door, self.chat, self.number, ticket)

    def likes(self, share: float) -> bool:
        return self.chance.random() < share

    # acting

    async def do(self, what: str, **body: Any) -> Any:
        """Do something; None if it could not be done: the button is gone."""
        house = self.scene.house
        self.before = {one.id: (one.text, len(one.rows)) for one in self._all()}
        where = {"door": self.door, "chat": self.chat, "person": self.number}
        address = f"{house.sandbox.url}/control/{what}"
        async with house.session.post(address, json={**where, **body}) as answer:
            done = await answer.json() if answer.status == 200 else None
        self.scene.ledger.acts += 1
        await self.scene.acted()
        return done

    async def press(self, label: str, message: Message | None = None) -> str | None:
        """Press a button; the press's number, None if the button is not there any more."""
        where = {} if message is None else {"message": message.id}
        done = await self.do("press", button=label, **where)
        return None if done is None else str(done["press"])

    def toast(self, press: str | None) -> str:
        """What the bot said to a press, "" as long as it said nothing."""
        sandbox = self.scene.house.sandbox
        known: Mapping[Door, Mapping[str, Pressed]] = {
            "telegram": sandbox.telegram.queries,
            "vk": sandbox.vk.presses,
            "max": sandbox.max.presses,
        }
        told = known[self.door].get(press or "")
        return str((told.answer or {}).get("text") or "") if told is not None else ""

    # looking

    def said(self, *parts: str, new: bool = False, back: int = LOOKED_BACK) -> Iterator[Message]:
        """What the bot said with all of these parts in it, the latest first.

        ``new``: since this person acted last, edits included.
        """
        for one, _ in zip(self._all(), range(back), strict=False):
            if new and self.before.get(one.id) == (one.text, len(one.rows)):
                continue
            if all(part in one.text for part in parts):
                yield one

    def keyboard(self) -> list[str]:
        """The labels under the input field."""
        shown = open_keyboard(self.scene.house.sandbox.world.chats[self.door][self.chat])
        return [button.label for row in shown.rows for button in row] if shown else []

    async def until(
        self, look: Callable[[], Found | None], what: str, patience: float | None = None
    ) -> Found:
        """Look again whenever something happens, until there is something to see."""
        bell = self.scene.house.sandbox.world.journal.bell
        loop = asyncio.get_running_loop()
        last = loop.time() + (patience or self.scene.patience)
        while (found := look()) is None:
            if loop.time() > last:
                raise Unanswered(f"{self}: {what} did not come; last seen {self._last()!r}")
            await bell.wait(0.5)
            await asyncio.sleep(BLINK)
        return found

    async def written(self, word: Word) -> None:
        """Wait until the bot wrote these words down, as it has told."""
        query = f"SELECT 1 FROM ticket_events WHERE text LIKE '%{word.mark}%'"  # noqa: S608  because the mark is of these files

        def look() -> bool | None:
            return bool(self.scene.house.rows(query)) or None

        await self.until(look, f"the event of {word.mark}")

    def _all(self) -> Iterator[Message]:
        chat = self.scene.house.sandbox.world.chats[self.door][self.chat]
        return (
            one
            for one in reversed(list(chat.messages.values()))
            if one.sender == BOT and not one.deleted
        )

    def _last(self) -> list[str]:
        return [one.text[:300] for one in self.said(back=3)]

    def __str__(self) -> str:
        return f"{self.door}:{self.chat}:{self.number}"


def labels(message: Message) -> list[str]:
    return [button.label for row in message.rows for button in row]
