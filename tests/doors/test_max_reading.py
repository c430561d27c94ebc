"""MAX's updates, read: each by itself, into what a person did."""

from typing import Any

import pytest

from bots.doors.max.chats import address, group_chat, group_number
from bots.doors.max.keys import key_of
from bots.doors.max.reading import Me, group_of, read_update
from core.messages import File, FileKind
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
    Said,
    Sent,
    Shared,
    Strange,
)
from dialogs.payloads import act, press

from .max_updates import (
    AT,
    BOT,
    GROUP,
    PERSON,
    audio,
    contact,
    created,
    deed,
    forward,
    message,
    paper,
    photo,
    place,
    pressed,
    reply,
    share,
    sticker,
    update,
    user,
    video,
)

ME = Me(BOT, "gorod_bot")
PHOTO = File(FileKind.PHOTO, "max", "p1", url="https://i.oneme.ru/p1")
VIDEO = File(FileKind.VIDEO, "max", "v1", url="https://vd.example/player")
VOICE = File(FileKind.VOICE, "max", "a1", url="https://vd.example/a1")
PAPER = File(FileKind.DOCUMENT, "max", "f1", "https://fd.example/f1", "акт.pdf", 2048)


def read(raw: dict[str, Any]) -> Arrival:
    arrival = read_update(raw, "k", ME)
    assert arrival is not None
    return arrival


def event(raw: dict[str, Any]) -> Event:
    return read(raw).event


def test_who_writes_alone_is_known_by_their_own_number() -> None:
    arrival = read(created("Яма на Садовой"))
    assert arrival == Arrival(
        "k",
        Speaker("max", PERSON, PERSON),
        Said("Яма на Садовой"),
        name="Анна Иванова",
        message="mid7",
        sent_at=AT / 1000,
    )


def test_what_is_written_in_a_group_is_told_with_its_name() -> None:
    arrival = read({**created("Сделаем", group=True), "chat_title": "ЖКХ «Центр»"})
    assert (arrival.speaker, arrival.private) == (Speaker("max", GROUP, PERSON), False)
    assert arrival.title == "ЖКХ «Центр»"


def test_a_name_of_the_old_kind_is_a_name() -> None:
    old = {"user_id": PERSON, "name": "Анна И.", "is_bot": False}
    assert read({**created("да"), "message": message("да", sender=old)}).name == "Анна И."


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (deed("bot_started", payload="rain-7"), Opened("rain-7")),
        (deed("bot_started", payload=None), Opened()),
        (deed("bot_started"), Opened()),
        (deed("bot_stopped", user_locale="ru"), Left()),
        (deed("dialog_removed"), Left()),
        (created("/start"), Opened()),
        (created("/start rain-7"), Opened("rain-7")),
        (created("/my"), Commanded("my")),
        (created("/queue@Gorod_Bot 3", group=True), Commanded("queue", "3")),
        (created("@gorod_bot, /queue", group=True), Commanded("queue")),
        (created("@gorod_bot сделаем", group=True), Said("сделаем")),
        (created("@gorod_bots сделаем", group=True), Said("@gorod_bots сделаем")),
        (deed("bot_added", chat=GROUP, is_channel=False), Joined(deaf=True)),
        (deed("bot_removed", chat=GROUP, is_channel=False), Left()),
        (deed("user_added", chat=GROUP, is_channel=False, inviter_id=None), Came((PERSON,))),
        (deed("user_removed", chat=GROUP, is_channel=False), Parted()),
    ],
)
def test_coming_going_and_commands(raw: dict[str, Any], expected: Event) -> None:
    assert event(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        created("/queue@other_bot", group=True),
        created("я бот", sender=user(5, bot=True)),
        update("message_created", message={**message("пост"), "sender": user(5, bot=True)}),
        deed("bot_added", chat=GROUP, is_channel=True),
        deed("user_added", chat=GROUP, who=user(5, bot=True), is_channel=False),
        deed("dialog_cleared"),
        deed("dialog_muted", muted_until=AT),
        deed("dialog_unmuted"),
        deed("chat_title_changed", chat=GROUP, title="ЖКХ"),
        update("message_removed", message_id="mid7", chat_id=GROUP, user_id=PERSON),
        {**pressed(), "message": None},
        {"update_type": "from_the_future", "timestamp": AT},
    ],
)
def test_what_is_nobodys_act(raw: dict[str, Any]) -> None:
    assert read_update(raw, "k", ME) is None


def test_what_is_posted_in_a_channel_is_nobodys_act() -> None:
    posted = message("Новости")
    posted["recipient"] = {"chat_id": -9, "chat_type": "channel", "user_id": None}
    assert read_update(update("message_created", message=posted), "k", ME) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (created("яма", photo()), Sent((PHOTO,), "яма")),
        (created("", photo("p1"), photo("p2"), photo("p3")), 3),
        (created("", *[photo(f"p{at}") for at in range(14)]), 10),
        (created("", video()), Sent((VIDEO,))),
        (created("", audio()), Sent((VOICE,))),
        (created("", paper()), Sent((PAPER,))),
        (created("", sticker()), Strange("sticker")),
        (created("", place()), Placed(50.29, 127.53)),
        (created("", contact(user())), Shared("+79145556677", own=True)),
        (created("", contact(user(9))), Shared("+79145556677", own=False)),
        (created("", contact(None, "item1.TEL:+7 914")), Shared("+7 914", own=False)),
        (created("", contact(user(), "EMAIL:a@b.ru")), Strange("contact")),
        (created("Вот https://example.org/news", share()), Said("Вот https://example.org/news")),
        (created(None, share()), Said("https://example.org/news")),
        (created("  "), Strange("unknown")),
    ],
)
def test_what_is_attached(raw: dict[str, Any], expected: Event | int) -> None:
    found = event(raw)
    if isinstance(expected, int):
        assert isinstance(found, Sent)
        assert len(found.files) == expected
    else:
        assert found == expected


def test_a_file_that_max_names_and_leaves_out_is_told_as_strange() -> None:
    bare = {**created(""), "message": message("", {"type": "image", "payload": {}})}
    assert event(bare) == Strange("image")


def test_a_reply_tells_to_what_and_to_which_words_of_the_bots() -> None:
    arrival = read(created("Завтра", group=True, link=reply("Обращение № 5\nЯма")))
    assert arrival.event == Said("Завтра", reply_to="mid3")
    assert arrival.quoted == "Обращение № 5"
    other = read(created("Завтра", group=True, link=reply("Я спрошу", of=user(9))))
    assert (other.event, other.quoted) == (Said("Завтра", reply_to="mid3"), "")
    shown = read(created("", photo(), group=True, link=reply("Обращение № 5")))
    assert shown.event == Sent((PHOTO,), reply_to="mid3")


def test_what_is_forwarded_is_told_with_what_was_said_to_it() -> None:
    assert event(created("Смотрите", link=forward("Яма", photo()))) == Sent(
        (PHOTO,), "Смотрите\nЯма", forwarded=True
    )
    assert event(created(None, link=forward("/start"))) == Said("/start", forwarded=True)
    mine = created("", link=forward(None, contact(user())))
    assert event(mine) == Shared("+79145556677", own=False), "a card passed on proves nothing"
    bare = {**message(), "body": None, "link": forward("Яма")}
    arrival = read({**created(""), "message": bare})
    assert (arrival.event, arrival.message) == (Said("Яма", forwarded=True), None)


def test_an_edited_message_has_its_new_words() -> None:
    raw = update("message_edited", message=message("Дом 6"))
    assert read(raw).event == Edited("Дом 6")
    assert read_update(update("message_edited", message=message("", photo())), "k", ME) is None


def test_a_press_is_told_with_its_token_and_its_message() -> None:
    card = read(pressed(act("take", "5"), group=True))
    assert card.event == Acted("take", "5")
    assert card.speaker == Speaker("max", GROUP, 502)
    assert (card.message, card.press) == ("mid7", "f9LH" * 20)
    screen = read(pressed(press("roads", 3, 502)))
    assert screen.event == Pressed("roads", 3, 502)
    assert screen.speaker == Speaker("max", 502, 502)
    assert event(pressed(None)) == Pressed("", -1)
    assert event(pressed("made up")) == Pressed("", -1)


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"update_type": "message_created"},
        {"update_type": "message_created", "message": {"recipient": {}}},
        {"update_type": "message_callback", "callback": {"callback_id": "x"}, "message": None},
        {"update_type": "bot_started", "timestamp": AT, "chat_id": 1, "user": {}},
        deed("bot_started", who=user(-5)),
        {**created("да"), "message": {**message("да"), "recipient": {"chat_type": "chat"}}},
        deed("bot_added", chat=2**62, is_channel=False),
        {**created("да"), "message": message("да", mid="м" * 9)},
        {**created("да"), "message": message("да", link=reply("нет", mid="m" * 65))},
        {**pressed(), "callback": {**pressed()["callback"], "callback_id": "q\0"}},
        {**pressed(), "callback": {**pressed()["callback"], "callback_id": "q" * 501}},
    ],
)
def test_what_cannot_be_read_raises(raw: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_update(raw, "k", ME)


def test_a_group_is_never_taken_for_a_person() -> None:
    for number in (GROUP, 70_123, -1, 1, 2**62 - 1, 1 - 2**62):
        chat = group_chat(number)
        assert chat < 0
        assert chat.bit_length() <= 63
        assert group_number(chat) == number
        assert address(chat) == {"chat_id": number}
    assert address(PERSON) == {"user_id": PERSON}


def test_an_update_that_comes_again_has_the_same_key() -> None:
    again: list[dict[str, Any]] = []
    for seen in (AT, AT + 5):
        who = {**user(), "last_activity_time": seen}
        again += [
            {**created("да"), "message": message("да", sender=who), "chat_title": str(seen)},
            deed("bot_started", who=who),
            {**pressed(), "message": message("Карточка", sender=who)},
            update("message_edited", message=message("Дом 6", sender=who)),
        ]
    keys = [key_of(raw) for raw in again]
    assert keys[:4] == keys[4:]
    assert len(set(keys)) == 4


def test_two_that_press_one_button_are_told_apart() -> None:
    one, other = pressed(), pressed()
    other["callback"] = {**other["callback"], "user": user(503)}
    later = pressed()
    later["callback"] = {**later["callback"], "timestamp": AT + 1}
    assert len({key_of(one), key_of(other), key_of(later)}) == 3


def test_of_which_group_an_update_is() -> None:
    assert group_of(created("да", group=True)) == GROUP
    assert group_of(pressed(group=True)) == GROUP
    assert group_of(deed("bot_added", chat=GROUP, is_channel=False)) == GROUP
    assert group_of(created("да")) is None
    assert group_of(deed("bot_started")) is None
    assert group_of({"message": {"recipient": []}, "update_type": []}) is None
