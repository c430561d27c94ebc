"""Tickets as a table: what is asked for, and what a line of it tells.

* Neither a contact nor a resident is in it: showing a contact is written into its ticket's history
  (152-FZ), and a table that leaves the program cannot do that.
* An order travels in a file's address (``data:``), as a picture's does, so it is made also after a
  crash.
"""

import base64
from datetime import datetime
from enum import StrEnum
from hashlib import blake2s

from msgspec import Struct, json

from core.files import HOUSE
from core.messages import File, FileKind

ADDRESS = "data:application/vnd.paradnaya.register;base64,"


class Form(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


class Line(Struct, frozen=True):
    """A ticket as a report tells it. Moments are aware; coordinates in degrees (WGS 84).

    ``answer_minutes`` are working ones, up to ``answered_at``: when its resident first heard an
    answer or a date. ``ended_at`` is when it came into the state it is in, if that ends it;
    ``ended_by`` is the move that did, ``reason`` the code of a rejection's reason.
    """

    number: str
    filed_at: datetime
    topic: str
    municipality: str
    agency: str
    state: str
    deadline: datetime
    verdict: str | None
    address: str
    latitude: float | None
    longitude: float | None
    text: str
    outcome: str | None = None
    answer_minutes: int | None = None
    in_time: bool | None = None
    returns: int = 0
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str = ""
    reason: str = ""


class Extract(Struct, frozen=True):
    """Tickets filed from ``begins`` to before ``ends``; of one agency, or (None) of all.

    ``reader`` is the agency in whose zone times are told.
    """

    begins: datetime
    ends: datetime
    agency: str | None
    reader: str
    form: Form


def as_file(order: Extract, name: str) -> File:
    """The table as a file that is still to be made."""
    told = json.encode(order)
    ref = f"register/{blake2s(told, digest_size=16).hexdigest()}"
    url = ADDRESS + base64.b64encode(told).decode()
    return File(FileKind.DOCUMENT, HOUSE, ref, url, name)


def of_file(file: File) -> Extract:
    """Read it back."""
    return json.decode(base64.b64decode(file.url.removeprefix(ADDRESS)), type=Extract)
