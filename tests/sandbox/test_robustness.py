"""Whatever a bot sends, the sandbox answers or refuses; it never falls over."""

import asyncio
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.sandbox.server import VK_GROUP_ID, Sandbox
from bots.sandbox.telegram.api import HANDLERS as TELEGRAM_HANDLERS
from bots.sandbox.telegram.people import TelegramPeople
from bots.sandbox.telegram.rules import METHODS as TELEGRAM_METHODS
from bots.sandbox.telegram.rules import TelegramError
from bots.sandbox.telegram.rules import read_call as read_telegram_call
from bots.sandbox.vk.api import HANDLERS as VK_HANDLERS
from bots.sandbox.vk.door import Press
from bots.sandbox.vk.people import VkPeople
from bots.sandbox.vk.rules import METHODS as VK_METHODS
from bots.sandbox.vk.rules import VkError
from bots.sandbox.vk.rules import read_call as read_vk_call

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.floats(allow_nan=False),
    st.text(max_size=5),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=6,
)


def shaped(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """An object with some of these fields, each now and then of a wrong kind."""
    mixed = {name: right | VALUES for name, right in fields.items()}
    return st.fixed_dictionaries({}, optional=mixed)


def rows(button: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(st.lists(button | VALUES, max_size=2) | VALUES, max_size=2)


ONES = st.lists(st.just(1) | VALUES, max_size=2)
ENTITIES = st.lists(
    shaped(type=st.just("bold"), offset=st.integers(0, 3), length=st.integers(0, 3)), max_size=2
)
INLINE = shaped(text=st.just("А"), callback_data=st.just("a"), url=st.just("https://x.ru"))
REPLY = shaped(text=st.just("А"), request_location=st.booleans(), style=st.just("danger"))
ACTION = shaped(
    type=st.sampled_from(["text", "callback", "open_link", "location"]),
    label=st.just("А"),
    payload=st.just("{}"),
    link=st.just("https://x.ru"),
)
SHAPES: dict[str, st.SearchStrategy[Any]] = {
    "reply_markup": shaped(inline_keyboard=rows(INLINE))
    | shaped(keyboard=rows(REPLY), input_field_placeholder=st.just("?"))
    | shaped(force_reply=st.just(True)),
    "entities": ENTITIES,
    "caption_entities": ENTITIES,
    "reply_parameters": shaped(message_id=st.just(2), chat_id=st.just(1)),
    "media": st.lists(
        shaped(type=st.just("photo"), media=st.just("AgAC"), caption=st.just("а")), max_size=3
    ),
    "reaction": st.lists(shaped(type=st.just("emoji"), emoji=st.just("👍")), max_size=2),
    "commands": st.lists(shaped(command=st.just("a"), description=st.just("б")), max_size=2),
    "message_ids": ONES,
    "keyboard": shaped(
        inline=st.booleans(),
        one_time=st.booleans(),
        buttons=rows(shaped(action=ACTION, color=st.just("primary"))),
    ),
    "forward": shaped(
        peer_id=st.just(1), conversation_message_ids=ONES, message_ids=ONES, is_reply=st.booleans()
    ),
    "event_data": shaped(type=st.just("show_snackbar"), text=st.just("а")),
    "photo": st.lists(shaped(photo=st.just("a")), max_size=2),
    "parse_mode": st.sampled_from(["HTML", "Markdown", "MarkdownV2"]),
    "text": st.text("<b>/*_`[]()\\|~& а", max_size=12),
}
EXAMPLES = 15
"""A method; there are about seventy of them."""

NUMBERS = {
    "chat_id": 1,
    "from_chat_id": 1,
    "peer_id": 1,
    "message_id": 2,
    "cmid": 2,
    "random_id": 5,
    "group_id": VK_GROUP_ID,
    "event_id": "press",
    "user_id": 1,
}


def sandbox_with_a_message() -> Sandbox:
    sandbox = Sandbox()
    for door in ("telegram", "vk"):
        person = sandbox.world.add_person(door, "Анна", 1)
        chat = sandbox.world.chats[door][1]
        people = TelegramPeople(sandbox.telegram) if door == "telegram" else VkPeople(sandbox.vk)
        people.say(chat, person, "/start")
        message = sandbox.world.post(chat, 0, text="вопрос")
    sandbox.vk.presses["press"] = Press("press", 1, 1, message.id, sandbox.world.now())
    return sandbox


def parameters_of(data: st.DataObject, known: dict[str, str]) -> dict[str, Any]:
    """Some of a method's parameters; the numbers are mostly right, so that the rest is reached."""
    names = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    names |= set(NUMBERS) & set(known)
    values: dict[str, Any] = {}
    for name in sorted(names):
        right = st.just(NUMBERS[name]) if name in NUMBERS else SHAPES.get(name, VALUES)
        value = data.draw(right | right | VALUES)
        as_string = isinstance(value, dict | list) and data.draw(st.booleans())
        values[name] = json.dumps(value) if as_string else value
    return values


@pytest.mark.parametrize("method", sorted(set(TELEGRAM_METHODS) - {"getUpdates"}))
@given(data=st.data())
@settings(max_examples=EXAMPLES, derandomize=True, deadline=None)
def test_any_call_of_telegram_is_answered_or_refused(method: str, data: st.DataObject) -> None:
    values = parameters_of(data, TELEGRAM_METHODS[method])
    sandbox = sandbox_with_a_message()
    with suppress(TelegramError):
        result = TELEGRAM_HANDLERS[method](sandbox.telegram, read_telegram_call(method, values, {}))
        assert not asyncio.iscoroutine(result)
        json.dumps(result)


@pytest.mark.parametrize("method", sorted(set(VK_METHODS) - {"execute"}))
@given(data=st.data())
@settings(max_examples=EXAMPLES, derandomize=True, deadline=None)
def test_any_call_of_vk_is_answered_or_refused(method: str, data: st.DataObject) -> None:
    values = parameters_of(data, VK_METHODS[method])
    with suppress(VkError):
        result = VK_HANDLERS[method](sandbox_with_a_message().vk, read_vk_call(method, values))
        json.dumps(result)
