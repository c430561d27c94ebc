"""The whole story with the real process, real aiogram and vkbottle, over HTTP.

A resident on Telegram and one on VK complain; the agency of each sits in the other messenger,
answers by replying to the card, and the resident says that it helped. Played once; the tests
look at what everybody saw.
"""

import asyncio
import contextlib
import json
import signal
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bots.sandbox.identity import TELEGRAM, VK, Door
from tests.doors.contract import CHECKER, complaints, contract
from tests.sandbox.conftest import violations

from .house import GROUPS, TO_START, House, Person, built, plain_environment, text_of

ROOT = Path(__file__).parents[2]

OTHER: dict[Door, Door] = {TELEGRAM: VK, VK: TELEGRAM}
PLACES: dict[Door, str] = {TELEGRAM: "Левый, Ленина, 5", VK: "Правый, Садовая, 7"}
"""What happens on the left is for «roads» (VK), on the right for the coordinators (Telegram)."""

RESIDENT, OPERATOR = 10_001, 11_001


@dataclass
class Story:
    """What everybody saw: messages by door and chat, rows, calls, and how the process ended."""

    cards: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    answered: dict[str, str] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)
    tickets: list[tuple[Any, ...]] = field(default_factory=list)
    moves: list[tuple[Any, ...]] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)
    code: int | None = None
    seconds: float = 0.0


@contextlib.asynccontextmanager
async def _process(house: House, story: Story) -> AsyncIterator[None]:
    """``paradnaya run`` as it is started by hand; ended by SIGTERM."""
    with (house.folder / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bots", "run",
            cwd=ROOT, env={**plain_environment(), **house.environment}, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            yield
            process.send_signal(signal.SIGTERM)
            started = time.monotonic()
            story.code = await asyncio.wait_for(process.wait(), 30)
            story.seconds = time.monotonic() - started
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def _complain(house: House, door: Door) -> None:
    """Fill the complaint in, and press «Отправить» twice at once."""
    resident = Person(house, door, RESIDENT)
    await resident.come_in("Анна Кузнецова")
    summary = await resident.fill_in("Яма на дороге, пробил колесо", PLACES[door], photos=2)
    await asyncio.gather(*(resident.press(text_of("complaint-send"), summary) for _ in range(2)))


async def _serve(house: House, story: Story, door: Door) -> None:
    """The operator in the other messenger answers by replying; the resident is content."""
    other = OTHER[door]
    chat, resident = GROUPS[other], Person(house, door, RESIDENT)

    async def card() -> Any:
        said = await house.said(other, chat)
        return next((one for one in said if "Яма на дороге" in one["text"]), None)

    found = await house.until(card, f"the card in {other}")
    await house.at_rest()
    operator = {"door": other, "chat": chat, "person": OPERATOR}
    await house.act("say", **operator, text="Заделали сегодня утром", reply_to=found["id"])
    send = text_of("answer-send")

    async def asked() -> Any:
        said = await house.said(other, chat)
        return next(
            (m for m in said if any(b["label"] == send for r in m["buttons"] for b in r)), None
        )

    draft = await house.until(asked, "the draft shown back")
    await house.act("press", **operator, message=draft["id"], button=send)
    helped = text_of("notice-helped")

    async def answer() -> Any:
        said = await house.said(door, RESIDENT)
        return next(
            (m for m in said if any(b["label"] == helped for r in m["buttons"] for b in r)), None
        )

    notice = await house.until(answer, "the answer")
    story.answered[door] = notice["text"]
    await resident.do("press", message=notice["id"], button=helped)
    closed = "SELECT 1 FROM tickets WHERE door = '{}' AND state = 'closed'"

    async def rated() -> Any:
        return house.rows(closed.format(door))

    await house.until(rated, "the rating")


async def _play(folder: Path) -> Story:
    story = Story()
    async with built(folder) as house:
        async with _process(house, story):

            async def connected() -> bool:
                """VK gives nothing of what is said before the first time."""
                log = (folder / "log").read_text(encoding="utf-8")
                return log.count("door_open") == len(GROUPS)

            await house.until(connected, "the start", TO_START)
            for door in GROUPS:
                await house.bind(door, OPERATOR)
            await asyncio.gather(*(_complain(house, door) for door in GROUPS))
            await asyncio.gather(*(_serve(house, story, door) for door in GROUPS))
            await house.at_rest()
            for door, chat in GROUPS.items():
                story.cards[door] = [
                    one for one in await house.said(door, chat) if "Яма на дороге" in one["text"]
                ]
                story.last[door] = (await house.said(door, RESIDENT))[-1]["text"]
        story.tickets = house.rows("SELECT door, state, verdict, files FROM tickets ORDER BY door")
        story.moves = house.rows("SELECT move FROM ticket_events ORDER BY move")
        story.calls = (await house.read("traffic"))["calls"]
    return story


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return asyncio.run(_play(tmp_path_factory.mktemp("story")))


def test_two_presses_at_once_make_one_ticket_on_each_messenger(story: Story) -> None:
    assert [ticket[0] for ticket in story.tickets] == ["telegram", "vk"]


def test_the_story_is_told_to_the_end_both_ways(story: Story) -> None:
    for door, state, verdict, files in story.tickets:
        assert (state, verdict) == ("closed", "satisfied"), door
        assert [file["kind"] for file in json.loads(files)] == ["photo", "photo"]
    assert [move for (move,) in story.moves] == sorted(["file", "answer", "confirm"] * 2)


def test_the_answer_reaches_the_resident_in_their_own_messenger(story: Story) -> None:
    for door in GROUPS:
        assert "Заделали сегодня утром" in story.answered[door]


def test_the_card_is_changed_and_not_repeated(story: Story) -> None:
    for door in GROUPS:
        cards = [one for one in story.cards[door] if one["buttons"] or one["edited"]]
        assert len(cards) == 1
        assert cards[0]["edited"]


def test_sigterm_ends_the_process_within_ten_seconds(story: Story) -> None:
    assert story.code == 0
    assert story.seconds < 10


def test_every_request_answer_and_update_is_as_the_messengers_publish(story: Story) -> None:
    checker = contract()
    if checker is None:
        pytest.skip(f"no published schemas at {CHECKER}: what was sent is not compared with them")
    sent = [one for one in story.calls if one["kind"] == "call" and "/" not in one["method"]]
    assert {one["door"] for one in sent} == {"telegram", "vk"}
    wrong = []
    for call in sent:
        told = call["parameters"]
        if call["door"] == "vk":  # the sandbox leaves the token out of what it tells
            told = {"access_token": "told apart", "v": "5.199", **told}
        if found := complaints(call["door"], call["method"], told, tuple(call["files"])):
            wrong.append(f"{call['method']}: {found}")
    assert wrong == []
    assert violations(checker, [one for one in story.calls if "/" not in one["method"]]) == []
