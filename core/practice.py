"""Practice: complaints with what a good operator would do, and how a shift is judged.

Only a ticket's own history is read, so what counts is what the town's book says.
"""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum

from msgspec import Struct

from core.actors import Party
from core.messages import FileKind
from core.quality import Demands, flaws
from core.tickets import Move, Outcome, TicketEvent
from core.town import Town


class Wants(StrEnum):
    """What a good operator does first."""

    ANSWER = "answer"
    ASK = "ask"
    PROMISE = "promise"
    REFUSE = "refuse"


class Temper(StrEnum):
    CALM = "calm"
    ANGRY = "angry"
    UNCLEAR = "unclear"


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """One complaint. What the keys mean is said at the head of ``cases.toml``."""

    topic: str
    text: str
    address: str
    wants: Wants
    good: str
    why: str
    temper: Temper = Temper.CALM
    photos: tuple[str, ...] = ()
    told: str = ""


def cases_of(town: Town, cases: Iterable[Case], agency: str) -> tuple[Case, ...]:
    """Those that the town's routes bring to an agency from its first municipality."""
    place = town.municipalities[0].code
    return tuple(case for case in cases if town.route(case.topic, place).code == agency)


DONE_AS: Mapping[Move, Wants] = {
    Move.ANSWER: Wants.ANSWER,
    Move.SUBMIT: Wants.ANSWER,
    Move.ASK: Wants.ASK,
    Move.PROMISE: Wants.PROMISE,
    Move.REFUSE: Wants.REFUSE,
}
"""What an operator's move is an attempt at."""

AS_GOOD: Mapping[Wants, frozenset[Wants]] = {
    Wants.ANSWER: frozenset({Wants.ANSWER, Wants.PROMISE}),
    Wants.PROMISE: frozenset({Wants.PROMISE, Wants.ANSWER}),
    Wants.ASK: frozenset({Wants.ASK}),
    Wants.REFUSE: frozenset({Wants.REFUSE}),
}
"""What serves as well: an answer with a date is as good as a promise."""


class Mark(Struct, frozen=True):
    """One complaint of the shift.

    ``took`` is the working time until something was done, None if nothing was; ``in_time``: within
    the time allowed for an answer; ``did`` what was done first, ``right``: it was what the case
    wanted. ``said`` is the operator's text, ``warnings`` the codes of what was found in it;
    ``returned`` how often the resident gave it back.
    """

    number: str
    case: Case
    took: timedelta | None
    in_time: bool
    did: Wants | None
    right: bool
    said: str
    warnings: tuple[str, ...]
    returned: int


class Marks(Struct, frozen=True):
    """All of a shift. ``median``: of the time until something was done."""

    marks: tuple[Mark, ...]

    @property
    def done(self) -> int:
        return sum(mark.took is not None for mark in self.marks)

    @property
    def in_time(self) -> int:
        return sum(mark.in_time for mark in self.marks)

    @property
    def right(self) -> int:
        return sum(mark.right for mark in self.marks)

    @property
    def warned(self) -> int:
        return sum(bool(mark.warnings) for mark in self.marks)

    @property
    def median(self) -> timedelta | None:
        took = [mark.took.total_seconds() for mark in self.marks if mark.took is not None]
        return timedelta(seconds=statistics.median(took)) if took else None


def judge(town: Town, number: str, case: Case, history: Sequence[TicketEvent]) -> Mark:
    """Judge what was done with one complaint. ``history`` is whole and in order."""
    filed = history[0]
    calendar = town.calendar(filed.agency)
    acts = [event for event in history if event.move in DONE_AS and event.by.party is Party.AGENCY]
    first = acts[0] if acts else None
    took = calendar.between(filed.at, first.at) if first else None
    did = DONE_AS[first.move] if first else None
    return Mark(
        number=number,
        case=case,
        took=took,
        in_time=took is not None and took <= town.first_answer_time(case.topic),
        did=did,
        right=did is not None and did in AS_GOOD[case.wants],
        said=first.text if first else "",
        warnings=_warnings(town, case, acts),
        returned=sum(event.move in (Move.RETURN, Move.APPEAL) for event in history),
    )


def _warnings(town: Town, case: Case, acts: Sequence[TicketEvent]) -> tuple[str, ...]:
    """What is wrong with the answers and promises, see :mod:`core.quality`."""
    topic = town.topic(case.topic)
    found: list[str] = []
    for act in acts:
        if DONE_AS[act.move] not in (Wants.ANSWER, Wants.PROMISE):
            continue
        agency = town.agency(act.by.agency)
        demands = Demands(
            greeting=bool(agency and agency.greeting),
            signature=bool(agency and agency.signature),
            photo_for_solved=bool(topic and topic.photo_for_solved),
            names=(agency.name, agency.short) if agency else (),
        )
        pictures = sum(file.kind is FileKind.PHOTO for file in act.files)
        outcome = Outcome(act.detail("outcome")) if act.detail("outcome") else None
        said = flaws(
            act.text, outcome=outcome, demands=demands, pictures=pictures, files=len(act.files)
        )
        found += [flaw.code for flaw in said]
    return tuple(dict.fromkeys(found))
