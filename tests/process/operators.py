"""An operator in an agency's chat: takes, asks, answers, gives away. Several may do it at once.

A colleague may be faster: then the bot says so, and the words were not sent.
"""

import asyncio
import re
from dataclasses import dataclass, field

from bots.sandbox.world import Message

from .house import text_of
from .players import Player, labels
from .words import Kind, Word

HEADLINE = re.compile(r"(\d\d-\d{6,9}) · ")

QUESTIONS_AT_MOST, REFUSALS_AT_MOST = 2, 1
"""Per ticket: so that every story has an end."""

TOGETHER = 0.15
"""How often an operator takes up what a colleague is just busy with."""

TAKE, ASK, REFUSE = text_of("card-take"), text_of("card-ask"), text_of("card-refuse")
ROUTE, CONTACT = text_of("card-route"), text_of("card-contact")
SENDS = (text_of("answer-send"), text_of("ask-send"))
"""The buttons of a draft that send it, an answer's with the usual outcome."""

AT_COORDINATORS = "У координаторов"
"""On a card of the coordinators: nobody else has it."""

OPERATOR = re.compile(r"\d{5}")
"""An operator's number, as it stands in their name; a chat's begin with the same three digits."""

REST = 0.2
"""Seconds before an operator who has nothing to do looks again."""


@dataclass
class Office:
    """What the operators of one chat know together. ``agencies`` may be given tickets."""

    coordinators: bool = False
    agencies: tuple[str, ...] = ()
    busy: set[str] = field(default_factory=set)
    done: dict[tuple[str, str], int] = field(default_factory=dict)
    given_up: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Cards on which the bot declined what was tried, as they stood then."""

    def count(self, ticket: str, what: str) -> int:
        return self.done.get((ticket, what), 0)

    def note(self, ticket: str, what: str) -> None:
        self.done[ticket, what] = self.count(ticket, what) + 1


@dataclass
class Operator(Player):
    office: Office = field(default_factory=Office)
    shared: Office = field(default_factory=Office)
    """What all agencies together have done: a ticket is not sent round for ever."""

    async def work(self) -> None:
        while True:
            cards = self._open_cards()
            mine = {one: card for one, card in cards.items() if one not in self.office.busy}
            if not mine and not (cards and self.likes(TOGETHER)):
                await asyncio.sleep(REST)
                continue
            ticket, card = self.chance.choice(sorted((mine or cards).items(), key=lambda it: it[0]))
            self.office.busy.add(ticket)
            try:
                await self._handle(ticket, card)
            finally:
                self.office.busy.discard(ticket)

    def _open_cards(self) -> dict[str, Message]:
        """By ticket, its latest card, if something can be done with it."""
        latest: dict[str, Message] = {}
        for one in self.said(back=100_000):
            if (named := HEADLINE.match(one.text)) is not None:
                latest.setdefault(named[1], one)
        return {
            ticket: card
            for ticket, card in latest.items()
            if ASK in labels(card)
            and self._is_ours(card)
            and self.office.given_up.get(ticket) != (card.id, card.text)
        }

    def _is_ours(self, card: Message) -> bool:
        """The coordinators could do everything with everybody's tickets; these leave them be."""
        if not self.office.coordinators:
            return True
        status = card.text.rpartition("\n\n")[2]
        holders = OPERATOR.findall(status)
        ours = any(int(one) // 100 == self.number // 100 for one in holders)
        return AT_COORDINATORS in status or ours

    async def _handle(self, ticket: str, card: Message) -> None:
        ways, calm = labels(card), not self.scene.closing
        if ROUTE in ways and self.shared.count(ticket, "route") < 2 and self.likes(0.5):
            return await self._route(ticket, card)
        if calm and TAKE in ways and self.likes(0.4):
            return await self._touch(ticket, card, TAKE)
        if calm and CONTACT in ways and self.likes(0.1):
            return await self._touch(ticket, card, CONTACT)
        asked = self.shared.count(ticket, "ask")
        if calm and asked < QUESTIONS_AT_MOST and self.likes(0.4):
            return await self._ask(ticket, card)
        refused = self.shared.count(ticket, "refuse")
        if calm and REFUSE in ways and refused < REFUSALS_AT_MOST and self.likes(0.3):
            return await self._refuse(ticket, card)
        return await self._reply(ticket, card)

    async def _touch(self, ticket: str, card: Message, label: str) -> None:
        """Press a button of the card, and see that something comes of it."""
        press = await self.press(label, card)
        if press is not None:
            await self.until(lambda: self._heard(ticket, press), f"what «{label}» does")

    def _heard(self, ticket: str, press: str | None = None) -> bool | None:
        """Did the bot say anything about this ticket since, here or to the press?"""
        return bool(self.toast(press)) or any(self.said(ticket, new=True)) or None

    # words

    async def _reply(self, ticket: str, card: Message) -> None:
        word = self.word(Kind.ANSWER, ticket)
        await self.do("say", text=f"Сделаем, {word.mark}", reply_to=card.id)
        await self._send(word, f"Отправлено жителю ({ticket})")
        if word.declined:
            self.office.given_up[ticket] = card.id, card.text

    async def _ask(self, ticket: str, card: Message) -> None:
        self.shared.note(ticket, "ask")
        prompt = await self._prompt(ticket, card, ASK, text_of("ask-words", ticket=ticket))
        if prompt is None:
            return
        word = self.word(Kind.QUESTION, ticket)
        await self.do("say", text=f"Где именно? {word.mark}", reply_to=prompt.id)
        await self._send(word, f"Вопрос жителю отправлен ({ticket})")

    async def _refuse(self, ticket: str, card: Message) -> None:
        self.shared.note(ticket, "refuse")
        prompt = await self._prompt(ticket, card, REFUSE, text_of("refuse-reason", ticket=ticket))
        if prompt is None:
            return
        word = self.word(Kind.REFUSAL, ticket)
        await self.do("say", text=f"Это не к нам, {word.mark}", reply_to=prompt.id)
        gone = text_of("refused", ticket=ticket)

        def told() -> str | None:
            if next(self.said(gone, new=True, back=30), None) is not None:
                return "taken"
            return "declined" if self._is_refused(ticket) else None

        if await self.until(told, gone) == "declined":
            word.declined = True
            return
        word.confirmed = True

    async def _route(self, ticket: str, card: Message) -> None:
        self.shared.note(ticket, "route")
        prompt = await self._prompt(
            ticket, card, ROUTE, text_of("route-agency", ticket=ticket, likely="")
        )
        if prompt is None:
            return
        agency = self.chance.choice(self.office.agencies)
        press = await self.press(agency, prompt)
        if press is not None:
            await self.until(lambda: self._heard(ticket, press), f"{ticket} → {agency}")

    async def _prompt(self, ticket: str, card: Message, label: str, words: str) -> Message | None:
        """Press a button that asks for something; None if it cannot be done any more."""
        press = await self.press(label, card)
        if press is None:
            return None

        def look() -> tuple[Message | None] | None:
            found = next(self.said(words, new=True, back=30), None)
            if found is not None:
                return (found,)
            return (None,) if self.toast(press) or self._is_refused(ticket) else None

        found: Message | None = (await self.until(look, words))[0]
        if found is None:
            await self._let_go()
        return found

    async def _let_go(self) -> None:
        """What was begun is ended: else the next words would be taken for what was asked."""
        await self.do("say", text="/cancel")
        told = text_of("operator-cancelled")
        await self.until(lambda: next(self.said(told, new=True, back=30), None), told)

    def _is_refused(self, ticket: str) -> bool:
        """Was anybody told here that it cannot be done?"""
        parts = ("Сейчас нельзя", "у другого исполнителя", "Это черновик другого")
        return any(
            any(part in one.text for part in parts) for one in self.said(ticket, new=True, back=30)
        )

    async def _send(self, word: Word, sent: str) -> None:
        """Send a draft that is shown back; if a colleague answered meanwhile, send it all the
        same."""

        def draft() -> Message | bool | None:
            for one in self.said(word.mark, back=30):
                if _sending(one):
                    return one
            return True if self._is_refused(word.ticket) else None

        shown = await self.until(draft, f"the draft of {word.mark}")
        for _ in range(4):
            if not isinstance(shown, Message):
                break
            press = await self.press(_sending(shown), shown)
            shown = await self.until(
                lambda press=press: self._fate(word, sent, press),  # type: ignore[misc]  # because mypy infers no type for a lambda with a default
                f"the fate of {word.mark}",
            )
        word.declined = not word.confirmed

    def _fate(self, word: Word, sent: str, press: str | None) -> Message | bool | None:
        """True: told what became of it; a message: a draft to be sent once more."""
        if next(self.said(sent, word.mark, back=40), None) is not None:
            word.confirmed = True
            return True
        again = next(self.said(word.mark, "Пока вы писали", new=True, back=40), None)
        again = again or next(
            (one for one in self.said(word.mark, new=True, back=40) if _sending(one)), None
        )
        if again is not None and _sending(again):
            return again
        refused = self._is_refused(word.ticket) or self.toast(press)
        return True if refused or press is None else None


def _sending(message: Message) -> str:
    """The button of a draft that sends it; "" if there is none."""
    return next((label for label in SENDS if label in labels(message)), "")
