"""A shift for a new operator: residents complain, and a person at the page answers them.

The bot, the chats and the clocks are the real ones; the town's clock goes faster, so that a working
day fits into a quarter of an hour. Residents answer what they are asked, and give back what does
not help. At the end each complaint is told with what was done and what would have been good.
"""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from core.practice import DONE_AS, Case, Marks, Wants, cases_of, judge
from core.tickets import TicketEvent
from core.town import Town

from .agenda import Agenda
from .cast import residents
from .complainant import Complainant
from .player import Scene, Unanswered

log = structlog.get_logger()

FILED_UNTIL = 0.7
"""Of the shift: later complaints could not be answered any more."""

LOOKS = timedelta(minutes=4)
"""Of the town's time, between two looks of a resident at what the agency said."""

GIVEN_BACK_FOR = {
    Wants.ANSWER: "А что сделали-то? Ничего не понятно.",
    Wants.PROMISE: "Это не ответ: когда сделаете?",
    Wants.ASK: "Вы даже не спросили, где это!",
    Wants.REFUSE: "Так кто этим занимается?",
}


@dataclass
class Shift:
    """``history`` reads a ticket's; ``told`` are residents who were answered last time they looked.

    ``begun`` and ``until``: the shift, by the town's clock.
    """

    scene: Scene
    town: Town
    agenda: Agenda
    agency: str
    cases: Sequence[Case]
    begun: datetime
    until: datetime
    history: Callable[[str], Awaitable[Sequence[TicketEvent]]]
    seed: int = 1
    people: list[Complainant] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)

    def chosen(self, count: int) -> list[Case]:
        """Cases of the agency, in a seeded order; again from the beginning where they are few."""
        chance = random.Random(self.seed)  # noqa: S311  because a shift that can be repeated is no secret
        ours = list(cases_of(self.town, self.cases, self.agency))
        if not ours:
            return []
        order: list[Case] = []
        while len(order) < count:
            chance.shuffle(ours)
            order += ours
        return order[:count]

    async def play(self, count: int, passed: Callable[[datetime], None]) -> Marks:
        """Play it to the end; return what became of it."""
        chosen = self.chosen(count)
        between = (self.until - self.begun) * FILED_UNTIL / max(1, len(chosen))
        for place, (case, (door, number, name)) in enumerate(
            zip(chosen, residents(), strict=False)
        ):
            who = Complainant(self.scene, door, number, number, name, self.town, case)
            self.agenda.at(self.begun + between * place, self._complains(who))
        await self.agenda.run(self.until, passed)
        return await self.marks()

    async def marks(self) -> Marks:
        """What became of it so far."""
        told = [
            judge(self.town, who.ticket, who.case, await self.history(who.ticket))
            for who in self.people
            if who.ticket
        ]
        return Marks(tuple(told))

    def _complains(self, who: Complainant) -> Callable[[], Awaitable[None]]:
        async def complain() -> None:
            try:
                await who.complain()
            except Unanswered as missing:
                log.warning("shift_stumbled", why=str(missing))
                return
            self.people.append(who)
            self.agenda.within(LOOKS, self._looks(who))

        return complain

    def _looks(self, who: Complainant) -> Callable[[], Awaitable[None]]:
        """See what the agency said, and react to it once."""

        async def look() -> None:
            try:
                await self._react(who)
            except Unanswered as missing:
                log.warning("shift_stumbled", why=str(missing))
            self.agenda.within(LOOKS, self._looks(who))

        return look

    async def _react(self, who: Complainant) -> None:
        history = await self.history(who.ticket)
        latest = next((event for event in reversed(history) if event.move in DONE_AS), None)
        done = sum(event.move in DONE_AS for event in history)
        if latest is None or self._seen.get(who.ticket) == done:
            return None
        self._seen[who.ticket] = done
        if (asked := who.asked()) is not None and DONE_AS[latest.move] is Wants.ASK:
            return await who.tell(asked)
        answer = who.answered()
        if answer is None:
            return None
        judged = judge(self.town, who.ticket, who.case, history)
        content = not judged.warnings and (judged.right or judged.returned > 0)
        return await who.rate(answer, content=content, why=GIVEN_BACK_FOR[who.case.wants])
