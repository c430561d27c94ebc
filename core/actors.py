"""Who makes a move of a ticket, as its history keeps them."""

from enum import StrEnum

from msgspec import Struct


class Party(StrEnum):
    RESIDENT = "resident"
    AGENCY = "agency"
    SYSTEM = "system"


class Actor(Struct, frozen=True):
    """Who did it. ``agency`` and ``name`` are set for operators, and by ``person`` (the messenger's
    name of them) namesakes are told apart; "" in lines that are older than it."""

    party: Party
    agency: str = ""
    name: str = ""
    person: str = ""

    def is_same(self, other: "Actor") -> bool:
        """Is it the same person, as far as is known, for the same agency?"""
        return self.agency == other.agency and self.is_one_person(other)

    def is_one_person(self, other: "Actor") -> bool:
        """The same in whatever agency's chat: who stands in sits in several."""
        if self.party is not other.party:
            return False
        if self.person and other.person:
            return self.person == other.person
        return (self.agency, self.name) == (other.agency, other.name)


RESIDENT = Actor(Party.RESIDENT)
TIME = Actor(Party.SYSTEM)
"""It was nobody: time passed."""
