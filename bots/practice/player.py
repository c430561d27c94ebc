"""Somebody who plays: looks at what stands in a chat, acts, and waits for what comes of it."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from bots.demonstration import Control
from bots.sandbox.identity import Door
from bots.sandbox.server import Sandbox
from bots.sandbox.views import open_keyboard
from bots.sandbox.world import BOT, Message
from dialogs.texts import Catalogue

Found = TypeVar("Found")

PATIENCE = 90.0
"""Seconds that somebody waits for the bot: a group in Telegram is told twenty things a minute."""


class Unanswered(Exception):
    """Somebody did something, and nothing came of it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What those who play have in common."""

    sandbox: Sandbox
    control: Control
    catalogue: Catalogue

    def text(self, key: str) -> str:
        """A text without gaps, as people see it."""
        return self.catalogue.plain("ru", key)


@dataclass
class Player:
    """A person in a chat: their own with the bot, or an agency's."""

    scene: Scene
    door: Door
    chat: int
    number: int
    name: str

    async def do(self, what: str, **body: Any) -> Any:
        """Act as this person, see the control API."""
        return await self.scene.control.do(
            what, door=self.door, chat=self.chat, person=self.number, **body
        )

    async def press(self, label: str, message: Message | None = None) -> None:
        """Press a button of a message, or of the keyboard below the chat."""
        where = {"message": message.id} if message is not None and message.rows else {}
        await self.do("press", button=label, **where)

    def said(self, *parts: str, after: int = 0) -> Iterator[Message]:
        """What the bot said with all of these parts in it, the latest first."""
        chat = self.scene.sandbox.world.chats[self.door][self.chat]
        for one in reversed(list(chat.messages.values())):
            if one.id <= after:
                return
            if one.sender == BOT and not one.deleted and all(part in one.text for part in parts):
                yield one

    @property
    def last(self) -> int:
        """The number of the last message in the chat; 0: there is none."""
        chat = self.scene.sandbox.world.chats[self.door].get(self.chat)
        return max(chat.messages, default=0) if chat is not None else 0

    def ways(self, message: Message) -> list[str]:
        """The buttons that answer a message: its own, or the keyboard below the chat."""
        return [button.label for row in message.rows for button in row] or self.below()

    def below(self) -> list[str]:
        """The buttons below the chat."""
        chat = self.scene.sandbox.world.chats[self.door].get(self.chat)
        shown = open_keyboard(chat) if chat is not None else None
        return [button.label for row in shown.rows for button in row] if shown else []

    async def until(
        self, look: Callable[[], Found | None], what: str, patience: float = PATIENCE
    ) -> Found:
        """Look again whenever something happens. Raises :class:`Unanswered`."""
        bell = self.scene.sandbox.world.journal.bell
        loop = asyncio.get_running_loop()
        last = loop.time() + patience
        while (found := look()) is None:
            if loop.time() > last:
                raise Unanswered(f"{self.name}: {what}")
            await bell.wait(0.5)
        return found
