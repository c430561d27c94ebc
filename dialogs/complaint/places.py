"""Where it is: a place in words, or a point on the map."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from msgspec.structs import replace

from core.messages import ButtonKind
from core.places import Place
from core.told_where import is_nowhere
from core.town import Municipality
from core.words.classes import NO, is_sign
from core.words.digits import has_digits
from core.words.reachable import Apart, apart, without_sign
from dialogs.effects import Answer, Answers, Option, Phrase, phrase
from dialogs.events import Event, Placed, Pressed, Said
from dialogs.heard.agreeing import is_right
from dialogs.heard.declining import is_no, is_plea
from dialogs.heard.greetings import is_greeting
from dialogs.heard.kept_contacts import CONTACT, kept, reached
from dialogs.heard.to_the_bot import is_to_the_bot
from dialogs.heard.typed import PIN
from dialogs.steps import NOTHING, Step, unexpected
from dialogs.taking import Refused, Took, tell
from dialogs.texts import fold

from .another_house import house_instead, refuses
from .narrowing import Narrowing
from .no_address import means_the_address, presses_on, tells_besides
from .no_place import adds, exclaims, goes_on, is_ground, is_no_place, stands, waits
from .pointed import point_in
from .read_out import all_of, read_out, shares, uncovered, without_talk
from .relative import lacks_address, with_address

DOUBTED = "place.doubted"
"""Among the answers: what was said in place of a place, and asked about."""

AWAY = "place.away"
"""Among the answers: what was said to be in another region, and told to be so."""

NARROWED = "place.narrowed"
"""Among the answers: the municipality that was said in place of a place, and more was asked for."""

LABEL = 40
"""Letters of a button, counted as messengers do: more are not seen on a phone."""

HOUSE = re.compile(r"(?:д\.?|дом)?\s*(?:№\s*)?(\d{1,3}(?:\s?[а-я])?(?:[/к]\d{1,3})?)")
"""A house by itself."""
NOT_THERE = re.compile(r"нет\s*[,.!:—-]\s*", re.IGNORECASE)
_LAST_HOUSE = re.compile(r"\d\S*$")
_OOPS = (
    r"(?:(?:нет|ой|ох|это|там|адрес|на|а|и|ну|да|стойте|стоп|погодите|погоди|подождите|подожди|извините|простите"
    r"|вернее|точнее|ошиб\w+|перепут\w+|опечат\w+|я|дом|то есть|вс[её]|верно|только|улица"
    r"|кстати)[ ,.!]+)*"
)
INSTEAD = re.compile(
    rf"{_OOPS}не\s+(?!знаю|помню|увер|могу|скажу)(?P<not>[^,]{{2,40}}?)(?:\s*,?\s+а\s+|\s*,\s*(?=[^\W\d].*\d))"
    r"(?:на\s+)?(?P<new>\S.*)",
    re.IGNORECASE,
)
"""«Не Зейская, а Зелёная 5», «не Зейская, Зелёная 5»."""
NOT_THE_OTHER = re.compile(
    rf"{_OOPS}(?P<new>[^\W\d].*?)[ ,]+а\s+не\s+(?P<not>\S.{{0,40}})", re.IGNORECASE
)
"""«Зелёная 5, а не Зейская»."""
_OTHER_HOUSE = re.compile(
    rf"{_OOPS}(?:не\s+\S.{{0,40}}?[ ,]+а\s+)?(?:(?:дом|д\.?|номер)\s*)?(?P<new>{HOUSE.pattern})",
    re.IGNORECASE,
)
"""«Ой, ошиблась, 65», «дом 65», «не Мухина 56, а 65», where the address has a house."""
_NOT_THE_HOUSE = re.compile(rf"(?:нет[ ,]+)?не\s+(?:дом\s+)?{HOUSE.pattern}", re.IGNORECASE)
THERE = frozenset({"там", "да там", "это он"})
"""Said to the one place that is offered."""


class Instead(NamedTuple):
    """The address that is said instead, and whether more is told beside it."""

    address: str
    tells: bool = False


@dataclass(frozen=True, kw_only=True)
class Where(Step):
    """A place: typed, or a point by the messenger's location button, or one of those ``offered``,
    which the person has named already. What is plainly none is doubted once, and of a municipality
    alone more is asked for once; what is said after that stands as it is, for nobody may be kept
    here. What ``tells`` of the trouble once more goes to the text step ``story``. ``ground``: the
    step that keeps the municipality. ``foreign``: whether an address is in another region, whose
    people are told by ``away`` of each place that they name there. ``heard``: whether words name a
    trouble. ``corrects``: what is said instead of a place that is known."""

    anywhere: ClassVar[tuple[type, ...]] = (Placed,)
    at_most: int = 300
    covers: Callable[[float, float], bool]
    outside: Phrase
    taken: Callable[[Place], Phrase]
    offered: Callable[[Answers], tuple[str, ...]]
    narrowing: Narrowing
    ground: str
    foreign: Callable[[str], bool]
    away: Phrase
    story: str
    tells: Callable[[str], bool]
    heard: Callable[[str], bool]
    corrects: Callable[[str, Place], Instead | None]

    def options(self, before: Answers) -> tuple[Option, ...]:
        labels: dict[str, str] = {}  # of two that look alike the first is offered
        for number, address in enumerate(self.offered(before), 1):
            labels.setdefault(label_of(address), str(number))
        found = tuple(Option(number, label) for label, number in labels.items())
        return (*found, Option(":place", phrase("way-place"), ButtonKind.PLACE))

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        if isinstance(event, Said):
            told = point_in(event.text, self.covers) or event
            if (found := apart(told.text)) is not None:
                return self._without_contact(found, told, before, held)
            return self._read(told, before, held)
        return self._read(event, before, held)

    def _read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        match event:
            case Pressed(button) if button.isdecimal():
                offered = self.offered(before)
                if not 0 < int(button) <= len(offered):
                    return Refused(phrase("stale"))
                return self._named(offered[int(button) - 1], held)
            case Said(text) if self.optional(before) and (is_no(text, NOTHING) or is_plea(text)):
                return Took(None, skips=True)
            case Said(text) if (agreed := self._agreed(text, before, held)) is not None:
                return agreed
            case Said(text) if (beside := self._beside(text, before, held)) is not None:
                return beside
            case Said(text) if len(text.strip()) > self.at_most:
                return Refused(phrase("too-long", length=len(text.strip()), limit=self.at_most))
            case Said(text) if (alone := self.narrowing.alone(text)) is not None:
                return self._narrowed(alone, text, before, held)
            case Said(text) if DOUBTED not in held and _is_doubtful(text):
                return Took(None, also={DOUBTED: text.strip()}, more=True, hint=phrase("place-how"))
            case Said(text) if any(sign.isalpha() for sign in text) and len(text.strip()) > 2:
                return self._typed(text, before, held)
            case Placed(latitude, longitude, text):
                if not self.covers(latitude, longitude):
                    return Refused(self.outside)
                return self._took(Place(text[: self.at_most].strip(), latitude, longitude))
        return Refused(unexpected(event, phrase("write-place")))

    def _typed(self, text: str, before: Answers, held: Answers) -> Took | Refused:
        """Words that stand for the place. Said once more, what is none is no place either where one
        address is known; that one is never taken by who said no to it. No alone never is one."""
        if NO.issuperset(fold(text).split()):
            return Refused(phrase("place-no"))
        only = self._known(before)
        if only and DOUBTED in held and _is_doubtful(text):
            if refuses(text):
                return Refused(phrase("place-how"))
            if not _was_refused(held):
                return self._named(only, held)
        said = without_talk(text)
        place = _place_in(said)
        named = self.offered({self.story: place})
        in_sentence = said != " ".join(text.split())
        read = read_out(place, named, self.heard, in_sentence=in_sentence)
        if read is None:
            return self._named(place, held)
        took = self._named(read[0], held)
        return self._with_story(took, text, held, place) if read[1] else took

    def _with_story(self, took: Took, text: str, held: Answers, whole: str = "") -> Took:
        """What happened goes to the description, unless it stands there word for word; where there
        is no room for it, the place is all that was said (``whole``)."""
        known = fold(str(held.get(self.story) or "")).split()
        if set(fold(text).split()) <= {*known}:
            return took
        told = tell(text, held, self.story)
        if not isinstance(told, Took):
            return self._named(whole, held) if whole else took
        return replace(took, also={**told.also, **took.also})

    def _narrowed(
        self, alone: Municipality, text: str, before: Answers, held: Answers
    ) -> Took | Refused:
        """The only address that is offered is in the municipality that is named."""
        offered = self.offered(before)
        whole = self.narrowing.within(alone, offered[0]) if len(offered) == 1 else None
        if whole is not None:
            return self._took(Place(whole))
        if held.get(NARROWED) == alone.code:
            return self._took(Place(alone.name))  # no more is known
        also = {NARROWED: alone.code, self.ground: alone.code}
        hint = phrase("place-narrower", municipality=alone.name)
        return Took(None, also=also, more=True, hint=hint)

    def _without_contact(
        self, found: Apart, event: Said | Placed, before: Answers, held: Answers
    ) -> Took | Refused:
        """A contact among the words of the place is no part of it: it would stand on the card."""
        contact = reached(found, held)
        said = kept(found.contacts, str(contact[CONTACT]))
        address = without_sign(found.rest)
        if not address and isinstance(event, Said):
            return Took(None, also=contact, more=True, hint=said)
        took = self.read(replace(event, text=address), before, held)
        if isinstance(took, Refused):
            return Took(None, also=contact, more=True, hint=_both(said, took.why))
        return replace(took, also={**took.also, **contact}, hint=_both(said, took.hint))

    def _meant(self, text: str, offered: tuple[str, ...]) -> str | None:
        """Which of those offered: by «да», by its number where there are no buttons; or with the
        house that it lacked."""
        said = text.strip()
        numbered = {str(number): one for number, one in enumerate(offered, 1)}
        if said in numbered:
            return numbered[said]
        if whole := all_of(said, offered):
            return whole
        if len(offered) != 1:
            return None
        (only,) = offered
        if _is_it(text):
            return only
        if (another := house_instead(text, only)) is not None:
            return another
        if (instead := self._instead(text, only)) is not None:
            return instead
        if refuses(text):
            return None
        house = HOUSE.fullmatch(said.lower())
        if house and not only[-1].isdecimal():
            return f"{only}, {house[1]}"
        street = without_talk(text)
        if shares(street, only) and not uncovered(street, only):
            return only  # its street alone: the house is known
        if self.offered({self.story: text}):
            return None
        same = with_address(text, only)
        return same if same == only else with_address(without_talk(text), only)

    def _known(self, before: Answers) -> str:
        """The one address that is offered, if it is here; ""."""
        offered = self.offered(before)
        return offered[0] if len(offered) == 1 and not self.foreign(offered[0]) else ""

    def _agreed(self, text: str, before: Answers, held: Answers) -> Took | Refused | None:
        """One of those offered; None: none is meant. «Да» takes none that was said to be in another
        region: who presses it once more, or writes it, knows."""
        offered = self.offered(before)
        away = len(offered) == 1 and held.get(AWAY) == offered[0]
        if away and _is_it(text):
            return Refused(self.away)
        meant = self._meant(text, offered)
        return None if meant is None else self._named(meant, held)

    def _instead(self, text: str, only: str) -> str | None:
        """«65, а не 56», «не Мухина 56, а Мухина 65», said of the address that is offered."""
        said = " ".join(text.split()).rstrip(".! ")
        house = _OTHER_HOUSE.fullmatch(said) if only[-1].isdecimal() else None
        if house and not said[0].isdecimal() and not _NOT_THE_HOUSE.fullmatch(said):
            return _LAST_HOUSE.sub(str(house["new"]), only)
        if "не" not in fold(text).split():
            return None
        found = INSTEAD.fullmatch(said) or NOT_THE_OTHER.fullmatch(said)
        if found is not None and found["new"][0].isalpha():
            named = self.offered({self.story: found["new"]})
            return named[0] if len(named) == 1 else found["new"]
        instead = self.corrects(text, Place(only))
        return instead.address if instead is not None and not instead.tells else None

    def belated(self, event: Event, held: Answers) -> Took | None:
        """Who wrote a street alone sends its house next, and who was wrong says so, whatever is
        asked by then."""
        if not isinstance(event, Said) or event.forwarded:
            return None
        place = housed(held.get(self.key), event.text)
        if place is None:
            return self._corrected(event.text, held)
        return Took(place, hint=phrase("place-taken", address=place.address))

    def _corrected(self, text: str, held: Answers) -> Took | None:
        place = held.get(self.key)
        instead = self.corrects(text, place) if isinstance(place, Place) else None
        if instead is None:
            return None
        if self.foreign(instead.address):
            return Took(place, also={AWAY: instead.address}, hint=self.away)
        took = self._took(Place(instead.address))
        return self._with_story(took, text, held) if instead.tells else took

    def fits(self, answer: Answer, before: Answers) -> bool:
        if not isinstance(answer, Place):
            return False
        return self.covers(*answer.point) if answer.point else bool(answer.address)

    def _named(self, address: str, held: Answers) -> Took:
        """A place in words. Of one in another region that is said, and who says the same again
        knows."""
        if held.get(AWAY) != address and self.foreign(address):
            return Took(None, also={AWAY: address}, more=True, hint=self.away)
        return self._took(Place(address))

    def _beside(self, text: str, before: Answers, held: Answers) -> Took | Refused | None:
        """A plea to wait, or more of what happened; None: none of it. «Пожар у
        нас!» is no place: its agency must read it where the trouble is described."""
        if waits(text):
            return Refused(phrase("place-waits"))
        if is_greeting(text):
            return Refused(phrase("place-how"))  # whatever was asked before: it is no place
        added = adds(text)
        if not added and (stands(text) or is_no_place(text) or presses_on(text) or refuses(text)):
            return None
        if self.offered({self.story: text}) and not self.tells(text):
            return None
        only = self._known(before)
        besides = added or (tells_besides(text) and (bool(only) or DOUBTED not in held))
        nowhere = is_nowhere(text) and not _is_doubtful(text) and not _was_said(text, held)
        if not self.tells(text) and not goes_on(text) and not besides and not nowhere:
            return None
        told = tell(text, held, self.story)
        if not isinstance(told, Took):
            return told
        refused = _was_refused(held)
        if only and DOUBTED in held and not refused:
            return self._with_story(self._named(only, held), text, held)
        also = {**told.also, DOUBTED: held[DOUBTED] if refused else text.strip()}
        return replace(told, also=also, hint=phrase("told-not-where"))

    def _took(self, place: Place) -> Took:
        return Took(place, hint=self.taken(place))


def _is_it(text: str) -> bool:
    """Is it yes to the one address that is offered?"""
    if fold(text) in THERE or is_sign(text):
        return True
    return is_right(text) or means_the_address(text)


def _is_doubtful(text: str) -> bool:
    if means_the_address(text) or presses_on(text):
        return True
    if _NOT_THE_HOUSE.fullmatch(text.strip()) or refuses(text) or is_ground(text):
        return True
    return is_no_place(text) or exclaims(text) or lacks_address(text) or is_to_the_bot(text)


def _was_said(text: str, held: Answers) -> bool:
    """Is it said once more, word for word? Then it stands: nobody may be kept here."""
    return held.get(DOUBTED) == text.strip()


def _was_refused(held: Answers) -> bool:
    """Was no said to the address that is offered?"""
    return refuses(str(held.get(DOUBTED) or ""))


def housed(place: Answer, text: str) -> Place | None:
    """A street with the house that was written after it; None: it is none, or there was one."""
    if not isinstance(place, Place) or place.point or not place.address:
        return None
    if has_digits(place.address):
        return None
    house = HOUSE.fullmatch(text.strip().lower())
    return replace(place, address=f"{place.address}, {house[1]}") if house else None


def _both(first: Phrase, second: Phrase | None) -> Phrase:
    return phrase("said-together", first=first, second=second) if second else first


def _place_in(text: str) -> str:
    """«нет, Ленина 7» is «Ленина 7», and so is «не Мира, а Ленина 7»."""
    place = " ".join(text.removeprefix(PIN).split())
    if (instead := INSTEAD.fullmatch(place)) is not None and instead["new"][0].isalpha():
        return instead["new"]
    denied = NOT_THERE.match(place)
    return place[denied.end() :] if denied and re.search(r"\d", place) else place


def label_of(address: str) -> str:
    """Of a long one the end, by which addresses differ: whole parts of it where they fit, the house
    in any case."""
    room = LABEL - len(PIN) - 1  # its sign counts for two
    if len(address) <= room:
        return f"{PIN}{address}"
    parts = address.split(", ")
    for first in range(1, len(parts) - 1):
        if len(rest := ", ".join(parts[first:])) < room:
            return f"{PIN}…{rest}"
    return f"{PIN}…{address[1 - room :].lstrip()}"
