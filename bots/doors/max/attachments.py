"""What is attached to a message in MAX. Pure.

https://dev.max.ru/docs-api/objects/Message: image, video, audio, file, sticker, contact, location,
share, inline_keyboard. What is recorded in the application comes as an audio; music too.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bots.doors.plain import clean
from core.messages import File, FileKind
from dialogs.events import Placed, Shared

DOOR = "max"

FILES_IN_MESSAGE = 10

Raw = dict[str, Any]

_FILES = {
    "image": FileKind.PHOTO,
    "video": FileKind.VIDEO,
    "audio": FileKind.VOICE,
    "file": FileKind.DOCUMENT,
}

_SAID_BESIDES = frozenset({"inline_keyboard", "share"})
"""What hangs on a message by itself: buttons, and the preview of a link in its text."""

_PHONE = re.compile(
    r"^(?:[\w-]+\.)?TEL(?:;[^:\n]*)?:(?P<phone>[^\r\n]+)", re.MULTILINE | re.IGNORECASE
)
"""A line of a vCard (RFC 6350): ``TEL;TYPE=cell:79001234567``."""

_RUSSIAN = re.compile(r"7\d{10}")


def files(attachments: Iterable[Raw]) -> tuple[File, ...]:
    """The files among them, the first ten. Raises KeyError or TypeError on what is none."""
    found = [file for one in attachments if (file := _file(one)) is not None]
    return tuple(found[:FILES_IN_MESSAGE])


def place(attachments: Iterable[Raw]) -> Placed | None:
    for one in attachments:
        if one["type"] == "location":
            return Placed(float(one["latitude"]), float(one["longitude"]))
    return None


def contact(attachments: Iterable[Raw], person: int) -> Shared | None:
    """The card of a contact with a number; ``own`` if it is the ``person``'s by MAX's word."""
    for one in attachments:
        if one["type"] != "contact":
            continue
        payload = one.get("payload") or {}
        found = _PHONE.search(payload.get("vcf_info") or "")
        if found is not None:
            whose = payload.get("max_info") or {}
            return Shared(_dialled(found["phone"]), whose.get("user_id") == person)
    return None


def _dialled(phone: str) -> str:
    """As it is dialled: of a Russian number MAX leaves out the sign before it."""
    phone = clean(phone.strip())
    return f"+{phone}" if _RUSSIAN.fullmatch(phone) else phone


def links(attachments: Iterable[Raw]) -> Iterator[str]:
    """Addresses that were shared as such."""
    for one in attachments:
        url = (one.get("payload") or {}).get("url") if one["type"] == "share" else None
        if isinstance(url, str):
            yield clean(url)


def strange(attachments: Iterable[Raw]) -> str:
    """The kind of the first that nothing else reads; "" if there is none."""
    return next((str(one["type"]) for one in attachments if one["type"] not in _SAID_BESIDES), "")


def _file(attachment: Raw) -> File | None:
    """None also where MAX names a kind and leaves out the file itself."""
    kind, payload = _FILES.get(attachment["type"]), attachment.get("payload")
    if kind is None or not payload or not payload.get("token"):
        return None
    return File(
        kind,
        DOOR,
        str(payload["token"]),
        url=str(payload.get("url") or ""),
        name=clean(str(attachment.get("filename") or "")),
        size=int(attachment.get("size") or 0),
    )
