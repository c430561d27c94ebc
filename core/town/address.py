"""Which municipality an address names.

* «г. Свободный» names it anywhere in the address: the word before it leaves no doubt.
* A bare «Свободный» names it where an address begins, and only when a street follows or
  nothing does: «Свободный, Ленина 5», but not «Свободный пер., 5» or «переулок Свободный, 5».
* It names it, too, as the last part after a house: «Ленина 5, Свободный».
* So does «в Свободном, Ленина 5», whatever the ending, unless a street follows.
* Country, region and postcode may stand before it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from core.addresses.kinds import STREETS

_SETTLEMENT = r"(?:г|гор|город|пгт|рп|пос|поселок|с|село)"
_KINDS = "|".join(sorted(map(re.escape, STREETS), key=len, reverse=True))
_STREET = re.compile(rf"(?:{_KINDS})\b\.?\s*(?P<rest>.*)")
REMEMBERED = 2048
"""Addresses, and where they are."""

_BEFORE = re.compile(
    r"^\s*(?:\d{6}|россия|рф|российская федерация|[а-я -]*\b(?:обл|область|край|республика)\b\.?"
    r"(?:\s+[а-я]+(?=\s*,))?)\s*[,\s]\s*"
)
_HOUSE_WORDS = re.compile(
    r"\b(?:д|дом|дома|к|кор|корп|корпус|стр|строение|кв|квартира|под|подъезд|этаж|возле|около|у)\b"
)
_WORD = re.compile(r"\d*-?[а-я]{2,}|\d+\s+[а-я]{2,}")


class Called(Protocol):
    """A municipality, or a city of another region."""

    @property
    def name(self) -> str: ...

    @property
    def short(self) -> str: ...


Place = TypeVar("Place", bound=Called)


class Municipalities(Generic[Place]):
    """Finds which of a town's municipalities, or of other places, an address names."""

    def __init__(self, municipalities: Iterable[Place]) -> None:
        longest_first = sorted(municipalities, key=lambda place: -len(place.name))
        self._names = [(one, (_plain(one.name), _plain(one.short))) for one in longest_first]
        # A complaint asks for one address again and again.
        self.named = lru_cache(maxsize=REMEMBERED)(self._named)

    def _named(self, text: str) -> Place | None:
        address = _plain(text)
        for place, names in self._names:
            if any(_is_called(name, address) or _is_in(name, address) for name in names):
                return place
        leading = _leading(address)
        for place, names in self._names:
            if any(_leads(name, leading) or _ends(name, address) for name in names):
                return place
        return None


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())


def _is_called(name: str, address: str) -> bool:
    """«г. Свободный»; of «пр. г. Свободный» nobody has heard."""
    return bool(
        re.search(rf"(?<![\w-]){_SETTLEMENT}(?:\.\s*|\s+){re.escape(name)}(?![\w-])", address)
    )


def _is_in(name: str, address: str) -> bool:
    """«в Тынде», «в городе Свободном»; of «в Свободном переулке» it is the street, and «в свободной
    зоне» is anywhere: a name that is an adjective stands alone."""
    adjective = name.endswith(("ый", "ий", "ой"))
    ending = 2 if adjective else min(2, len(name) - 4)
    if ending < 1 or " " in name:
        return False
    begun = re.escape(name[:-ending])
    form = (
        rf"{begun}[ое]м(?=\s*(?:$|[,.;:])|\s+(?:на|по|у)\s)"
        if adjective
        else rf"{begun}[а-я]{{1,3}}(?![\w-])"
    )
    found = re.search(
        rf"(?<![\w-])во?\s+(?:(?:г|гор|городе|поселке|пгт|селе)\.?\s*)?{form}"
        rf"(?!\s+(?:(?:{_KINDS})(?![\w-])|район))",
        address,
    )
    return found is not None


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
