"""The timetable: no second holds more turns than a messenger takes, and none is given away."""

import random

from hypothesis import given
from hypothesis import strategies as st

from core.pace import BEHIND, Timetable, TurnsWanted, book

RATE = 30
A_SECOND = 1.0

AHEAD, TOO_LATE = 0.25, 0.4
"""Seconds: as in bots/doors/pacing.py."""


def busiest(moments: list[float], seconds: float = A_SECOND) -> int:
    moments, most, first = sorted(moments), 0, 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= seconds - 1e-9:
            first += 1
        most = max(most, last - first + 1)
    return most


stalls = st.lists(st.floats(0, 0.6), max_size=40)


@given(stalls)
def test_no_second_holds_more_whatever_keeps_the_process_busy(busy: list[float]) -> None:
    timetable, now, left = Timetable(RATE), 0.0, []
    pauses = [pause for stall in busy for pause in (stall, *[0.0] * 9)] or [0.0]
    for pause in pauses * 3:
        now = timetable.next(now + pause, waited=now + pause)
        timetable.take(now, now, waited=now)
        left.append(now)
    assert busiest(left) <= RATE


@given(st.floats(0.01, BEHIND - 0.01), st.integers(1, 5))
def test_what_a_stall_cost_is_caught_up(stall: float, times: int) -> None:
    """A full outbox for two minutes, in which the loop is stalled now and then."""
    timetable, now, left, long = Timetable(RATE), 0.0, 0, 120
    stalls_at = [long / (times + 1) * (at + 1) for at in range(times)]
    while True:
        now = timetable.next(now, waited=now)
        if stalls_at and now >= stalls_at[0]:
            stalls_at.pop(0)
            now += stall
        if now > long:
            break
        timetable.take(now, now, waited=now)
        left += 1
    # At the end, what the last stalls cost may be on the point of being caught up.
    assert left >= long * RATE * 0.995 - BEHIND * RATE


def test_after_a_silence_nothing_is_caught_up() -> None:
    timetable = Timetable(RATE)
    timetable.take(0.0, 0.0)
    assert timetable.next(100.0) == 100.0
    timetable.take(100.0, 100.0)
    assert timetable.next(100.0) > 100.0 + 1 / RATE - 1e-9


def test_a_turn_given_back_is_somebody_elses() -> None:
    timetable = Timetable(RATE)
    booking = book(timetable, TurnsWanted(3, 0.0, 1.0), 50.0)
    again = book(timetable, TurnsWanted(1, 0.1, 1.0, unused=booking.turns), 50.05)
    assert again.turns[0] <= 50.05 + 1 / RATE


def test_no_turns_are_booked_further_ahead_than_asked() -> None:
    booking = book(Timetable(RATE), TurnsWanted(100, 0.0, 0.25), 7.0)
    assert 7 <= len(booking.turns) <= 9
    assert booking.turns[-1] <= 7.25
    assert 0 < booking.again <= 1 / RATE


@given(st.integers(0, 10_000))
def test_three_couriers_together_keep_the_pace_though_they_are_late(seed: int) -> None:
    """Each books ahead, leaves late by chance, tells it with the next booking, or gives up."""
    chance = random.Random(seed)  # noqa: S311  because it only mixes what happens
    timetable, left = Timetable(RATE), []
    late: list[list[tuple[float, float]]] = [[], [], []]
    unused: list[list[float]] = [[], [], []]
    coming: list[list[float]] = [[], [], []]
    now = 0.0
    while now < 6:
        now += chance.uniform(0.001, 0.06)
        courier = chance.randrange(3)
        for turn in [turn for turn in coming[courier] if turn <= now]:
            coming[courier].remove(turn)
            if chance.random() < 0.05 or now - turn > TOO_LATE:
                unused[courier].append(turn)
            else:
                at = max(turn, now)
                left.append(at)
                late[courier].append((turn, at))
        order = TurnsWanted(chance.randint(0, 6), now, AHEAD, late[courier], unused[courier])
        late[courier], unused[courier] = [], []
        coming[courier] += book(timetable, order, now).turns
    assert busiest(left) <= RATE
    assert len(left) > 2 * RATE
