"""Addresses named in the story, offered for one press and never assumed."""

from functools import lru_cache

from core.addresses import Address, addresses
from core.town import Town

from .effects import Answers

REMEMBERED = 2048
"""Texts whose addresses are remembered: a turn asks several times of the same."""


class AddressesOffered:
    """Asked by the answers so far. Built once for a town."""

    def __init__(self, town: Town) -> None:
        self._town = town
        cities = tuple(one.name for one in town.municipalities)
        self._known = addresses(town.streets, town.settlements, cities)
        self._found = lru_cache(maxsize=REMEMBERED)(self._find)

    def __call__(self, answers: Answers) -> tuple[str, ...]:
        return self._found(str(answers.get("what") or ""))

    def settlement(self, text: str) -> str:
        """The settlement that is all that a text names; "" if none is."""
        return self._known.settlement(text)

    def _find(self, text: str) -> tuple[str, ...]:
        return tuple(self._whole(address) for address in self._known.find(text))

    def _whole(self, address: Address) -> str:
        """With its city, where the same sentence names one, and one alone."""
        named = () if address.city else self._town.municipalities_named(address.clause)
        of_city = f"{named[0].name}, " if len(named) == 1 else ""
        return f"{of_city}{address.written()}"
