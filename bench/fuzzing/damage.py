"""What is wrong with an update that is not valid, and JSON that is no update at all.

The result always went over the wire once (``json``), so it is something that can arrive.
"""

import copy
import json
import sys
from random import Random
from typing import Any

Raw = dict[str, Any]

DEPTHS = (30, 500, 900, 930, 960)
"""How deep something is nested; Python reads JSON no deeper than 1000."""

ENCODED = 20_000
"""Frames for writing what is nested deeply: that is the enemy's business, not the bot's."""

MEGABYTE = 1_000_000

_WRONG: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, -0.0, 1e308, float("inf"), float("nan"), 2**63, -(2**63) - 1,
    10**100, 2**31, "", "0", "я", "\ud800", "a\udfffb", "\x00", [], {}, [[]], [None], [{}],
    {"": {}}, {"type": None}, {"id": {}}, "9" * 5000, 2_000_000_000, -2_000_000_000, 10**18,
)  # fmt: skip
_NAMES = (
    "",
    "type",
    "message",
    "object",
    "person_name",
    "chat_title",
    "\ud800",
    "__class__",
    "я" * 99,
)


class Damage:
    """Draws from the seed's source of chance; remembers what came, to repeat its names."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._before: Raw = {}

    def spoiled(self, valid: Raw) -> Raw:
        """A copy with one to three things wrong."""
        made: Raw = json.loads(json.dumps(valid))
        for _ in range(self._chance.choice((1, 1, 1, 2, 3))):
            self._spoil(made)
        self._before = valid
        return over_the_wire(made)

    def junk(self) -> Raw:
        """Random JSON, sometimes under a name that a messenger uses."""
        chance = self._chance
        names = ("update_id", "message", "callback_query", "my_chat_member", "edited_message",
                 "type", "object", "group_id", "event_id", "secret", "x",
                 "update_type", "timestamp", "callback", "user", "chat_id")  # fmt: skip
        made = {name: self._any(0) for name in chance.sample(names, chance.randint(0, 5))}
        if chance.random() < 0.3:
            made["type"] = chance.choice(
                ("message_new", "message_event", "message_edit", "confirmation")
            )
        if chance.random() < 0.3:
            made["update_type"] = chance.choice(
                ("message_created", "message_callback", "message_edited", "bot_started")
            )
        return over_the_wire(made)

    def _any(self, depth: int) -> Any:
        chance = self._chance
        dice = chance.random()
        if depth > 4 or dice < 0.6:
            return self._wrong()
        if dice < 0.8:
            return [self._any(depth + 1) for _ in range(chance.randint(0, 4))]
        names = (
            "id", "message", "chat", "from", "text", "date", "type", "payload", "from_id",
            "peer_id", "conversation_message_id", "message_id", "attachments", "data",
            "sender", "recipient", "body", "mid", "link", "user_id", "callback_id", "chat_type",
        )  # fmt: skip
        return {name: self._any(depth + 1) for name in chance.sample(names, chance.randint(0, 6))}

    def _wrong(self) -> Any:
        dice = self._chance.random()
        if dice < 0.002:
            return self._chance.choice(("a", "я", "\u202e")) * MEGABYTE
        if dice < 0.02:
            return self._nested(self._chance.choice(DEPTHS))
        return copy.deepcopy(self._chance.choice(_WRONG))

    def _nested(self, depth: int) -> Any:
        found: Any = self._chance.choice((0, "x", {}))
        kind = self._chance.choice(("list", "reply_to_message", "fwd_messages", "payload"))
        for _ in range(depth // 2 if kind == "fwd_messages" else depth):
            inner = [found] if kind in {"list", "fwd_messages"} else found
            found = inner if kind == "list" else {kind: inner}
        return found

    def _spoil(self, made: Raw) -> None:
        chance = self._chance
        container, name = chance.choice(_places(made))
        value = container[name]
        match chance.randrange(8):
            case 0 | 1:
                del container[name]
            case 2 | 3 | 4:
                container[name] = self._wrong()
            case 5:
                container[name] = chance.choice(([value], {"x": value}, str(value), [value, value]))
            case 6:
                container[name] = _bent(value, chance)
            case _ if isinstance(container, dict):
                self._add(container)
            case _:
                container.append(self._wrong())

    def _add(self, container: Raw) -> None:
        """An unknown field, or the name of an update that came before."""
        named = [
            one for one in ("update_id", "event_id") if one in container and one in self._before
        ]
        if named and self._chance.random() < 0.7:
            container[named[0]] = self._before[named[0]]
        else:
            container[self._chance.choice(_NAMES)] = self._wrong()


def over_the_wire(raw: Raw) -> Raw:
    """What is read of it at the other end; nothing of what nobody could read."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(ENCODED)
    try:
        sent = json.dumps(raw)
    finally:
        sys.setrecursionlimit(before)
    try:
        read: Raw = json.loads(sent)
    except (RecursionError, ValueError):  # too deep, or a number of too many digits
        return {}
    return read


def _bent(value: Any, chance: Random) -> Any:
    """Nearly the same: the other sign, a float, a string with something in it."""
    match value:
        case bool():
            return int(value)
        case int() | float():
            return chance.choice(
                (-value, value * 1.0 if abs(value) < 2**60 else 0, value * 2**40, str(value))
            )
        case str():
            at = chance.randint(0, len(value))
            return value[:at] + chance.choice(("\ud83d", "\x00", "\u202e", "я" * 5000)) + value[at:]
        case list():
            return value * 50 if len(value) < 5 else dict(enumerate(map(str, value)))
        case dict():
            return list(value.values())
    return value


def _places(raw: Raw) -> list[tuple[Any, Any]]:
    """Every place in it where something stands: (what holds it, its name or number)."""
    found: list[tuple[Any, Any]] = []
    left: list[Any] = [raw]
    while left:
        one = left.pop()
        inner = list(one.items()) if isinstance(one, dict) else list(enumerate(one))
        found += [(one, name) for name, _ in inner]
        left += [value for _, value in inner if isinstance(value, dict | list)]
    return found or [({"x": 0}, "x")]
