"""A ticket's public number: ``YY-NNNNNN``, never used again, and can be said on the telephone."""

import re

_NUMBER = re.compile(r"(?<!\d)\d{2}-\d{6,9}(?!\d)")
_ANY_HAND = re.compile(r"(?<![\d-])(\d{2})(?:\s?[-–—]\s?(\d{6,9})|\s?(\d{6}))(?![\d-])")

_TYPED = re.compile(
    r"[\s№#]*(?:(\d{2})\s?[-–—]\s?(\d{1,9})|(\d{2})\s?(\d{6})|(\d{1,6}))(?![\d.,:/–—-]*\d)(?P<rest>.*)",
    re.DOTALL,
)
_PADDED = 4
"""Digits from which a bare count is no day and no hour."""


def number(year: int, count: int) -> str:
    """Write a public number: ``number(2026, 42)`` is ``26-000042``."""
    return f"{year % 100:02d}-{count:06d}"


def find_numbers(text: str) -> tuple[str, ...]:
    """All public numbers in what somebody wrote, each once, in its order."""
    return tuple(dict.fromkeys(_NUMBER.findall(text)))


def without_numbers(text: str) -> str:
    """What stands around public numbers."""
    return _NUMBER.sub(" ", text)


def find_number(text: str) -> str | None:
    """Find a public number in what somebody wrote."""
    found = _NUMBER.search(text)
    return found.group() if found else None


def part_number(text: str) -> tuple[str, str]:
    """The first public number in any hand («№26 000008», «26000008»), "" if there is none, and
    what stands around it."""
    found = _ANY_HAND.search(text)
    if found is None:
        return "", text
    year, dashed, bare = found.groups()
    return f"{year}-{dashed or bare}", f"{text[: found.start()]} {text[found.end() :]}"


def typed_number(text: str, year: int, *, bare: bool) -> tuple[str, str]:
    """The number that what was typed begins with, in any hand and as short as it is said («26-3»,
    «000003»), "" if there is none; and what follows. ``bare``: «42» is one too. A count without a
    year is of ``year``."""
    found = _TYPED.match(text)
    if found is None:
        return "", text
    dashed, short, of, whole, count, rest = found.groups()
    if count and len(count) < _PADDED and not bare:
        return "", text
    return number(int(dashed or of or year), int(short or whole or count)), rest
