"""The use cases: what residents, operators and time do to tickets.

* Every use case loads, checks who asks, makes one move of the table, and records it.
* An operator acts for the agency whose chat speaks. The coordinators may act on every ticket.
* A resident acts on their own tickets only; somebody else's does not exist for them.
* Nothing is sent here: :mod:`core.notices` says who is to be told.
"""

from .agencies import Agencies
from .clockwork import Clockwork
from .coordinators import Coordinators
from .erasing import Erasing
from .holding import actor
from .joining import Joining
from .refusals import (
    AnothersMove,
    BadDate,
    BadMerge,
    CoordinatorsOnly,
    Crossed,
    NoResident,
    NotYours,
    SupervisorsOnly,
    ToldAlready,
    TooLate,
    TooOften,
    Undone,
    Unknown,
    Unlike,
)
from .residents import Draft, Residents

__all__ = [
    "AnothersMove",
    "BadDate",
    "BadMerge",
    "CoordinatorsOnly",
    "Crossed",
    "Desk",
    "Draft",
    "NoResident",
    "NotYours",
    "SupervisorsOnly",
    "ToldAlready",
    "TooLate",
    "TooOften",
    "Undone",
    "Unknown",
    "Unlike",
    "actor",
]


class Desk(Residents, Joining, Erasing, Agencies, Coordinators, Clockwork):
    """All of them, on one unit of work."""
