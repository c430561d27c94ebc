"""Where things are: a place as it is told, and pure geometry on the globe.

* A point is a latitude and a longitude in degrees (WGS 84), in this order everywhere but in the
  link, where the map wants longitude first.
* Areas are small beside the Earth and never cross the 180th meridian in a way that matters to a
  town, so a polygon is read on the plane of its degrees.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from urllib.parse import quote

from msgspec import Struct

EARTH_RADIUS = 6_371_008.8
"""Mean radius of the Earth in metres (IUGG)."""


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees of latitude and longitude."""

    lat: float
    lon: float


class Place(Struct, frozen=True):
    """Where it is: what the resident wrote, or a point in degrees (WGS 84), or both."""

    address: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


def distance(first: Point, second: Point) -> float:
    """Metres along the great circle (haversine; wrong by at most 0.5 % as the Earth is no ball)."""
    lat_1, lat_2 = radians(first.lat), radians(second.lat)
    half_lat = (lat_2 - lat_1) / 2
    half_lon = radians(second.lon - first.lon) / 2
    chord = sin(half_lat) ** 2 + cos(lat_1) * cos(lat_2) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(min(1.0, chord)))


def is_inside(point: Point, polygon: Sequence[Point]) -> bool:
    """Count the edges a ray to the east crosses: an odd count is inside.

    The polygon closes itself. A point exactly on the border may fall on either side.
    """
    inside = False
    previous = polygon[-1]
    for corner in polygon:
        if (corner.lat > point.lat) != (previous.lat > point.lat):
            share = (point.lat - corner.lat) / (previous.lat - corner.lat)
            if point.lon < corner.lon + share * (previous.lon - corner.lon):
                inside = not inside
        previous = corner
    return inside


def map_link(lat: float, lon: float) -> str:
    """Make a link that opens the place on a map, in a browser or the map's own app."""
    return f"https://yandex.ru/maps/?pt={lon:.6f},{lat:.6f}&z=17"


def written_point(lat: float, lon: float) -> str:
    """A place on the map as words: its degrees, and the link below."""
    return f"📍 {lat:.6f}, {lon:.6f}\n{map_link(lat, lon)}"


def search_link(address: str) -> str:
    """A link that looks an address up on the map."""
    return f"https://yandex.ru/maps/?text={quote(address)}"
