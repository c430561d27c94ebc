"""Valid updates of every kind that the Bot API has, from its published schema.

The schema names types and fields; which values a field may have stands in the words of its
description, and is read from there. What needs to hang together (who, where) is drawn from the
world, so the updates meet the conversations that people have.
"""

import json
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from .world import World

Raw = dict[str, Any]
Field = dict[str, Any]

_CONSTANT = re.compile(r"(?:always|must be) ['“\"]?(\w+)")
_QUOTED = re.compile(r"['“](\w+)['”]")
_CONSTANT_IN = frozenset({"type", "status", "source", "currency"})
_READ = ("message", "edited_message", "callback_query", "my_chat_member")
DEEPEST = 5
"""From here on only what is required."""


@cache
def _schema(root: Path) -> tuple[dict[str, list[Field]], dict[str, list[str]]]:
    """Types with their fields, and unions with their members."""
    folder = root / "telegram"
    known = json.loads((folder / "aiogram_schema_10.2.json").read_text("utf-8"))["items"]
    found = {one["name"]: one for group in known for one in group["children"]}
    types = {name: one["annotations"] for name, one in found.items() if name[0].isupper()}
    older = json.loads((folder / "paulsonoflars_api_10.1.json").read_text("utf-8"))["types"]
    unions = {name: one["subtypes"] for name, one in older.items() if one.get("subtypes")}
    for name, fields in types.items():
        listed = re.findall(r"^\s*-\s*(\w+)", found[name]["description"], re.MULTILINE)
        if not fields and name not in unions and listed:
            unions[name] = [one for one in listed if one in types]
    return types, unions


class TelegramSchema:
    """Draws one valid update after another."""

    def __init__(self, world: World, checker: ModuleType) -> None:
        self._world = world
        self._chance = world.chance
        self._words = world.words
        self._types, self._unions = _schema(Path(checker.ROOT))
        self._kinds = [one["name"] for one in self._types["Update"] if not one.get("required")]

    def update(self) -> Raw:
        kind = self._chance.choice(_READ if self._chance.random() < 0.6 else self._kinds)
        (field,) = (one for one in self._types["Update"] if one["name"] == kind)
        return {
            "update_id": next(self._world.numbers),
            kind: self._value(field["type"], field, depth=0),
        }

    def _object(self, name: str, depth: int) -> Raw:
        fields = self._types[name]
        optional = [field["name"] for field in fields if not field.get("required")]
        wished = self._wished(name, optional, depth)
        made = {
            field["name"]: self._value(field["type"], field, depth)
            for field in fields
            if field.get("required") or field["name"] in wished
        }
        match name:
            case "User":
                made["id"] = self._chance.choice((*self._world.people, 42, 1087968824, 2**52))
                made["is_bot"] = self._chance.random() < 0.1
            case "Chat":
                self._place(made)
        return made

    def _wished(self, name: str, optional: list[str], depth: int) -> frozenset[str]:
        """The optional fields this one has: a message usually a person and one content."""
        if depth > DEEPEST or not optional:
            return frozenset()
        if name == "Message":
            usual = {"from"} if self._chance.random() < 0.9 else set()
            usual |= {"text"} if self._chance.random() < 0.2 else set()
            return frozenset(usual | set(self._chance.sample(optional, self._chance.randint(0, 3))))
        if name == "CallbackQuery" and self._chance.random() < 0.9:
            return frozenset({"message", "data"})
        share = 0.5 / (depth + 1)
        return frozenset(one for one in optional if self._chance.random() < share)

    def _place(self, chat: Raw) -> None:
        groups = self._world.groups("telegram")
        chat["id"] = self._chance.choice((*self._world.people, *groups, -100))
        if chat["id"] > 0:
            chat["type"] = "private"
        elif chat["type"] == "private":
            chat["type"] = "supergroup"

    def _value(self, kind: str, field: Field, depth: int) -> Any:
        if kind.startswith("Array of "):
            count = self._chance.randint(0, 2 if depth < DEEPEST else 0)
            return [self._value(kind[9:], field, depth + 1) for _ in range(count)]
        kind = self._chance.choice(kind.split(" or "))
        match kind:
            case "Integer":
                return self._integer(field)
            case "Float" | "Float number":
                return self._chance.choice((0.0, 1, -89.5, 127.53, 50.27, 1e9))
            case "Boolean":
                return self._chance.random() < 0.5
            case "True":
                return True
            case "String":
                return self._string(field)
        if kind in self._unions:
            return self._member(kind, depth)
        return self._object(kind, depth + 1)

    def _member(self, union: str, depth: int) -> Any:
        if union == "RichText" and (depth > DEEPEST or self._chance.random() < 0.5):
            return self._words.message()
        members = [one for one in self._unions[union] if one in self._types]
        if depth > DEEPEST:
            needs = {one: sum(bool(f.get("required")) for f in self._types[one]) for one in members}
            return self._object(min(members, key=lambda one: needs[one]), depth + 1)
        return self._object(self._chance.choice(members), depth + 1)

    def _integer(self, field: Field) -> int:
        name, told = field["name"], field["description"]
        if "Unix time" in told or "date" in name or name.endswith(("_time", "timestamp")):
            return self._chance.choice((0, 1, 1_790_000_000, 2**31 - 1))
        if name == "message_id":
            return self._chance.choice((1, next(self._world.numbers), 2**31))
        if name in {"width", "height", "file_size", "duration"}:
            return self._chance.choice((0, 1, 90, 1280, 10**7))
        return self._words.number()

    def _string(self, field: Field) -> str:
        name, told = field["name"], field["description"]
        if name in _CONSTANT_IN:
            if (found := _CONSTANT.search(told)) and found[1] not in {"one", "a", "the", "of"}:
                return found[1]
            if quoted := _QUOTED.findall(told):
                return str(self._chance.choice(quoted))
        if name == "data":
            return self._words.payload(self._world.people)
        if name in {"id", "file_id", "file_unique_id", "callback_query_id"}:
            return self._words.token()
        return self._words.message()
