"""What was set aside is shown without secrets, and taken again beside a running bot."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bots.administration.quarantine import READERS, Outcome, error_of, kind_of, retry, whole
from bots.doors.door import Raw
from bots.logs import Redaction
from core.people import Speaker
from storage.database import Database
from storage.quarantine import Aside, Quarantine
from storage.store import Store
from tests.bots.fakes import Clock, EchoTurns, FakeDoor, update
from tests.tables import lay_tables

TRACE = 'Traceback (most recent call last):\n  File "x.py", line 1\nValueError: беда\n  ещё о ней\n'


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/town.db"


@pytest.fixture
async def running(url: str) -> AsyncIterator[Store]:
    """The store of a bot that runs meanwhile."""
    database = Database(url)
    await lay_tables(database)
    yield Store(database, lambda one: (one,), Clock())
    await database.close()


@pytest.fixture
async def quarantine(running: Store, url: str) -> AsyncIterator[Quarantine]:
    """The administrator's own connection."""
    del running  # it is only to be there first
    database = Database(url)
    yield Quarantine(database, lambda one: (one,))
    await database.close()


READING = {"telegram": lambda raw, key: FakeDoor().read(raw, key)}


async def set_aside(store: Store, raw: Raw, door: str = "telegram") -> int:
    async with store.unit() as unit:
        number = await unit.set_aside(door, str(raw.get("id", "key")), raw, TRACE)
        await unit.commit()
    return number


async def retried(quarantine: Quarantine, *numbers: int) -> list[Outcome]:
    return [one async for one in retry(quarantine, EchoTurns(), READING, numbers)]


async def test_a_retry_is_a_turn_and_its_reply_waits_for_the_bots_courier(
    running: Store, quarantine: Quarantine
) -> None:
    number = await set_aside(running, update(7, "яма"))
    assert await retried(quarantine, number) == [Outcome(number, found=True)]
    (reply,) = await running.ready("telegram", 9, ())
    assert reply.outgoing.message.text == "«яма»"
    async with running.unit() as unit:
        assert await unit.recall(Speaker("telegram", 1, 1)) == {"said": ["яма"]}
    assert await quarantine.latest() == ([], 0)
    ((done,), _) = await quarantine.latest(done=True)
    assert done.done_at is not None


async def test_what_is_done_is_not_done_again(running: Store, quarantine: Quarantine) -> None:
    number = await set_aside(running, update(7, "яма"))
    outcomes = await retried(quarantine, number, number, 999)
    assert [one.found for one in outcomes] == [True, False, False]
    assert len(await running.ready("telegram", 9, ())) == 1


async def test_what_fails_again_stays_with_its_new_error_and_leaves_no_trace(
    running: Store, quarantine: Quarantine
) -> None:
    first = await set_aside(running, update(7, "boom"))
    second = await set_aside(running, update(8, "яма"))
    outcomes = await retried(quarantine, first, second)
    assert outcomes[0].error == "ZeroDivisionError: a mistake of ours"
    assert outcomes[1].error == ""
    ((left,), _) = await quarantine.latest()
    assert left.number == first
    assert "a mistake of ours" in left.trace
    async with running.unit() as unit:
        assert await unit.recall(Speaker("telegram", 1, 1)) == {"said": ["яма"]}


async def test_what_is_nobodys_act_is_done_with(running: Store, quarantine: Quarantine) -> None:
    number = await set_aside(running, update(7, "nobody"))
    assert await retried(quarantine, number) == [Outcome(number, found=True)]
    assert await running.pending() == 0


async def test_an_unknown_messenger_is_an_error_like_any(
    running: Store, quarantine: Quarantine
) -> None:
    number = await set_aside(running, update(7, "яма"), door="pager")
    (outcome,) = await retried(quarantine, number)
    assert "pager" in outcome.error


async def test_the_list_is_the_newest_first_and_a_row_can_go(
    running: Store, quarantine: Quarantine
) -> None:
    numbers = [await set_aside(running, update(at, "яма")) for at in range(3)]
    found, count = await quarantine.latest(2)
    assert ([one.number for one in found], count) == (numbers[:0:-1], 3)
    assert await quarantine.drop(numbers[1])
    assert not await quarantine.drop(numbers[1])
    found, count = await quarantine.latest()
    assert ([one.number for one in found], count) == ([numbers[2], numbers[0]], 2)


async def test_all_that_waits_is_gone_through_in_pages_the_oldest_first(
    running: Store, quarantine: Quarantine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.quarantine.AT_ONCE", 2)
    numbers = [await set_aside(running, update(at, "яма")) for at in range(5)]
    await quarantine.drop(numbers[1])
    gone_through = []
    async for number in quarantine.waiting():
        gone_through.append(number)
        if len(gone_through) == 1:  # what comes meanwhile waits for another time
            await set_aside(running, update(9, "яма"))
    assert gone_through == [numbers[0], *numbers[2:]]


TELEGRAM: Raw = {
    "update_id": 1,
    "message": {
        "message_id": 5,
        "date": 1_790_000_000,
        "chat": {"id": 9, "type": "private", "first_name": "Анна"},
        "from": {"id": 9, "is_bot": False, "first_name": "Анна"},
        "text": "Яма",
    },
}
VK: Raw = {
    "type": "message_new",
    "group_id": 77,
    "event_id": "e1",
    "v": "5.199",
    "object": {
        "message": {
            "id": 3, "date": 1_790_000_000, "peer_id": 9, "from_id": 9,
            "text": "[club77|@town] Яма", "attachments": [], "conversation_message_id": 2,
        },
        "client_info": {},
    },
}  # fmt: skip


MAX: Raw = {
    "update_type": "message_created",
    "timestamp": 1_790_000_000_000,
    "message": {
        "sender": {"user_id": 9, "first_name": "Анна", "is_bot": False},
        "recipient": {"chat_id": 19, "chat_type": "dialog", "user_id": 77},
        "timestamp": 1_790_000_000_000,
        "body": {"mid": "mid7", "seq": 7, "text": "Яма", "attachments": None},
    },
}


@pytest.mark.parametrize(("door", "raw"), [("telegram", TELEGRAM), ("vk", VK), ("max", MAX)])
def test_every_messengers_updates_are_read_without_a_token(door: str, raw: Raw) -> None:
    arrival = READERS[door](raw, "key")
    assert arrival is not None
    assert arrival.key == "key"
    assert arrival.speaker == Speaker(door, 9, 9)


# what is shown


def an_aside(raw: dict[str, Any], trace: str = TRACE) -> Aside:
    return Aside(1, "vk", "key", raw, trace, Clock.now, None)


@pytest.mark.parametrize(
    ("trace", "error"),
    [
        (TRACE, "ValueError: беда"),
        (f"{TRACE}\nDuring handling …:\n\n{TRACE.replace('беда', 'хуже')}", "ValueError: хуже"),
        ("просто слова", "просто слова"),
        ("", ""),
    ],
)
def test_the_error_is_the_last_that_was_raised(trace: str, error: str) -> None:
    assert error_of(trace) == error


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (TELEGRAM, "сообщение"),
        (VK, "сообщение"),
        (MAX, "сообщение"),
        ({"update_type": "message_callback", "callback": {}}, "нажатие кнопки"),
        ({"update_id": 1, "callback_query": {}}, "нажатие кнопки"),
        ({"type": "like_add"}, "like_add"),
        ({"type": 5}, "неизвестно что"),
        ({}, "неизвестно что"),
    ],
)
def test_the_kind_is_told_in_a_word(raw: Raw, kind: str) -> None:
    assert kind_of(an_aside(raw)) == kind


def test_secrets_are_not_shown() -> None:
    token = "123456789:AAabcdefghijklmnopqrstuvwxyz012345678"
    raw = {"secret": "hush-hush", "object": {"text": "/bind ABCD-EFGH", "access_token": "vk1"}}
    shown = whole(
        an_aside(raw, f"{TRACE} at https://api/bot{token}/x own-secret"), Redaction(["own-secret"])
    )
    for secret in ("hush-hush", "ABCD", "EFGH", '"vk1"', token, "own-secret"):
        assert secret not in shown
    assert "беда" in shown


def test_what_was_written_does_not_act_on_the_terminal() -> None:
    raw = {"text": "\x1b[2J\u202eдорога\u200b\x9b1m"}
    shown = whole(replace(an_aside(raw), trace="ValueError: \x1b]0;x\x07"), Redaction())
    assert not {"\x1b", "\u202e", "\u200b", "\x9b", "\x07"} & set(shown)
    assert "дорога" in shown
