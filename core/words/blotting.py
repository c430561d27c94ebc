"""What is a person's own, taken out of what was written: where it stood stands :data:`SIGN`.

* Their contact goes however it is written: «+7 914 123-45-67», «8(914)1234567», «914 1234567».
* Their name as the messenger has it goes where all of it stands: «Света» alone may be light.
* What :mod:`core.words.personal` is sure of goes too: numbers, mailboxes, documents, whole names
  that are no official's.

Blotted twice is blotted once. The rest of the words stay as they are: the problem is told by them.
"""

import re
from collections.abc import Callable, Iterator

from .personal import personal
from .reachable import MAIL

SIGN = "…"

WHOLE_NUMBER = 10
"""Digits of a telephone number without what stands before it in a country."""
SHORTEST_NUMBER = 5
"""Digits of a number within a town."""
SHORTEST_WORDS = 4
"""Characters of a contact in other words that are surely no common word."""

_BETWEEN = r"[\s().–—‑-]{0,3}"
_PARTS = re.compile(r"[,;\n]|\s/\s")
_NUMBER = re.compile(r"\+?\d(?:[\s().–—‑-]{0,3}\d)+")


def blotting(contact: str, name: str = "") -> Callable[[str], str]:
    """What blots this person's own."""
    patterns = [re.compile(one, re.IGNORECASE) for one in (*_contacts(contact), *_names(name))]

    def blot(text: str) -> str:
        for pattern in patterns:
            text = pattern.sub(SIGN, text)
        # The longest first: what stands within another goes with it.
        for words in sorted({found.words for found in personal(text)}, key=len, reverse=True):
            text = text.replace(words, SIGN)
        return text

    return blot


def _contacts(contact: str) -> Iterator[str]:
    """A pattern for each way to reach them that a contact names."""
    for mail in MAIL.findall(contact):
        yield _whole(re.escape(mail))
    for part in _PARTS.split(MAIL.sub(" ", contact)):
        numbers = [re.sub(r"\D", "", one) for one in _NUMBER.findall(part)]
        known = [one for one in numbers if len(one) >= SHORTEST_NUMBER]
        yield from map(_number, known)
        words = part.strip()
        if not known and len(words) >= SHORTEST_WORDS:
            yield _whole(re.escape(words))


def _number(digits: str) -> str:
    local = len(digits) < WHOLE_NUMBER
    own = _BETWEEN.join(digits if local else digits[-WHOLE_NUMBER:])
    before = "" if local else rf"(?:\+?\d{{1,3}}{_BETWEEN})?\(?"
    return rf"(?<![\d+]){before}{own}(?!\d)"


def _names(name: str) -> Iterator[str]:
    """In either order, if it has more than one word."""
    words = [re.escape(one) for one in name.split()]
    if len(words) > 1:
        yield _whole(r"\s+".join(words))
        yield _whole(r"\s+".join(reversed(words)))


def _whole(words: str) -> str:
    return rf"(?<!\w){words}(?!\w)"
