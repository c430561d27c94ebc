"""A copy of what is kept of a resident, as a file that is still to be made (152-FZ, art. 14, 20).

* It is ordered by the resident's own turn, and by nothing else: the order names the speaker of that
  turn, and what is made goes to that chat alone.
* An order travels in a file's address (``data:``), as a table's does, so it is made also after a
  crash.
"""

import base64
from datetime import datetime
from hashlib import blake2s

from msgspec import DecodeError, Struct, json

from core.files import HOUSE
from core.messages import File, FileKind
from core.people import Peer, Speaker

ADDRESS = "data:application/vnd.paradnaya.copy;base64,"
TYPE = "text/plain"
PREFIX = "copy/"


class Copy(Struct, frozen=True):
    """Whose, and in which language; ``name``: as the messenger gave it. ``at``: when it was asked
    for."""

    resident: Speaker
    language: str
    name: str
    at: datetime


def prefix_of(resident: Speaker) -> str:
    """How the refs of all copies for this resident begin."""
    return f"{PREFIX}{resident}/"


def as_file(order: Copy, name: str) -> File:
    """The copy as a file that is still to be made, under this name."""
    told = json.encode(order)
    ref = prefix_of(order.resident) + blake2s(told, digest_size=8).hexdigest()
    url = ADDRESS + base64.b64encode(told).decode()
    return File(FileKind.DOCUMENT, HOUSE, ref, url, name)


def is_copy(file: File) -> bool:
    return file.door == HOUSE and file.ref.startswith(PREFIX)


def of_file(file: File) -> Copy:
    """Read it back."""
    return json.decode(base64.b64decode(file.url.removeprefix(ADDRESS)), type=Copy)


def is_for(file: File, peer: Peer) -> bool:
    """Is it the copy of who speaks in that chat?"""
    order = _read(file)
    return order is not None and order.resident.peer == peer


def language_of(file: File) -> str:
    """Of whoever ordered it; "" where that cannot be read."""
    order = _read(file)
    return order.language if order else ""


def _read(file: File) -> Copy | None:
    try:
        return of_file(file)
    except (DecodeError, ValueError):  # ordered by another release, or spoilt
        return None
