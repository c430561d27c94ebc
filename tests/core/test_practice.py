"""How a shift is judged: by what was done, when, and in which words."""

from datetime import UTC, datetime, timedelta

import pytest

from core.actors import RESIDENT, TIME, Actor, Party
from core.practice import DONE_AS, Case, Marks, Wants, cases_of, judge
from core.tickets import Details, Move, State, TicketEvent
from tests.shipped import TOWN

TEN = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""Tuesday, ten in the morning in Blagoveshchensk: the roads agency works till five."""
OLGA = Actor(Party.AGENCY, "roads", "Ольга")
GOOD = "Здравствуйте! Яму на Ленина, 43 заделали сегодня утром. Дорожная служба."


def case(wants: Wants = Wants.ANSWER, topic: str = "roads.pothole") -> Case:
    return Case(topic, "Яма", "Ленина, 43", wants, GOOD, "Сказано, что сделано.")


def event(
    move: Move, hours: float, text: str = "", by: Actor = OLGA, details: Details = ()
) -> TicketEvent:
    at = TEN + timedelta(hours=hours)
    return TicketEvent(
        "26-000001", at, move, by, None, State.ROUTED, "roads", text, details=details
    )


FILED = event(Move.FILE, 0, "Яма", RESIDENT)


def test_an_answer_in_time_and_to_the_point_is_right() -> None:
    mark = judge(TOWN, "26-000001", case(), [FILED, event(Move.ANSWER, 1, GOOD)])
    assert (mark.did, mark.right, mark.in_time, mark.warnings) == (Wants.ANSWER, True, True, ())
    assert mark.took == timedelta(hours=1)


def test_only_working_time_counts() -> None:
    """Lunch is from twelve to one; five in the afternoon is the end of the day."""
    mark = judge(TOWN, "26-000001", case(), [FILED, event(Move.ANSWER, 24, GOOD)])
    assert mark.took == timedelta(hours=8)
    assert not mark.in_time  # potholes are fast: four hours


def test_what_was_never_done_is_neither_right_nor_in_time() -> None:
    mark = judge(TOWN, "26-000001", case(), [FILED, event(Move.REMIND, 2, by=TIME)])
    assert (mark.did, mark.took, mark.right, mark.in_time) == (None, None, False, False)


@pytest.mark.parametrize(
    ("wants", "did", "right"),
    [
        (Wants.ANSWER, Move.PROMISE, True),
        (Wants.PROMISE, Move.ANSWER, True),
        (Wants.ASK, Move.ANSWER, False),
        (Wants.ASK, Move.ASK, True),
        (Wants.REFUSE, Move.ANSWER, False),
        (Wants.REFUSE, Move.REFUSE, True),
    ],
)
def test_the_first_thing_done_is_what_counts(wants: Wants, did: Move, right: bool) -> None:
    history = [FILED, event(did, 1, GOOD), event(Move.ANSWER, 2, GOOD)]
    mark = judge(TOWN, "26-000001", case(wants), history)
    assert (mark.did, mark.right) == (DONE_AS[did], right)


def test_set_phrases_are_remarked_on_though_they_are_an_answer() -> None:
    empty = event(Move.ANSWER, 1, "Ваше обращение взято на контроль.")
    assert judge(TOWN, "26-000001", case(), [FILED, empty]).warnings == ("empty",)


def test_a_shift_is_summed_up() -> None:
    good = judge(TOWN, "26-000001", case(), [FILED, event(Move.ANSWER, 1, GOOD)])
    returned = event(Move.RETURN, 2, "Нет", RESIDENT)
    late = judge(TOWN, "26-000002", case(), [FILED, event(Move.ANSWER, 23, GOOD), returned])
    nothing = judge(TOWN, "26-000003", case(Wants.ASK), [FILED])
    marks = Marks((good, late, nothing))
    assert (marks.done, marks.in_time, marks.right, marks.warned) == (2, 1, 2, 0)
    assert late.returned == 1
    assert marks.median is not None
    assert timedelta(hours=1) < marks.median < timedelta(hours=8)
    assert Marks(()).median is None


def test_cases_are_of_whom_the_town_routes_them_to() -> None:
    ours, other = case(), case(topic="yard.snow")
    assert cases_of(TOWN, [ours, other], "roads") == (ours,)
