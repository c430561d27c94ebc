"""All doors against the sandbox, over HTTP: a person does something, the door reads it, answers.

Every request is compared with the messengers' published schemas, where they lie beside the
repository.
"""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bots.doors.door import Door, Threadless, Unreachable
from bots.doors.layout import fit
from bots.doors.max.calls import Call
from bots.doors.max.client import TIMEOUT
from bots.doors.max.client import Client as MaxClient
from bots.doors.max.door import MaxDoor
from bots.doors.telegram.door import TelegramDoor
from bots.doors.vk.door import VkDoor
from bots.sandbox.max.numbers import read_mid
from bots.sandbox.server import MAX_TOKEN, TELEGRAM_TOKEN, VK_GROUP_ID, VK_TOKEN, serve
from core.messages import (
    Button,
    ButtonKind,
    Client,
    File,
    FileKind,
    Message,
    Outgoing,
    Thread,
)
from core.people import Peer
from dialogs.events import (
    Acted,
    Arrival,
    Edited,
    Event,
    Joined,
    Left,
    Opened,
    Placed,
    Pressed,
    Returned,
    Said,
    Sent,
    Shared,
    Strange,
)
from dialogs.payloads import act, press

from . import max_contract
from .contract import complaints
from .max_server import NEWER

PERSON = 7001

COMPLAINTS: list[str] = []
"""What MAX's schema has against what was asked of it."""


class CheckedMaxClient(MaxClient):
    """Compares each call with MAX's schema: of what came, the sandbox tells query and body as
    one."""

    async def call(self, call: Call, seconds: float = TIMEOUT) -> dict[str, Any]:
        if (call.verb, call.path) not in NEWER:
            query = {name: str(value) for name, value in call.query.items()}
            COMPLAINTS.extend(max_contract.request(call.verb, call.path, query, call.body))
        return await super().call(call, seconds)


@dataclass(slots=True)
class Stage:
    """A sandbox with one person in it, and a door to it."""

    door: Door
    url: str
    http: ClientSession
    cursor: str | None = None
    tokens: int = 0
    read: list[Arrival] = field(default_factory=list)

    async def act(self, deed: str, chat: int = PERSON, **more: Any) -> Any:
        """What the person does in a chat; the sandbox's answer."""
        who = {"door": self.door.name, "chat": chat, "person": PERSON}
        return await self.control(deed, {**who, **more})

    async def control(self, deed: str, body: dict[str, Any]) -> Any:
        async with self.http.post(f"{self.url}/control/{deed}", json=body) as response:
            answer = await response.json()
            assert response.status == 200, answer
            return answer

    async def messages(self, chat: int = PERSON) -> list[dict[str, Any]]:
        asked = {"door": self.door.name, "chat": str(chat)}
        async with self.http.get(f"{self.url}/control/messages", params=asked) as response:
            found = (await response.json())["messages"]
            return [message for message in found if message["from"]["bot"]]

    async def arrivals(self) -> list[Arrival]:
        """All that has come since; some calls of VK's only renew the cursor."""
        batch = await self.door.arrivals(self.cursor)
        self.cursor = batch.cursor
        return [
            read
            for raw in batch.updates
            if (read := self.door.read(raw, self.door.key(raw))) is not None
        ]

    async def arrival(self) -> Arrival:
        (found,) = await self.arrivals()
        return found

    async def event(self) -> Event:
        return (await self.arrival()).event

    async def say(self, message: Message, chat: int = PERSON, **more: Any) -> list[str]:
        """Fit and deliver; the ids that the messenger gave."""
        ids = []
        for part in fit(message, self.door.limits, private=0 < chat < 2_000_000_000):
            self.tokens += 1
            outgoing = Outgoing(Peer(self.door.name, chat), part, **more)
            ids.append(await self.door.deliver(outgoing, self.tokens))
        return ids

    def number(self, message: str) -> int:
        """The sandbox's own number of a message."""
        place = read_mid(message)
        return int(message) if place is None else place[1]

    async def complaints(self) -> list[str]:
        if self.door.name == "max":
            found, COMPLAINTS[:] = list(COMPLAINTS), []
            return found
        async with self.http.get(f"{self.url}/control/traffic") as response:
            calls = (await response.json())["calls"]
        found = []
        for call in calls:
            if call["kind"] != "call" or "/" in call["method"]:
                continue  # uploads have no schema
            sent = call["parameters"]
            if self.door.name == "vk":  # the sandbox leaves the token out of what it tells
                sent = {"access_token": "told apart", "v": "5.199", **sent}
            files = tuple(call["files"])
            if wrong := complaints(self.door.name, call["method"], sent, files):
                found.append(f"{call['method']}: {wrong}")
        return found


@pytest.fixture(params=["telegram", "vk", "max"])
async def stage(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Stage]:
    monkeypatch.setattr("bots.doors.max.door.Client", CheckedMaxClient)
    async with serve() as sandbox, ClientSession() as http:
        door: Door
        menu = [("my", "Мои обращения")]
        if request.param == "vk":
            door = VkDoor(VK_TOKEN, VK_GROUP_ID, f"{sandbox.url}/vk", wait=0)
        elif request.param == "max":
            door = MaxDoor(MAX_TOKEN, f"{sandbox.url}/max", commands=menu, wait=0, between=0)
        else:
            base = f"{sandbox.url}/telegram"
            door = TelegramDoor(TELEGRAM_TOKEN, base, private_commands=menu, wait=0)
        made = Stage(door, sandbox.url, http)
        await door.open()
        if door.name != "telegram":
            made.cursor = (await door.arrivals(None)).cursor
        await made.control("person", {"door": door.name, "name": "Анна Иванова", "id": PERSON})
        yield made
        wrong = await made.complaints()
        await door.close()
    assert not wrong


async def test_a_person_comes_in_and_speaks(stage: Stage) -> None:
    await stage.act("say", text="/start")
    await stage.act("say", text="Яма на Садовой")
    *_, opened, said = await stage.arrivals()  # in MAX a dialog has begun before
    assert opened.event == Opened()
    assert said.event == Said("Яма на Садовой")
    assert (said.speaker.person, said.name, said.private) == (PERSON, "Анна Иванова", True)
    assert await stage.arrivals() == []


async def test_a_screen_is_pressed(stage: Stage) -> None:
    await stage.act("say", text="/start")
    await stage.arrivals()
    rows = ((Button("Дороги", press("roads", 1, PERSON)), Button("Вода", "s/1/x/water")),)
    (shown,) = await stage.say(Message("Что случилось?", rows, screen=True))
    standing = {} if stage.door.limits.standing else {"message": stage.number(shown)}
    await stage.act("press", button="Дороги", **standing)
    arrival = await stage.arrival()
    assert arrival.event == Pressed("roads", 1, PERSON)
    assert (arrival.press is None) == stage.door.limits.standing


async def test_a_cards_button_is_answered_with_a_toast_and_the_card_changed(stage: Stage) -> None:
    await stage.act("say", text="/start")
    await stage.arrivals()
    row = (Button("Помогло", act("yes", "5")), Button("Карта", "", ButtonKind.LINK, "https://a.ru"))
    (card,) = await stage.say(Message("Обращение № 5", (row,)))
    await stage.act("press", message=stage.number(card), button="Помогло")
    arrival = await stage.arrival()
    assert (arrival.event, arrival.message) == (Acted("yes", "5"), card)
    await stage.say(Message("Спасибо!"), toast=arrival.press)
    assert await stage.say(Message("Обращение № 5: решено"), edits=card) == [card]
    (now,) = await stage.messages()
    assert (now["text"], now["edited"], now["buttons"]) == ("Обращение № 5: решено", True, [])
    assert await stage.say(Message("Обращение № 5: решено"), edits=card) == [card]


async def test_photographs_travel_there_and_back(stage: Stage, tmp_path: Path) -> None:
    await stage.act("say", text="/start")
    await stage.arrivals()
    await stage.act("photo", count=2, caption="яма")
    events = [arrival.event for arrival in await stage.arrivals()]
    files = [file for event in events if isinstance(event, Sent) for file in event.files]
    assert len(files) == 2
    assert {type(event) for event in events} == {Sent}
    content = b"".join([part async for part in stage.door.fetch(files[0])])
    kept = tmp_path / "digest"
    kept.write_bytes(content)
    assert content[:2] in {b"\xff\xd8", b"\x89P"}
    foreign = File(FileKind.PHOTO, "elsewhere", "x")
    adopted = await stage.door.adopt(foreign, kept, PERSON)
    rows = ((Button("Взять", act("take", "5")),),)
    await stage.say(Message("Обращение № 5", rows, (*files, adopted), caption="№ 5"))
    shown = await stage.messages()
    assert sum(len(message["photos"]) for message in shown) == 3
    assert shown[-1]["text"] == "Обращение № 5"


async def test_a_document_is_sent_on(stage: Stage, tmp_path: Path) -> None:
    await stage.act("say", text="/start")
    await stage.arrivals()
    paper = File(FileKind.DOCUMENT, "elsewhere", "x", name="акт.pdf")
    kept = tmp_path / "digest"
    kept.write_bytes(b"%PDF-1.4")
    adopted = await stage.door.adopt(paper, kept, PERSON)
    await stage.say(Message("", files=(adopted,), caption="Акт"))
    (shown,) = await stage.messages()
    assert [file["name"] for file in shown["files"]] == ["акт.pdf"]


async def test_a_place_is_asked_for_and_given(stage: Stage) -> None:
    await stage.act("say", text="/start")
    await stage.arrivals()
    rows = ((Button("Я здесь", kind=ButtonKind.PLACE),), (Button("Назад", "s/1/x/back"),))
    await stage.say(Message("Где это?", rows, screen=True))
    await stage.act("place", latitude=55.75, longitude=37.62)
    placed = await stage.event()
    assert isinstance(placed, Placed)
    assert (placed.latitude, placed.longitude) == pytest.approx((55.75, 37.62))
    await stage.say(Message("Верно?", ((Button("Да", "s/2/x/yes"),),), screen=True, closes=True))
    await stage.say(Message("Готово", closes=True))


async def test_the_rest_of_what_a_person_can_do(stage: Stage) -> None:
    said = await stage.act("say", text="Дом 5")
    await stage.act("edit", message=said["id"], text="Дом 6")
    await stage.act("strange", kind="sticker")
    await stage.act("strange", kind="sticker")
    events = [arrival.event for arrival in await stage.arrivals()]
    assert events[-4:] == [Said("Дом 5"), Edited("Дом 6"), Strange("sticker"), Strange("sticker")]
    if ButtonKind.CONTACT in stage.door.limits.asks:
        await stage.act("contact", phone="+79001234567", own=True)
        assert await stage.event() == Shared("+79001234567", own=True)


async def test_a_person_blocks_and_returns(stage: Stage) -> None:
    await stage.act("say", text="/start")
    await stage.arrivals()
    await stage.control("block", {"door": stage.door.name, "person": PERSON, "blocked": True})
    with pytest.raises(Unreachable):
        await stage.say(Message("Ваше обращение решено"))
    await stage.control("block", {"door": stage.door.name, "person": PERSON, "blocked": False})
    back: Event = Opened() if stage.door.name == "max" else Returned()
    assert [arrival.event for arrival in await stage.arrivals()] == [Left(), back]
    await stage.say(Message("Ваше обращение решено"))


async def test_an_agencys_chat(stage: Stage) -> None:
    named = {"door": stage.door.name, "title": "ЖКХ", "kind": "group"}
    body = {**named, "members": [PERSON], "all_messages": True}
    chat = (await stage.control("chat", body))["chat"]
    joined = await stage.arrival()
    assert (joined.event, joined.private) == (Joined(deaf=stage.door.name == "max"), False)
    rows = ((Button("Взять", act("take", "5")),),)
    (card,) = await stage.say(Message("Обращение № 5", rows), chat)
    await stage.act("say", chat, text="Сделаем завтра", reply_to=stage.number(card))
    replied = await stage.arrival()
    assert replied.event == Said("Сделаем завтра", reply_to=card)
    assert (replied.private, replied.speaker.chat, replied.title) == (False, chat, "ЖКХ")
    await stage.say(Message("Записали", reply_to=replied.message), chat)
    shown = await stage.messages(chat)
    assert replied.message is not None
    assert shown[-1]["reply_to"] == stage.number(replied.message)


@pytest.mark.parametrize("stage", ["vk"], indirect=True)  # Telegram does not tell
async def test_an_application_tells_what_it_shows(stage: Stage) -> None:
    told = {"keyboard": False, "inline_keyboard": False, "button_actions": []}
    await stage.control("person", {"door": "vk", "name": "Анна", "id": PERSON, "client": told})
    await stage.act("say", text="/start")
    assert (await stage.arrival()).client == Client(buttons=False, inline=False)


@pytest.mark.parametrize("stage", ["vk"], indirect=True)  # Telegram knows no such key
async def test_a_repeat_with_the_same_key_is_sent_once(stage: Stage) -> None:
    await stage.act("say", text="/start")
    outgoing = Outgoing(Peer("vk", PERSON), Message("Принято"))
    assert await stage.door.deliver(outgoing, 5) == await stage.door.deliver(outgoing, 5)
    assert len(await stage.messages()) == 1


@pytest.mark.parametrize("stage", ["max"], indirect=True)
async def test_who_deletes_the_dialog_has_left(stage: Stage) -> None:
    await stage.act("say", text="Дом 5")
    await stage.arrivals()
    for how, events in (("cleared", []), ("removed", [Left(), Left()])):
        await stage.control("dialog", {"door": "max", "person": PERSON, "how": how})
        assert [arrival.event for arrival in await stage.arrivals()] == events


@pytest.mark.parametrize("stage", ["max"], indirect=True)
async def test_a_voice_and_a_paper_go_alone_and_the_buttons_with_the_words(
    stage: Stage, tmp_path: Path
) -> None:
    await stage.act("say", text="Дом 5")
    kept = tmp_path / "digest"
    kept.write_bytes(b"OggS")
    kinds = (FileKind.VOICE, FileKind.DOCUMENT, FileKind.VIDEO)
    files = [
        await stage.door.adopt(File(kind, "vk", "x", name="акт.pdf"), kept, PERSON)
        for kind in kinds
    ]
    rows = ((Button("Взять", act("take", "5")),),)
    await stage.say(Message("Обращение № 5", rows, tuple(files)))
    shown = await stage.messages()
    assert [len(one["files"]) for one in shown] == [1, 1, 1]
    assert [bool(one["buttons"]) for one in shown] == [False, False, True]


async def test_the_largest_that_fits_is_taken(stage: Stage) -> None:
    await stage.act("say", text="/start")
    rows = tuple((Button(f"Тема № {at} 👍", press(f"t{at}", 1, PERSON)),) for at in range(120))
    text = "Очень длинный рассказ 👍. " * 500
    for screen in (True, False):
        await stage.say(Message(text, rows, screen=screen, closes=True))
    buttons = [b for m in await stage.messages() for row in m["buttons"] for b in row]
    assert len(buttons) <= 240
    assert json.dumps(buttons).count("119") >= 1


@pytest.mark.parametrize("stage", ["telegram"], indirect=True)
async def test_a_forums_threads_are_opened_written_to_and_closed(stage: Stage) -> None:
    forum = -1002000000007
    group = {"door": "telegram", "id": forum, "kind": "forum", "title": "Дороги"}
    await stage.control("chat", {**group, "members": [PERSON], "all_messages": True})
    door, peer = stage.door, Peer("telegram", forum)

    async def deliver(words: str, thread: int = 0, threading: Thread | None = None) -> str:
        outgoing = Outgoing(peer, Message(words), private=False, thread=thread, threading=threading)
        return await door.deliver(outgoing, 1)

    thread = int(await deliver("26-000042 · Ямы", threading=Thread.OPEN))
    sent = await deliver("Карточка", thread)
    (card,) = [one for one in await stage.messages(forum) if one["text"] == "Карточка"]
    assert (card["thread"], str(card["id"])) == (thread, sent)
    await stage.arrivals()
    await stage.act("say", forum, text="Едем", thread=thread)
    await stage.act("say", forum, text="Сделали", reply_to=card["id"])
    talk, reply = [one for one in await stage.arrivals() if isinstance(one.event, Said)]
    assert talk.thread == reply.thread == thread
    assert talk.event == Said("Едем"), "in a topic all reply to its first: that is no reply"
    assert reply.event == Said("Сделали", reply_to=sent)
    for what in (Thread.CLOSE, Thread.CLOSE, Thread.REOPEN):
        assert await deliver("", thread, what) == ""
    await stage.control("lose_topic", {"door": "telegram", "chat": forum, "thread": thread})
    with pytest.raises(Threadless):
        await deliver("Ещё", thread)
    with pytest.raises(Threadless):
        await deliver("", thread, Thread.CLOSE)
    await stage.control("chat", {**group, "all_messages": False})
    with pytest.raises(Threadless):
        await deliver("26-000043 · Ямы", threading=Thread.OPEN)
