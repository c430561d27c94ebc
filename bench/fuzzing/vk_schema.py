"""Valid events of every type that VK has, from its published schema."""

import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from .vk_people import event
from .world import World

Raw = dict[str, Any]
Schema = dict[str, Any]

DEEPEST = 6
"""From here on only what is required; twice as deep, nothing but what is empty."""

_READ = ("message_new", "message_new", "message_event", "message_edit", "message_allow",
         "message_deny")  # fmt: skip
_MESSAGE = "messages/objects.json#/definitions/messages_message"
_CALLBACK = "callback/objects.json#/definitions/"


@cache
def _file(path: Path) -> Schema:
    read: Schema = json.loads(path.read_text("utf-8"))
    return read


class VkSchema:
    """Draws one valid event after another."""

    def __init__(self, world: World, checker: ModuleType) -> None:
        self._world = world
        self._chance = world.chance
        self._words = world.words
        self._root = Path(checker.ROOT) / "vk"
        self._types: list[str] = self._find(f"{_CALLBACK}callback_type")["enum"]

    def update(self) -> Raw:
        kind = self._chance.choice(_READ if self._chance.random() < 0.7 else self._types)
        number = next(self._world.numbers)
        return event(kind, self._body(kind), number)

    def _body(self, kind: str) -> Raw:
        match kind:
            case "message_new":
                return {
                    "message": self._message(),
                    "client_info": self._named("callback_info_for_bots"),
                }
            case "message_edit" | "message_reply":
                return self._message()
            case "message_event":
                payload = self._words.payload(self._world.people)
                shapes: tuple[Any, ...] = (
                    {"p": payload},
                    json.dumps({"p": payload}),
                    payload,
                    [],
                    None,
                    5,
                )
                body = self._named("callback_message_event")
                del body["payload"]
                shape = self._chance.choice(shapes)
                return body if shape is None else body | {"payload": shape}
            case "wall_reply_new":
                return self._made("wall/objects.json#/definitions/wall_wall_comment")
        return self._named(f"callback_{kind}")

    def _message(self) -> Raw:
        made = self._made(_MESSAGE)
        if self._chance.random() < 0.5:
            made |= {"out": 0, "from_id": self._chance.choice(self._world.people)}
        return made

    def _named(self, name: str) -> Raw:
        known = _file(self._root / "callback" / "objects.json")["definitions"]
        return self._made(f"{_CALLBACK}{name}") if name in known else {}

    def _made(self, ref: str) -> Raw:
        found: Raw = self._value({"$ref": ref}, "", 0)
        return found

    def _find(self, ref: str) -> Schema:
        path, _, inside = ref.partition("#")
        found = _file(self._root / path.removeprefix("../"))
        for part in inside.strip("/").split("/"):
            found = found[part]
        return found

    def _value(self, schema: Schema, name: str, depth: int) -> Any:
        if "$ref" in schema:
            rest = {key: value for key, value in schema.items() if key != "$ref"}
            return self._value(self._find(schema["$ref"]) | rest, name, depth)
        if "allOf" in schema:
            return self._object(self._collected(schema), depth)
        for one_of in ("oneOf", "anyOf"):
            if one_of in schema:
                return self._value(self._chance.choice(schema[one_of]), name, depth)
        if schema.get("enum"):
            return self._chance.choice(schema["enum"])
        return self._of_type(schema, name, depth)

    def _of_type(self, schema: Schema, name: str, depth: int) -> Any:
        kind = schema.get("type")
        match self._chance.choice(kind) if isinstance(kind, list) else kind:
            case "array":
                most = 2 if depth < DEEPEST else 0
                inner = schema.get("items", {})
                return [
                    self._value(inner, name, depth + 1)
                    for _ in range(self._chance.randint(0, most))
                ]
            case "object":
                return self._object(schema.get("properties", {}), depth)
            case "integer":
                return self._integer(schema, name)
            case "number":
                return max(schema.get("minimum", -1), self._chance.choice((0, 50.27, 127.53, -1)))
            case "boolean":
                return self._chance.choice((True, False))
            case "string":
                return self._string(schema, name)
        return {}

    def _collected(self, schema: Schema) -> Schema:
        if "$ref" in schema:
            schema = self._find(schema["$ref"])
        properties: Schema = {}
        for part in schema.get("allOf", ()):
            properties |= self._collected(part)
        properties.update(schema.get("properties", {}))
        return properties

    def _object(self, properties: Schema, depth: int) -> Raw:
        share = 0.35 if depth < 2 else 0.5 / (depth + 1)
        made: Raw = {}
        for name, schema in properties.items():
            required = isinstance(schema, dict) and schema.get("required") is True
            if required or (depth <= DEEPEST and self._chance.random() < share):
                made[name] = self._value(schema, name, depth + 1)
        kind = made.get("type")
        if isinstance(kind, str) and kind in properties and self._chance.random() < 0.8:
            made[kind] = self._value(properties[kind], kind, depth + 1)  # as attachments are
        return made

    def _integer(self, schema: Schema, name: str) -> int:
        chance, world = self._chance, self._world
        match name:
            case "from_id" | "user_id" | "member_id":
                least = int(schema.get("minimum", -(2**63)))
                who = (*world.people, *world.people, -77, -5, 2**52)
                return max(least, chance.choice(who))
            case "peer_id":
                return int(chance.choice((*world.people, *world.groups("vk"))))
            case "conversation_message_id":
                return chance.choice((1, next(world.numbers), 2**31))
        if name.endswith(("date", "time", "_at")):
            return chance.choice((0, 1_790_000_000))
        least, most = schema.get("minimum", -(2**63)), schema.get("maximum", 2**63 - 1)
        return min(int(most), max(int(least), self._words.number()))

    def _string(self, schema: Schema, name: str) -> str:
        if name == "payload":
            payload = self._words.payload(self._world.people)
            return self._chance.choice((json.dumps({"p": payload}), payload, '{"command":"start"}'))
        if name in {"event_id", "access_key"}:
            return self._words.token()
        made = self._words.message()
        return made[: int(schema.get("maxLength", len(made)))]
