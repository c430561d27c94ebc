"""Villages, settlements and garden plots that a text names: «д. Малиновка», «СНТ Ромашка»."""

from collections.abc import Mapping

from msgspec import Struct

from core.words.wordsets import words_of

from .cities import Cities
from .forms import Gender, adjective, agree
from .house_numbers import LETTER
from .houses import house_at
from .kinds import ABBREVIATED, CITY, GARDENS, SETTLEMENTS, STREETS
from .names import Names
from .naming import numbered, quoted
from .words import Words

_VILLAGES = ("ка", "ки", "ово", "ево", "ино", "ье")
"""«Усть-Ивановка»"""
_GENDERS: Mapping[str, Gender] = {"с.": "n", "д.": "f", "ст-ца": "f"}
_OBLIQUE = ("ом", "ем", "ого", "его", "ому", "ему", "ой", "ей", "ую", "юю")
_OF_PEOPLE = ("ова", "ева", "ина", "ына", "ского", "цкого", "ького", "енко")
"""«П. Морозова 5» is a street"""
_NAMED_AFTER = words_of("им имени ул улица улице улицы улицу пер переулок пр просп проспект")
_NO_NAME = words_of("наш наша нашем нашей это этом этой своем моем каждом другом соседнем")


class Settlement(Struct, frozen=True):
    """``begin``, ``end``: the places of its words."""

    kind: str
    name: str
    begin: int
    end: int

    def written(self) -> str:
        return f"{self.kind} {self.name}".strip()


def settlements_in(words: Words, names: Names, cities: Cities) -> tuple[Settlement, ...]:
    """All that are named with what they are; a city is one too."""
    found = []
    for at in range(len(words)):
        kind = SETTLEMENTS.get(words[at].text)
        named = _named(words, at, kind, names, cities) if kind else None
        if kind and named:
            found.append(Settlement(kind, named[0], at, named[1]))
        elif (bare := _bare(words, at, names)) is not None:
            found.append(bare)
    return tuple(found)


def _bare(words: Words, at: int, names: Names) -> Settlement | None:
    """«Усть-Ивановка, Лесная 4»: one that the town lists, or that has such a name, where an
    address begins."""
    if at > 0 and words[at - 1].text not in {",", ".", "!"}:
        return None
    word = words[at]
    parts = word.written.split("-")  # «Соседка-старушка» is none
    named = len(parts) > 1 and parts[0][:1].isupper() and parts[-1][:1].isupper()
    named = named and word.text.endswith(_VILLAGES)
    if named and house_at(words, at + 1) is None:
        return Settlement("", word.written, at, at + 1)
    known = names.at(words, at)
    if known is None or house_at(words, known.end) is not None:
        return None
    return Settlement(known.name.kind, known.name.name, at, known.end)


def _named(
    words: Words, at: int, kind: str, names: Names, cities: Cities
) -> tuple[str, int] | None:
    """The name, and the place after it."""
    word, first = words[at], at + 1
    if words[first].text == ".":
        first += 1
    elif word.text in ABBREVIATED:
        return _without_stop(words, at)
    if words[first].text in {"«", '"'}:
        first += 1
        if kind in GARDENS and (named := quoted(words, first)) is not None:
            return named
    if kind == CITY and (city := cities.at(words, first)):
        return city, first + 1
    known = names.at(words, first)
    if known is not None and kind != CITY:
        return known.name.name, known.end
    name = words[first]
    if word.text in ABBREVIATED and _is_initial(words, at, first):
        return None
    if name.is_sign or name.is_number or len(name.text) < 3 or name.text in _NO_NAME:
        return None
    if not name.is_capital or words.is_shouted:
        whole = word.text not in ABBREVIATED and kind != CITY
        likely = _looks(name.text) or (kind in GARDENS and len(name.text) > 3)
        likely |= kind == "х." and adjective(name.text) is not None and words[first + 1].is_sign
        return (name.written.capitalize(), first + 1) if whole and likely else None
    second, third = words[first + 1], words[first + 2]
    follows = not second.is_sign and not second.is_number and second.text not in STREETS
    adjectival = adjective(name.text) or name.text.endswith(("ые", "ие"))  # «Амурские зори»
    ended = third.is_sign or (kind in GARDENS and (third.is_number or third.text.endswith("-я")))
    is_noun = adjectival and ended and not words[first + 1].is_capital
    two = adjective(name.text) is not None and third.text in LETTER  # «Моховая Падь литер 14»
    ends = two or third.is_sign or third.text in STREETS
    ends = ends or adjective(name.text) is not None  # «Нижняя Пустошь не чищена»
    if follows and ((second.is_capital and (kind in GARDENS or ends)) or is_noun):
        return f"{name.written} {second.written}", first + 2
    more, end = numbered(words, first + 1)
    return f"{_called(name.written, kind)}{more}", end


def _is_initial(words: Words, at: int, first: int) -> bool:
    """«П.Морозова 5», «ул. им. С. Лазо»: of a person's name, and no settlement."""
    before = words[at - 2].text if words[at - 1].text == "." else words[at - 1].text
    if before in _NAMED_AFTER:
        return True
    surname = words[first].is_capital and words[first].text.endswith(_OF_PEOPLE)
    return surname and house_at(words, first + 1) is not None


def _without_stop(words: Words, at: int) -> tuple[str, int] | None:
    """«д Игнатьево школьная 6»: a name that hardly anything but a village has."""
    name = words[at + 1]
    village = words[at].text in {"д", "п"} and name.text.endswith(("ово", "ево", "овка", "евка"))
    if not village or len(name.text) < 6 or house_at(words, at + 2) is not None:
        return None
    return f"{name.written[:1].upper()}{name.written[1:]}", at + 2


def _called(written: str, kind: str) -> str:
    """«в селе Троицком» is Троицкое, «в деревне Нижней» is Нижняя, «в г. Зейске» is Зейск; of
    what is masculine nobody can tell: «Лесной», «Лесной» and «Лесный» all stand so."""
    if kind == CITY and written.endswith(("ске", "цке")):
        return written[:-1]
    gender = _GENDERS.get(kind)
    return agree(written, gender) if gender and written.endswith(_OBLIQUE) else written


def _looks(word: str) -> bool:
    """Like a village: «гадюкино», «малиновка»."""
    return word.endswith(("ино", "ово", "ево", "ка", "ское", "ное", "ная", "ский", "ье"))
