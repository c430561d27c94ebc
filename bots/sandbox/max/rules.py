"""Which calls there are, what they take, and how a value is read.

The real API passes over a parameter it does not know. Here it is refused, plainly, because such a
parameter is always a mistake of the caller, and the real one would never say so.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Final

TEXT_LIMIT: Final = 4000
"""Of a message, in UTF-16 units: the real server is written in Java, which counts so."""

UPDATE_TYPES: Final = (
    "bot_added",
    "bot_started",
    "bot_stopped",
    "bot_removed",
    "chat_title_changed",
    "dialog_cleared",
    "dialog_muted",
    "dialog_unmuted",
    "dialog_removed",
    "message_callback",
    "message_created",
    "message_edited",
    "message_removed",
    "user_added",
    "user_removed",
)


class MaxError(Exception):
    """A refusal: HTTP's status, MAX's code and words."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def bad_payload(reason: str) -> MaxError:
    return MaxError(400, "proto.payload", reason)


def denied(reason: str) -> MaxError:
    return MaxError(403, "chat.denied", reason)


def not_found(reason: str) -> MaxError:
    return MaxError(404, "not.found", reason)


def not_allowed(reason: str) -> MaxError:
    return MaxError(405, "method.not.allowed", reason)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Shape:
    """What a call takes: parameters of its query, the required ones, fields of its body.

    ``body`` None: it has none. Kinds are those of ``_READERS`` and ``_FIELDS``.
    """

    query: dict[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    body: dict[str, str] | None = None
    wanted: tuple[str, ...] = ()


_MESSAGE: Final = {
    "text": "text",
    "attachments": "list",
    "link": "object",
    "notify": "bool",
    "format": "text",
}
_CHAT: Final = "/chats/{chatId}"

CALLS: Final[dict[str, Shape]] = {
    "GET /me": Shape(),
    "GET /updates": Shape({"limit": "int", "timeout": "int", "marker": "marker", "types": "texts"}),
    "GET /subscriptions": Shape(),
    "POST /subscriptions": Shape(
        body={"url": "text", "update_types": "list", "secret": "text"}, wanted=("url",)
    ),
    "DELETE /subscriptions": Shape({"url": "text"}, ("url",)),
    "POST /uploads": Shape({"type": "text"}, ("type",)),
    "GET /messages": Shape(
        {"chat_id": "int", "message_ids": "texts", "from": "int", "to": "int", "count": "int"}
    ),
    "POST /messages": Shape(
        {"user_id": "int", "chat_id": "int", "disable_link_preview": "bool"}, body=_MESSAGE
    ),
    "PUT /messages": Shape({"message_id": "text"}, ("message_id",), body=_MESSAGE),
    "DELETE /messages": Shape({"message_id": "text"}, ("message_id",)),
    "GET /messages/{messageId}": Shape(),
    "GET /videos/{videoToken}": Shape(),
    "POST /answers": Shape(
        {"callback_id": "text"},
        ("callback_id",),
        body={"message": "object", "notification": "text"},
    ),
    f"GET {_CHAT}": Shape(),
    f"PATCH {_CHAT}": Shape(
        body={"icon": "object", "title": "text", "pin": "text", "notify": "bool"}
    ),
    f"POST {_CHAT}/actions": Shape(body={"action": "text"}, wanted=("action",)),
    f"GET {_CHAT}/pin": Shape(),
    f"PUT {_CHAT}/pin": Shape(
        body={"message_id": "text", "notify": "bool"}, wanted=("message_id",)
    ),
    f"DELETE {_CHAT}/pin": Shape(),
    f"GET {_CHAT}/members": Shape({"user_ids": "ints", "marker": "int", "count": "int"}),
    f"POST {_CHAT}/members": Shape(body={"user_ids": "list"}, wanted=("user_ids",)),
    f"DELETE {_CHAT}/members": Shape({"user_id": "int", "block": "bool"}, ("user_id",)),
    f"GET {_CHAT}/members/me": Shape(),
    f"DELETE {_CHAT}/members/me": Shape(),
    f"GET {_CHAT}/members/admins": Shape(),
    f"POST {_CHAT}/members/admins": Shape(
        body={"admins": "list", "marker": "number"}, wanted=("admins",)
    ),
    f"DELETE {_CHAT}/members/admins/{{userId}}": Shape(),
}
"""By verb and path, as the schema writes them. GET /chats is not among them: «с июня 2026 метод
больше не поддерживается»."""

NO_MORE: Final = frozenset({"/chats"})

_PIECES: Final = {"chatId": r"-?\d+", "userId": r"-?\d+", "messageId": r"[\w-]+"}


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(
        re.sub(r"\{(\w+)\}", lambda one: f"(?P<{one[1]}>{_PIECES.get(one[1], r'[^/]+')})", template)
    )


_PATHS: Final = {
    template: _pattern(template) for template in {name.partition(" ")[2] for name in CALLS}
}


def resolve(verb: str, path: str) -> tuple[str, dict[str, str]]:
    """The call's name and what its path says. Raises :class:`MaxError` 404 and 405."""
    matches = [(name, pattern.fullmatch(path)) for name, pattern in _PATHS.items()]
    found = [(name, match.groupdict()) for name, match in matches if match is not None]
    for template, pieces in found:
        if f"{verb} {template}" in CALLS:
            return f"{verb} {template}", pieces
    if found or path in NO_MORE:
        raise not_allowed(f"Method {verb} is not allowed for {path}")
    raise not_found(f"Path {path} is not recognized")


@dataclass(frozen=True, slots=True)
class Call:
    """One request: its name, what its path and its query say, and the body."""

    name: str
    values: dict[str, Any]
    body: dict[str, Any]

    def get(self, name: str, default: Any = None) -> Any:
        return self.values.get(name, default)


def read_call(name: str, pieces: dict[str, str], query: dict[str, str], body: Any) -> Call:
    """Check what a call brings and read its values. Raises :class:`MaxError` 400."""
    shape = CALLS[name]
    values: dict[str, Any] = {
        piece: int(value) if piece in {"chatId", "userId"} else value
        for piece, value in pieces.items()
    }
    for parameter, text in query.items():
        if parameter == "v":
            continue  # the version, which any request may name
        if parameter not in shape.query:
            raise bad_payload(
                f"Unknown parameter {parameter} of {name} (the sandbox refuses what MAX ignores)"
            )
        values[parameter] = _read(parameter, shape.query[parameter], text)
    for parameter in shape.required:
        if values.get(parameter) in (None, ""):
            raise bad_payload(f"{parameter}: must not be empty")
    return Call(name, values, _read_body(name, shape, body))


def _read_body(name: str, shape: Shape, body: Any) -> dict[str, Any]:
    if shape.body is None:
        if body not in (None, {}):
            raise bad_payload(f"{name} has no body (the sandbox refuses what MAX ignores)")
        return {}
    if not isinstance(body, dict):
        raise bad_payload("Can't deserialize body: an object is expected")
    read = read_fields(body, shape.body, "")
    for each in shape.wanted:
        if read.get(each) in (None, ""):
            raise bad_payload(f"{each}: must not be empty")
    return read


def read_fields(given: dict[str, Any], known: dict[str, str], place: str) -> dict[str, Any]:
    """The fields of an object, those that are null left out. Raises :class:`MaxError` 400."""
    for name, value in given.items():
        if name not in known:
            raise bad_payload(
                f"{place}{name}: unknown field (the sandbox refuses what MAX ignores)"
            )
        wanted = _FIELDS[known[name]]
        flag = isinstance(value, bool) and known[name] != "bool"
        if value is not None and (flag or not isinstance(value, wanted)):
            raise bad_payload(f"{place}{name}: {known[name]} is expected")
    return {name: value for name, value in given.items() if value is not None}


_FIELDS: Final[dict[str, tuple[type, ...]]] = {
    "text": (str,),
    "bool": (bool,),
    "list": (list,),
    "object": (dict,),
    "int": (int,),
    "number": (int, float),
}


def _read(name: str, kind: str, text: str) -> Any:
    try:
        return _READERS[kind](text)
    except ValueError as problem:
        raise bad_payload(f"{name}: {_COMPLAINTS.get(kind, 'is invalid')}") from problem


def _marker(text: str) -> int | None:
    return None if text in {"", "null"} else int(text)


def _boolean(text: str) -> bool:
    words = {"true": True, "false": False}
    if text.lower() not in words:
        raise ValueError
    return words[text.lower()]


def _texts(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def _integers(text: str) -> list[int]:
    return [int(each) for each in _texts(text)]


_READERS: Final[dict[str, Any]] = {
    "int": int,
    "marker": _marker,
    "bool": _boolean,
    "text": str,
    "texts": _texts,
    "ints": _integers,
}
_COMPLAINTS: Final = {
    "int": "an integer is expected",
    "marker": "an integer is expected",
    "bool": "true or false is expected",
    "ints": "integers are expected",
}
