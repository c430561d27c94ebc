"""Bind codes: guessed, replayed, typed where they must not be, written down where they must not."""

import hmac
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from core.people import Peer, Speaker
from storage.tables import bind_attempts
from tests.security.wire import edits, forwards, group_of, says, take
from tests.transcripts.chats import Chat
from tests.transcripts.stage import Stage

DOORS = ("telegram", "vk")


async def bound(stage: Stage) -> list[Peer]:
    async with stage.unit() as unit:
        return [peer for agency in ("roads", "gas") if (peer := await unit.chat_of(agency))]


async def guess(stage: Stage, code: str, person: int = 666, chat: int = -1) -> str:
    """Try a code; what the chat is told."""
    there = stage.chat(Peer("telegram", chat))
    await stage.operator("Ева", there, person).commands("bind", code)
    return there.last


async def guess_a_hundred_times(stage: Stage) -> None:
    """A hundred people in a hundred chats, each with one wrong code."""
    async with stage.unit() as unit:
        for at in range(100):
            await unit.redeem(f"AAAA-{at:04}", Speaker("telegram", -1000 - at, 1000 + at))
        await unit.commit()


async def attempts(stage: Stage) -> int:
    async with stage.database.read() as connection:
        return await connection.scalar(select(func.count()).select_from(bind_attempts)) or 0


async def test_a_person_may_be_wrong_five_times_an_hour_in_whatever_chat(stage: Stage) -> None:
    code = await stage.invite("roads")
    for at in range(5):
        assert "Код не подошёл" in await guess(stage, f"AAAA-{at:04}", chat=-10 - at)
    assert "Слишком много неверных кодов" in await guess(stage, code, chat=-99)
    assert await bound(stage) == []


async def test_a_chat_may_be_wrong_five_times_an_hour_whoever_tries(stage: Stage) -> None:
    code = await stage.invite("roads")
    for at in range(5):
        await guess(stage, f"AAAA-{at:04}", person=600 + at)
    assert "Слишком много неверных кодов" in await guess(stage, code, person=700)
    assert await bound(stage) == []


async def test_after_an_hour_the_right_code_works_again(stage: Stage) -> None:
    for at in range(5):
        await guess(stage, f"AAAA-{at:04}")
    stage.later(minutes=59)
    assert "Слишком много неверных кодов" in await guess(stage, await stage.invite("roads"))
    stage.later(minutes=2)
    assert "Дорожная служба города" in await guess(stage, await stage.invite("roads"))


async def test_a_restart_forgives_nobody(stage: Stage) -> None:
    """What counts wrong codes is the database: a new unit of work knows nothing else."""
    for at in range(5):
        await guess(stage, f"AAAA-{at:04}")
    assert await attempts(stage) == 5


async def test_a_hundred_wrong_codes_of_all_pause_binding_and_the_log_says_so(
    stage: Stage, logs: list[MutableMapping[str, Any]]
) -> None:
    code = await stage.invite("roads")
    await guess_a_hundred_times(stage)
    assert "Сейчас привязать чат нельзя" in await guess(stage, "AAAA-0000", person=4, chat=-4)
    assert "Сейчас привязать чат нельзя" in await guess(stage, code, person=5, chat=-5)
    assert [one["event"] for one in logs].count("binding_paused") == 1
    assert len([one for one in logs if one["event"] == "bind_code_wrong"]) == 100
    assert await attempts(stage) == 100, "a guesser cannot make the table grow"
    stage.later(hours=1, minutes=1)
    await guess(stage, "AAAA-0000", person=6, chat=-6)
    assert await attempts(stage) == 1, "old ones are forgotten"


async def test_a_bound_chat_works_on_while_binding_is_paused(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    number = await stage.resident("Анна", "vk", 101).files()
    await guess_a_hundred_times(stage)
    await stage.operator("Ольга", roads, 501).presses("Взять")
    assert (await stage.ticket(number)).taken_by == "Ольга"


async def test_a_used_code_is_answered_as_a_wrong_one(stage: Stage) -> None:
    code = await stage.invite("roads")
    await guess(stage, code, person=501, chat=-1)
    used = await guess(stage, code, person=502, chat=-2)
    wrong = await guess(stage, "WRONG-WRONG", person=503, chat=-3)
    old = await stage.invite("gas")
    stage.later(hours=2)
    expired = await guess(stage, old, person=504, chat=-4)
    assert used == wrong == expired
    assert await attempts(stage) >= 1


async def test_codes_are_compared_in_constant_time_with_every_live_one(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = [await stage.invite(agency) for agency in ("gas", "roads", "zur")]
    compared: list[str] = []
    really = hmac.compare_digest

    def comparing(known: str, said: str) -> bool:
        compared.append(known)
        return really(known, said)

    monkeypatch.setattr(hmac, "compare_digest", comparing)
    await guess(stage, codes[0])
    assert len(compared) == 3, "the first one found is not where it stops"
    compared.clear()
    await guess(stage, codes[0], person=7, chat=-7)
    assert len(compared) == 2, "one that was used is compared with nothing"


@pytest.mark.parametrize("door", DOORS)
async def test_a_code_in_a_private_chat_is_not_tried_but_explained(stage: Stage, door: str) -> None:
    code = await stage.invite("roads")
    eve = stage.resident("Ева", door, 666)
    await take(stage, says(eve.speaker, f"/bind {code}"))
    assert "в групповом чате" in eve.sees
    assert await bound(stage) == []
    assert await attempts(stage) == 0
    assert "Дорожная служба города" in await guess(stage, code, person=501)


@pytest.mark.parametrize("door", DOORS)
async def test_a_code_that_was_forwarded_or_edited_in_binds_nothing(
    stage: Stage, door: str
) -> None:
    code = await stage.invite("roads")
    eve = Speaker(door, group_of(door), 666)
    await take(stage, forwards(eve, f"/bind {code}"), edits(eve, f"/bind {code}"))
    assert await bound(stage) == []
    await take(stage, says(eve, f"/bind {code}"))
    assert await bound(stage) == [eve.peer]


def all_of(folder: Path) -> bytes:
    """The database, with what is still in its write-ahead log."""
    return b"".join(file.read_bytes() for file in folder.glob("paradnaya.db*"))


async def test_a_code_is_neither_kept_nor_logged(
    stage: Stage, tmp_path: Path, logs: list[MutableMapping[str, Any]]
) -> None:
    code, wrong = await stage.invite("roads"), "QWERTYUI"
    await guess(stage, wrong)
    await guess(stage, code)
    assert logs
    written = all_of(tmp_path)
    for secret in (code, code.replace("-", ""), wrong):
        assert secret.encode() not in written
        assert secret not in repr(logs)


def told(chat: Chat) -> str:
    return "\n".join(post.text for post in chat.posts)


async def test_a_very_long_code_is_only_a_wrong_one(stage: Stage) -> None:
    assert "Код не подошёл" in await guess(stage, "Я" * 4000)
    assert "Я" * 50 not in told(stage.chat(Peer("telegram", -1)))
