"""``kill -9`` amid a broadcast, a move of many tickets, and what the watch tells of it later.

A town has given both orders when the bot starts. It is killed again and again, each time when it
has got further and at some moment of that; in the end everybody was told everything, once.
"""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bots.sandbox.identity import TELEGRAM, VK, Door
from core.desk import Desk, Draft
from core.finding import Only
from core.jobs import Audience, Broadcast, Choice, Deed, Job, Order
from core.messages import Lane
from core.people import Operator, Peer, Speaker
from core.places import Place
from core.town import Town, load_town
from storage.database import Database
from storage.migrate import migrate
from storage.store import Store
from tests.core.small_town import SMALL

from .house import House, built
from .keeper import Nursery, nursery

KILLS, PATIENCE = 4, 40.0
SOON = 0.12
"""Seconds after the bot has got further, within which it is killed."""

IN_FLIGHT = 3
"""Seconds before a kill in which Telegram may have got what is not written down as sent yet."""

Resident = tuple[Door, int]

RESIDENTS: tuple[Resident, ...] = (
    *((TELEGRAM, 20_001 + place) for place in range(10)),
    *((VK, 30_001 + place) for place in range(100)),
)
"""More than a portion of a broadcast is."""

REJECTED = frozenset(RESIDENTS[::2])
"""Theirs are rejected: a portion of that move, and a few more."""

WARNING, REJECTION = "Авария на теплосети, до 18:00", "не принято в работу"
HALL, ROADS = Peer("vk", 2_000_000_001), Peer("vk", 2_000_000_002)
RAISA = Operator("zur", "Раиса", Speaker("vk", HALL.chat, 12_001))

HOW_FAR = """SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM delayed),
(SELECT count(*) FROM outbox WHERE state = 'sent'), (SELECT group_concat(cursor) FROM jobs)"""
LEFT = "SELECT (SELECT count(*) FROM jobs WHERE stage != 'done') + count(*) FROM delayed"
MOVES = "SELECT count(*) FROM ticket_events WHERE move = 'reject' GROUP BY number"
SPREAD = f"SELECT chat FROM outbox WHERE lane = '{Lane.BROADCAST}'"  # noqa: S608  because the lane is our own word


@dataclass
class Told:
    """``heard``: when each resident read each of the two, unix seconds."""

    heard: dict[str, dict[Resident, list[int]]]
    broadcast: Counter[int]
    moves: list[int]
    jobs: list[tuple[str, int, int]]
    kills: list[float]
    left: list[int]


async def _fill(url: str, town: Town) -> None:
    """A ticket of everybody, and both orders."""
    database = Database(url)
    await migrate(database)
    async with Store(database, lambda one: (one,)).unit() as unit:
        await unit.bind(HALL, "zur", "Координаторы", RAISA)
        await unit.bind(ROADS, "roads", "Дороги", Operator("roads", "Ольга", RAISA.speaker))
        now = unit.now
        unit.now = now - timedelta(minutes=1)
        for door, number in RESIDENTS:
            where = "left" if (door, number) in REJECTED else "right"
            draft = Draft(f"Яма {number}", "roads.pit", where, Place("Ленина, 5"))
            await Desk(town, unit).file(Speaker(door, number, number), draft)
        unit.now = now
        lefts = Choice(now, Only(municipality="left"))
        rejecting = Order(lefts, Deed.REJECT, "not_ours", RAISA.speaker.person)
        for work in (Broadcast(Audience(), WARNING), rejecting):
            await unit.jobs.begin(Job(HALL, "Раиса", work, now, now, len(RESIDENTS)))
        await unit.commit()
    await database.close()


async def _kill(house: House, keeper: Nursery) -> list[int]:
    """Kill it; how much of the orders was left to do at each kill."""
    chance = random.Random(9)  # noqa: S311  because a run is to be like another
    left: list[int] = []
    for _ in range(KILLS):
        before = house.rows(HOW_FAR)

        async def further(before: object = before) -> bool:
            return house.rows(HOW_FAR) != before

        await house.until(further, "something done", PATIENCE)
        await asyncio.sleep(chance.random() * SOON)
        await keeper.kill()
        left += [count for (count,) in house.rows(LEFT)]
    return left


async def _play(folder: Path) -> Told:
    async with built(folder) as house, nursery() as keeper:
        text = f"{SMALL}\n[desk]\nundo_seconds = 1\n"
        (folder / "town.toml").write_text(text, encoding="utf-8")
        world = house.sandbox.world
        for door, number in (*RESIDENTS, (VK, RAISA.speaker.person)):
            world.add_person(door, "Житель", number).started = True
        for peer in (HALL, ROADS):
            world.add_chat(VK, "Исполнитель", "group", [RAISA.speaker.person], peer.chat)
        await _fill(house.books.url, load_town(folder / "town.toml"))
        await keeper.serve(house)
        left = await _kill(house, keeper)

        async def done() -> bool:
            return house.rows(LEFT) == [(0,)]

        await house.until(done, "the end of both orders", PATIENCE)
        await house.at_rest()
        await keeper.stop()
        return Told(
            {words: _heard(house, words) for words in (WARNING, REJECTION)},
            Counter(chat for (chat,) in house.rows(SPREAD)),
            [count for (count,) in house.rows(MOVES)],
            [(*row,) for row in house.rows("SELECT stage, done, skipped FROM jobs ORDER BY id")],
            [at for at, _ in keeper.kills],
            left,
        )


def _heard(house: House, words: str) -> dict[Resident, list[int]]:
    """Whoever heard these words, and when."""
    found: dict[Resident, list[int]] = {}
    for door, number in RESIDENTS:
        for one in house.sandbox.world.chats[door][number].messages.values():
            if words in one.text and not one.deleted:
                found.setdefault((door, number), []).append(one.date)
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return asyncio.run(_play(tmp_path_factory.mktemp("watch")))


def test_everybody_was_told_of_the_warning_and_of_their_ticket(told: Told) -> None:
    assert len(told.kills) == KILLS
    assert sum(left > 0 for left in told.left) >= 2, "it was killed amid the work"
    assert told.broadcast == {number: 1 for _, number in RESIDENTS}
    assert told.heard[WARNING].keys() == {*RESIDENTS}
    assert told.heard[REJECTION].keys() == REJECTED


def test_every_ticket_was_moved_once(told: Told) -> None:
    assert told.moves == [1] * len(REJECTED)
    assert told.jobs == [("done", len(RESIDENTS), 0), ("done", len(REJECTED), 0)]


def test_nobody_was_told_twice_unless_telegram_had_it_when_the_bot_was_killed(told: Told) -> None:
    for heard in told.heard.values():
        for (door, number), moments in heard.items():
            for at in sorted(moments)[:-1]:
                assert door == TELEGRAM, number
                assert any(kill - IN_FLIGHT <= at <= kill for kill in told.kills), number
