"""Addresses named in the story, offered for one press and never assumed."""

import re
from functools import lru_cache

from core.addresses import Address, addresses
from core.town import Municipality, Town
from dialogs.effects import Answers

from .narrowing import Narrowing

REMEMBERED = 2048
"""Texts whose addresses are remembered: a turn asks several times of the same."""

ENDS = re.compile(r"[.!?](?=\s+[А-ЯЁA-Z])|[!?;\n]")
"""Of a sentence, as far as one can tell; «ул. Ленина» is parted too: then the city is asked for."""


class AddressesOffered:
    """Asked by the answers so far. Built once for a town."""

    def __init__(self, town: Town) -> None:
        self._town = town
        cities = tuple(one.name for one in town.municipalities)
        self._narrowing = Narrowing(town)
        self._known = addresses(town.streets, town.settlements, cities)
        self._found = lru_cache(maxsize=REMEMBERED)(self._find)
        self.municipality = lru_cache(maxsize=REMEMBERED)(self._told)

    def __call__(self, answers: Answers) -> tuple[str, ...]:
        return self._found(str(answers.get("what") or ""))

    def found(self, text: str) -> tuple[Address, ...]:
        """The addresses that a text names, in their parts."""
        return self._known.find(text)

    def settlement(self, text: str) -> str:
        """The settlement that is all that a text names; "" if none is."""
        return self._known.settlement(text)

    def _find(self, text: str) -> tuple[str, ...]:
        return tuple(self._whole(address, text) for address in self._known.find(text))

    def _whole(self, address: Address, text: str) -> str:
        """With its city, where the same sentence names one, or else the whole text: one alone."""
        if address.city:
            return address.written()
        named = self._town.municipalities_named(address.clause) or self._in_lines(address.clause)
        told = named[0] if len(named) == 1 else None if named else self.municipality(text)
        return f"{told.name}, {address.written()}" if told else address.written()

    def _in_lines(self, clause: str) -> tuple[Municipality, ...]:
        """What is added to a story begins a line, and is no part of the sentence before it."""
        lines = clause.splitlines()
        found = (self._town.municipalities_named(line) for line in lines if len(lines) > 1)
        return tuple({one.code: one for named in found for one in named}.values())

    def _told(self, text: str) -> Municipality | None:
        """The one municipality that a text names, if that is where it all is: it is one sentence,
        or begins with the name. «В Белогорске такие засыпали» says nothing of the other ones."""
        first, *others = [*filter(str.strip, ENDS.split(text))] or [""]
        if others and not self._narrowing.alone(first):
            return None
        named = self._town.municipalities_named(text)
        return named[0] if len(named) == 1 else None
