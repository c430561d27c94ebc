"""What takes turns for a town, built once and shared by all of them. Nothing here changes."""

from dataclasses import dataclass

from core.topics import Suggestions
from core.town import Town

from .agency.chat import OperatorDesk
from .resident.chat import Resident
from .screens import Screens
from .texts import Catalogue
from .ticket.cards import Cards
from .ticket.judging import Judge, answers_judge


@dataclass(frozen=True, slots=True)
class Office:
    town: Town
    catalogue: Catalogue
    suggestions: Suggestions
    resident: Resident
    operator: OperatorDesk
    cards: Cards
    screens: Screens
    judge: Judge
    """Of answers."""
    complaints_a_day: int | None = None
    """Of one person, at most; None: as many as they like."""


def open_office(
    town: Town,
    catalogue: Catalogue,
    suggestions: Suggestions,
    complaints_a_day: int | None = None,
) -> Office:
    resident = Resident(town, suggestions)
    return Office(
        town,
        catalogue,
        suggestions,
        resident,
        OperatorDesk(town),
        Cards(town, catalogue, resident.endangers),
        Screens(catalogue.say),
        answers_judge(town),
        complaints_a_day,
    )
