"""VK's events, read: each by itself, into what a person did."""

import json
from typing import Any

import pytest

from bots.doors.keyboards import payload_json
from bots.doors.vk.reading import author_of, read_event, read_press
from core.messages import Client, File, FileKind
from core.people import Speaker
from dialogs.events import (
    Acted,
    Arrival,
    Came,
    Commanded,
    Edited,
    Event,
    Joined,
    Left,
    Opened,
    Parted,
    Placed,
    Pressed,
    Returned,
    Said,
    Sent,
    Strange,
)
from dialogs.payloads import act, press

GROUP = 77
PERSON = 501
CHAT = 2_000_000_003
PHOTO = {
    "type": "photo",
    "photo": {
        "id": 9,
        "owner_id": PERSON,
        "access_key": "k",
        "sizes": [
            {"type": "s", "url": "https://p/s", "width": 75, "height": 56},
            {"type": "z", "url": "https://p/z", "width": 1280, "height": 960},
            {"type": "m", "url": "https://p/m", "width": 130, "height": 97},
        ],
    },
}
PHOTO_FILE = File(FileKind.PHOTO, "vk", "photo501_9_k", url="https://p/z")


def event(kind: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
    head = {"type": kind, "event_id": "e1", "v": "5.199", "group_id": GROUP}
    return {**head, "object": body, **more}


def message(text: str = "", *, peer: int = PERSON, **more: Any) -> dict[str, Any]:
    head = {"id": 3, "date": 1, "out": 0, "attachments": [], "fwd_messages": []}
    return {
        **head,
        "from_id": PERSON,
        "peer_id": peer,
        "conversation_message_id": 12,
        "text": text,
        **more,
    }


def new(text: str = "", client: dict[str, Any] | None = None, **more: Any) -> Arrival | None:
    body = {"message": message(text, **more), "client_info": client or {}}
    return read_event(event("message_new", body), "e1", GROUP)


def read(text: str = "", **more: Any) -> Event:
    arrival = new(text, **more)
    assert arrival is not None
    return arrival.event


def test_a_message_says_who_where_and_which() -> None:
    arrival = new("Яма на Садовой")
    assert arrival == Arrival(
        "e1", Speaker("vk", PERSON, PERSON), Said("Яма на Садовой"), message="12", sent_at=1.0
    )


def test_a_chat_is_not_private_and_carries_names_found_by_the_door() -> None:
    body = {"message": message("Принято", peer=CHAT), "client_info": {}}
    raw = event("message_new", body, person_name="Анна\u202e К.", chat_title="ЖКХ")
    arrival = read_event(raw, "e1", GROUP)
    assert arrival is not None
    assert (arrival.private, arrival.name, arrival.title) == (False, "Анна К.", "ЖКХ")
    assert author_of(raw) == (PERSON, CHAT)


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (payload_json(press("roads", 3, PERSON)), Pressed("roads", 3, PERSON)),
        (payload_json(act("take", "5")), Acted("take", "5")),
        ('{"p":"made up"}', Pressed("", -1)),
        ('{"command":"start"}', Opened()),
        ('{"other":1}', Said("Дороги")),
        ("not json", Said("Дороги")),
        ("[1]", Said("Дороги")),
    ],
)
def test_a_text_button_is_its_payload(payload: str, expected: Event) -> None:
    assert read("Дороги", payload=payload) == expected


@pytest.mark.parametrize("text", ["Начать", "начать ", "/start", "Start"])
def test_the_first_word_opens(text: str) -> None:
    assert read(text) == Opened()


def test_the_first_word_is_only_a_word_in_a_chat() -> None:
    assert read("начать", peer=CHAT) == Said("начать")


def test_a_link_carries_its_ref_on_a_greeting_but_not_on_a_complaint() -> None:
    assert read("Здравствуйте", ref="dom-5") == Opened("dom-5")
    assert read("", payload='{"command":"start"}', ref="dom-5") == Opened("dom-5")
    assert read("Во дворе не горит фонарь", ref="dom-5") == Said("Во дворе не горит фонарь")


def test_commands_and_mentions() -> None:
    assert read("/my") == Commanded("my")
    assert read("[club77|@gorod] /Bind 7QX", peer=CHAT) == Commanded("bind", "7QX")
    assert read("[club77|Город], взяли", peer=CHAT) == Said("взяли")
    assert read("[club78|Другие], взяли", peer=CHAT) == Said("[club78|Другие], взяли")
    assert read("/дом 5") == Said("/дом 5")


def test_photographs_come_together_largest_first_choice() -> None:
    assert read("яма", attachments=[PHOTO, PHOTO]) == Sent((PHOTO_FILE, PHOTO_FILE), "яма")


def test_a_document_keeps_its_name_and_size() -> None:
    doc = {"id": 4, "owner_id": 5, "title": "акт.pdf", "size": 10, "url": "https://d", "ext": "pdf"}
    file = File(FileKind.DOCUMENT, "vk", "doc5_4", url="https://d", name="акт.pdf", size=10)
    assert read("", attachments=[{"type": "doc", "doc": doc}]) == Sent((file,))


def test_a_place_wins_over_the_payload_of_its_button() -> None:
    geo = {
        "type": "point",
        "coordinates": {"latitude": 55.75, "longitude": 37.62},
        "place": {"title": "Красная площадь, 1"},
    }
    assert read("", geo=geo, payload='{"p":""}') == Placed(55.75, 37.62, "Красная площадь, 1")


@pytest.mark.parametrize("kind", ["sticker", "video", "audio"])
def test_what_no_step_reads_is_strange(kind: str) -> None:
    assert read("", attachments=[{"type": kind, kind: {}}]) == Strange(kind)


def test_a_voice_is_a_file_with_its_link() -> None:
    voice = {"id": 4, "owner_id": 5, "access_key": "k", "duration": 3, "link_ogg": "https://v.ogg"}
    file = File(FileKind.VOICE, "vk", "audio_message5_4_k", url="https://v.ogg")
    assert read("", attachments=[{"type": "audio_message", "audio_message": voice}]) == Sent(
        (file,)
    )


def test_what_vk_does_not_give_leaves_the_words_and_is_told() -> None:
    video = {"type": "video", "video": {}}
    assert read("Вот что творится", attachments=[video]) == Said(
        "Вот что творится", without="video"
    )
    assert read("яма", attachments=[video, PHOTO]) == Sent((PHOTO_FILE,), "яма", without="video")


def test_an_empty_message_is_strange_too() -> None:
    assert read("") == Strange("unknown")


def test_a_reply_names_the_message_replied_to() -> None:
    replied = message("Карточка", conversation_message_id=8)
    assert read("Сделаем", peer=CHAT, reply_message=replied) == Said("Сделаем", reply_to="8")


def test_the_head_of_the_communitys_own_message_is_quoted_and_nobody_elses() -> None:
    for author, quoted in ((-GROUP, "26-000001 · Ямы"), (PERSON, ""), (-78, "")):
        replied = message("26-000001 · Ямы\n│ 26-000002", from_id=author)
        arrival = new("Сделаем", peer=CHAT, reply_message=replied)
        assert arrival is not None
        assert arrival.quoted == quoted


def test_forwarded_messages_are_read_with_their_photographs() -> None:
    forwarded = [message("Вода холодная", attachments=[PHOTO])]
    assert read("Смотрите", fwd_messages=forwarded) == Sent(
        (PHOTO_FILE,), "Смотрите\nВода холодная", forwarded=True
    )
    told = [message("Вода холодная")]
    assert read("", fwd_messages=told) == Said("Вода холодная", forwarded=True)


def test_the_bot_is_invited_and_put_out() -> None:
    invited = {"type": "chat_invite_user", "member_id": -GROUP}
    assert read("", peer=CHAT, action=invited) == Joined()
    assert read("", peer=CHAT, action={"type": "chat_kick_user", "member_id": -GROUP}) == Left()


def test_who_comes_into_a_chat_and_who_goes_is_told_of_them_whoever_caused_it() -> None:
    for kind, happened in (("chat_invite_user", Came((5,))), ("chat_kick_user", Parted())):
        told = new("", peer=CHAT, from_id=-9, action={"type": kind, "member_id": 5})
        assert told is not None
        assert (told.speaker, told.event) == (Speaker("vk", CHAT, 5), happened)
    by_link = new("", peer=CHAT, action={"type": "chat_invite_user_by_link"})
    assert by_link is not None
    assert by_link.event == Came((PERSON,))


def test_what_communities_and_the_bot_itself_write_is_nobodys_act() -> None:
    assert new("реклама", from_id=-5) is None
    assert new("ответ", out=1) is None
    assert read_event(event("message_reply", message("ответ")), "e1", GROUP) is None
    assert read_event(event("message_edit", message("ответ", from_id=-GROUP)), "e1", GROUP) is None


def test_a_change_and_a_permission() -> None:
    changed = read_event(event("message_edit", message("исправил")), "e1", GROUP)
    assert changed is not None
    assert changed.event == Edited("исправил")
    card = {"conversation_message_id": 7, "from_id": -GROUP, "text": "26-000001 · Яма"}
    late = read_event(event("message_edit", message("Готово", reply_message=card)), "e1", GROUP)
    assert late is not None
    assert (late.event, late.quoted) == (Edited("Готово", "7"), "26-000001 · Яма")
    allowed = read_event(event("message_allow", {"user_id": 5, "key": ""}), "e1", GROUP)
    denied = read_event(event("message_deny", {"user_id": 5}), "e1", GROUP)
    assert allowed is not None
    assert denied is not None
    assert (allowed.event, denied.event) == (Returned(), Left())
    assert denied.speaker == Speaker("vk", 5, 5)


@pytest.mark.parametrize("packed", [True, False])
def test_a_press_carries_what_is_needed_to_answer_it(packed: bool) -> None:
    payload: Any = {"p": act("take", "5")}
    body = {
        "user_id": PERSON,
        "peer_id": CHAT,
        "event_id": "ab",
        "payload": json.dumps(payload) if packed else payload,
        "conversation_message_id": 44,
    }
    arrival = read_event(event("message_event", body), "e1", GROUP)
    assert arrival is not None
    assert arrival.event == Acted("take", "5")
    assert arrival.message == "44"
    assert arrival.press is not None
    assert read_press(arrival.press) == {"event_id": "ab", "user_id": PERSON, "peer_id": CHAT}


@pytest.mark.parametrize(
    ("told", "client"),
    [
        ({}, Client()),
        ({"keyboard": False, "inline_keyboard": False}, Client(buttons=False, inline=False)),
        (
            {"keyboard": True, "inline_keyboard": True, "button_actions": ["text", "open_link"]},
            Client(buttons=True, inline=False),
        ),
    ],
)
def test_the_application_tells_what_it_shows(told: dict[str, Any], client: Client) -> None:
    arrival = new("да", client=told)
    assert arrival is not None
    assert arrival.client == client


def test_events_of_other_kinds_are_nobodys_act_and_broken_ones_raise() -> None:
    assert read_event(event("message_typing_state", {"from_id": 1}), "e1", GROUP) is None
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_event(event("message_new", {}), "e1", GROUP)
