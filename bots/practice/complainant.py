"""A resident with one complaint: files it as the bot asks, answers a question, rates the answer."""

import re
from dataclasses import dataclass, field

from bots.sandbox.world import Message
from core.practice import Case
from core.town import Town

from .player import Player

NUMBER = re.compile(r"(?<!\d)\d\d-\d{6,9}(?!\d)")

EARLIER = ("consent-agree", "emergency-go-on", "which-story")
"""Buttons that go on where something is asked before the complaint's own questions."""

QUESTIONS_AT_MOST = 20
"""Of one complaint: with more, something goes round in a circle."""


@dataclass
class Complainant(Player):
    """``ticket``: the number, once the complaint was taken."""

    town: Town
    case: Case
    ticket: str = ""
    _answered: set[tuple[int, str]] = field(default_factory=set)
    """Questions: in Telegram the next one may take the message of the one before."""
    _stale: list[str] = field(default_factory=list)
    """The buttons that stood below the chat before anything was asked."""

    async def complain(self) -> str:
        """Write what happened and answer what is asked; return the ticket's number."""
        await self.scene.control.do("person", door=self.door, id=self.number, name=self.name)
        floor, self._stale = self.last, self.below()
        if self.case.photos:
            await self.do("photo", samples=list(self.case.photos), caption=self.case.text)
        else:
            await self.do("say", text=self.case.text)
        for _ in range(QUESTIONS_AT_MOST):
            question = await self.until(lambda: self._question(floor), "следующий вопрос")
            if self.scene.text("complaint-send") in self.ways(question):
                await self.press(self.scene.text("complaint-send"), question)
                break
            self._answered.add((question.id, question.text))
            await self._answer(question)
        self.ticket = await self.until(lambda: self._number(floor), "номер обращения")
        return self.ticket

    def _question(self, floor: int) -> Message | None:
        """The last thing asked that was not answered yet. VK's keyboard follows its question."""
        latest = next(self.said(after=floor), None)
        if latest is None or (latest.id, latest.text) in self._answered:
            return None
        ways = self.ways(latest)
        return latest if ways and (latest.rows or ways != self._stale) else None

    def _number(self, floor: int) -> str | None:
        found = (NUMBER.search(one.text) for one in self.said(after=floor))
        return next((one.group() for one in found if one), None)

    async def _answer(self, question: Message) -> None:
        """By the button that fits, or in words where words are asked for."""
        ways, text = self.ways(question), self.scene.text
        for label in (*map(text, EARLIER), *self._topic()):
            if label in ways:
                return await self.press(label, question)
        if text("complaint-place") in question.text:
            await self.do("say", text=self._address())
        elif (place := self._municipality(ways)) is not None:
            await self.press(place, question)
        elif text("way-done") in ways:
            await self.press(text("way-done"), question)
        elif text("way-skip") in ways:
            await self.press(text("way-skip"), question)
        elif text("guess-none") in ways:
            await self.press(text("guess-none"), question)
        elif text("complaint-photos-required") in question.text:
            await self.do("photo", samples=["yard"])
        else:
            await self._answer_detail(question, ways)
        return None

    async def _answer_detail(self, question: Message, ways: list[str]) -> None:
        """A question of the topic's own: its first answer, or words that fit anything."""
        back = {self.scene.text(key) for key in ("way-back", "way-cancel")}
        offered = [label for label in ways if label not in back]
        if offered:
            await self.press(offered[0], question)
        else:
            await self.do("say", text="Не знаю точно")

    def _topic(self) -> tuple[str, ...]:
        """The buttons that lead to the complaint's topic: itself, its group."""
        topic = self.town.topic(self.case.topic)
        group = self.town.group(topic.group) if topic else None
        return (*([topic.name] if topic else ()), *([group.label] if group else ()))

    def _municipality(self, ways: list[str]) -> str | None:
        named = next((one for one in self.town.municipalities if one.short in ways), None)
        return named.short if named else None

    def _address(self) -> str:
        """With its town, unless the case names one."""
        address = self.case.address
        if any(address.startswith(place.name) for place in self.town.municipalities):
            return address
        return f"{self.town.municipalities[0].name}, {address}"

    # what comes back

    def asked(self) -> Message | None:
        """The agency's question, if there is one."""
        return next(self.said("❓", self.ticket), None) if self.ticket else None

    async def tell(self, asked: Message) -> None:
        """Answer the agency's question by replying to it."""
        await self.do("say", text=self.case.told or "Больше ничего не знаю", reply_to=asked.id)

    def answered(self) -> Message | None:
        """The latest answer that can be rated."""
        found = (one for one in self.said(self.ticket) if self._label_of(one, "helped"))
        return next(found, None) if self.ticket else None

    def _label_of(self, message: Message, verdict: str) -> str:
        """The button of a verdict, in the words that fit the outcome; "": it has none."""
        labels = (self.scene.text(f"notice-{verdict}"), self.scene.text(f"notice-suits-{verdict}"))
        return next((one for one in self.ways_of(message) if one in labels), "")

    @staticmethod
    def ways_of(message: Message) -> list[str]:
        return [button.label for row in message.rows for button in row]

    async def rate(self, answer: Message, *, content: bool, why: str = "") -> None:
        """Say whether it helped; if not, why."""
        if content:
            return await self.press(self._label_of(answer, "helped"), answer)
        floor = self.last
        await self.press(self._label_of(answer, "nothelped"), answer)
        await self.until(lambda: next(self.said(self.ticket, after=floor), None), "вопрос, почему")
        await self.do("say", text=why or "Ничего не сделано, всё как было")
        return None
