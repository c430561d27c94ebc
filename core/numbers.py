"""A ticket's public number: ``YY-NNNNNN``, never used again, and can be said on the telephone."""

import re

_NUMBER = re.compile(r"(?<!\d)\d{2}-\d{6,9}(?!\d)")
_ANY_HAND = re.compile(r"(?<![\d-])(\d{2})(?:\s?[-–—]\s?(\d{6,9})|\s?(\d{6}))(?![\d-])")


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
