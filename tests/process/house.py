"""A sandbox served here, the bot as a process of its own, and people who talk to it.

What people do and see goes through the sandbox's control API, as in the browser. They look at
what the bot said and act on it; nobody knows more than stands on their screen.
"""

import asyncio
import contextlib
import os
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

import aiohttp

from bots.app import invite
from bots.sandbox.identity import MAX, TELEGRAM, VK, Door
from bots.sandbox.server import TELEGRAM_TOKEN, VK_GROUP_ID, VK_TOKEN, Sandbox, serve
from bots.sandbox.views import chat_view, message_view
from bots.settings import Settings
from dialogs.effects import phrase
from dialogs.texts import Catalogue
from tests.core.small_town import load

from .books import Books, File, Rows

PATIENCE = 30.0
"""Seconds after which what should have come is not waited for any more."""
TO_START = 120.0
"""The same for a process that imports everything and opens its doors beside other work."""

CATALOGUE = Catalogue()
GROUPS: dict[Door, int] = {VK: 2_000_000_001, TELEGRAM: -1001}
"""The agencies' chats: «roads» sits in VK, the coordinators in Telegram."""

AGENCIES: dict[Door, str] = {VK: "roads", TELEGRAM: "zur"}


def text_of(key: str, **args: str | int) -> str:
    return CATALOGUE.say("ru", phrase(key, **args), UTC)


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person sees last: the bot's message, and the buttons that can be pressed now."""

    text: str
    labels: tuple[str, ...]
    message: int
    below: bool
    """The buttons are the keyboard's under the chat, not the message's own."""


@dataclass
class House:
    sandbox: Sandbox
    session: aiohttp.ClientSession
    folder: Path
    books: Books
    environment: dict[str, str]

    async def act(self, name: str, /, **body: Any) -> Any:
        async with self.session.post(f"{self.sandbox.url}/control/{name}", json=body) as answer:
            data = await answer.json()
            assert answer.status == 200, (name, body, data)
            return data

    async def read(self, name: str, /, **query: Any) -> Any:
        async with self.session.get(f"{self.sandbox.url}/control/{name}", params=query) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def said(self, door: str, chat: int) -> list[dict[str, Any]]:
        """What the bot said in a chat."""
        found = (await self.read("messages", door=door, chat=chat))["messages"]
        return [one for one in found if one["from"]["bot"] and not one["deleted"]]

    def seen(self, door: Door, number: int) -> tuple[list[dict[str, Any]], list[str]]:
        """What the bot said in a private chat and the keyboard's labels, at one instant."""
        world = self.sandbox.world
        chat = world.chats[door][number]
        views = [message_view(world, message) for message in chat.messages.values()]
        rows = chat_view(chat)["keyboard"]
        labels = [button["label"] for row in rows["rows"] for button in row] if rows else []
        return [one for one in views if one["from"]["bot"] and not one["deleted"]], labels

    async def until(
        self, done: Callable[[], Awaitable[Any]], what: str, patience: float = PATIENCE
    ) -> Any:
        """Look again whenever something happens in a chat, until ``done`` gives something."""
        bell = self.sandbox.world.journal.bell
        loop = asyncio.get_running_loop()
        last = loop.time() + patience
        while not (found := await done()):
            assert loop.time() < last, f"{what} did not come: {await self.everything()}"
            await bell.wait(0.1)
        return found

    async def everything(self) -> str:
        """All that was said, for whoever must find out what went wrong."""
        lines = []
        for door, chats in self.sandbox.world.chats.items():
            for chat in chats.values():
                lines += [
                    f"{door}:{chat.id} {one['text'][:200]!r}"
                    for one in (await self.read("messages", door=door, chat=chat.id))["messages"][
                        -4:
                    ]
                ]
        log = self.folder / "log"
        tail = log.read_text(encoding="utf-8")[-3000:] if log.exists() else ""
        return "\n".join(["", *lines, tail])

    # what the bot wrote down

    def rows(self, query: str) -> Rows:
        return self.books.rows(query)

    async def at_rest(self, patience: float = PATIENCE) -> None:
        """Wait until everything written was sent and what was sent is written down.

        ``patience``: seconds in which not one more is sent. A long queue may take longer: 20
        messages a minute go to a group in Telegram.
        """
        bell = self.sandbox.world.journal.bell
        loop = asyncio.get_running_loop()
        gone, last = -1, 0.0
        while (states := self._outbox()).get("pending"):
            if states.total() - states["pending"] != gone:
                gone, last = states.total() - states["pending"], loop.time() + patience
            assert loop.time() < last, f"no rest: {states}: {await self.everything()}"
            await bell.wait(0.1)

    def _outbox(self) -> Counter[str]:
        """How many rows are in which state."""
        return Counter(dict(self.rows("SELECT state, count(*) FROM outbox GROUP BY state")))

    async def knows_where_vk_is(self) -> bool:
        """Was the bot ever connected? VK gives nothing of what came before the first time."""
        return bool(self.rows("SELECT 1 FROM cursors WHERE door = 'vk'"))

    # the agencies

    async def bind(self, door: Door, operator: int) -> None:
        """An operator brings the bot into a chat and types the code."""
        await self.bind_chat(door, GROUPS[door], AGENCIES[door], [operator])

    async def bind_chat(self, door: Door, chat: int, agency: str, operators: list[int]) -> None:
        """The first of these operators types the code, in a chat of all of them. In MAX the bot is
        made an administrator, or it would not hear the code."""
        settings = Settings(database=self.environment["PARADNAYA_DATABASE"])
        code = await invite(settings, agency)
        for operator in operators:
            await self.act("person", door=door, id=operator, name=f"Ольга {operator}")
        hears = {"all_messages": True} if door == MAX else {}
        named = {"title": "Исполнитель", "kind": "group"}
        await self.act("chat", door=door, id=chat, members=operators, **named, **hears)
        await self.act("say", door=door, chat=chat, person=operators[0], text=f"/bind {code}")

        async def bound() -> bool:
            return bool(self.rows(f"SELECT 1 FROM chats WHERE agency = '{agency}'"))  # noqa: S608  because the code is of these files

        await self.until(bound, f"the chat of {agency}")


@dataclass
class Person:
    """A resident in a private chat. ``acted`` is called after each thing they do."""

    house: House
    door: Door
    number: int
    acted: Callable[[], Awaitable[None]] | None = None
    answered: set[str] = field(default_factory=set, init=False)
    """Questions of this complaint that were answered."""
    began_after: int = field(default=0, init=False)
    """The bot's last message before this complaint."""

    async def come_in(self, name: str) -> None:
        await self.house.act("person", door=self.door, id=self.number, name=name)

    async def do(self, what: str, **body: Any) -> Any:
        chat = body.pop("chat", self.number)
        done = await self.house.act(what, door=self.door, chat=chat, person=self.number, **body)
        if self.acted is not None:
            await self.acted()
        return done

    def screen(self) -> Screen | None:
        said, below = self.house.seen(self.door, self.number)
        # After a crash Telegram may show a question once more below the one that stands. Who has
        # answered it looks above.
        if self.door == TELEGRAM:
            said = [
                one
                for one in said
                if one["id"] > self.began_after and one["text"] not in self.answered
            ]
        if not said:
            return None
        last = said[-1]
        own = [button["label"] for row in last["buttons"] for button in row]
        return Screen(last["text"], tuple(own or below), last["id"], below=not own)

    async def press(self, label: str, screen: Screen) -> Any:
        where = {} if screen.below else {"message": screen.message}
        return await self.do("press", button=label, **where)

    async def fill_in(self, text: str, place: str, photos: int = 0) -> Screen:
        """Say what happened and answer whatever is asked, up to the summary."""
        said, _ = self.house.seen(self.door, self.number)
        self.began_after = said[-1]["id"] if said else 0
        self.answered.clear()
        await self.do("say", text=text)
        for _ in range(20):
            screen = await self._next()
            if text_of("complaint-send") in screen.labels:
                return screen
            self.answered.add(screen.text)
            await self._answer(screen, place, photos)
        raise AssertionError(f"no end of questions: {screen}")

    async def _next(self) -> Screen:
        """Wait for a question not answered yet."""

        async def new() -> Screen | None:
            screen = self.screen()
            if screen is None or screen.text in self.answered or not screen.labels:
                return None
            return screen if self._asks(screen) else None

        found: Screen = await self.house.until(new, f"the next question for {self.door}")
        return found

    def _asks(self, screen: Screen) -> bool:
        """Is this a question that stands? What is said between two of them is none."""
        last = {text_of("consent-agree"), text_of("complaint-send"), text_of("way-done")}
        return bool(last & set(screen.labels)) or any(one in screen.text for one in QUESTIONS)

    async def _answer(self, screen: Screen, place: str, photos: int) -> None:
        text = screen.text
        if text_of("complaint-place") in text:
            await self.do("say", text=place)
        elif text_of("complaint-photos") in text and photos:
            await self.do("photo", count=photos)
        elif text_of("complaint-photos") in text or text_of("complaint-contact") in text:
            await self.press(text_of("way-skip"), screen)
        elif text_of("way-done") in screen.labels:
            await self.press(text_of("way-done"), screen)
        else:
            await self.press(screen.labels[0], screen)


QUESTIONS = tuple(
    text_of(f"complaint-{key}")
    for key in ("guess", "guess-one", "group", "topic", "place", "photos", "contact")
)


@contextlib.asynccontextmanager
async def built(folder: Path, books: Books | None = None) -> AsyncIterator[House]:
    """A sandbox, a town file, and the settings that point a bot to them.

    The town writes into ``books``, or into a file in the folder.
    """
    load(folder)
    books = books or File(folder / "town.db")
    async with serve() as sandbox, aiohttp.ClientSession() as session:
        environment = {
            "PARADNAYA_TOWN": str(folder / "town.toml"),
            "PARADNAYA_DATABASE": books.url,
            "PARADNAYA_FILES": str(folder / "files"),
            "PARADNAYA_TELEGRAM__TOKEN": TELEGRAM_TOKEN,
            "PARADNAYA_TELEGRAM__API": f"{sandbox.url}/telegram",
            "PARADNAYA_VK__TOKEN": VK_TOKEN,
            "PARADNAYA_VK__GROUP_ID": str(VK_GROUP_ID),
            "PARADNAYA_VK__API": f"{sandbox.url}/vk",
            "PARADNAYA_WEB__PORT": "0",
            "PARADNAYA_MEANING": "false",  # a second of every start
        }
        yield House(sandbox, session, folder, books, environment)


def plain_environment() -> dict[str, str]:
    """This process's environment without settings of a bot."""
    return {name: value for name, value in os.environ.items() if "PARADNAYA_" not in name}
