"""What is on its way → the one call of VK's API that does it, and what went wrong. Pure.

Messages are fitted (``bots/doors/layout.py``) before they come here: nothing is cut.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from bots.doors.door import (
    DoorError,
    Later,
    Misconfigured,
    Rejected,
    Unreachable,
    Unsettled,
    Vanished,
)
from bots.doors.keyboards import payload_json
from core.messages import Button, ButtonKind, Message, Outgoing
from core.words.written import write_json

from .reading import read_press

Parameters = dict[str, Any]

_WAITS = {6: 1.0, 9: 10.0, 14: 60.0, 29: 60.0}
"""Seconds to wait after: too many a second, flood, captcha, the day's limit."""

_OF_EVERYONE = frozenset({6, 14, 29})
"""Waits that are the whole community's, not one chat's."""

_MISCONFIGURED = frozenset({5, 27, 28})
"""Authorization failed: of the token, of the community, of the application."""

_UNREACHABLE = frozenset({900, 901, 902, 917, 925, 935, 936, 945, 983})
"""Blacklisted, not allowed, privacy settings, no such chat, no rights, no such person, closed."""

_VANISHED = frozenset({909, 920})
"""Too old to change, of a kind that cannot be changed."""

_FAILED = frozenset({1, 10})
"""Unknown and internal errors: VK's own."""


def call_for(outgoing: Outgoing, token: int) -> tuple[str, Parameters]:
    """The method and its parameters for one row of the outbox."""
    message, chat = outgoing.message, outgoing.peer.chat
    if outgoing.toast is not None:
        return "messages.sendMessageEventAnswer", {**read_press(outgoing.toast), **_toast(message)}
    if outgoing.edits is not None:
        return "messages.edit", {"peer_id": chat, "cmid": int(outgoing.edits), **_content(message)}
    return "messages.send", {
        "peer_ids": str(chat),  # with peer_id the answer lacks conversation_message_id
        "random_id": random_id(outgoing, token),
        **_content(message),
        **_reply(message, chat),
    }


def announcement(outgoing: Sequence[Outgoing], token: int) -> tuple[str, Parameters]:
    """One call that tells all these the first one's message.

    VK looks for a ``random_id`` in each conversation by itself, so one serves all: whoever
    repeats the call in other company repeats it for each.
    """
    content = _content(outgoing[0].message)
    said = f"all|{token}|{json.dumps(content, ensure_ascii=False, sort_keys=True)}"
    return "messages.send", {
        "peer_ids": ",".join(str(one.peer.chat) for one in outgoing),
        "random_id": _positive_int32(said),
        **content,
    }


def random_id(outgoing: Outgoing, token: int) -> int:
    """VK's idempotency key: a positive int32, the same for the same row and what it says.

    The text takes part because a fresh database counts its rows from 1 again, while VK still
    remembers the keys of the last hour.
    """
    # A file uploaded again has a new name at VK; what it is stays the same.
    files = [(file.kind.value, file.name, file.size) for file in outgoing.message.files]
    said = f"{token}|{outgoing.peer.chat}|{outgoing.message.text}|{files}"
    return _positive_int32(said)


def _positive_int32(said: str) -> int:
    digest = hashlib.sha256(said.encode(errors="replace")).digest()
    return int.from_bytes(digest[:4], "big") % 0x7FFFFFFF + 1


def door_error(code: int, said: str) -> DoorError:
    """The port's error for VK's."""
    text = f"VK {code}: {said}"
    if code in _WAITS:
        return Later(_WAITS[code], everyone=code in _OF_EVERYONE)
    for codes, kind in (
        (_MISCONFIGURED, Misconfigured),
        (_UNREACHABLE, Unreachable),
        (_VANISHED, Vanished),
        (_FAILED, Unsettled),
    ):
        if code in codes:
            return kind(text)
    return Rejected(text)


def sent_id(response: object) -> str:
    """The conversation_message_id of what was sent. Raises what the answer says went wrong.

    With ``peer_ids`` VK tells a refusal inside an answer that looks well.
    """
    if not isinstance(response, list) or not response or not isinstance(response[0], dict):
        return ""
    item = response[0]
    if error := item.get("error"):
        raise door_error(int(error.get("code", 0)), str(error.get("description", "")))
    return str(item.get("conversation_message_id") or "")


def heard(response: object, outgoing: Sequence[Outgoing]) -> list[str | DoorError]:
    """What each of those who were told the same has of it. Raises if that is no answer."""
    if not isinstance(response, list):
        raise Unsettled("messages.send: the answer is not VK's")
    by_peer = {item.get("peer_id"): item for item in response if isinstance(item, dict)}
    found: list[str | DoorError] = []
    for one in outgoing:
        item = by_peer.get(one.peer.chat)
        try:
            if item is None:
                raise Unsettled("messages.send: VK does not say what became of it")
            found.append(sent_id([item]))
        except DoorError as error:
            found.append(error)
    return found


def _content(message: Message) -> Parameters:
    parameters: Parameters = {"dont_parse_links": 1, "disable_mentions": 1}
    if message.text:
        parameters["message"] = message.text
    if message.files:
        parameters["attachment"] = ",".join(file.ref for file in message.files)
    if keyboard := _keyboard(message):
        parameters["keyboard"] = write_json(keyboard)
    return parameters


def _toast(message: Message) -> Parameters:
    if not message.text:
        return {}
    data = {"type": "show_snackbar", "text": message.text}
    return {"event_data": write_json(data)}


def _reply(message: Message, chat: int) -> Parameters:
    if message.reply_to is None:
        return {}
    forward = {
        "peer_id": chat,
        "conversation_message_ids": [int(message.reply_to)],
        "is_reply": True,
    }
    return {"forward": json.dumps(forward)}


def _keyboard(message: Message) -> Parameters | None:
    """The chat's keyboard for a screen, the message's own for another; none to remove it."""
    rows = [[_button(button, message.screen) for button in row] for row in message.rows]
    if message.screen or (message.closes and not rows):
        return {"one_time": False, "inline": False, "buttons": rows}
    return {"inline": True, "buttons": rows} if rows else None


def _button(button: Button, screen: bool) -> Parameters:
    payload = payload_json(button.payload)
    match button.kind:
        case ButtonKind.PLACE:
            return {"action": {"type": "location", "payload": payload}}
        case ButtonKind.LINK:
            return {"action": {"type": "open_link", "label": button.label, "link": button.url}}
    kind = "text" if screen else "callback"
    action = {"type": kind, "label": button.label, "payload": payload}
    return {"action": action, "color": "secondary"}
