"""What the fuzz has found, one by one, so that it stays mended."""

from typing import Any

import pytest

from bots.doors.keepable import LONGEST_KEY, fingerprint, shallow
from bots.doors.telegram.door import TelegramDoor
from bots.doors.vk.door import VkDoor
from dialogs.events import Said, Sent, Strange

PERSON = {"id": 7, "is_bot": False, "first_name": "Анна"}
MESSAGE = {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}, "from": PERSON}
VK_MESSAGE = {
    "id": 5, "date": 1, "out": 0, "version": 1, "from_id": 7, "peer_id": 7,
    "conversation_message_id": 5, "text": "",
}  # fmt: skip

telegram = TelegramDoor("42:secret", "http://localhost")
vk = VkDoor("vk1.secret", 77, "http://localhost")
KEY = "1"


def vk_new(**message: Any) -> dict[str, Any]:
    body = {"message": VK_MESSAGE | message, "client_info": {}}
    return {"type": "message_new", "group_id": 77, "event_id": "e", "v": "5.199", "object": body}


def nested(depth: int) -> Any:
    found: Any = []
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 1, "callback_query": {"id": "\ud83d"}},
        {"update_id": 1, "callback_query": {"id": "9" * 5000}},
        {"update_id": {"a": nested(900)}, "message": {"message_id": 1}},
        {"update_id": 10**100, "message": {"message_id": 1}},
        {"event_id": "\ud800", "type": "message_event"},
        {"event_id": nested(900)},
    ],
)
def test_whatever_names_an_update_its_key_can_be_kept(raw: dict[str, Any]) -> None:
    for door in (telegram, vk):
        key = door.key(raw)
        assert 0 < len(key) <= LONGEST_KEY
        assert key.isascii()


def test_an_update_without_a_name_is_known_by_what_it_holds() -> None:
    assert fingerprint({"a": 1, "b": [2, {}]}) == fingerprint({"b": [2, {}], "a": 1})
    assert fingerprint({"a": [1, 2]}) != fingerprint({"a": [2, 1]})
    assert fingerprint({"a": [[], []]}) != fingerprint({"a": [[[]]]})


def test_only_what_is_too_deep_to_be_written_is_left_out() -> None:
    assert shallow({"a": nested(300)}) == {"a": nested(300)}
    assert shallow({"a": nested(900)}) == shallow({"a": nested(950)})


def test_a_person_with_an_impossible_number_cannot_be_read() -> None:
    chat = {"id": 10**30, "type": "private"}
    with pytest.raises(ValueError, match="too large"):
        telegram.read({"update_id": 1, "message": MESSAGE | {"chat": chat, "text": "да"}}, KEY)
    with pytest.raises(ValueError, match="too large"):
        vk.read(vk_new(from_id=10**30, text="да"), KEY)


def test_a_press_on_what_is_no_message_cannot_be_read() -> None:
    body = {"user_id": 7, "peer_id": 7, "event_id": "e", "conversation_message_id": {}}
    with pytest.raises(TypeError):
        vk.read({"type": "message_event", "event_id": "e", "object": body}, KEY)


def test_a_kind_of_update_that_is_not_read_is_not_parsed_either() -> None:
    assert telegram.read({"update_id": 1, "chat_member": {"of": "a version to come"}}, KEY) is None


def test_a_part_that_aiogram_does_not_know_hides_nothing_else() -> None:
    raw = {"update_id": 1, "message": MESSAGE | {"text": "да", "refunded_payment": {"new": 1}}}
    arrival = telegram.read(raw, KEY)
    assert arrival is not None
    assert arrival.event == Said("да")


def test_what_says_who_wrote_is_heeded_whatever_it_looks_like() -> None:
    body = MESSAGE | {"text": "/bind 7QX"}
    assert (
        telegram.read({"update_id": 1, "message": body | {"sender_chat": {"new": 1}}}, KEY) is None
    )
    arrival = telegram.read({"update_id": 1, "message": body | {"via_bot": {"new": 1}}}, KEY)
    assert arrival is not None
    assert arrival.event == Said("/bind 7QX")


@pytest.mark.parametrize(
    "photo", [{}, {"id": 1, "owner_id": 2}, {"id": 1, "sizes": [{"width": 1}]}]
)
def test_a_photo_that_vk_names_and_leaves_out_is_no_photo(photo: dict[str, Any]) -> None:
    arrival = vk.read(vk_new(attachments=[{"type": "photo", "photo": photo}, {"type": "doc"}]), KEY)
    assert arrival is not None
    assert arrival.event == Strange("photo")


def test_a_place_without_coordinates_is_no_place() -> None:
    arrival = vk.read(vk_new(text="здесь", geo={"type": "point"}), KEY)
    assert arrival is not None
    assert arrival.event == Said("здесь")


def test_files_are_found_however_deep_they_were_forwarded() -> None:
    photo = {"id": 1, "owner_id": 2, "sizes": [{"url": "https://vk.example/1"}]}
    message: dict[str, Any] = {"text": "", "attachments": [{"type": "photo", "photo": photo}]}
    for _ in range(600):
        message = {"text": "", "fwd_messages": [message]}
    arrival = vk.read(vk_new(fwd_messages=[message]), KEY)
    assert arrival is not None
    assert isinstance(arrival.event, Sent)
    assert [file.ref for file in arrival.event.files] == ["photo2_1"]
