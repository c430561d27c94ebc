"""A picture of figures before it is drawn: words as they will stand, and numbers.

Whoever draws it knows neither languages nor tickets. It travels as JSON in a file's address
(``data:``), so what is drawn is what was told beside it, also after a crash.
"""

import base64
from enum import StrEnum
from hashlib import blake2s

from msgspec import Struct, json

from core.files import HOUSE
from core.messages import File, FileKind

ADDRESS = "data:application/json;base64,"


class Tone(StrEnum):
    GOOD = "good"
    BAD = "bad"
    PLAIN = "plain"


class Number(Struct, frozen=True):
    """A number in words, what it is of, and how it changed ("": nothing to hold it against)."""

    label: str
    value: str
    change: str = ""
    tone: Tone = Tone.PLAIN


class Bar(Struct, frozen=True):
    label: str
    received: int
    answered: int


class Ranked(Struct, frozen=True):
    label: str
    count: int
    change: str = ""


class Poster(Struct, frozen=True):
    """``kept``: the share answered in time, 0 to 1; None: nothing was answered."""

    title: str
    subtitle: str
    heads: tuple[Number, ...]
    bars_title: str
    received: str
    answered: str
    bars: tuple[Bar, ...]
    kept_title: str
    kept: float | None
    smalls: tuple[Number, ...]
    ranks_title: str
    ranks: tuple[Ranked, ...]
    footer: str
    kept_change: str = ""
    kept_tone: Tone = Tone.PLAIN


def as_file(poster: Poster, name: str) -> File:
    """The picture as a file that is still to be made. The same figures are the same file."""
    told = json.encode(poster)
    ref = f"poster/{blake2s(told, digest_size=16).hexdigest()}"
    url = ADDRESS + base64.b64encode(told).decode()
    return File(FileKind.PHOTO, HOUSE, ref, url, name)
