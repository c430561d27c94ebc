"""Whatever a bot sends, the sandbox answers or refuses; it never falls over."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bots.sandbox.server import VK_GROUP_ID, Sandbox
from bots.sandbox.telegram.api import HANDLERS as TELEGRAM_HANDLERS
from bots.sandbox.telegram.people import TelegramPeople
from bots.sandbox.telegram.rules import METHODS as TELEGRAM_METHODS
from bots.sandbox.telegram.rules import TelegramError
from bots.sandbox.telegram.rules import read_call as read_telegram_call
from bots.sandbox.vk.api import HANDLERS as VK_HANDLERS
from bots.sandbox.vk.people import VkPeople
from bots.sandbox.vk.rules import METHODS as VK_METHODS
from bots.sandbox.vk.rules import VkError
from bots.sandbox.vk.rules import read_call as read_vk_call

WORDS = (
    "inline_keyboard keyboard text callback_data url force_reply message_id type media buttons "
    "action label payload inline one_time offset length language user peer_id is_reply cmids "
    "conversation_message_ids show_snackbar photo emoji bold placeholder command description"
)
KEYS = st.sampled_from(WORDS.split())
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.floats(allow_nan=False), KEYS, st.text(max_size=5)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
NUMBERS = {
    "chat_id": 1,
    "from_chat_id": 1,
    "peer_id": 1,
    "message_id": 2,
    "cmid": 2,
    "random_id": 5,
    "group_id": VK_GROUP_ID,
}


def sandbox_with_a_message() -> Sandbox:
    sandbox = Sandbox()
    for door in ("telegram", "vk"):
        person = sandbox.world.add_person(door, "Анна", 1)  # type: ignore[arg-type]  # because mypy sees str in the tuple
        chat = sandbox.world.chats[door][1]  # type: ignore[index]  # because mypy sees str in the tuple
        people = TelegramPeople(sandbox.telegram) if door == "telegram" else VkPeople(sandbox.vk)
        people.say(chat, person, "/start")
        sandbox.world.post(chat, 0, text="вопрос")
    return sandbox


def parameters_of(data: st.DataObject, known: dict[str, str]) -> dict[str, Any]:
    """Some of a method's parameters; the numbers are mostly right, so that the rest is reached."""
    names = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    names |= set(NUMBERS) & set(known)
    values: dict[str, Any] = {}
    for name in sorted(names):
        right = st.just(NUMBERS[name]) if name in NUMBERS else VALUES
        value = data.draw(right | VALUES)
        as_string = isinstance(value, dict | list) and data.draw(st.booleans())
        values[name] = json.dumps(value) if as_string else value
    return values


@given(data=st.data())
@settings(max_examples=1500, derandomize=True, deadline=None)
def test_any_call_of_telegram_is_answered_or_refused(data: st.DataObject) -> None:
    method = data.draw(st.sampled_from(sorted(set(TELEGRAM_METHODS) - {"getUpdates"})))
    values = parameters_of(data, TELEGRAM_METHODS[method])
    sandbox = sandbox_with_a_message()
    with suppress(TelegramError):
        result = TELEGRAM_HANDLERS[method](
            sandbox.telegram, read_telegram_call(method, values, {})
        )
        assert not asyncio.iscoroutine(result)
        json.dumps(result)


@given(data=st.data())
@settings(max_examples=1500, derandomize=True, deadline=None)
def test_any_call_of_vk_is_answered_or_refused(data: st.DataObject) -> None:
    method = data.draw(st.sampled_from(sorted(set(VK_METHODS) - {"execute"})))
    values = parameters_of(data, VK_METHODS[method])
    with suppress(VkError):
        result = VK_HANDLERS[method](sandbox_with_a_message().vk, read_vk_call(method, values))
        json.dumps(result)
