"""Three workers over one PostgreSQL, one of them killed again and again while people talk.

What is proved of one bot in :mod:`.test_crash` holds of three; and together they keep each
messenger's pace, and what one alone does passes on in seconds.
"""

import asyncio

import pytest

from bots.doors.limits import LIMITS
from tests.postgres import Postgres

from .books import on_server
from .keeper import nursery
from .play import Plan, Played, play
from .steps import Steps

PLAN = Plan(
    seed=31, kills=3, workers=3, residents=4, operators=1, complaints=1, crowd=40, patience=60.0
)

A_SECOND = 0.95
"""Less by what a worker may have been late that was killed before it could tell."""

PASSED_ON = 10.0
"""Seconds in which a killed worker's lease must be another's."""


@pytest.fixture(scope="module")
def steps() -> Steps:
    """The messengers' loop, step by step."""
    return Steps()


@pytest.fixture(scope="module")
def played(postgres: Postgres, steps: Steps, tmp_path_factory: pytest.TempPathFactory) -> Played:
    async def once(url: str) -> Played:
        with on_server(url) as books:
            async with nursery() as keeper:
                return await play(tmp_path_factory.mktemp("three"), keeper, PLAN, books=books)

    url = postgres.lend()
    try:
        with asyncio.Runner(loop_factory=steps.loop) as runner:
            return runner.run(once(url))
    finally:
        postgres.take_back(url)


def test_nothing_is_lost_and_nothing_doubled(played: Played) -> None:
    assert played.proof.complaints == PLAN.residents
    assert played.failures == []


def test_vk_never_repeats_and_telegram_only_around_a_kill(played: Played) -> None:
    sending = played.proof.sending
    assert sending.repeats["vk"] == 0
    assert sending.unexplained == 0
    assert sending.repeats["telegram"] == len(sending.delays)


def test_together_they_keep_each_messengers_pace(played: Played, steps: Steps) -> None:
    paced = played.record.paced
    assert len(paced["telegram"]) > 2 * LIMITS["telegram"].pace.everyone
    for door, moments in paced.items():
        assert steps.busiest(moments, A_SECOND) <= LIMITS[door].pace.everyone, door


def test_a_killed_workers_leases_pass_on_in_seconds(played: Played) -> None:
    gaps = played.gaps
    assert gaps.keys() & {"poll/telegram", "poll/vk"}, "nobody who polled was killed"
    assert max(max(found) for found in gaps.values()) < PASSED_ON
