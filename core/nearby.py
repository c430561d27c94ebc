"""What is near: the ground is cut into cells, so that neighbours are found by an index.

* A cell is two thousandths of a degree from south to north (222 m) and four from west to east
  (286 m at 50°, 446 m at the equator). It has a number; the points around a place lie in at most
  six cells on the latitudes where towns stand.
* Cells only choose candidates. What is near is said by the distance in metres.
* A place without a point has a cell of its own where its address names a house or a crossing: the
  same for however it was written. It is negative, so that it is none of the ground.
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from math import cos, degrees, floor, radians

from .addresses import addresses
from .finding import Near
from .places import EARTH_RADIUS, Place, Point, distance

RADIUS = 150.0
"""Metres. DOMAIN: a fifth of all complaints has an earlier one for the same reason within 50 m;
a typed point is as far off as that again."""

_SOUTH_NORTH, _WEST_EAST = 0.002, 0.004
_COLUMNS = round(360 / _WEST_EAST)
_CELLS_AT_MOST = 64
"""Beyond the polar circles a cell is narrow: so many are looked at and no more."""


def cell_of(place: Place, municipality: str) -> int | None:
    """The number of the cell in which a place's point lies, or of its address alone in the
    municipality; None for a place that has neither."""
    if place.point is None:
        return _of_address(municipality, place.address)
    return _cell(_row(place.point[0]), _column(place.point[1]))


@lru_cache(maxsize=2048)
def _of_address(municipality: str, address: str) -> int | None:
    found = addresses((), ()).find(address)
    if len(found) != 1:
        return None
    (one,) = found
    if not one.house and len(one.names) < 2:
        return None  # a street is long
    if not municipality and not (one.city or one.settlement):
        return None  # of which of the region's villages, nobody said
    where = municipality or one.city
    named = "|".join((where, one.settlement, *sorted(one.names), one.house))
    plain = named.lower().replace("ё", "е").encode()
    return -1 - (int.from_bytes(blake2b(plain, digest_size=8).digest()) >> 1)


def cells_around(point: Point, metres: float = RADIUS) -> list[int]:
    """The cells that a circle around a point may touch."""
    height = degrees(metres / EARTH_RADIUS)
    width = height / max(cos(radians(point.lat)), 0.01)
    rows = range(_row(max(point.lat - height, -90)), _row(min(point.lat + height, 90)) + 1)
    columns = range(_column(point.lon - width), _column(point.lon + width) + 1)
    return [_cell(row, column) for row in rows for column in columns][:_CELLS_AT_MOST]


def nearest(
    around: Point, candidates: Iterable[tuple[str, Point]], most: int, metres: float = RADIUS
) -> list[Near]:
    """Of these tickets' points the nearest within so many metres."""
    found = [Near(number, distance(around, point)) for number, point in candidates]
    return sorted(
        (one for one in found if one.metres <= metres), key=lambda one: (one.metres, one.number)
    )[:most]


def _row(latitude: float) -> int:
    return floor((latitude + 90) / _SOUTH_NORTH)


def _column(longitude: float) -> int:
    return floor((longitude + 180) / _WEST_EAST)


def _cell(row: int, column: int) -> int:
    return row * _COLUMNS + column % _COLUMNS
