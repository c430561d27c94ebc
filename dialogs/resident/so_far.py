"""What is told to who grows impatient: who has the ticket, and until when."""

from collections.abc import Sequence

from core.tickets import Ticket
from core.timing.looks import COUNTING
from core.town import Town
from dialogs.effects import Hint, Until, phrase
from dialogs.events import FoundMeant
from dialogs.heard.impatience import is_impatient

from .mine import is_asked


def told_of_waiting(town: Town, found: FoundMeant, under_way: Sequence[Ticket]) -> tuple[Hint, ...]:
    """With one ticket that may be meant it stands above the question whether the words are to be
    passed on; while the resident is asked, the clock stands."""
    if len(under_way) != 1 or found.now is None or not is_impatient(found.words):
        return ()
    ticket = under_way[0]
    if is_asked(ticket):
        return ()
    over = ticket.state in COUNTING and ticket.deadline < found.now
    told = phrase(
        "impatient",
        ticket=ticket.number,
        agency=town.who_answers(ticket.agency),
        over="yes" if over else "no",
        deadline=Until(ticket.deadline, found.now),
    )
    return (Hint(told),)
