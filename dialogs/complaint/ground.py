"""In which municipality it is, where the address does not tell.

* Who wrote a street alone sends its house next, and who wrote «поликлиника» its address: they
  belong to the place, and are no answer.
* A region is more than the municipalities that its file lists: who is in none of them says so, by
  a button or by the name of a village, and the place keeps that name. Where it has none yet, it is
  asked for: nobody finds «Ленина 5» in a region. Who does not know is not kept there.
* A big city of another region is answered as a point outside of this one is, each time: it is
  none of ours, and who has named one passes over the question no more.
* «Нет» to the settlement is asked again: a complaint without a town finds nobody.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from core.places import Place
from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.effects import Answers, Phrase, phrase
from dialogs.events import Event, Said
from dialogs.heard.agreeing import is_refusal, is_right
from dialogs.heard.declining import PICTURE as OF_PICTURES
from dialogs.heard.declining import is_no
from dialogs.heard.greetings import is_greeting
from dialogs.steps import NOTHING, Choice, Text
from dialogs.taking import Refused, Took, tell
from dialogs.texts import fold

from .narrowing import Narrowing
from .no_address import tells_besides
from .no_place import is_no_place
from .offering import AddressesOffered
from .places import AWAY, Instead, housed
from .read_out import shares, uncovered
from .relative import is_beside

ELSEWHERE = "-"
"""The code of «Другое место»: no municipality of a town file has such a one."""

SETTLEMENT = "settlement"
"""The step that asks for its name."""
SETTLEMENT_AT_MOST = 100
"""Letters of a settlement's name; with the address once more, if one likes."""

NAME = re.compile(
    r"(?:(?:с|п|д|г|рп|пгт|пос|дер|село|пос[её]лок|деревня|станция|город)\.?\s+)?[А-ЯЁ][а-яё]{2,}"
    r"(?:-[А-ЯЁа-яё]+)*(?:\s+[А-ЯЁ][а-яё]+)?(?:,?\s+[А-ЯЁ]?[а-яё]+(?:ого|ий|ом)\s+(?:р-н|район|округ)[аеу]?)?",
)
"""Of a settlement, as people write it where they are asked for one, and with its district."""
_ANOTHER = words_of(
    "другой другое другая другом другие место город города городе село селе поселок район районе",
    "населенный пункт нет такого такой моего нашего здесь тут списке в списка из это не то ни один",
    "одного них этого этих мой наш я живу мы у нас его среди вариантов области область край",
    "another other place town village elsewhere somewhere else not in the list",
)
_NO = frozenset({"нет", "нету", "no", "ні"})
_SAYS_ANOTHER = words_of(
    "другой другое другая другом другие нет не ни another other elsewhere else not"
)


@dataclass(frozen=True, kw_only=True)
class Ground(Choice):
    """``place``: the step that keeps the address. ``addresses``: those that a story names.
    ``foreign``: whether an address is in another region, whose people are told by ``away``."""

    place: str
    addresses: AddressesOffered
    heard: Callable[[str], bool]
    narrowing: Narrowing
    foreign: Callable[[str], bool]
    away: Phrase
    corrects: Callable[[str, Place], Instead | None]

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        if isinstance(event, Said) and (told := self._instead(event.text, before, held)):
            return told
        if isinstance(event, Said) and (village := self._village(event.text, before)):
            return _in(self.place, village, before, ELSEWHERE)
        named = self.addresses.settlement(event.text) if isinstance(event, Said) else ""
        if (
            isinstance(event, Said)
            and not named
            and (place := self._housed(event.text, before)) is not None
        ):
            hint = phrase("house-added", place=place.address)
            return Took(None, also={self.place: place}, more=True, hint=hint)
        match event:
            case Said(text) if (alone := self.narrowing.alone(text)) is not None:
                return Took(alone.code)
            case Said(text) if (one := self.narrowing.named(text)) is not None:
                return Took(one.code)
            case Said(text) if self.foreign(text) or self.foreign(named):
                return Took(None, also={AWAY: text.strip()}, more=True, hint=self.away)
            case Said() if named:
                return _in(self.place, named, before, ELSEWHERE)
            case Said(text) if _is_another(text):
                return Took(ELSEWHERE)
            case Said(text) if NAME.fullmatch(text.strip()) and self._is_name(text):
                return _in(self.place, " ".join(text.split()), before, ELSEWHERE)
        return super().read(event, before, held)

    def _instead(self, text: str, before: Answers, held: Answers) -> Took | None:
        """«Это в Белогорске на Кирова 12»: another place than the one that is known. One without a
        house is made whole, see :meth:`_housed`."""
        place = before.get(self.place)
        if not isinstance(place, Place) or not has_digits(place.address):
            return None
        instead = self.corrects(text, place)
        if instead is None or self.foreign(instead.address):
            return None
        told = tell(text, held, self.spill) if instead.tells else None
        also = told.also if isinstance(told, Took) else {}
        new = replace(place, address=instead.address)
        hint = phrase("place-taken", address=new.address)
        return Took(None, also={**also, self.place: new}, more=True, hint=hint)

    def _village(self, text: str, before: Answers) -> str:
        """«Чигири» of «Чигири, Тополиная», said of «ул. Тополиная»; "" where it says more."""
        place = before.get(self.place)
        if not isinstance(place, Place) or has_digits(text):
            return ""
        others = uncovered(text, place.address)
        if len(others) != 1 or not shares(text, place.address):
            return ""
        written = next((one for one in re.split(r"[\s,]+", text) if fold(one) == others[0]), "")
        name = f"{written[:1].upper()}{written[1:]}"
        return name if NAME.fullmatch(name) and self._is_name(name) else ""

    def _is_name(self, text: str) -> bool:
        """Is it the name of a village that no list has: «Чигири»? Phones write what begins a
        message with a capital, so what means anything else is none."""
        of_course = is_right(text) or is_no(text, NOTHING) or is_refusal(text) or is_greeting(text)
        return not (of_course or is_no_place(text) or self.heard(text))

    def _housed(self, text: str, before: Answers) -> Place | None:
        """The place with the house, or the address, that was written; None: it is none, or there
        was one."""
        place = before.get(self.place)
        if (whole := housed(place, text)) is not None:
            return whole
        if not isinstance(place, Place) or place.point or not place.address:
            return None
        if has_digits(place.address):
            return None
        named = self.addresses({"what": text})
        return replace(place, address=f"{named[0]}, {place.address}") if len(named) == 1 else None


@dataclass(frozen=True, kw_only=True)
class Settlement(Text):
    """Which one it is, where neither the address nor the municipality tells. ``place``, ``ground``:
    the steps that keep the address and the municipality."""

    place: str
    ground: str
    narrowing: Narrowing
    foreign: Callable[[str], bool]
    away: Phrase

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        match event:
            case Said(text) if (alone := self.narrowing.alone(text)) is not None:
                return Took(alone.name, also={self.ground: alone.code})
            case Said(text) if self.foreign(text):
                return Took(None, also={AWAY: text.strip()}, more=True, hint=self.away)
            case Said(text) if is_no_place(text) and not self.optional(before):
                return Refused(self.away)
            case Said(text) if is_no(text, OF_PICTURES) and not _NO.isdisjoint(fold(text).split()):
                return Refused(phrase("settlement-needed"))
            case Said(text) if is_no_place(text):
                return Took(None, skips=True)
            case Said(text) if tells_besides(text):
                return Refused(phrase("settlement-needed"))
        took = super().read(event, before, held)
        if not isinstance(took, Took) or not isinstance(took.answer, str):
            return took
        name = " ".join(took.answer.split())
        return _in(self.place, f"{name[:1].upper()}{name[1:]}", before, took.answer)


def _in(key: str, name: str, before: Answers, answer: str) -> Took:
    """The place keeps the name of its settlement; said whole, it is the place."""
    place = before.get(key)
    if not isinstance(place, Place):
        return Took(answer, also={key: Place(name), SETTLEMENT: name})
    if fold(name) in fold(place.address):
        return Took(answer)
    whole = replace(place, address=name if re.search(r"\d", name) else f"{name}, {place.address}")
    hint = phrase("place-taken", address=whole.address)
    return Took(answer, also={key: whole}, hint=hint)


def names_settlement(place: object) -> bool:
    """Does the address name more than a street, a house and where by it that is?"""
    if not isinstance(place, Place):
        return False
    parts = place.address.split("; ")[0].split(",")
    named = [part for part in parts if re.search(r"[^\W\d_]{3,}", part) and not is_beside(part)]
    return len(named) > 1


def _is_another(text: str) -> bool:
    """«другой», «такого города нет в списке»."""
    words = frozenset(fold(text).split())
    return len(words) > 0 and words <= _ANOTHER and not words.isdisjoint(_SAYS_ANOTHER)
