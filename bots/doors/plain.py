"""Text made safe and cut to length. Pure.

* What people wrote is cleaned once, where a door reads it: characters that are not seen but
  change what is seen (controls, direction overrides, zero-width blanks) are dropped, so a name
  cannot turn the rest of a card around and a word cannot hide. The joiner inside emoji stays.
* Lengths are counted in UTF-16 units, as Telegram counts them. Nobody counts stricter, so the
  same measure serves every messenger.
* A text is cut between paragraphs, else between lines, else between words; a word is broken
  only when it alone is longer than a message.
"""

import re
import unicodedata
from functools import lru_cache

from core.words.quoting import inert

NAME_LENGTH = 64
"""Characters of a person's or a chat's name: what a card can show on one line."""

ELLIPSIS = "…"

_KEPT = frozenset("\n\u200c\u200d")
"""Of the invisible: the line break, and the two joiners that emoji and Persian need."""

_SEEN = re.compile(
    "[\n -~\u00a0-\u00ac\u00ae-\u04ff\u2010-\u2027\u2030-\u205e\u20a0-\u27bf\ufe0f"
    "\U0001f300-\U0001faff]*"
)
"""Latin and Cyrillic letters, signs and emoji. Most that people write is of nothing else, and then
no sign of it has to be looked at alone."""

_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters by Unicode, nothing by sight: a name made of them looks empty."""

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Control, format (direction, zero width, tags), lone surrogate, private use. What Python does
not know yet stays: it may be this year's emoji."""

MARKS = 3
"""Combining marks in a row in a name."""

_JOINED_LETTERS = re.compile(
    "(?<=[A-Za-zА-Яа-яЁё ])[\u200c\u200d]+|[\u200c\u200d]+(?=[A-Za-zА-Яа-яЁё ])"
)
"""Joiners where nothing is joined: two names that look the same would be two names."""

_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})
_ISOLATED, _TOGETHER = "\u2068", "\u2069"

REMEMBERED = 4096
"""Names: everybody who talks sends theirs with each message."""

_EDGE = 24
"""Characters to step back at most for the start of an emoji sequence when a word is broken."""


def clean(text: str) -> str:
    """Drop what cannot be seen; line ends become ``\\n``, tabs become spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    if _SEEN.fullmatch(text):
        return text
    return "".join(sign for sign in text if _seen(sign))


@lru_cache(maxsize=REMEMBERED)
def clean_name(name: str) -> str:
    """A name on one line, at most ``NAME_LENGTH`` characters; "" if nothing of it can be seen."""
    seen = "".join(
        sign for sign in clean(unicodedata.normalize("NFC", name)) if sign not in _BLANKS
    )
    line = " ".join(_JOINED_LETTERS.sub("", seen).split())
    return shorten(_without_towers(line).strip("\u200c\u200d"), NAME_LENGTH)


@lru_cache(maxsize=REMEMBERED)
def signature(name: str) -> str:
    """The name of a person or a chat, to stand in a line of ours: it calls nobody, and one
    written from right to left turns nothing around but itself."""
    line = inert(clean_name(name))
    if any(unicodedata.bidirectional(sign) in _FROM_THE_RIGHT for sign in line):
        return f"{_ISOLATED}{line}{_TOGETHER}"
    return line


def _without_towers(line: str) -> str:
    """At most ``MARKS`` marks over a letter: no writing needs more, and a pile of them covers
    the lines around («zalgo»)."""
    kept: list[str] = []
    marks = 0
    for sign in line:
        marks = marks + 1 if unicodedata.category(sign) in {"Mn", "Me"} else 0
        if marks <= MARKS:
            kept.append(sign)
    return "".join(kept)


def units(text: str) -> int:
    """Length in UTF-16 units: two for what lies beyond the first 65536 characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, limit: int) -> str:
    """The text in at most ``limit`` units, ending in «…» if something was left out."""
    if 2 * len(text) <= limit or units(text) <= limit:  # most are short, whatever they are made of
        return text
    end = len(_prefix(text, limit - 1))
    at = _boundary(text, end)
    return text[: at if at > end // 2 else _whole(text, end)].rstrip() + ELLIPSIS


def split(text: str, limit: int) -> tuple[str, ...]:
    """The text in pieces of at most ``limit`` units; no piece is blank, no word is lost."""
    pieces = []
    rest = text.strip()
    while units(rest) > limit:
        at = _boundary(rest, len(_prefix(rest, limit)))
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return (*pieces, rest) if rest else tuple(pieces)


def _seen(sign: str) -> bool:
    return sign in _KEPT or unicodedata.category(sign) not in _DROPPED


def _prefix(text: str, limit: int) -> str:
    """The longest beginning of at most ``limit`` units."""
    head = text[:limit]
    while (over := units(head) - limit) > 0:
        head = head[: -((over + 1) // 2)]
    return head


def _boundary(text: str, end: int) -> int:
    """The best place to cut at or before ``end``; the text goes on after it."""
    for mark in ("\n\n", "\n"):
        at = text.rfind(mark, 0, end + len(mark))
        if at > end // 2:
            return at
    at = max((found.start() for found in re.finditer(r"\s", text[: end + 1])), default=0)
    return at if at > 0 else _whole(text, end)


def _whole(text: str, end: int) -> int:
    """Step back from the middle of an emoji or an accented letter, if its start is near."""
    at = end
    while 0 < at < len(text) and end - at < _EDGE and _joined(text[at - 1], text[at]):
        at -= 1
    return at if at > 0 and end - at < _EDGE else end


def _joined(left: str, right: str) -> bool:
    return (
        left == "\u200d" or right == "\u200d" or unicodedata.category(right) in {"Mn", "Me", "Sk"}
    )
