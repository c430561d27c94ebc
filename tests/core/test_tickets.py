"""The table of moves, and histories that say how a ticket came to be as it is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.actors import RESIDENT, Actor, Party
from core.numbers import find_number, number
from core.people import Speaker
from core.places import Place
from core.tickets import (
    MOVES,
    OPEN,
    SILENT,
    UNDONE,
    Impossible,
    Move,
    Moved,
    State,
    Ticket,
    may,
    move,
    possible,
    undone,
)

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
OLGA = Actor(Party.AGENCY, "roads", "Ольга")

AT_WORK = "route assign ask promise submit answer merge note reveal erase add withdraw reclassify"
POSSIBLE = {
    State.NEW: f"{AT_WORK} take reject extend remind escalate",
    State.ROUTED: f"{AT_WORK} take recall refuse reject extend remind escalate join",
    State.IN_WORK: f"{AT_WORK} recall refuse reject extend remind escalate join",
    State.NEED_INFO: f"{AT_WORK} recall refuse reject inform expire",
    State.PLANNED: f"{AT_WORK} take recall refuse reject come_due",
    State.ON_APPROVAL: "route recall submit approve rework answer refuse merge extend remind"
    " escalate note reveal erase add withdraw reclassify",
    State.ANSWERED: "submit answer correct note reveal erase add confirm return appeal withdraw"
    " close",
    State.CLOSED: "correct note reveal erase return appeal",
    State.REJECTED: "note reveal erase",
    State.DUPLICATE: "note reveal erase unmerge add confirm return appeal withdraw part",
    State.WITHDRAWN: "note reveal erase",
}
"""Told once more, the other way round: what may be done in each state."""


def a_ticket(state: State = State.ROUTED) -> Ticket:
    return Ticket(
        "26-000042", Speaker("any", 1, 1), NOW, state, "roads.pothole", "blag", "roads",
        "Яма", Place("Ленина, 5"), NOW, NOW,
    )  # fmt: skip


@pytest.mark.parametrize("what", [one for one in Move if one in MOVES])
@pytest.mark.parametrize("state", State)
def test_every_move_is_possible_or_says_that_it_is_not(state: State, what: Move) -> None:
    ticket, later = a_ticket(state), NOW + timedelta(hours=1)
    if what.value in POSSIBLE[state].split():
        moved = move(ticket, what, OLGA, later, text="слова")
        assert moved.before == ticket
        assert moved.ticket == replace(
            ticket,
            state=moved.event.after,
            changed_at=ticket.changed_at if what in SILENT else later,
            since=moved.ticket.since,
        )
        assert moved.ticket.since in (ticket.since, later)
        assert (moved.event.before, moved.event.move, moved.event.by) == (state, what, OLGA)
        assert (moved.event.at, moved.event.text) == (later, "слова")
        assert may(ticket, what)
    else:
        with pytest.raises(Impossible) as refused:
            move(ticket, what, OLGA, later)
        assert (refused.value.move, refused.value.ticket) == (what, ticket)
        assert not may(ticket, what)


@pytest.mark.parametrize("state", State)
def test_what_is_possible_is_told(state: State) -> None:
    assert {one.value for one in possible(a_ticket(state))} == set(POSSIBLE[state].split())


def test_a_ticket_is_filed_once_and_undoing_goes_where_it_was() -> None:
    assert set(Move) - set(MOVES) == {Move.FILE, Move.UNDO}
    assert set(MOVES) >= UNDONE


def test_undoing_leaves_told_what_was_told_of_a_clock_that_goes_on() -> None:
    before = a_ticket()
    given = move(before, Move.ASSIGN, OLGA, NOW, taken_by="Елена")
    told = replace(given, ticket=replace(given.ticket, reminded=50))
    assert undone(told, OLGA, NOW).ticket.reminded == 50
    longer = move(before, Move.EXTEND, OLGA, NOW, deadline=NOW + timedelta(hours=8), allowed=60)
    told = replace(longer, ticket=replace(longer.ticket, reminded=50))
    assert undone(told, OLGA, NOW).ticket == before


def test_what_is_over_is_not_open() -> None:
    over = {State.ANSWERED, State.CLOSED, State.REJECTED, State.DUPLICATE, State.WITHDRAWN}
    assert set(State) - OPEN == over
    assert all(state.is_open == (state in OPEN) for state in State)


def test_a_withdrawn_ticket_never_lives_again() -> None:
    assert {ways[State.WITHDRAWN] for ways in MOVES.values() if State.WITHDRAWN in ways} == {
        State.WITHDRAWN
    }


def test_from_every_open_state_the_resident_can_get_an_answer() -> None:
    assert all(MOVES[Move.ANSWER][state] is State.ANSWERED for state in OPEN)


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@given(st.lists(st.tuples(st.sampled_from(Move), st.sampled_from(["roads", "gas"]), st.booleans())))
def test_a_history_replays_to_the_ticket_it_is_of(tried: list[tuple[Move, str, bool]]) -> None:
    ticket, history = a_ticket(State.NEW), list[Moved]()
    for hour, (what, agency, by_resident) in enumerate(tried, 1):
        actor = RESIDENT if by_resident else OLGA
        if what in MOVES and may(ticket, what):
            at = NOW + timedelta(hours=hour)
            history.append(move(ticket, what, actor, at, agency=agency))
            ticket = history[-1].ticket
    state, holder, changed = State.NEW, "roads", NOW
    for one in history:
        event = one.event
        assert event.before == state
        assert event.after == MOVES[event.move][state]
        assert event.at > changed
        state, holder = event.after, event.agency
        changed = changed if event.move in SILENT else event.at
    assert (state, holder, changed) == (ticket.state, ticket.agency, ticket.changed_at)


@pytest.mark.parametrize(
    ("year", "count", "written"),
    [(2026, 42, "26-000042"), (2030, 1, "30-000001"), (2126, 999_999, "26-999999")],
)
def test_numbers_are_short_enough_to_be_said(year: int, count: int, written: str) -> None:
    assert number(year, count) == written
    assert find_number(f"Что с {written}?") == written


def test_after_a_million_in_a_year_numbers_grow() -> None:
    assert find_number(number(2026, 1_000_000)) == "26-1000000"


@pytest.mark.parametrize(
    "text", ["", "26-42", "+7 914 26-000", "126-0000421234", "8-914-126-00-00", "26 000042"]
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert find_number(text) is None
