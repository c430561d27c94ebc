"""An operator in an agency's chat, who does what a person would: by buttons and replies."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

from bots.sandbox.world import Message

from .player import Player


@dataclass
class Officer(Player):
    """``_hands``: one thing at a time, for a draft gives way to the next."""

    _hands: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def take(self, ticket: str) -> None:
        async with self._hands:
            await self._press_on_card(ticket, "card-take")

    async def answer(self, ticket: str, words: str, photos: tuple[str, ...] = ()) -> None:
        """Reply to the card, look at the draft, send it."""
        async with self._hands:
            card, floor = await self._card(ticket), self.last
            if photos:
                await self.do("photo", samples=list(photos), caption=words, reply_to=card.id)
            else:
                await self.do("say", text=words, reply_to=card.id)
            await self._send("answer-send", floor)

    async def ask(self, ticket: str, words: str) -> None:
        async with self._hands:
            floor = await self._press_on_card(ticket, "card-ask")
            await self._write(ticket, words, floor)
            await self._send("ask-send", floor)

    async def promise(self, ticket: str, words: str) -> None:
        """Say that it is done within a week, and what that will be."""
        async with self._hands:
            floor = await self._press_on_card(ticket, "card-promise")
            day = self.scene.text("day-7")
            await self._choose(day, floor)
            await self._write(ticket, words, floor, after=day)
            await self._send("promise-send", floor)

    async def refuse(self, ticket: str, why: str) -> None:
        async with self._hands:
            floor = await self._press_on_card(ticket, "card-refuse")
            await self._write(ticket, why, floor)

    async def route(self, ticket: str, agency: str) -> None:
        """``agency``: what its button says."""
        async with self._hands:
            floor = await self._press_on_card(ticket, "card-route")
            await self._choose(agency, floor)

    # what stands in the chat

    async def _card(self, ticket: str) -> Message:
        return await self.until(lambda: next(self._cards(ticket), None), f"карточка {ticket}")

    def _cards(self, ticket: str) -> Iterator[Message]:
        """A card has its ticket in the first line; a morning's list has it in another."""
        named = f"{ticket} ·"
        return (one for one in self.said(named) if named in one.text.partition("\n")[0])

    async def _press_on_card(self, ticket: str, key: str) -> int:
        """Press a button of the card; return what stood last before."""
        label = self.scene.text(key)

        def shown() -> Message | None:
            found = (one for one in self._cards(ticket) if label in self._labels(one))
            return next(found, None)

        card, floor = await self.until(shown, f"«{label}» на карточке {ticket}"), self.last
        await self.press(label, card)
        return floor

    async def _write(self, ticket: str, words: str, floor: int, after: str = "") -> None:
        """Reply to the question that the bot asks now; it stands where the button ``after`` was.

        A question can be dropped: so it is told from what else comes about the ticket meanwhile.
        """
        drop = self.scene.text("way-cancel")

        def question() -> Message | None:
            asked = (one for one in self.said(ticket, after=floor) if drop in self._labels(one))
            latest = next(asked, None)
            return latest if latest and after not in self._labels(latest) else None

        asked = await self.until(question, f"вопрос бота по {ticket}")
        await self.do("say", text=words, reply_to=asked.id)

    async def _send(self, key: str, floor: int) -> None:
        await self._choose(self.scene.text(key), floor)

    async def _choose(self, label: str, floor: int) -> None:
        def shown() -> Message | None:
            found = (one for one in self.said(after=floor) if label in self._labels(one))
            return next(found, None)

        await self.press(label, await self.until(shown, f"кнопка «{label}»"))

    @staticmethod
    def _labels(message: Message) -> list[str]:
        return [button.label for row in message.rows for button in row]
