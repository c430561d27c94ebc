"""Which municipality an address names.

* «г. Свободный» names it anywhere in the address: the word before it leaves no doubt.
* A bare «Свободный» names it where an address begins, and only when a street follows or
  nothing does: «Свободный, Ленина 5», but not «Свободный пер., 5» or «переулок Свободный, 5».
* It names it, too, as a part beside a house: «Ленина 5, Свободный», «Пушкина 4, Белогорск, мусор»,
  «Качели сломаны, Белогорск, Лазо 20»; and without commas right after a house, or before a street
  with its house: «Ленина 40 Свободный», «Качели сломаны Белогорск, Лазо 20». Of a name that is a
  word besides, a capital is asked there: «проезд у дома 5 свободный».
* So do «в городе Свободном» and «я из Свободного», wherever they stand.
* In Latin letters it is the same: «Lenina 20, Blagoveshchensk».
* So does «в Свободном, Ленина 5», whatever the ending, unless a street follows.
* Country, region and postcode may stand before it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Generic, Protocol, TypeAlias, TypeVar

from core.addresses.cities import forms_of
from core.addresses.kinds import STREETS

from .latin import in_latin

_SETTLEMENT = r"(?:г|гор|город[еау]?|пгт|рп|пос|поселок|с|село)"
_LIVING = r"(?:я|мы|живу|живем|пишу|пишем|жител[иь]|жительница)\s+(?:вам\s+)?(?:из|в)\s+"
"""«Я из Белогорска»: no bus goes there."""
_KINDS = "|".join(sorted(map(re.escape, STREETS), key=len, reverse=True))
AROUND = 100
"""Characters before and after a name that say whether it is a town's."""
SHORT = 4
"""Words of an address that is nothing else."""
_STREET = re.compile(rf"(?:{_KINDS})\b\.?\s*(?P<rest>.*)")
REMEMBERED = 2048
"""Addresses, and where they are."""
FIRST = 3
"""Letters by which names are looked for, of those that have so many."""
SHORTEST = 4
"""Letters of a name that must be whole: of «Читы», «чит» begins too many words."""
_BEGINNINGS = re.compile(rf"(?<![\w-])\w{{2,{FIRST}}}")
_ON_RIVER = "-на-"

_BEFORE = re.compile(
    r"^\s*(?:\d{6}|россия|рф|российская федерация|[а-я -]*\b(?:обл|область|край|республика)\b\.?"
    r"(?:\s+[а-я]+(?=\s*,))?)\s*[,\s]\s*"
)
_HOUSE_WORDS = re.compile(
    r"\b(?:д|дом|дома|к|кор|корп|корпус|стр|строение|кв|квартира|под|подъезд|этаж|возле|около|у)\b"
)
_WORD = re.compile(r"\d*-?[а-я]{2,}|\d+\s+[а-я]{2,}")


_REGION = re.compile(
    rf"(?:{_LIVING}|в\s+)?(?P<begun>[а-я-]{{3,}}?[сц]к)(?:ая|ой|ую|ий|ого|ом|ому)\s+(?:обл|край|кра[яею]\b)"
)


def region_named(text: str) -> str:
    """How the region is called that a text begins with, without its ending: «Забайкальск» of
    «Забайкальский край, Могоча»; "" if it begins with none."""
    found = _REGION.match(_plain(text))
    return found["begun"] if found else ""


class Called(Protocol):
    """A municipality, or a city of another region."""

    @property
    def name(self) -> str: ...

    @property
    def short(self) -> str: ...


Place = TypeVar("Place", bound=Called)
_Begun: TypeAlias = tuple[int, str, str, Place]


class Municipalities(Generic[Place]):
    """Finds which of a town's municipalities, or of other places, an address names."""

    def __init__(self, municipalities: Iterable[Place]) -> None:
        longest_first = sorted(municipalities, key=lambda place: -len(place.name))
        self._begun: dict[str, list[_Begun[Place]]] = {}
        """By the first letters of a name: its place's turn, how it begins in any form, the name."""
        for turn, place in enumerate(longest_first):
            for name in _names_of(place):
                begun = _beginning(name)
                self._begun.setdefault(begun[:FIRST], []).append((turn, begun, name, place))
        self._first = {len(first) for first in self._begun}
        # A complaint asks for one address again and again.
        self.named = lru_cache(maxsize=REMEMBERED)(self._named)

    def _named(self, text: str) -> Place | None:
        address = _plain(text)
        likely = self._likely(address)
        if not likely:
            return None
        for place, names in likely:
            if any(_is_called(name, address) or _is_in(name, address) for name in names):
                return place
        leading = _leading(address)
        for place, names in likely:
            if any(_leads(name, leading) or _ends(name, address) for name in names):
                return place
        written = " ".join(text.split())
        beside = {
            place.name: place
            for place, names in likely
            if any(_is_beside(name, address, written) for name in names)
        }
        return next(iter(beside.values())) if len(beside) == 1 else None

    def _likely(self, address: str) -> Sequence[tuple[Place, Sequence[str]]]:
        """Of whose names the beginnings are there: nearly always of none, and to look closer takes
        its time."""
        begun_with = _BEGINNINGS.findall(address)
        letters = {letters[:first] for first in self._first for letters in begun_with}
        found: dict[int, tuple[Place, list[str]]] = {}
        for first in letters & self._begun.keys():
            for turn, begun, name, place in self._begun[first]:
                if begun in address:
                    found.setdefault(turn, (place, []))[1].append(name)
        return [found[turn] for turn in sorted(found)]


def _names_of(place: Called) -> tuple[str, ...]:
    names = (_plain(place.name), _plain(place.short))
    return tuple(dict.fromkeys((*names, *in_latin(names[0]))))


def _beginning(name: str) -> str:
    """What all cases of a name begin with: «комсомольск» of «Комсомольск-на-Амуре», «чит»."""
    if _ON_RIVER in name:
        return name.partition(_ON_RIVER)[0]
    return name[:-1] if len(name) <= SHORTEST else name[: max(FIRST, len(name) - 2)]


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())


def _is_called(name: str, address: str) -> bool:
    """«г. Свободный», «в городе Свободном»; of «пр. г. Свободный» nobody has heard."""
    return _calling(name).search(address) is not None


@cache
def _calling(name: str) -> re.Pattern[str]:
    forms = "|".join(map(re.escape, forms_of(name)))
    before = rf"{_SETTLEMENT}(?:\.\s*|\s+)|{_LIVING}(?:г\.?\s*)?"
    return re.compile(rf"(?<![\w-])(?:{before})(?:{forms})(?![\w-])")


def _is_in(name: str, address: str) -> bool:
    """«в Тынде», «в Свободном»; to «в Тынду» one goes. Of «в Свободном переулке» it is the street,
    and «в свободной зоне» is anywhere: a name that is an adjective stands alone."""
    return " " not in name and _within(name).search(address) is not None


@cache
def _within(name: str) -> re.Pattern[str]:
    head, river, tail = name.partition(_ON_RIVER)
    if name.endswith(("ый", "ий", "ой")):
        form = rf"{re.escape(name[:-2])}[ое]м(?=\s*(?:$|[,.;:])|\s+(?:на|по|у)\s)"
    elif river or len(name) <= SHORTEST:  # the whole of it: «в Чите», «в Ростове-на-Дону»
        form = rf"{re.escape(head.rstrip('ая'))}е{river}{re.escape(tail)}(?![\w-])"
    else:
        begun = re.escape(name[: -min(2, len(name) - SHORTEST)])
        form = rf"{begun}[а-я]{{0,2}}[еи](?![\w-])"
    return re.compile(
        rf"(?<![\w-])во?\s+(?:(?:г|гор|городе|поселке|пгт|селе)\.?\s*)?{form}"
        rf"(?!\s+(?:(?:{_KINDS})(?![\w-])|район))"
    )


def _leading(address: str) -> str:
    while (before := _BEFORE.match(address)) and before.end() < len(address):
        address = address[before.end() :]
    return address


def _leads(name: str, address: str) -> bool:
    if not re.match(rf"{re.escape(name)}(?![\w-])", address):
        return False
    rest = address[len(name) :]
    after = rest.lstrip(" ,.;-—")
    if not after:
        return True
    after = _HOUSE_WORDS.sub("", after)
    if not _WORD.search(after):  # only a house: the name is a street's
        return False
    street = _STREET.match(after)
    if street is None or rest.lstrip().startswith(","):
        return True
    return bool(_WORD.match(street["rest"]))


def _ends(name: str, address: str) -> bool:
    before, comma, last = address.rpartition(",")
    return bool(comma) and last.strip(" .") == name and bool(re.search(r"\d", before))


_HOUSE = r"\d{1,3}\s?[а-яa-z]?(?:[/к]\d{1,3})?"
_WAYS = re.compile(
    rf"(?:{_KINDS}|улиц\w+|на|до|из|с|от|к|через|трасс\w+|автобус\w*|рейс\w*|поезд\w*|"
    r"магазин\w*|гостиниц\w+|отел\w+|кафе|ресторан\w*|станци\w+|вокзал\w*|маршрут\w*|подъезд|этаж|"
    r"направлени\w+|сторон\w+|тц|трц|жк|снт)[.\s]*$"
)
"""What is before a name that is no town of the address: «трасса Белогорск», «подъезд 5»."""


_NUMBERED = ("автобус", "маршрут", "рейс", "поезд", "подъезд", "кварт", "этаж", "школ", "больниц")
"""Beginnings of what has a number that is no house's."""


def _is_beside(name: str, address: str, written: str) -> bool:
    """Is it called by itself, beside a house?"""
    return any(
        _stands(
            address[max(0, found.start() - AROUND) : found.start()], address[found.end() :][:AROUND]
        )
        and (
            not name.endswith(("ый", "ий", "ой"))
            or written[found.start() : found.end()][:1].isupper()
            or _is_short(address)
        )
        for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", address)
    )


def _stands(before: str, after: str) -> bool:
    if (
        _WAYS.search(before)
        or before.rstrip().endswith(("–", "—", "-"))
        or re.match(rf"\s*(?:{_KINDS})(?![\w-])", after)
    ):
        return False
    begins = not before.strip() or before.rstrip().endswith((",", ".", "!", "?", ";"))
    ends = not after.strip(" .!?") or after.lstrip().startswith((",", ".", "!", "?", ";"))
    if begins and ends:
        part_before, part_after = re.split(r"[,;]", before.rstrip(" ,;"))[-1], after.lstrip(" ,;")
        return bool(re.search(r"\d", part_before)) or _is_housed(part_after)
    house = re.search(rf"(?P<of>[а-яa-z]{{3,}})\.?,?\s+(?:д\.?\s*|дом\s+)?{_HOUSE}\s*$", before)
    if house is not None and not house["of"].startswith(_NUMBERED):
        return True
    return not after.startswith((".", "!", "?")) and _is_housed(after.lstrip(" ,"))


def _is_housed(after: str) -> bool:
    """«Лазо 20», «ул. 50 лет Октября, д. 12»: a street with its house, at once."""
    street = rf"(?:(?:{_KINDS})\.?\s+)?(?:[\dа-яa-z-]+\.?\s+){{0,3}}[а-яa-z-]{{3,}}"
    return bool(re.match(rf"{street},?\s+(?:д\.?\s*|дом\s+)?{_HOUSE}(?![\w-])", after))


def _is_short(address: str) -> bool:
    """Nothing but an address, as far as one can tell: «ленина 40 свободный»."""
    return len(address.split()) <= SHORT
