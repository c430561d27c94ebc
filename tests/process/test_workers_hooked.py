"""Three workers with webhooks: an update may reach any of them, some reach two at once, and the
second press of an impatient person is with one worker while the first is with another."""

import asyncio
import socket
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bots.sandbox.identity import Door
from tests.postgres import Postgres

from .books import Rows, on_server
from .dealing import dealing
from .house import GROUPS, House, Person, Screen, built, text_of
from .keeper import nursery

OPERATOR, FIRST_RESIDENT, RESIDENTS, SEED = 11_001, 10_001, 2, 5
PLACE = "Левый, Ленина, 5"


@dataclass
class Dealt:
    """``said``: what the bot said to each resident."""

    shares: Counter[int]
    doubled: int
    refused: list[int]
    tickets: Rows = field(default_factory=list)
    moves: Rows = field(default_factory=list)
    quarantine: Rows = field(default_factory=list)
    said: dict[tuple[Door, int], list[str]] = field(default_factory=dict)


def _residents() -> list[tuple[Door, int]]:
    return [(door, FIRST_RESIDENT + number) for door in GROUPS for number in range(RESIDENTS)]


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        taken = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in taken:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in taken]


async def _play(folder: Path, url: str) -> Dealt:
    ports = _free_ports(3)
    with on_server(url) as books:
        async with built(folder, books) as house, nursery() as keeper, dealing(ports, SEED) as deal:
            house.environment["PARADNAYA_WEB__PUBLIC"] = deal.url
            await keeper.serve(house, 0)
            for port in ports:
                await keeper.start(PARADNAYA_WEB__PORT=str(port))
            await house.until(house.knows_where_vk_is, "the first connection to VK")
            for door in GROUPS:
                await house.bind(door, OPERATOR)
            people = [Person(house, *one) for one in _residents()]
            screens = await asyncio.gather(*(_fill_in(one) for one in people))
            deal.impatient = True
            send = text_of("complaint-send")
            await asyncio.gather(
                *(one.press(send, screen) for one, screen in zip(people, screens, strict=True))
            )
            await house.until(lambda: _counted(house, len(people)), "the tickets")
            await house.at_rest()
            dealt = Dealt(deal.dealt, deal.doubled, deal.refused)
            dealt.tickets = house.rows("SELECT door, person, text FROM tickets ORDER BY 1, 2")
            dealt.moves = house.rows("SELECT move, count(*) FROM ticket_events GROUP BY move")
            dealt.quarantine = house.rows("SELECT * FROM quarantine")
            for door, number in _residents():
                dealt.said[door, number] = [one["text"] for one in house.seen(door, number)[0]]
            await keeper.stop()
    return dealt


async def _fill_in(person: Person) -> Screen:
    await person.come_in(f"Житель {person.number}")
    return await person.fill_in(_words(person.number), PLACE)


async def _counted(house: House, tickets: int) -> bool:
    return len(house.rows("SELECT 1 FROM tickets")) >= tickets


def _words(number: int) -> str:
    return f"Яма на дороге номер {number}, пробил колесо"


@pytest.fixture(scope="module")
def dealt(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Dealt:
    url = postgres.lend()
    try:
        return asyncio.run(_play(tmp_path_factory.mktemp("hooked"), url))
    finally:
        postgres.take_back(url)


def test_every_worker_takes_what_it_is_brought(dealt: Dealt) -> None:
    assert len(dealt.shares) == 3
    assert min(dealt.shares.values()) > 5
    assert dealt.refused == []


def test_two_presses_with_two_workers_make_one_ticket(dealt: Dealt) -> None:
    assert dealt.doubled >= RESIDENTS
    assert [words for *_, words in dealt.tickets] == [_words(number) for _, number in _residents()]
    assert dealt.moves == [("file", len(_residents()))]
    assert dealt.quarantine == []


def test_each_conversation_went_in_order_and_nothing_was_said_twice(dealt: Dealt) -> None:
    for door in GROUPS:
        ours = [dealt.said[one] for one in _residents() if one[0] == door]
        for said in ours:
            assert len(said) == len(set(said)), door
        # Each was asked the same, in the same order; what they said themselves differs.
        assert len({len(said) for said in ours}) == 1, door
