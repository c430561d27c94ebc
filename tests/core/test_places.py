"""Distances, areas and links."""

import pytest

from core.places import Point, distance, is_inside, map_link

BLAGOVESHCHENSK = Point(50.2907, 127.5272)
SVOBODNY = Point(51.3829, 128.1282)


def test_the_distance_between_towns_is_known() -> None:
    assert distance(BLAGOVESHCHENSK, SVOBODNY) == pytest.approx(128_600, rel=0.01)
    assert distance(SVOBODNY, SVOBODNY) == 0
    assert distance(Point(0, 0), Point(0, 180)) == pytest.approx(20_015_115, rel=1e-6)


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert distance(Point(50, 127), Point(51, 127)) == pytest.approx(111_195, abs=1)


def test_a_notch_is_outside_a_polygon() -> None:
    notched = [Point(0, 0), Point(0, 4), Point(4, 4), Point(4, 3), Point(1, 2), Point(4, 1)]
    assert is_inside(Point(0.5, 2), notched)
    assert not is_inside(Point(3, 2), notched)
    assert not is_inside(Point(5, 5), notched)


def test_the_map_wants_longitude_first() -> None:
    assert map_link(50.2907, 127.5272) == "https://yandex.ru/maps/?pt=127.527200,50.290700&z=17"
