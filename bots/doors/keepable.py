"""What a database can keep of an update, whatever stands in it. Pure.

An update that cannot be taken is set aside under its key, and its author is written to: so both
must be something that can be written down, or the poison would take the intake with it.
"""

import hashlib
import json

from dialogs.events import Arrival

from .door import Raw

LONGEST_KEY = 64
"""Characters of an update's own name that are kept; the messengers' have 40 at most."""

DEEPEST = 400
"""Levels: Python writes JSON of a thousand at most, less where it was called from deep inside."""

BITS = 63
"""Of a number without its sign: the messengers' own, and the widest a database has."""


def is_keepable(name: str) -> bool:
    """Short and plain: half a surrogate pair, say, is taken by no database."""
    return 0 < len(name) <= LONGEST_KEY and name.isascii() and name.isprintable()


def keepable(arrival: Arrival | None) -> Arrival | None:
    """The same. Raises ValueError if it is from somebody whose number no messenger gives."""
    if arrival is not None:
        speaker = arrival.speaker
        if max(speaker.chat.bit_length(), speaker.person.bit_length()) > BITS:
            raise ValueError("the number of a chat or a person is too large")
    return arrival


def shallow(raw: Raw) -> Raw:
    """The same, emptied below ``DEEPEST``: deeper, it could be read but not written again."""
    level: list[object] = [raw]
    for _ in range(DEEPEST):
        level = [part for one in level for part in _inside(one)]
    for one in level:
        if isinstance(one, dict | list):
            one.clear()
    return raw


def _inside(one: object) -> list[object]:
    if isinstance(one, dict):
        return list(one.values())
    return one if isinstance(one, list) else []


def fingerprint(raw: object) -> str:
    """The same for the same JSON, whatever order its names stand in. Never raises.

    Without recursion: what was read off the wire may be nested as deeply as Python reads at all,
    and would then be too deep to be written or compared by the same means.
    """
    digest = hashlib.sha256()
    left = [raw]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            digest.update(b"{%d" % len(one))
            for name in sorted(one):
                left += (one[name], name)
        elif isinstance(one, list):
            digest.update(b"[%d" % len(one))
            left += one
        else:
            digest.update(json.dumps(one).encode() + b",")
    return digest.hexdigest()[:32]
