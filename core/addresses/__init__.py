"""Addresses that people write in the middle of what happened.

* An address found is offered for one press and never assumed: so little is lost by a wrong one,
  and nothing by one that is not found.
* Streets and settlements that the town file names are known, and such as every town has.
* Flats are left out: a place is read by more people than need them.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from .cities import Cities
from .corrections import corrected
from .crossings import crossing_in
from .homes import told_first
from .house_numbers import LETTER
from .houses import house_at, houses_named
from .kinds import CITY, GARDENS, STREETS
from .lists import read_settlements, read_streets
from .names import Name, Names, read_common
from .roads import road_in
from .settlements import settlements_in
from .streets import Street, streets_in
from .unlisted import alone, before, inside
from .words import Words, plain, read

__all__ = ["Address", "Addresses", "Name", "addresses", "read_settlements", "read_streets"]


class Address(Struct, frozen=True):
    """``streets``: one, or the two of a crossing, as an address has them («ул. Ленина»);
    ``names``: the same without their kinds. ``settlement``: «д. Малиновка». ``city``: «г. Тында»,
    or a settlement that nobody listed and that is not said to be one: «Шимановск»."""

    streets: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    house: str = ""
    settlement: str = ""
    city: str = ""
    clause: str = ""
    """The sentence in which it stands."""

    def written(self) -> str:
        """In one line, as an envelope has it."""
        street = " / ".join(self.streets)
        return ", ".join(part for part in (self.city, self.settlement, street, self.house) if part)


AT_MOST = 3
"""Addresses of one text."""
LONGEST = 120
"""Characters of an address: what is longer is none."""
REMEMBERED = 2048
"""Texts whose addresses are remembered: several ask of the same one."""


class Addresses:
    """Built once from the town's names; asked at every complaint."""

    def __init__(
        self,
        streets: Iterable[Name] = (),
        settlements: Iterable[Name] = (),
        cities: Iterable[str] = (),
    ) -> None:
        known = tuple(streets)
        # «Жукова» of a town with «Маршала Жукова» is that one.
        named = {name for one in known for name in (plain(one.name), plain(one.name).split()[-1])}
        common = (one for one in read_common() if plain(one.name) not in named)
        self._streets = Names((*known, *common))
        self._settlements = Names(settlements)
        self._cities = Cities(cities)
        self._found = lru_cache(maxsize=REMEMBERED)(self._read)

    def find(self, text: str) -> tuple[Address, ...]:
        """The addresses that a text names, at most :data:`AT_MOST`."""
        return self._found(text)

    def _read(self, text: str) -> tuple[Address, ...]:
        found = self._find(read(self._cities.apart(text)))
        return tuple(one for one in found if len(one.written()) <= LONGEST)[:AT_MOST]

    def settlement(self, text: str) -> str:
        """The settlement that is all that a text names: «в деревне Малиновка»; "" if none is."""
        return alone(text, self._settlements, self._cities)

    def _find(self, words: Words) -> tuple[Address, ...]:
        places = settlements_in(words, self._settlements, self._cities)
        taken = {one.begin: one.end for one in places}
        taken |= {at: at + 1 for at in range(len(words)) if self._is_city(words, at)}
        found = corrected(words, streets_in(words, self._streets, taken))
        city = next((one.written() for one in places if one.kind == CITY), "")
        if not places:
            city = next((name for one in found if (name := before(words, one.begin))), "")
            city = city or next((name for one in found if (name := _inside(words, one))), "")
        village = next((one for one in places if one.kind != CITY), None)
        within = Address(settlement=village.written() if village else "", city=city)
        if crossing := crossing_in(words, self._streets, found):
            names = tuple(one.name for one in crossing)
            written = tuple(one.written() for one in crossing)
            clause = words.clause(crossing[0].begin)
            named = [one.number for one in houses_named(words)]
            corner = named[0] if len(named) == 1 else ""  # «на углу Киевской и 9 Января, дом 2»
            return (replace(within, streets=written, names=names, house=corner, clause=clause),)
        if not any(one.house for one in found) and (road := road_in(words.text)) is not None:
            name = road[0].removeprefix("ш. ")
            return (replace(within, streets=road[:1], names=(name,), house=road[1]),)
        if found:
            return tuple(_housed(words, within, told_first(words, found)))
        if village is None:
            return ()
        house = house_at(words, village.end)
        number = house.number if house else _lettered(words, village.end)
        if not number and village.kind in GARDENS:
            number = next((one.number for one in houses_named(words)), "")
        return (replace(within, house=number, clause=words.clause(village.begin)),)

    def _is_city(self, words: Words, at: int) -> bool:
        """«Тында Мира 5» is in Tynda; «Свободный переулок» is a lane."""
        if not self._cities.at(words, at):
            return False
        before = words[at - 2] if words[at - 1].text == "." else words[at - 1]
        return before.text not in STREETS and words[at + 1].text not in STREETS


def _lettered(words: Words, at: int) -> str:
    """«Моховая Падь, литер 14»: houses of barracks, which stand in no street."""
    at = at + 1 if words[at].text == "," else at
    value = at + 2 if words[at + 1].text == "." else at + 1
    named = words[at].text in LETTER and words[value].is_number
    return f"литер {words[value].text}" if named else ""


def _housed(words: Words, within: Address, found: tuple[Street, ...]) -> Iterator[Address]:
    """Each street once, with all its houses; one without a house only where none has one."""
    houses: dict[tuple[str, str], dict[str, None]] = {}
    clauses: dict[tuple[str, str], str] = {}
    for one in _same([one for one in found if one.house] or found[:1]):
        called = one.written(), one.name
        clauses.setdefault(called, words.clause(one.begin))
        of_street = houses.setdefault(called, {})
        if one.house:
            of_street[one.house.number] = None
    for called, numbers in houses.items():
        yield replace(
            within,
            streets=called[:1],
            names=called[1:],
            house=_joined(words, found, tuple(numbers)),
            clause=clauses[called],
        )


def _inside(words: Words, street: Street) -> str:
    return inside(words, street.begin, street.house.end if street.house else street.end)


def _joined(words: Words, found: Sequence[Street], numbers: tuple[str, ...]) -> str:
    """«между 12 и 14», where the story says so and names no other house."""
    if len(numbers) == 2 and any(words[found[0].begin - back].text == "между" for back in (1, 2)):
        return f"между {numbers[0]} и {numbers[1]}"
    return ", ".join(numbers)


def _same(found: Sequence[Street]) -> Iterator[Street]:
    """«Чайковского 5» beside «ул. Чайковского 5» is that street, where no lane has its name."""
    kinds: dict[str, set[str]] = {}
    for one in found:
        kinds.setdefault(one.name, set()).update({one.kind} - {""})
    for one in found:
        alone = not one.kind and len(kinds[one.name]) == 1
        yield replace(one, kind=next(iter(kinds[one.name]))) if alone else one


@lru_cache(maxsize=8)
def addresses(
    streets: tuple[Name, ...], settlements: tuple[Name, ...], cities: tuple[str, ...] = ()
) -> Addresses:
    """Those of a town, built once."""
    return Addresses(streets, settlements, cities)
