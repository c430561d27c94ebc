"""Whether the places of the town file lie where they can: in their region, within their box.

In European Russia latitude and longitude are both less than 90, so no range tells them apart when
they are exchanged; a region and its towns do. As in checks.py the plain TOML values are read, and
what is wrong by itself is passed over: the models say it.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeGuard

from core.places import Point, is_inside

from .errors import Problem
from .lines import Path

_Holds = Callable[[float, float], bool]

EXCHANGED = "не переставлены ли широта и долгота, здесь или у них?"


def problems_of_ground(data: Mapping[str, Any]) -> Iterator[Problem]:
    """``data``: the town file as it was written, right or not."""
    region = data.get("region")
    holds = _area(region) if isinstance(region, dict) else None
    centres = list(_centres(data))
    outside = [one for one in centres if holds and not holds(*one[1])]
    if outside and len(outside) == len(centres):
        yield Problem(
            ("region",),
            "в этих границах нет центра ни одного муниципалитета; ожидаются границы вокруг них — "
            f"{EXCHANGED}",
        )
    else:
        for path, (lat, lon), _ in outside:
            why = (
                f"с переставленными местами подходит; ожидается lat = {lon}, lon = {lat}"
                if holds and holds(lon, lat)
                else "ожидается точка внутри них"
            )
            yield Problem((*path, "lat"), f"«{lat}, {lon}» — вне границ [region]: {why}")
    for path, (lat, lon), box in centres:
        within = _box(box) if isinstance(box, dict) else None
        if within and not within(lat, lon):
            yield Problem(
                (*path, "box"), f"в рамке нет центра «{lat}, {lon}»; ожидается вокруг него"
            )


def has_area(corners: tuple[tuple[float, float], ...]) -> bool:
    """Do corners enclose anything? All in one place or on one line they do not."""
    following = (*corners[1:], *corners[:1])
    twice = sum(
        one[0] * other[1] - other[0] * one[1] for one, other in zip(corners, following, strict=True)
    )
    return abs(twice) > 1e-9


def _centres(data: Mapping[str, Any]) -> Iterator[tuple[Path, tuple[float, float], object]]:
    places = data.get("municipalities")
    for index, place in enumerate(places if isinstance(places, list) else ()):
        if not isinstance(place, dict):
            continue
        centre: object = (place.get("lat"), place.get("lon"))
        if _is_point(centre):
            yield ("municipalities", index), centre, place.get("box")


def _area(region: Mapping[str, Any]) -> _Holds | None:
    box, corners = region.get("box"), region.get("polygon")
    if isinstance(box, dict):
        return _box(box)
    if isinstance(corners, list) and corners and all(map(_is_point, corners)):
        outline = [Point(*corner) for corner in corners]
        return lambda lat, lon: is_inside(Point(lat, lon), outline)
    return None


def _box(box: Mapping[str, Any]) -> _Holds | None:
    low, high = (box.get("south"), box.get("west")), (box.get("north"), box.get("east"))
    if not (_is_point(low) and _is_point(high)):
        return None
    (south, west), (north, east) = low, high
    if south >= north or west >= east:
        return None
    return lambda lat, lon: south <= lat <= north and west <= lon <= east


def _is_point(pair: object) -> TypeGuard[tuple[float, float]]:
    """Latitude and longitude, each in its range; NaN is in none."""
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        return False
    lat, lon = pair
    return _is_within(lat, 90) and _is_within(lon, 180)


def _is_within(value: object, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most
