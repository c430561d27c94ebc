"""A point in figures, as maps have it: copied from one, or in the link to it.

Links have what is looked at and, beside it, what is pointed at; the latter is meant. Some maps
have the longitude first: which it is, the region tells.
"""

import re
from collections.abc import Callable

from dialogs.events import Placed

_DEGREES = r"(-?\d{1,3}\.\d{2,})"
_POINT = re.compile(rf"\W*{_DEGREES}\s*[,;\s]\s*{_DEGREES}\W*")
EXACT = 3
"""Figures after the point that no hour and no price has."""
_BETWEEN = r"(?:%2C|[,;/~]|&mlon=|!4d)\s*"
_PAIR = re.compile(rf"(?<![\d.]){_DEGREES}{_BETWEEN}{_DEGREES}", re.IGNORECASE)
_POINTED = re.compile(
    r"(?:[?&](?:pt|q|query|text|daddr|mlat)=|point(?:\]|%5D)=|!3d|geo:)(?:loc:)?"
    rf"{_DEGREES}{_BETWEEN}{_DEGREES}",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:https?://|geo:)\S+|\b(?:yandex|2gis|google|maps|osm)\S*\.\w+/\S+", re.IGNORECASE
)


def point_in(text: str, covers: Callable[[float, float], bool]) -> Placed | None:
    """«50.2907, 127.5272», or a link to a map with what is written beside it."""
    found, rest = _POINT.fullmatch(text), ""
    if found is None and (link := _LINK.search(text)) is not None:
        found = _POINTED.search(link[0]) or _PAIR.search(link[0])
        rest = " ".join(f"{text[: link.start()]} {text[link.end() :]}".split())
    if found is None:
        return None
    first, second = float(found[1]), float(found[2])
    turned = not covers(first, second) and covers(second, first)
    if _is_rough(found) and not turned and not covers(first, second) and not _is_russian(found):
        return None
    return Placed(second, first, rest) if turned else Placed(first, second, rest)


def _is_rough(found: re.Match[str]) -> bool:
    """So few figures may be hours, or prices."""
    return any(len(degrees.partition(".")[2]) < EXACT for degrees in found.groups()[:2])


def _is_russian(found: re.Match[str]) -> bool:
    """Is it somewhere in the country, by itself and latitude first?"""
    latitude, longitude = float(found[1]), float(found[2])
    return found.re is _POINT and 41 <= latitude <= 82 and 19 <= longitude <= 180
