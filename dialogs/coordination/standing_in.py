"""An agency is away and another acts for it, or it is back: carried out, and told to both.

What is over by time is told by the watch, once, to both and to the coordinators; when their day is
on, for it ends at midnight. Until then nothing is lost: what is new goes to the agency itself.
"""

from collections.abc import Iterable
from datetime import datetime

from core.desk import CoordinatorsOnly, Desk
from core.messages import Lane, Message, Outgoing
from core.people import Operator, Peer
from core.substitutions import (
    Substituted,
    Substitution,
    end_of_day,
    standing_in,
    stands_in_for,
)
from core.timing.agency_day import heard
from core.town import Town
from dialogs.effects import Effect, Hint, Phrase, Restore, Say, Stamp, Substitute, phrase
from dialogs.telling import Teller
from dialogs.ticket.cards import Cards


class StandingIn:
    """Of one turn. Raises :class:`CoordinatorsOnly` for others."""

    def __init__(self, desk: Desk, teller: Teller, cards: Cards) -> None:
        self._desk, self._teller, self._cards = desk, teller, cards
        self._town, self._unit = desk.town, desk.unit

    async def carry_out(self, by: Operator, asked: Substitute | Restore) -> tuple[Effect, ...]:
        if not self._desk.is_coordinator(by):
            raise CoordinatorsOnly
        if isinstance(asked, Restore):
            return await self._end(by, asked.agency)
        return await self._begin(by, asked)

    async def _begin(self, by: Operator, asked: Substitute) -> tuple[Effect, ...]:
        """Two at once: the second hears that it has changed."""
        now = await self._unit.substitutions.in_force()
        chat = await self._unit.chat_of(asked.by)
        if asked.agency in now or asked.by in now or chat is None:
            return (Hint(phrase("substitute-changed")),)
        until = end_of_day(self._town, self._unit.now, asked.days)
        one = Substitution(asked.agency, asked.by, until, by.name, self._unit.now)
        await self.end_over()  # or it would be overwritten untold
        await self._unit.substitutions.begin(one)
        away, instead = self._town.agency_name(one.agency), self._town.agency_name(one.by)
        begun = phrase("substitute-begun", agency=away, by=instead, until=Stamp(until))
        mine = phrase("substitute-yours", agency=away, until=Stamp(until))
        await self._tell((one.by,), mine, besides=by.speaker.peer)
        theirs = phrase("substitute-theirs", by=instead, until=Stamp(until))
        await self._tell((one.agency,), theirs)
        for away in (one.agency, *stands_in_for(now, one.agency)):
            await self._teller.hand_over(away, chat, one.by)
        return (Say(begun),)

    async def _end(self, by: Operator, agency: str) -> tuple[Effect, ...]:
        """The agency has its cards again, the stand-in's have no buttons any more."""
        now = await self._unit.substitutions.in_force()
        one = now.get(agency)
        if one is None:
            return (Hint(phrase("substitute-changed")),)
        await self._unit.substitutions.end(agency)
        over = phrase("substitute-over", agency=self._town.agency_name(agency))
        theirs = phrase("substitute-over-yours")
        await self._tell_over(one, (one.by,), over, theirs, besides=by.speaker.peer)
        await self._give_back(now, agency)
        return (Say(over),)

    async def end_over(self) -> int:
        """Tell what is over by time; return how much was."""
        over = await self._unit.substitutions.take_over()
        now = await self._unit.substitutions.in_force()
        for one in over:
            until, by = Stamp(one.until), self._town.agency_name(one.by)
            away, ours = self._town.agency_name(one.agency), self._town.coordinators.code
            text = phrase("substitute-over-by-time", agency=away, by=by, until=until)
            theirs = phrase("substitute-over-yours-by-time", by=by, until=until)
            await self._tell_over(one, (ours, one.by), text, theirs)
            await self._give_back({**now, one.agency: one}, one.agency)
        return len(over)

    async def _give_back(self, before: Substituted, agency: str) -> None:
        """Also the tickets of whom the agency stands in for, while it does."""
        by = standing_in(before, agency)
        for away in (agency, *stands_in_for(before, agency)):
            await self._teller.give_back(agency, by, away)

    async def _tell_over(
        self,
        one: Substitution,
        others: Iterable[str],
        text: Phrase,
        theirs: Phrase,
        besides: Peer | None = None,
    ) -> None:
        """``theirs`` is for whom another answered."""
        await self._tell(others, text, besides)
        await self._tell((one.agency,), theirs, besides)

    async def _tell(
        self, agencies: Iterable[str], text: Phrase, besides: Peer | None = None
    ) -> None:
        """Each chat once, whosever it is."""
        chats = [await self._unit.chat_of(agency) for agency in agencies]
        for chat in dict.fromkeys(chats):
            if chat is None or chat == besides:
                continue
            message = Message(self._cards.say(text))
            self._unit.send(
                Outgoing(chat, message, Lane.NOTICE, private=False, language=self._town.language)
            )


def is_time_to_tell(town: Town, now: datetime) -> bool:
    """Is the coordinators' day on?"""
    return heard(town.calendar(town.coordinators.code), now) <= now
