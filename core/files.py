"""What becomes of a file people sent: the words the collector and the store share."""

import re
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from .messages import File
from .people import Peer

RUN_WHEN_OPENED = frozenset({
    ".apk", ".app", ".appimage", ".bat", ".chm", ".cmd", ".com", ".cpl", ".deb", ".desktop",
    ".dll", ".dmg", ".exe", ".hta", ".htm", ".html", ".inf", ".ipa", ".jar", ".js", ".jse", ".lnk",
    ".mht", ".mhtml", ".msc", ".msi", ".msix", ".msp", ".pif", ".pkg", ".ps1", ".psm1", ".py",
    ".rb", ".reg", ".rpm", ".run", ".scf", ".scr", ".sct", ".sh", ".shtml", ".svgz", ".sys",
    ".url", ".vbe", ".vbs", ".wsc", ".wsf", ".wsh", ".xhtml",
})  # fmt: skip
"""Names under which something is run when it is opened, whatever stands in it."""


HOUSE = "house"
"""The door of files that the bot makes itself: there is no such messenger. They are made, and not
fetched (:mod:`bots.delivery.workshop`), and are of no ticket."""


NOBODYS = "nobody"
"""The door of files whose sender had their data deleted: they are kept, and lead to nobody."""


class Fate(StrEnum):
    WANTED = "wanted"
    """Not fetched yet."""
    KEPT = "kept"
    MISSING = "missing"
    """It cannot be had from its messenger, now or ever."""
    REFUSED = "refused"
    """It was fetched, and is nothing that is passed on."""
    ERASED = "erased"
    """Its sender had their data deleted: its content is to go from the disk, unless somebody else
    sent the same."""


class Loss(StrEnum):
    """Why a file does not get to whom it was for. Each is a text's choice (``file-lost``)."""

    GONE = "gone"
    LARGE = "large"
    EMPTY = "empty"
    PROGRAM = "program"
    UNTAKEN = "untaken"
    """The messenger it goes to does not take it."""


class Content(Struct, frozen=True):
    """Kept bytes: ``digest`` is their SHA-256 in hex, ``type`` what they are (a media type,
    found in the bytes themselves), ``size`` their count."""

    digest: str
    type: str
    size: int


class Wanted(Struct, frozen=True):
    """A file to be fetched."""

    file: File
    attempts: int
    wanted_at: datetime


class Found(Struct, frozen=True):
    """What is known of a file. ``content`` is set where it is kept."""

    fate: Fate
    wanted_at: datetime
    content: Content | None = None


class Concerned(Struct, frozen=True):
    """A ticket with the file, and the chats whose message went without it."""

    ticket: str
    late: tuple[Peer, ...] = ()


def extension(name: str) -> str:
    """``.pdf`` of «Смета.PDF»; "" if there is none."""
    found = re.search(r"\.[^\W_]{1,10}$", name.strip(" ."))
    return found.group().lower() if found else ""


def runs_by_name(name: str) -> bool:
    """Does a file of this name run when it is opened?"""
    return extension(name) in RUN_WHEN_OPENED
