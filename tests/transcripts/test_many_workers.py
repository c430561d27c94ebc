"""Operators and residents act on the same tickets through several workers at once, on PostgreSQL:
no act is lost, and the history, the ticket and what people are told agree."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from itertools import pairwise
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import select

from core.people import Peer
from core.tickets import Move
from core.work import Conflict
from dialogs import events
from dialogs.events import Arrival
from storage.database import Database
from storage.store import Store
from storage.tables import outbox

from .stage import TUESDAY, Stage, fit, open_stage

WORKERS, TICKETS, OPERATORS = 3, 3, 6


@pytest_asyncio.fixture(loop_scope="session")
async def stage(tmp_path: Path, postgresql_url: str) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path, url=postgresql_url) as opened:
        yield opened


async def work(stage: Stage, store: Store, batches: Sequence[Sequence[Arrival]]) -> int:
    """Take batches as an intake does; return how many races were lost."""
    lost = 0
    for batch in batches:
        while True:
            try:
                async with store.unit() as unit:
                    await unit.recall_all([one.speaker for one in batch])
                    for arrival in batch:
                        unit.seen(arrival.speaker.door, arrival.key)
                        await stage.turns.take(unit, arrival)
                    await unit.commit()
                break
            except Conflict:
                lost += 1
                await asyncio.sleep(0)
    return lost


async def told(stage: Stage, peer: Peer) -> list[str]:
    rows = select(outbox.c.message).where(outbox.c.door == peer.door, outbox.c.chat == peer.chat)
    async with stage.database.read() as connection:
        return [str(one) for one in await connection.scalars(rows)]


@pytest.mark.parametrize("seed", range(3))
async def test_what_many_do_to_one_ticket_at_once_is_done_in_some_order(
    stage: Stage, postgresql_url: str, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  because it must be the same each time
    roads = await stage.agency("roads", "telegram", -500)
    people = [stage.resident(f"Житель {at}", "telegram", 101 + at) for at in range(TICKETS)]
    numbers = [await one.files() for one in people]
    cards = [roads.post(f"{number} ·") for number in numbers]
    operators = [stage.operator(f"Оператор {at}", roads, 900 + at) for at in range(OPERATORS)]
    acts = [one.press("в работу", card) for one in operators for card in cards]
    drafted = set()
    for at, operator in enumerate(operators):
        card = chance.choice(cards)
        drafted.add(card.id)
        await operator.does(
            events.Said(f"Сделано, наряд {at:03}", reply_to=card.id),
            quoted=card.text.partition("\n")[0],
        )
        acts += [operator.press("Отправить жителю") for _ in range(2)]  # a double press
    chance.shuffle(acts)
    shares: list[list[list[Arrival]]] = [[] for _ in range(WORKERS)]
    while acts:
        size = min(len(acts), chance.randint(1, 4))
        chance.choice(shares).append([acts.pop() for _ in range(size)])
    async with AsyncExitStack() as stack:
        stores = []
        for _ in range(WORKERS):
            database = Database(postgresql_url)
            stack.push_async_callback(database.close)
            stores.append(Store(database, fit, lambda: TUESDAY))
        tasks = [work(stage, store, share) for store, share in zip(stores, shares, strict=True)]
        await asyncio.gather(*tasks)
    answered: Counter[str] = Counter()
    for number, resident in zip(numbers, people, strict=True):
        history = await stage.history(number)
        assert all(one.after == other.before for one, other in pairwise(history))
        assert (await stage.ticket(number)).state is history[-1].after
        answers = [one.text for one in history if one.move is Move.ANSWER]
        answered.update(answers)
        said = " ".join(await told(stage, resident.speaker.peer))
        assert all(answer in said for answer in answers)
    # Of several who answer the same ticket the first does; nobody's answer goes twice.
    assert set(answered.values()) == {1}
    assert len(answered) == len(drafted)
