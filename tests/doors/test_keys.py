"""Whatever a messenger sends, it has a key, and reading it harms nothing but itself."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.doors.door import Door, Raw
from bots.doors.max.door import MaxDoor
from bots.doors.telegram.door import TelegramDoor
from bots.doors.vk.door import VkDoor

values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                [
                    *("message", "from", "from_id", "id", "chat", "text", "date", "peer_id"),
                    *("payload", "sender", "recipient", "body", "mid", "user", "user_id"),
                    *("chat_id", "chat_type", "attachments", "type", "callback_id", "link"),
                ]
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)
updates = st.dictionaries(
    st.sampled_from(
        [
            *("update_id", "event_id", "type", "object", "message", "my_chat_member"),
            *("callback_query", "update_type", "timestamp", "callback", "user", "chat_id"),
        ]
    ),
    st.one_of(
        values,
        st.sampled_from(
            [
                *("message_new", "message_event", "message_edit"),
                *("message_created", "message_edited", "message_callback", "user_added"),
            ]
        ),
    ),
    max_size=5,
)


@pytest.fixture(scope="module", params=["telegram", "vk", "max"])
def door(request: pytest.FixtureRequest) -> Door:
    if request.param == "vk":
        return VkDoor("vk1.secret", 77, "http://localhost")
    if request.param == "max":
        return MaxDoor("secret", "http://localhost")
    return TelegramDoor("42:secret", "http://localhost")


@settings(max_examples=150)
@given(updates)
def test_every_update_has_a_key_and_the_same_one_again(door: Door, raw: Raw) -> None:
    key = door.key(raw)
    assert key
    assert key == door.key(dict(raw))


@settings(max_examples=150)
@given(updates)
def test_what_cannot_be_read_raises_what_intake_can_set_aside(door: Door, raw: Raw) -> None:
    with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
        arrival = door.read(raw, door.key(raw))
        assert arrival is None or arrival.key == door.key(raw)
