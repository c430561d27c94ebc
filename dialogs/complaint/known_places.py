"""What the town file says of the place that the answers so far come to, or that the story names."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache

from core.places import Place
from core.town import Town
from dialogs.effects import Answer, Answers, Effect, Hint, Label, Option, Phrase, phrase
from dialogs.ticket.whereabouts import where_is

from .correcting import Correcting, corrected, in_another_town
from .ground import ELSEWHERE, names_settlement
from .narrowing import Narrowing
from .offering import AddressesOffered
from .storytelling import STORY

REMEMBERED = 2048
"""Texts whose town is remembered."""
_VILLAGE = re.compile(r"\s*(?:г|город|с|село|дер|деревня|пгт)\b", re.IGNORECASE)


class KnownPlaces:
    """Holds no state of its own."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._narrowing = Narrowing(town)
        self._away = phrase("story-outside", region=town.region.name)
        # A turn walks the path several times over the same words, and so does the next one.
        self._named = lru_cache(maxsize=REMEMBERED)(town.municipality_named)

    def is_away(self, answers: Answers) -> bool:
        """Does the story name a city of another region as the place where it all is?"""
        return self._town.is_elsewhere(str(answers.get(STORY) or ""))

    def told_away(self, story: Answer) -> tuple[Effect, ...]:
        """Whoever writes from another region is told so at once, not after all the questions."""
        return (Hint(self._away),) if self.is_away({STORY: story}) else ()

    @cached_property
    def addresses(self) -> AddressesOffered:
        return AddressesOffered(self._town)

    @cached_property
    def correcting(self) -> Correcting:
        return Correcting(self.addresses)

    def corrected(self, text: str, answers: Answers) -> tuple[Sequence[str], str]:
        """See :func:`~dialogs.complaint.correcting.corrected`; or it is in another town."""
        keys, new = corrected(text, answers)
        if not keys and (whole := in_another_town(text, answers.get("place"), self._narrowing)):
            return ("place",), whole
        return keys, new

    def ask_place(self, answers: Answers) -> Phrase:
        return phrase("complaint-place-named" if self.addresses(answers) else "complaint-place")

    def municipality(self, answers: Answers) -> str | None:
        """The municipality that the place itself tells, or else the story, "" if it is a point in
        none of them, and None if neither tells."""
        told = answers.get("place")
        place = told if isinstance(told, Place) else Place()
        at = self._town.municipality_at(*place.point) if place.point else None
        found = at or self._named(place.address) or self._narrowing.at_an_end(place.address)
        if found is None and len(self._town.municipalities) == 1:
            found = self._town.municipalities[0]
        if found is None and not place.point and not self._town.is_elsewhere(place.address):
            found = self.addresses.municipality(str(answers.get("what") or ""))
        if found is None:
            return "" if place.point or self._names_another(place.address) else None
        return found.code

    @cached_property
    def _names_another(self) -> Callable[[str], bool]:
        return lru_cache(maxsize=REMEMBERED)(self._is_in_another)

    def _is_in_another(self, address: str) -> bool:
        """Does an address name a town or a village that is none of the municipalities, so that
        nobody need be asked which: «Шимановск, Ленина 7», «село Ивановка, Ленина 3»?"""
        if self._town.is_elsewhere(address):
            return False
        return any(
            self.addresses.settlement(part) for part in address.split(",") if _VILLAGE.match(part)
        ) or any(one.city for one in self.addresses.found(address))

    def municipalities(self, before: Answers) -> tuple[Option, ...]:
        elsewhere = phrase("municipality-elsewhere", region=self._town.region.name)
        named = tuple(Option(one.code, one.name) for one in self._town.municipalities)
        return (*named, Option(ELSEWHERE, elsewhere))

    def settlement_unknown(self, answers: Answers) -> bool:
        elsewhere = self.municipality(answers) is None and answers.get("municipality") == ELSEWHERE
        place = answers.get("place")
        named = isinstance(place, Place) and bool(self.addresses.settlement(place.address))
        return elsewhere and not named and not names_settlement(place)

    def chosen_municipality(self, answers: Answers) -> str:
        """Its code; "" for a place in none of them."""
        code = self.municipality(answers)
        if code is not None:
            return code
        chosen = str(answers.get("municipality") or "")
        return "" if chosen == ELSEWHERE else chosen

    def place_taken(self, place: Place) -> Phrase:
        if place.point is None:
            return phrase("place-taken", address=place.address)
        code = self.municipality({"place": place})
        found = self._town.municipality(code) if code else None
        name = found.name if found else self._town.region.name
        return phrase("point-taken", municipality=name, address=place.address)

    def _where(self, answers: Answers) -> Label:
        """The place, or else the municipality; "" where neither was told."""
        place, municipality = answers.get("place"), self.chosen_municipality(answers)
        if isinstance(place, Place):
            return where_is(self._town, place, municipality)
        return where_is(self._town, Place(), municipality) if municipality else ""
