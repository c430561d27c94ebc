"""Telegram's updates, read: each by itself, into what a person did."""

from typing import Any

import pytest
from msgspec import ValidationError

from bots.doors.telegram.reading import ANONYMOUS_ADMINISTRATOR, read_raw
from core.messages import File, FileKind
from core.people import Speaker
from dialogs.events import (
    Acted,
    Arrival,
    Came,
    ChatMoved,
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
    Shared,
    Strange,
)
from dialogs.payloads import act, press

ANNA = {"id": 501, "is_bot": False, "first_name": "Анна", "last_name": "К."}
OTHER_BOT = {"id": 9, "is_bot": True, "first_name": "Бот"}
PRIVATE = {"id": 501, "type": "private", "first_name": "Анна"}
GROUP = {"id": -1007, "type": "supergroup", "title": "ЖКХ"}
SIZES = [
    {"file_id": "small", "file_unique_id": "a", "width": 90, "height": 60, "file_size": 1000},
    {"file_id": "large", "file_unique_id": "b", "width": 1280, "height": 960, "file_size": 90000},
    {"file_id": "middle", "file_unique_id": "c", "width": 320, "height": 240},
]
PHOTO = File(FileKind.PHOTO, "telegram", "large", size=90000)


def message(**more: Any) -> dict[str, Any]:
    return {"message_id": 12, "date": 1, "chat": PRIVATE, "from": ANNA, **more}


def read_one(raw: dict[str, Any]) -> Arrival | None:
    return read_raw({"update_id": 1, **raw}, "1.12", "Gorod_bot")


def new(**more: Any) -> Arrival | None:
    return read_one({"message": message(**more)})


def read(**more: Any) -> Event:
    arrival = new(**more)
    assert arrival is not None
    return arrival.event


def test_a_message_says_who_where_and_which() -> None:
    assert new(text="Яма на Садовой") == Arrival(
        "1.12",
        Speaker("telegram", 501, 501),
        Said("Яма на Садовой"),
        name="Анна К.",
        message="12",
        sent_at=1.0,
    )


def test_a_group_is_not_private_and_has_a_title() -> None:
    arrival = new(chat=GROUP, text="Принято")
    assert arrival is not None
    assert (arrival.private, arrival.title) == (False, "ЖКХ")
    assert arrival.speaker == Speaker("telegram", -1007, 501)


def test_a_name_cannot_turn_the_card_around() -> None:
    arrival = new(text="да", **{"from": {**ANNA, "first_name": "А\u202e" + "я" * 90}})
    assert arrival is not None
    assert "\u202e" not in arrival.name
    assert len(arrival.name) == 64


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start", Opened()),
        ("/start dom-5", Opened("dom-5")),
        ("/start@gorod_bot 7QX", Opened("7QX")),
        ("/My", Commanded("my")),
        ("/bind@Gorod_bot 7QX", Commanded("bind", "7QX")),
        ("/дом 5", Said("/дом 5")),
        ("дом / подъезд", Said("дом / подъезд")),
    ],
)
def test_commands(text: str, expected: Event) -> None:
    assert read(text=text) == expected


def test_a_command_for_another_bot_is_not_for_us() -> None:
    assert new(chat=GROUP, text="/start@other_bot") is None


def test_a_reply_names_the_message_replied_to() -> None:
    replied = message(message_id=8, text="Карточка")
    assert read(chat=GROUP, text="Сделаем", reply_to_message=replied) == Said("Сделаем", "8")
    assert read(text="/note ok", reply_to_message=replied) == Commanded("note", "ok", "8")


def test_the_head_of_the_bots_own_message_is_quoted_and_nobody_elses() -> None:
    card = {"message_id": 8, "text": "26-000001 · Ямы\n│ 26-000002"}
    ours = {"id": 7, "is_bot": True, "first_name": "Парадная", "username": "Gorod_bot"}
    for author, quoted in ((ours, "26-000001 · Ямы"), (ANNA, ""), (OTHER_BOT, "")):
        replied = message(**card, **{"from": author})
        arrival = new(chat=GROUP, text="Сделаем", reply_to_message=replied)
        assert arrival is not None
        assert arrival.quoted == quoted


def test_a_topic_of_a_forum_is_no_reply() -> None:
    created = {"name": "Дороги", "icon_color": 1}
    root = message(message_id=2, chat=GROUP, forum_topic_created=created)
    told = read(
        chat=GROUP, text="да", reply_to_message=root, message_thread_id=2, is_topic_message=True
    )
    assert told == Said("да")


def test_a_photograph_is_its_largest_size_and_an_album_keeps_its_number() -> None:
    assert read(photo=SIZES, caption="яма", media_group_id="a7") == Sent((PHOTO,), "яма", "a7")


def test_a_document_keeps_its_name_and_size() -> None:
    document = {"file_id": "d", "file_unique_id": "u", "file_name": "акт.pdf", "file_size": 10}
    file = File(FileKind.DOCUMENT, "telegram", "d", name="акт.pdf", size=10)
    assert read(document=document) == Sent((file,))


def test_what_is_forwarded_says_so() -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Кто-то"}
    assert read(text="/start", forward_origin=origin) == Said("/start", forwarded=True)
    assert read(photo=SIZES, forward_origin=origin) == Sent((PHOTO,), forwarded=True)


def test_a_place_and_a_venue() -> None:
    where = {"latitude": 55.75, "longitude": 37.62}
    venue = {"location": where, "title": "ГУМ", "address": "Красная площадь, 3"}
    assert read(location=where) == Placed(55.75, 37.62)
    told = read(location=where, venue=venue)
    assert told == Placed(55.75, 37.62, "ГУМ, Красная площадь, 3")


@pytest.mark.parametrize(("owner", "own"), [(501, True), (502, False), (None, False)])
def test_a_contact_is_own_only_if_it_is_the_senders(owner: int | None, own: bool) -> None:
    contact = {"phone_number": "+79001234567", "first_name": "Анна", "user_id": owner}
    assert read(contact=contact) == Shared("+79001234567", own)


FILE: dict[str, Any] = {"file_id": "v", "file_unique_id": "u", "file_size": 5}
FLAGS = {"is_animated": False, "is_video": False}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("sticker", {**FILE, "width": 1, "height": 1, "type": "regular"} | FLAGS),
        ("dice", {"emoji": "🎲", "value": 3}),
    ],
)
def test_what_no_step_reads_is_strange(kind: str, body: dict[str, Any]) -> None:
    assert read(**{kind: body}) == Strange(kind)


@pytest.mark.parametrize(
    ("kind", "body", "known"),
    [
        ("voice", {"duration": 3}, FileKind.VOICE),
        ("video", {"width": 1, "height": 1, "duration": 3}, FileKind.VIDEO),
        ("video_note", {"length": 1, "duration": 3}, FileKind.VIDEO),
        ("audio", {"duration": 3}, FileKind.DOCUMENT),
    ],
)
def test_what_is_heard_and_seen_is_a_file_and_its_caption_is_kept(
    kind: str, body: dict[str, Any], known: FileKind
) -> None:
    file = File(known, "telegram", "v", size=5)
    assert read(**{kind: {**FILE, **body}}, caption="во дворе") == Sent((file,), "во дворе")


def test_a_moving_picture_is_a_video_and_no_document() -> None:
    moving = {**FILE, "width": 1, "height": 1, "duration": 3}
    assert read(animation=moving, document=FILE) == Sent(
        (File(FileKind.VIDEO, "telegram", "v", size=5),)
    )


@pytest.mark.parametrize(
    "more",
    [
        {"from": OTHER_BOT, "text": "реклама"},
        {"chat": {**GROUP, "type": "channel"}, "text": "новость"},
        {"chat": GROUP, "sender_chat": {**GROUP, "id": -1008, "type": "channel"}, "text": "пост"},
        {"chat": GROUP, "is_automatic_forward": True, "text": "пост"},
        {"chat": GROUP, "new_chat_members": [OTHER_BOT]},
        {"chat": GROUP, "left_chat_member": OTHER_BOT},
        {"chat": GROUP, "new_chat_title": "ЖКХ-2"},
    ],
)
def test_what_no_person_did_is_nobodys_act(more: dict[str, Any]) -> None:
    assert new(**more) is None


def test_who_comes_into_a_group_and_who_goes_is_told_of_them_whoever_caused_it() -> None:
    pyotr = {"id": 7, "is_bot": False, "first_name": "Пётр"}
    here = {"chat": GROUP, "from": OTHER_BOT}
    came = new(**here, new_chat_members=[pyotr, OTHER_BOT, ANNA])
    gone = new(**here, left_chat_member=pyotr)
    assert came is not None
    assert gone is not None
    assert came.event == Came((7, 501))
    assert (gone.speaker, gone.event) == (Speaker("telegram", -1007, 7), Parted())


def test_an_anonymous_administrator_is_a_person() -> None:
    hidden = {"id": ANONYMOUS_ADMINISTRATOR, "is_bot": True, "first_name": "Group"}
    arrival = new(chat=GROUP, sender_chat=GROUP, text="Сделаем", **{"from": hidden})
    assert arrival is not None
    assert arrival.name == "ЖКХ"
    assert arrival.event == Said("Сделаем")


def test_a_group_that_moved_tells_its_new_number() -> None:
    arrival = new(chat={**GROUP, "type": "group", "id": -7}, migrate_to_chat_id=-1007)
    assert arrival is not None
    assert arrival.event == ChatMoved(-1007)
    assert arrival.speaker.chat == -7


def test_a_change_is_read_but_a_moving_location_is_not() -> None:
    changed = read_one({"edited_message": message(text="исправила", edit_date=2)})
    where = {"latitude": 55.75, "longitude": 37.62}
    moved = read_one({"edited_message": message(location=where, edit_date=2)})
    assert changed is not None
    assert changed.event == Edited("исправила")
    card = message(text="Карточка", message_id=7)
    late = read_one({"edited_message": message(text="Готово", reply_to_message=card, edit_date=2)})
    assert late is not None
    assert late.event == Edited("Готово", "7")
    assert moved is None


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (press("roads", 3, 501), Pressed("roads", 3, 501)),
        (act("take", "5"), Acted("take", "5")),
        ("made up", Pressed("", -1)),
        (None, Pressed("", -1)),
    ],
)
@pytest.mark.parametrize("date", [1, 0])
def test_a_press_carries_its_token(data: str | None, expected: Event, date: int) -> None:
    under = {"message_id": 44, "date": date, "chat": GROUP}
    query = {"id": "q1", "from": ANNA, "chat_instance": "c", "data": data, "message": under}
    arrival = read_one({"callback_query": query})
    assert arrival is not None
    assert (arrival.event, arrival.message, arrival.press) == (expected, "44", "q1")
    assert (arrival.private, arrival.title) == (False, "ЖКХ")


@pytest.mark.parametrize(
    ("chat", "old", "now", "expected"),
    [
        (PRIVATE, "member", "kicked", Left()),
        (PRIVATE, "kicked", "member", Returned()),
        (GROUP, "left", "member", Joined()),
        (GROUP, "left", "administrator", Joined()),
        (GROUP, "administrator", "kicked", Left()),
        (GROUP, "member", "administrator", None),
    ],
)
def test_the_bot_is_let_in_and_put_out(
    chat: dict[str, Any], old: str, now: str, expected: Event | None
) -> None:
    change = {
        "chat": chat,
        "from": ANNA,
        "date": 1,
        "old_chat_member": member(old),
        "new_chat_member": member(now),
    }
    arrival = read_one({"my_chat_member": change})
    assert (arrival.event if arrival else None) == expected


def member(status: str) -> dict[str, Any]:
    """As old Bot API servers tell it: with none of an administrator's later rights."""
    return {"status": status, "user": {"id": 1, "is_bot": True, "first_name": "Город"}}


def test_updates_of_other_kinds_are_nobodys_act_and_broken_ones_raise() -> None:
    assert read_one({"poll_answer": {"poll_id": "1", "option_ids": [], "user": ANNA,
                                     "option_persistent_ids": []}}) is None  # fmt: skip
    with pytest.raises(ValidationError):
        new(text=["да"])


def test_a_forward_from_where_nobody_knows_yet_is_a_forward_all_the_same() -> None:
    """aiogram stops at a kind of origin newer than itself (aiogram #1840)."""
    arrival = new(text="/bind 7QX", forward_origin={"type": "moon", "date": 1})
    assert arrival is not None
    assert arrival.event == Said("/bind 7QX", forwarded=True)


def test_a_reply_to_what_nobody_knows_yet_is_a_reply_all_the_same() -> None:
    replied = message(message_id=8, forward_origin={"type": "moon", "date": 1})
    assert read(chat=GROUP, text="Сделаем", reply_to_message=replied) == Said("Сделаем", "8")
