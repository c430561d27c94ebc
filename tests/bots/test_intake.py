"""Intake: one commit for all that has arrived, order, repeats, and poison set aside."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import tzinfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from bots.doors.door import Batch
from bots.intake import Intake
from core.people import Operator, Peer, Speaker
from core.town import Town
from core.work import Unavailable
from dialogs.effects import Label
from dialogs.texts import Catalogue
from storage.database import Database
from storage.store import Store
from storage.tables import quarantine
from storage.unit import Unit
from tests.tables import lay_tables

from .fakes import EchoTurns, FakeDoor, batch, numbered, update

COORDINATORS = Peer("telegram", -5)


@dataclass
class Hall:
    """An intake at work over a real store."""

    store: Store
    database: Database
    intake: Intake
    turns: EchoTurns
    commits: list[int]
    told: list[int] = field(default_factory=list)

    async def replies(self, door: str = "telegram") -> list[tuple[int, str]]:
        return [
            (one.outgoing.peer.chat, one.outgoing.message.text)
            for one in await self.store.ready(door, 99, ())
        ]

    async def said(self, person: int = 1) -> list[str]:
        async with self.store.unit() as unit:
            memory = await unit.recall(Speaker("telegram", person, person))
        return list(memory["said"]) if memory else []


@contextlib.asynccontextmanager
async def at_work(intake: Intake) -> AsyncIterator[None]:
    task = asyncio.create_task(intake.run())
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@pytest.fixture
def hall(store: Store, database: Database, town: Town) -> Hall:
    commits: list[int] = []
    turns, told = EchoTurns(), []
    intake = Intake(store, turns, town, Catalogue(), lambda: told.append(1))
    event.listen(database.engine.sync_engine, "commit", lambda connection: commits.append(1))
    return Hall(store, database, intake, turns, commits, told)


async def test_many_updates_of_many_doors_are_one_commit(hall: Hall) -> None:
    telegram, vk = FakeDoor("telegram"), FakeDoor("vk")
    bringing = [
        asyncio.create_task(
            hall.intake.bring(telegram, batch(*(update(n, f"{n}", n) for n in range(1, 80))))
        ),
        asyncio.create_task(hall.intake.bring(vk, batch(update(1, "a"), cursor="ts7"))),
        asyncio.create_task(hall.intake.bring(telegram, batch(update(90, "ещё", 1)))),
    ]
    await asyncio.sleep(0)  # all three are at the door before it is opened
    async with at_work(hall.intake):
        await asyncio.gather(*bringing)
    assert len(hall.commits) == 1
    assert hall.told == [1]
    assert len(hall.turns.taken) == 81
    assert await hall.store.cursor("telegram") == "90"
    assert await hall.store.cursor("vk") == "ts7"
    assert await hall.said(1) == ["1", "ещё"]


async def test_bring_returns_only_when_it_is_committed(hall: Hall) -> None:
    bringing = asyncio.create_task(hall.intake.bring(FakeDoor(), batch(update(1, "привет"))))
    returned: list[bool] = []
    engine = hall.database.engine.sync_engine
    event.listen(engine, "commit", lambda connection: returned.append(bringing.done()))
    async with hall.database.write(), at_work(hall.intake):  # somebody else is writing
        for _ in range(20):
            await asyncio.sleep(0)
        assert not bringing.done()
    assert not bringing.done()  # interrupted: the messenger will bring it again
    bringing.cancel()
    async with at_work(hall.intake):
        bringing = asyncio.create_task(hall.intake.bring(FakeDoor(), batch(update(1, "привет"))))
        await bringing
    assert returned == [False]
    assert await hall.said() == ["привет"]


async def test_an_update_seen_before_is_dropped(hall: Hall) -> None:
    door = FakeDoor()
    async with at_work(hall.intake):
        await hall.intake.bring(door, batch(update(1, "а"), update(1, "а"), update(2, "б")))
        await hall.intake.bring(door, batch(update(2, "б"), update(3, "в"), update(1, "а")))
        await hall.intake.bring(FakeDoor("vk"), batch(update(1, "своё")))
    assert await hall.said() == ["а", "б", "в"]
    assert await hall.replies() == [(1, "«а»"), (1, "«б»"), (1, "«в»")]
    assert await hall.replies("vk") == [(1, "«своё»")]


async def test_what_is_nobodys_act_only_moves_the_cursor(hall: Hall) -> None:
    async with at_work(hall.intake):
        await hall.intake.bring(FakeDoor(), batch(update(7, "nobody")))
        await hall.intake.bring(FakeDoor(), Batch((), "9"))
    assert hall.turns.taken == []
    assert await hall.store.cursor("telegram") == "9"


@settings(
    max_examples=15,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    people=st.lists(st.integers(1, 4), min_size=1, max_size=30),
    cuts=st.sets(st.integers(1, 29), max_size=5),
)
def test_each_conversation_keeps_its_order_however_it_is_cut(
    town: Town, tmp_path_factory: pytest.TempPathFactory, people: list[int], cuts: set[int]
) -> None:
    async def talk() -> dict[int, list[str]]:
        database = Database(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('order')}/t.db")
        await lay_tables(database)
        turns = EchoTurns()
        intake = Intake(Store(database, lambda one: (one,)), turns, town, Catalogue(), lambda: None)
        updates = [update(at, str(at), who) for at, who in enumerate(people, 1)]
        ends = sorted({*cuts, len(updates)})
        async with at_work(intake):
            await asyncio.gather(
                *(
                    intake.bring(FakeDoor(), batch(*updates[start:end]))
                    for start, end in zip([0, *ends], ends, strict=False)
                    if updates[start:end]
                )
            )
        await database.close()
        heard: dict[int, list[str]] = {}
        for speaker, text in turns.taken:
            heard.setdefault(speaker.person, []).append(text)
        return heard

    expected: dict[int, list[str]] = {}
    for at, who in enumerate(people, 1):
        expected.setdefault(who, []).append(str(at))
    assert asyncio.run(talk()) == expected


# poison


async def _bind_coordinators(hall: Hall, town: Town) -> None:
    by = Operator(town.coordinators.code, "Ольга", Speaker("telegram", -5, 7))
    async with hall.store.unit() as unit:
        await unit.bind(COORDINATORS, town.coordinators.code, "ЦУР", by)
        await unit.commit()


async def _set_aside(hall: Hall) -> list[tuple[str, str]]:
    async with hall.database.read() as connection:
        found = await connection.execute(select(quarantine.c.key, quarantine.c.trace))
        return [(row.key, row.trace) for row in found]


@pytest.mark.parametrize(
    ("poison", "trace"),
    [("boom", "a mistake of ours"), ("unreadable", "cannot be parsed")],
)
async def test_poison_is_set_aside_alone(hall: Hall, town: Town, poison: str, trace: str) -> None:
    await _bind_coordinators(hall, town)
    door = FakeDoor()
    async with at_work(hall.intake):
        await hall.intake.bring(
            door, batch(*numbered(["до", poison, "после"]), update(4, "рядом", 2))
        )
        await hall.intake.bring(door, batch(update(2, poison), update(5, "дальше")))
    assert await hall.said(1) == ["до", "после", "дальше"]  # nothing of the failed turn is kept
    assert await hall.said(2) == ["рядом"]
    assert await hall.store.cursor("telegram") == "5"
    ((key, kept),) = await _set_aside(hall)  # once, though the messenger brought it again
    assert key == "2"
    assert trace in kept
    assert "Traceback" in kept
    replies = await hall.replies()
    assert [text for chat, text in replies if chat == 2] == ["«рядом»"]
    mine = [text for chat, text in replies if chat == 1]
    apologised = ["Простите" in text for text in mine]
    # Who cannot even be read cannot be apologised to.
    assert apologised == ([False, True, False, False] if poison == "boom" else [False] * 3)
    told = [text for chat, text in replies if chat == COORDINATORS.chat]
    assert len(told) == 1
    assert "№ 1" in told[0]
    assert ("получил извинение" in told[0]) == (poison == "boom"), "only if there was one"


async def test_after_a_bad_deploy_one_notice_tells_how_much_lies_there(
    hall: Hall, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _bind_coordinators(hall, town)
    # It is counted where it is written: a second connection could wait for this one for ever.
    monkeypatch.delattr(type(hall.store), "figures")
    async with at_work(hall.intake):
        await hall.intake.bring(FakeDoor(), batch(*numbered(["boom"] * 30)))
        await hall.intake.bring(FakeDoor("vk"), batch(update(1, "boom", 7, chat=-9)))
    told = [text for chat, text in await hall.replies() if chat == COORDINATORS.chat]
    assert len(told) == 1
    assert "Отложено сообщений: 31, последнее — № 31 (vk)" in told[0]
    assert "об этом не сказано" in told[0], "nobody is apologised to in a group"


async def test_poison_without_coordinators_is_set_aside_too(hall: Hall) -> None:
    async with at_work(hall.intake):
        await hall.intake.bring(FakeDoor(), batch(*numbered(["boom", "дальше"])))
    assert len(await _set_aside(hall)) == 1
    assert await hall.said() == ["дальше"]


async def test_nobody_is_apologised_to_in_a_group(hall: Hall) -> None:
    async with at_work(hall.intake):
        await hall.intake.bring(FakeDoor(), batch(update(1, "boom", 7, chat=-9)))
    assert len(await _set_aside(hall)) == 1
    assert await hall.replies() == []


async def test_poison_of_one_door_does_not_hold_up_the_other(hall: Hall) -> None:
    bringing = [
        asyncio.create_task(hall.intake.bring(FakeDoor(), batch(update(1, "boom")))),
        asyncio.create_task(hall.intake.bring(FakeDoor("vk"), batch(update(1, "привет")))),
    ]
    await asyncio.sleep(0)
    async with at_work(hall.intake):
        await asyncio.gather(*bringing)
    assert await hall.replies("vk") == [(1, "«привет»")]
    assert await hall.store.cursor("vk") == "1"


class FullDisk(Store):
    """A store whose disk is full a few times."""

    refusals = 2

    def __init__(self, database: Database) -> None:
        super().__init__(database, lambda one: (one,))
        self.refused = asyncio.Event()

    @contextlib.asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        if self.refusals:
            self.refusals -= 1
            if not self.refusals:
                self.refused.set()
            raise Unavailable("SQLITE_FULL")
        async with super().unit() as unit:
            yield unit


async def test_while_the_disk_is_full_updates_wait_and_none_is_set_aside(
    database: Database, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.intake.FIRST_DELAY", 0.0)
    store = FullDisk(database)
    intake = Intake(store, EchoTurns(), town, Catalogue(), lambda: None)
    async with at_work(intake):
        bringing = asyncio.create_task(intake.bring(FakeDoor(), batch(update(1, "привет"))))
        await store.refused.wait()
        assert not intake.writes
        await bringing
        await intake.rest()
    assert intake.writes
    async with database.read() as connection:
        assert (await connection.execute(select(quarantine))).all() == []
    assert [one.outgoing.message.text for one in await store.ready("telegram", 9, ())] == [
        "«привет»"
    ]


class SpeechlessTown(Catalogue):
    """Texts that fail: whatever is to be said, nothing can be."""

    def say(self, language: str, text: Label, zone: tzinfo) -> str:
        raise KeyError("no words")


async def test_what_cannot_be_told_is_kept_in_quarantine_all_the_same(
    store: Store, database: Database, town: Town
) -> None:
    intake = Intake(store, EchoTurns(), town, SpeechlessTown(), lambda: None)
    async with at_work(intake):
        await intake.bring(FakeDoor(), batch(update(1, "boom"), update(2, "привет")))
    async with database.read() as connection:
        rows = (await connection.execute(select(quarantine.c.key))).all()
    assert len(rows) == 1
    assert await store.cursor("telegram") == "2"
