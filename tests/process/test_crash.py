"""``kill -9`` while residents and operators talk: nothing is lost, nothing is done twice.

The short run of ``python -m bench.crash``; what is proved, and how, stands in :mod:`.proof`.
People only ever act on what they see, so each conversation must go on at the step it was at.
"""

import asyncio

import pytest

from bots.sandbox.identity import MAX

from .keeper import nursery
from .play import DOORS, Plan, Played, play
from .weather import weather

KILLS = 4

PLANS = {
    "fair": Plan(
        seed=11, kills=KILLS, residents=3, operators=1, complaints=1, patience=40.0,
        doors=(*DOORS, MAX),
    ),
    "foul": Plan(
        seed=12, kills=KILLS // 2, residents=2, operators=1, complaints=1, patience=90.0,
        rules=weather(0.05, minutes=False),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Played]:
    """All plays, one after another: the libraries are imported once."""

    async def every() -> dict[str, Played]:
        async with nursery() as keeper:
            return {
                name: await play(tmp_path_factory.mktemp(name), keeper, plan)
                for name, plan in PLANS.items()
            }

    return asyncio.run(every())


@pytest.mark.parametrize("weather", PLANS)
def test_what_was_said_around_a_kill_arrives_once(played: dict[str, Played], weather: str) -> None:
    one = played[weather]
    assert one.kills >= PLANS[weather].kills // 2
    assert one.proof.complaints == PLANS[weather].residents
    assert one.failures == []


@pytest.mark.parametrize("weather", PLANS)
def test_vk_never_repeats_and_the_others_only_for_a_reason(
    played: dict[str, Played], weather: str
) -> None:
    sending = played[weather].proof.sending
    assert sending.rows > 0
    assert sending.repeats["vk"] == 0
    assert sending.unexplained == 0
    repeated = sending.repeats["telegram"] + sending.repeats["max"]
    assert repeated == len(sending.delays) + sending.by_fault
