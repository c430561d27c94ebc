"""The blackout that is played: everybody is answered, within the messengers' limits, repeatably."""

import asyncio

import pytest

from bench.blackout import bars, chart, faults, figures
from bench.outage import Blackout, Record, Scenario, fullest
from bench.virtual import VirtualLoop

CROWD = Scenario(writing=1_500, houses=300, known=2_000)


def played(scenario: Scenario) -> Record:
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(Blackout(scenario).play())


@pytest.fixture(scope="module")
def crowd() -> Record:
    return played(CROWD)


def test_everybody_is_answered_in_the_end_and_has_filed_a_complaint(crowd: Record) -> None:
    assert crowd.asked == crowd.answered == 9 * CROWD.writing
    assert crowd.complaints == CROWD.writing
    assert sum(map(len, crowd.card_waits.values())) == CROWD.writing
    assert 0 < crowd.same_house < CROWD.writing
    assert not faults(crowd)


def test_no_second_is_fuller_than_the_messenger_takes(crowd: Record) -> None:
    assert fullest(crowd.requests["telegram", 0]) == 30
    assert fullest(crowd.requests["vk", 0]) <= 20


def test_a_seed_plays_the_same_hour_again_and_another_seed_another(crowd: Record) -> None:
    assert played(CROWD).waits == crowd.waits
    assert played(Scenario(1_500, 300, 2_000, seed=2)).waits != crowd.waits


def test_without_lanes_a_reply_waits_for_the_broadcast(crowd: Record) -> None:
    without = played(Scenario(1_500, 300, 2_000, lanes=False))
    told = [wait for written, wait in without.waits["telegram"] if 1200 < written < 1230]
    beside = [wait for written, wait in crowd.waits["telegram"] if 1200 < written < 1230]
    assert max(told) > 10 > 1 > max(beside)


def test_bots_share_the_town_and_each_has_its_own_pace() -> None:
    record = played(Scenario(300, 100, 300, bots=2))
    assert set(record.requests) == {("telegram", 0), ("telegram", 1), ("vk", 0), ("vk", 1)}
    assert all(record.requests.values())
    assert record.complaints == 300


def test_a_column_of_the_chart_is_as_high_as_its_share_of_the_highest(crowd: Record) -> None:
    assert bars([0, 1, 2, 4, 8]) == " ▁▂▄█"
    assert chart(crowd).count("│") == 4
    assert any("Telegram" in line for line in figures(crowd))


def test_an_hour_in_which_nothing_is_left_to_happen_does_not_hang() -> None:
    loop = VirtualLoop()
    with pytest.raises(RuntimeError, match="still waits"):
        loop.run_until_complete(loop.create_future())
    loop.close()
