"""Floods: one person or one group cannot stop the others, nor fill the memory."""

import json
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bots import flood as module
from bots.flood import Allowance, Allowances, Flood, Verdict
from bots.intake import Intake
from core.people import Operator, Peer, Speaker
from core.topics import Suggestions
from dialogs.conversation import load
from dialogs.events import Arrival, Commanded, Event, Left, Pressed, Returned, Said
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.database import Database
from storage.store import Store
from tests.bots.fakes import EchoTurns, FakeDoor, batch, numbered, update
from tests.bots.test_intake import at_work
from tests.core.small_town import load as load_small
from tests.shipped import TOWN
from tests.tables import lay_tables
from tests.transcripts.stage import Stage, open_stage

ANNA = Speaker("telegram", 101, 101)
HELLO = Said("Привет")


@dataclass
class Watch:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Crowd:
    """Arrivals, each an update of its own."""

    made: list[Arrival] = field(default_factory=list)

    def does(self, event: Event = HELLO, who: Speaker = ANNA) -> Arrival:
        arrival = Arrival(f"u{len(self.made)}", who, event, private=who.chat > 0)
        self.made.append(arrival)
        return arrival


def allowed(burst: float, rate: float, group: float = 300) -> Allowances:
    return Allowances(Allowance(burst, rate), Allowance(group, 1))


def verdicts(flood: Flood, crowd: Crowd, times: int, who: Speaker = ANNA) -> list[Verdict]:
    return [flood.judge(crowd.does(who=who)) for _ in range(times)]


def test_an_album_a_story_and_quick_presses_are_no_flood() -> None:
    flood, crowd = Flood(clock=Watch()), Crowd()
    assert set(verdicts(flood, crowd, 40)) == {Verdict.TAKEN}


def night(flood: Flood, words: int, speaker: Speaker, every: float = 0.0) -> list[Verdict]:
    """Words of a night, all brought now: the wall's clock stands at 100 000."""
    return [
        flood.judge(
            Arrival(
                f"{speaker}.{every}.{at}",
                speaker,
                HELLO,
                private=speaker.chat > 0,
                sent_at=50_000.0 + at * every,
            )
        )
        for at in range(words)
    ]


def test_what_waited_while_the_bot_was_away_is_no_flood() -> None:
    flood, ivan = Flood(clock=Watch(), wall=Watch(100_000.0)), Speaker("vk", 7, 7)
    assert set(night(flood, 500, ivan)) == {Verdict.TAKEN}, "within one second"
    assert set(night(flood, 2000, ivan, every=2.0)) == {Verdict.TAKEN}
    assert set(verdicts(flood, Crowd(), 60, ivan)) == {Verdict.TAKEN}, "and now"


def test_what_waited_is_bounded_all_the_same() -> None:
    flood = Flood(clock=Watch(), wall=Watch(100_000.0))
    assert night(flood, 5000, Speaker("vk", 7, 7)).count(Verdict.TAKEN) == 600


@pytest.mark.parametrize("waited", [True, False])
def test_what_a_group_says_among_itself_uses_up_nothing_of_what_is_said_to_the_bot(
    waited: bool,
) -> None:
    flood = Flood(clock=Watch(), wall=Watch(100_000.0))
    sent_at = 60_000.0 if waited else 99_999.0
    chatter = [
        Arrival(f"c{at}", Speaker("vk", -9, at % 500), HELLO, private=False, sent_at=sent_at)
        for at in range(5000)
    ]
    said = [flood.judge(one) for one in chatter]
    assert Verdict.DROPPED in said, "it is bounded too"
    to_us = [
        Arrival(key, Speaker("vk", -9, 501), event, private=False, quoted=quoted, press=press)
        for key, event, quoted, press in (
            ("r", Said("Засыпали", reply_to="1"), "26-000001 · Ямы", None),
            ("m", Commanded("help"), "", None),
            ("p", Pressed("x", 1), "", "token"),
        )
    ]
    assert [flood.judge(replace(one, sent_at=sent_at)) for one in to_us] == [Verdict.TAKEN] * 3


def test_who_sends_without_end_is_told_once_and_then_not_answered() -> None:
    watch = Watch()
    flood, crowd = Flood(allowed(5, 1), clock=watch), Crowd()
    expected = [Verdict.TAKEN] * 5 + [Verdict.WARNED] + [Verdict.DROPPED] * 20
    assert verdicts(flood, crowd, 26) == expected
    watch.now += 1
    assert verdicts(flood, crowd, 3) == [Verdict.TAKEN, Verdict.DROPPED, Verdict.DROPPED]
    watch.now += 600
    assert verdicts(flood, crowd, 6) == [Verdict.TAKEN] * 5 + [Verdict.WARNED]


def test_others_are_not_touched_and_a_groups_allowance_is_its_own() -> None:
    flood, crowd = Flood(allowed(5, 1, 8), clock=Watch()), Crowd()
    group = [Speaker("telegram", -1, person) for person in (1, 2, 3)]
    verdicts(flood, crowd, 100)
    assert flood.judge(crowd.does(who=Speaker("telegram", 102, 102))) is Verdict.TAKEN
    assert flood.judge(crowd.does(who=Speaker("vk", 101, 101))) is Verdict.TAKEN
    assert verdicts(flood, crowd, 50, group[0]).count(Verdict.TAKEN) == 5
    # The flooder's rest used up nothing: three are left for colleagues.
    assert verdicts(flood, crowd, 4, group[1]) == [Verdict.TAKEN] * 3 + [Verdict.WARNED]
    assert verdicts(flood, crowd, 1, Speaker("telegram", -2, 3)) == [Verdict.TAKEN]


def test_the_same_update_gets_the_same_verdict_however_often_it_is_taken() -> None:
    flood, crowd = Flood(allowed(2, 1), clock=Watch()), Crowd()
    verdicts(flood, crowd, 4)
    again = [[flood.judge(arrival) for arrival in crowd.made] for _ in range(3)]
    assert again == [[Verdict.TAKEN, Verdict.TAKEN, Verdict.WARNED, Verdict.DROPPED]] * 3


def test_what_the_messenger_tells_of_people_is_never_dropped() -> None:
    flood, crowd = Flood(allowed(1, 0.001), clock=Watch()), Crowd()
    verdicts(flood, crowd, 10)
    for event in (Left(), Returned()):
        assert flood.judge(crowd.does(event)) is Verdict.TAKEN


def test_memory_does_not_grow_with_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT_AT_MOST", 100)
    monkeypatch.setattr(module, "VERDICTS_KEPT", 50)
    flood, crowd = Flood(clock=Watch()), Crowd()
    for person in range(1, 2000):
        flood.judge(crowd.does(who=Speaker("vk", -person, person)))
    assert flood.remembered == 250


def test_the_log_counts_what_was_dropped_once_a_period(
    logs: list[MutableMapping[str, Any]],
) -> None:
    watch = Watch()
    flood, crowd = Flood(allowed(5, 0.01), clock=watch), Crowd()
    for _ in range(600):
        watch.now += 0.5
        flood.judge(crowd.does())
    told = [one for one in logs if one["event"] == "flood"]
    assert 4 <= len(told) <= 6, "five minutes"
    assert sum(one["dropped"] for one in told) > 450


# at the intake


async def opened(folder: Path) -> Database:
    database = Database(f"sqlite+aiosqlite:///{folder}/town.db")
    await lay_tables(database)
    return database


async def test_a_flooder_is_told_once_and_keeps_what_was_taken(tmp_path: Path) -> None:
    database = await opened(tmp_path)
    store, turns = Store(database, lambda one: (one,)), EchoTurns()
    town = load_small(tmp_path)
    flood = Flood(allowed(3, 0.001), clock=Watch())
    intake = Intake(store, turns, town, Catalogue(), lambda: None, flood)
    async with at_work(intake):
        await intake.bring(
            FakeDoor(), batch(*numbered(map(str, range(20))), update(99, "рядом", 2))
        )
    said = [
        (one.outgoing.peer.chat, one.outgoing.message.text)
        for one in await store.ready("telegram", 99, ())
    ]
    mine = [text for chat, text in said if chat == 1]
    await database.close()
    assert mine[:3] == ["«0»", "«1»", "«2»"]
    assert len(mine) == 4
    assert "Сообщений слишком много" in mine[3]
    assert (2, "«рядом»") in said
    assert [text for _, text in turns.taken] == ["0", "1", "2", "рядом"]


async def test_a_batch_that_failed_counts_nobody_twice(tmp_path: Path) -> None:
    """Five messages in a batch with poison: taken one by one, all five are within five."""
    database = await opened(tmp_path)
    store, turns = Store(database, lambda one: (one,)), EchoTurns()
    flood = Flood(allowed(5, 0.001), clock=Watch())
    intake = Intake(store, turns, load_small(tmp_path), Catalogue(), lambda: None, flood)
    async with at_work(intake):
        await intake.bring(
            FakeDoor(), batch(*numbered(["а", "б", "в", "г", "д"]), update(9, "boom", 2))
        )
    async with store.unit() as unit:
        memory = await unit.recall(Speaker("telegram", 1, 1))
    await database.close()
    assert memory == {"said": ["а", "б", "в", "г", "д"]}


@pytest.mark.parametrize(("bound", "words"), [(True, 1), (False, 0)])
async def test_in_a_group_the_word_is_said_where_the_bot_works(
    tmp_path: Path, bound: bool, words: int
) -> None:
    database = await opened(tmp_path)
    store, turns = Store(database, lambda one: (one,)), EchoTurns()
    if bound:
        async with store.unit() as unit:
            by = Operator("roads", "Ольга", Speaker("telegram", -9, 1))
            await unit.bind(Peer("telegram", -9), "roads", "Дороги", by)
            await unit.commit()
    flood = Flood(allowed(2, 0.001), clock=Watch())
    intake = Intake(store, turns, load_small(tmp_path), Catalogue(), lambda: None, flood)
    async with at_work(intake):
        await intake.bring(FakeDoor(), batch(*(update(n, "ц", 1, chat=-9) for n in range(1, 9))))
    said = [one.outgoing.message.text for one in await store.ready("telegram", 99, ())]
    await database.close()
    assert len([text for text in said if "слишком много" in text]) == words


class PressDoor(FakeDoor):
    """Every update is a press."""

    def read(self, raw: dict[str, object], key: str) -> Arrival:
        number = int(str(raw["from"]))
        speaker = Speaker(self.name, number, number)
        return Arrival(key, speaker, Pressed("x", 1), press=f"token {raw['id']}")


class DeafTurns(EchoTurns):
    """Takes everything and says nothing."""

    async def take(self, unit: object, arrival: Arrival) -> tuple[()]:
        return ()


async def test_a_press_too_many_is_still_answered(tmp_path: Path) -> None:
    database = await opened(tmp_path)
    store = Store(database, lambda one: (one,))
    flood = Flood(allowed(2, 0.001), clock=Watch())
    intake = Intake(store, DeafTurns(), load_small(tmp_path), Catalogue(), lambda: None, flood)
    async with at_work(intake):
        await intake.bring(PressDoor(), batch(*(update(n, "") for n in range(1, 7))))
    (told,) = [one.outgoing for one in await store.ready("telegram", 99, ())]
    silent = store.answers("telegram")
    await database.close()
    assert [one.toast for one in (told, *silent)] == [f"token {n}" for n in range(3, 7)]
    assert told.message.text == "Слишком часто. Подождите минуту."


# what one conversation may grow to


async def test_a_story_told_without_end_stays_within_bounds(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("Яма на дороге. " + "а" * 4000)
    for _ in range(20):
        await anna.says("и ещё вот что: " + "я" * 4000)
        await anna.sends(*(f"снимок {n}" for n in range(10)), text="я" * 1000)
    async with stage.unit() as unit:
        memory = await unit.recall(anna.speaker)
    assert len(json.dumps(memory, ensure_ascii=False)) < 20_000
    assert len(load(anna.speaker, memory).state.answers["what"] or "") <= 8000  # type: ignore[arg-type]  # the story is text
    assert anna.chat.says("Получилось слишком длинно"), "kindly, and with the number"


async def test_links_and_labels_leave_nothing_long_behind(stage: Stage) -> None:
    anna = stage.resident("Анна", "vk", 101)
    await anna.commands("start", "26-000001" + "я" * 4000)
    await anna.commands("я" * 32, "я" * 4000)
    async with stage.unit() as unit:
        memory = await unit.recall(anna.speaker)
    assert len(json.dumps(memory)) < 1000


async def test_so_many_complaints_a_day_and_the_next_one_waits(tmp_path: Path) -> None:
    turns = Turns(TOWN, Catalogue(), Suggestions(TOWN), complaints_a_day=2)
    async with open_stage(tmp_path, turns) as stage:
        anna = stage.resident("Анна", "telegram", 101)
        for _ in range(3):
            await anna.files()
        assert len(await stage.tickets_of(anna)) == 2
        assert "За сутки можно подать обращений: 2" in anna.sees
        other = stage.resident("Иван", "telegram", 102)
        await other.files()
        stage.later(hours=25)
        await anna.presses("Продолжить начатое", "Отправить")
        assert len(await stage.tickets_of(anna)) == 3
