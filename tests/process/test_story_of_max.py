"""A resident in MAX complains three times: to an agency in MAX, to one in VK, and with photographs
to one in Telegram. Each answers from its own chat, and the resident says that it helped.

The bot runs in this process, with its real doors, over HTTP. Played once; the tests look at what
everybody saw.
"""

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bots.app import running
from bots.sandbox.identity import MAX, MAX_TOKEN, TELEGRAM, VK, Door
from bots.settings import load_settings
from tests.doors import max_contract

from .house import House, Person, Screen, built, text_of

RESIDENT, OPERATOR = 30_001, 31_001
CHATS: dict[Door, tuple[str, int]] = {
    MAX: ("gas", -7_001),
    VK: ("roads", 2_000_000_001),
    TELEGRAM: ("zur", -1_001),
}
COMPLAINTS: dict[Door, tuple[str, str]] = {
    MAX: ("Упал знак на перекрёстке", "Левый, Мира, 3"),
    VK: ("Яма на дороге, пробил колесо", "Левый, Ленина, 5"),
    TELEGRAM: ("Яма на дороге, машины объезжают", "Правый, Садовая, 7"),
}
"""By where the agency sits: what is said, and where it is."""


class Resident(Person):
    def _asks(self, screen: Screen) -> bool:
        return "Какой знак?" in screen.text or super()._asks(screen)


@dataclass
class Story:
    cards: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    answered: dict[str, str] = field(default_factory=dict)
    tickets: list[tuple[Any, ...]] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)


async def _complain(house: House, door: Door) -> None:
    """Fill the complaint in, and press «Отправить» twice at once."""
    resident = Resident(house, MAX, RESIDENT)
    text, place = COMPLAINTS[door]
    summary = await resident.fill_in(text, place, photos=2 if door == TELEGRAM else 0)
    await asyncio.gather(*(resident.press(text_of("complaint-send"), summary) for _ in range(2)))
    await house.at_rest()


async def _with_button(house: House, door: Door, chat: int, key: str, words: str) -> Any:
    """Wait for a message of the bot's with these words and this button."""
    label = text_of(key)

    async def there() -> Any:
        said = await house.said(door, chat)
        shown = [one for one in said if words in one["text"]]
        return next(
            (m for m in shown if any(b["label"] == label for r in m["buttons"] for b in r)), None
        )

    return await house.until(there, f"«{label}» in {door}")


async def _serve(house: House, story: Story, door: Door) -> None:
    """The operator answers by replying to the card; the resident is content."""
    _, chat = CHATS[door]

    async def card() -> Any:
        said = await house.said(door, chat)
        return next((one for one in said if COMPLAINTS[door][0] in one["text"]), None)

    found = await house.until(card, f"the card in {door}")
    operator = {"door": door, "chat": chat, "person": OPERATOR}
    words = f"Сделали: {door}"
    await house.act("say", **operator, text=words, reply_to=found["id"])
    draft = await _with_button(house, door, chat, "answer-send", words)
    await house.act("press", **operator, message=draft["id"], button=text_of("answer-send"))
    notice = await _with_button(house, MAX, RESIDENT, "notice-helped", words)
    story.answered[door] = notice["text"]
    resident = Resident(house, MAX, RESIDENT)
    await resident.do("press", message=notice["id"], button=text_of("notice-helped"))
    await house.at_rest()
    story.cards[door] = await house.said(door, chat)


async def _play(folder: Path) -> Story:
    story = Story()
    async with built(folder) as house:
        given = {
            **house.environment,
            "PARADNAYA_MAX__TOKEN": MAX_TOKEN,
            "PARADNAYA_MAX__API": f"{house.sandbox.url}/max",
        }
        with pytest.MonkeyPatch.context() as patch:
            for name, value in given.items():
                patch.setenv(name, value)
            settings = load_settings()
        async with running(settings) as worker:
            await asyncio.gather(*(presence.wait() for presence in worker.opened.values()))
            for door, (agency, chat) in CHATS.items():
                await house.bind_chat(door, chat, agency, [OPERATOR])
            await Resident(house, MAX, RESIDENT).come_in("Вера Соколова")
            for door in CHATS:
                await _complain(house, door)
                await _serve(house, story, door)
        story.tickets = house.rows(
            "SELECT agency, door, chat, state, verdict, files FROM tickets ORDER BY number"
        )
        story.calls = (await house.read("traffic"))["calls"]
    return story


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return asyncio.run(_play(tmp_path_factory.mktemp("story")))


def test_each_complaint_is_told_to_the_end(story: Story) -> None:
    told = [(agency, state, verdict) for agency, *_, state, verdict, _ in story.tickets]
    assert told == [(agency, "closed", "satisfied") for agency, _ in CHATS.values()]
    assert {(door, chat) for _, door, chat, *_ in story.tickets} == {(MAX, RESIDENT)}


def test_each_answer_reaches_the_resident(story: Story) -> None:
    for door in CHATS:
        assert f"Сделали: {door}" in story.answered[door]


def test_photographs_go_from_max_to_telegram(story: Story) -> None:
    (files,) = [json.loads(files) for agency, *_, files in story.tickets if agency == "zur"]
    assert [(file["kind"], file["door"]) for file in files] == [("photo", MAX)] * 2
    assert sum(len(post["photos"]) for post in story.cards[TELEGRAM]) == 2


def test_the_card_in_max_is_changed_and_not_repeated(story: Story) -> None:
    cards = [one for one in story.cards[MAX] if COMPLAINTS[MAX][0] in one["text"]]
    assert sum(one["edited"] for one in cards) >= 1
    assert len([one for one in cards if one["buttons"] or one["edited"]]) == 1


def test_max_refused_nothing_and_told_what_it_publishes(story: Story) -> None:
    of_max = [one for one in story.calls if one["door"] == MAX]
    refused = {one["method"] for one in of_max if one["kind"] == "call" and one["status"] >= 400}
    assert refused <= {"PATCH /me/commands"}
    told = [one["answer"] for one in of_max if one["kind"] == "update"]
    assert {one["update_type"] for one in told} >= {
        *("bot_started", "bot_added", "message_created", "message_callback"),
    }
    assert [wrong for one in told for wrong in max_contract.update(one)] == []
