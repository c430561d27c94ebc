"""Who is to be left alone, and for how long."""

from dataclasses import dataclass

import pytest

from bots.delivery.patience import Patience


@dataclass
class Seconds:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def test_a_chat_rests_to_the_second_and_alone(seconds: Seconds) -> None:
    patience = Patience(seconds)
    assert not patience.asked(1, 7.5, everyone=False)
    patience.rest(1, 1)  # its share does not cut short what was asked
    assert (patience.resting(), patience.everyone(), patience.next()) == ({1}, 0, 1.0)
    seconds.now += 7.4
    assert patience.resting() == {1}
    seconds.now += 0.1
    assert patience.resting() == set()


def test_everyone_waits_for_the_longest(seconds: Seconds) -> None:
    patience = Patience(seconds)
    assert patience.asked(1, 30, everyone=True)
    assert patience.asked(2, 3, everyone=True)
    assert patience.everyone() == 30


def test_only_refusals_in_a_row_are_taken_for_everyones(seconds: Seconds) -> None:
    patience = Patience(seconds)
    for chat in (1, 1, 2):
        assert not patience.asked(chat, 20, everyone=False)
    patience.taken()
    assert not patience.asked(3, 5, everyone=False)
    assert not patience.asked(4, 5, everyone=False)
    assert patience.asked(5, 4, everyone=False)
    assert patience.everyone() == 5


def test_one_is_woken_when_something_may_go(seconds: Seconds) -> None:
    patience = Patience(seconds)
    assert patience.next() == float("inf")
    patience.remind(3)
    patience.rest(1, 2)
    assert patience.next() == 2
    seconds.now += 2.5
    assert patience.next() == 0
    patience.wake()
    assert patience.next() == pytest.approx(0.5, abs=0.02)
