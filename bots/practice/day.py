"""A whole day of a town, played through its messengers: so that every screen can be looked at.

Residents complain by the plan; each agency has an operator who takes, asks, promises, answers and
refuses as the cases want it; the coordinators route what came back; residents rate. All of it goes
the way of people: by words and buttons, through the real bot.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from core.practice import Wants
from core.town import Town

from .agenda import Agenda
from .cast import residents
from .complainant import Complainant
from .officer import Officer
from .plan import Planned
from .player import Scene, Unanswered

log = structlog.get_logger()

READ, ROUTED = timedelta(minutes=20), timedelta(minutes=15)
"""How long a resident takes to answer a question, and the coordinators to route what came back."""

AGAIN = timedelta(minutes=60)
"""Working time that an agency takes to answer what was returned, or told on its question."""

ANSWER_TO_ALL = "Здравствуйте! Спасибо, теперь понятно. Бригада была сегодня, всё исправили."


@dataclass(frozen=True, slots=True)
class Story:
    """One complaint on its way."""

    planned: Planned
    who: Complainant

    @property
    def ticket(self) -> str:
        return self.who.ticket


@dataclass
class Day:
    """``officers``: by agency, who sits in its chat. ``settled`` waits until all that was said is
    written down and handed over. ``stumbled`` says in words what did not go as it should."""

    scene: Scene
    town: Town
    agenda: Agenda
    officers: Mapping[str, Officer]
    settled: Callable[[], Awaitable[None]]
    filed: int = 0
    stumbled: list[str] = field(default_factory=list)

    async def play(
        self, planned: Iterable[Planned], until: datetime, passed: Callable[[datetime], None]
    ) -> None:
        for one, (door, number, name) in zip(planned, residents(), strict=False):
            story = Story(
                one, Complainant(self.scene, door, number, number, name, self.town, one.case)
            )
            self._then(one.at, self._complain, story)
        await self.agenda.run(until, passed)

    def _then(self, at: datetime, act: Callable[[Story], Awaitable[None]], story: Story) -> None:
        async def acted() -> None:
            try:
                await act(story)
                await self.settled()
            except Unanswered as missing:
                self.stumbled.append(str(missing))
                log.warning("day_stumbled", why=str(missing))

        self.agenda.at(at, acted)

    def _at_work(self, story: Story, after: timedelta) -> datetime:
        """When an agency gets to it: after so much of its own working time."""
        return self.town.calendar(self._agency(story)).deadline(self.agenda.now, after)

    def _agency(self, story: Story) -> str:
        """Whose it is, by its topic and its place; who names no municipality is of the first."""
        case = story.planned.case
        place = self.town.municipality_named(case.address) or self.town.municipalities[0]
        return self.town.route(case.topic, place.code).code

    # what happens to one complaint

    async def _complain(self, story: Story) -> None:
        await story.who.complain()
        self.filed += 1
        planned = story.planned
        if planned.take_after is not None:
            self._then(self._at_work(story, planned.take_after), self._take, story)
        if planned.answer_after is not None:
            self._then(self._at_work(story, planned.answer_after), self._work, story)

    async def _take(self, story: Story) -> None:
        await self.officers[self._agency(story)].take(story.ticket)

    async def _work(self, story: Story) -> None:
        """What the agency does first."""
        officer, case = self.officers[self._agency(story)], story.planned.case
        match case.wants:
            case Wants.ASK:
                await officer.ask(story.ticket, case.good)
                self._then(self.agenda.now + READ, self._tell, story)
            case Wants.REFUSE:
                await officer.refuse(story.ticket, case.good)
                self._then(self.agenda.now + ROUTED, self._route, story)
            case Wants.PROMISE:
                await officer.promise(story.ticket, case.good)
            case Wants.ANSWER:
                await officer.answer(story.ticket, case.good, case.photos[:1])
                self._rated(story)

    async def _tell(self, story: Story) -> None:
        asked = story.who.asked()
        if asked is not None:
            await story.who.tell(asked)
            self._then(self._at_work(story, AGAIN), self._answer_all, story)

    async def _answer_all(self, story: Story) -> None:
        await self.officers[self._agency(story)].answer(story.ticket, ANSWER_TO_ALL)
        self._rated(story)

    async def _route(self, story: Story) -> None:
        """To whom it belongs: the coordinators know that courtyards are not roads."""
        other = self.town.route("yard.cleaning", self.town.municipalities[0].code)
        await self.officers[self.town.coordinators.code].route(story.ticket, other.short)

    def _rated(self, story: Story) -> None:
        if story.planned.verdict:
            self._then(self.agenda.now + story.planned.rate_after, self._rate, story)

    async def _rate(self, story: Story) -> None:
        answer = story.who.answered()
        if answer is None:
            return
        content = story.planned.verdict != "not"
        await story.who.rate(answer, content=content)
        if not content:
            again = replace_verdict(story)
            self._then(self._at_work(story, AGAIN), self._answer_all, again)


def replace_verdict(story: Story) -> Story:
    """The same story; the second answer contents its resident."""
    planned = story.planned
    content = Planned(
        planned.at, planned.case, None, planned.answer_after, planned.rate_after, "helped"
    )
    return Story(content, story.who)
