"""What is on its way → the one call of MAX's API that does it, and what went wrong. Pure.

Messages are fitted (``bots/doors/layout.py``) before they come here: nothing is cut. No ``format``
is given, so nothing in a text is markup; of links no preview is made.

* MAX knows only buttons under a message. What is attached to a message is one list, its keyboard
  included: a change gives the whole list, or what is not in it would go.
* Errors are told by the HTTP status and ``{code, message}``; the codes are not listed anywhere, so
  the status decides, and a code only where it says more. Seen at MAX: 403 ``chat.denied`` with
  ``error.dialog.suspended``; 400 ``attachment.not.ready``.
"""

from typing import Any

from msgspec import Struct, field

from bots.doors.door import (
    DoorError,
    Later,
    Misconfigured,
    Rejected,
    TooLarge,
    Unreachable,
    Unsettled,
    Vanished,
)
from bots.doors.keepable import is_keepable
from core.messages import Button, ButtonKind, File, FileKind, Message, Outgoing

from .chats import address

Json = dict[str, Any]

MESSAGES, ANSWERS, UPDATES = "/messages", "/answers", "/updates"

PAUSE = 2.0
"""Seconds to wait when MAX was asked too much: it does not say how long."""


class Call(Struct, frozen=True):
    """One request: the HTTP verb, the path, the query, and the JSON body."""

    verb: str
    path: str
    query: dict[str, str | int] = field(default_factory=dict)
    body: Json | None = None


class NotReady(Unsettled):
    """What was uploaded is not processed yet: the same again, a little later."""


_KINDS = {
    FileKind.PHOTO: "image",
    FileKind.VIDEO: "video",
    FileKind.VOICE: "audio",
    FileKind.DOCUMENT: "file",
}

_UNREACHABLE = ("chat.not.found", "dialog.notfound", "dialog.not.found", "user.not.found")
"""Said with 400 or 404: there is no such chat, or none with this person."""

_MALFORMED = "proto."
"""What codes begin with that tell of the form of a request."""

_SAME = ("not.modified", "not modified", "not.changed")


def call_for(outgoing: Outgoing) -> Call:
    """The call for one row of the outbox."""
    message = outgoing.message
    if outgoing.toast is not None:
        # The notification alone: with a message in it, the one under the button would be changed.
        return Call(
            "POST", ANSWERS, {"callback_id": outgoing.toast}, {"notification": message.text}
        )
    attachments = [_attachment(file) for file in message.files]
    if message.rows:
        attachments.append(_keyboard(message))
    body: Json = {"text": message.text or None, "attachments": attachments, "link": None}
    if outgoing.edits is not None:
        return Call("PUT", MESSAGES, {"message_id": outgoing.edits}, body)
    if message.reply_to is not None:
        body["link"] = {"type": "reply", "mid": message.reply_to}
    query: dict[str, str | int] = {**address(outgoing.peer.chat), "disable_link_preview": "true"}
    return Call("POST", MESSAGES, query, body)


def upload_kind(kind: FileKind) -> str:
    """What MAX calls a kind of files, where they are uploaded and where they are attached."""
    return _KINDS[kind]


def sent_id(answer: Json) -> str:
    """The id of the message that was sent; "" where MAX does not tell one that can be kept."""
    message = answer.get("message")
    body = message.get("body") if isinstance(message, dict) else None
    mid = body.get("mid") if isinstance(body, dict) else None
    return mid if isinstance(mid, str) and is_keepable(mid) else ""


def door_error(call: Call, status: int, answer: object) -> DoorError:
    """The port's error for a refusal: ``answer`` is what MAX said, JSON or text."""
    said = answer if isinstance(answer, dict) else {}
    code, words = str(said.get("code") or ""), str(said.get("message") or "")
    text = f"MAX {status} {call.verb} {call.path}: {code} {words}".strip(": ")
    if status == 401 or code == "verify.token":
        return Misconfigured(text)
    if status == 429:
        return Later(PAUSE)
    if status == 413:
        return TooLarge(text)
    if code == "attachment.not.ready" or "not.processed" in words:
        return NotReady(text)
    if status >= 500 or not said:
        return Unsettled(text)  # of a proxy's page nothing is told: it may be long
    return _refused(call, status, f"{code} {words}".lower())(text)


def is_done(call: Call, error: DoorError) -> bool:
    """Does the refusal say that there is nothing left to do?

    A press is answered at once or never, and a change that changes nothing is made.
    """
    if call.path == ANSWERS:
        return isinstance(error, Rejected | Unreachable)
    return call.verb == "PUT" and any(part in str(error).lower() for part in _SAME)


def _refused(call: Call, status: int, said: str) -> type[DoorError]:
    if call.path == UPDATES and status == 405:
        return Misconfigured  # somebody has set a webhook beside our long polling
    if call.path != MESSAGES:
        return Rejected
    if call.verb == "PUT":
        # Deleted, too old, of a kind that is not changed: MAX has no word for each. If it is the
        # chat that is gone, the new message that takes its place hears of it.
        return Rejected if said.startswith(_MALFORMED) else Vanished
    gone = status in {403, 404} or any(part in said for part in _UNREACHABLE)
    return Unreachable if gone else Rejected


def _attachment(file: File) -> Json:
    return {"type": _KINDS[file.kind], "payload": {"token": file.ref}}


def _keyboard(message: Message) -> Json:
    rows = [[_button(button) for button in row] for row in message.rows]
    return {"type": "inline_keyboard", "payload": {"buttons": rows}}


def _button(button: Button) -> Json:
    match button.kind:
        case ButtonKind.LINK:
            return {"type": "link", "text": button.label, "url": button.url}
        case ButtonKind.PLACE:
            return {"type": "request_geo_location", "text": button.label}
        case ButtonKind.CONTACT:
            return {"type": "request_contact", "text": button.label}
    return {"type": "callback", "text": button.label, "payload": button.payload or "-"}
