"""What a resident is told of an earlier ticket on the same: that there is one, that they joined it.

Of somebody else's ticket they learn when it was filed and how it stands: no number, no words.
"""

from core.desk import Desk
from core.tickets import Ticket
from core.town import Town

from .effects import Day, Phrase, Until, phrase


def and_alike(accepted: Phrase, ticket: Ticket, alike: Ticket) -> Phrase:
    """Add it to the words by which the ticket was accepted."""
    own = alike.resident == ticket.resident
    return phrase(
        "accepted-alike",
        accepted=accepted,
        day=Day(alike.filed_at),
        state=phrase(f"state-{alike.state}"),
        own=alike.number if own else "",
    )


async def joined(desk: Desk, ticket: Ticket) -> Phrase:
    """Say whose answer comes and when, for as long as that is ahead."""
    main = await desk.main_of(ticket.number)
    return phrase(
        "joined",
        number=ticket.number,
        agency=desk.town.agency_named(main.agency),
        deadline=Until(main.deadline, desk.unit.now) if main.deadline > desk.unit.now else "",
    )


def parted(town: Town, ticket: Ticket) -> Phrase:
    return phrase(
        "parted",
        number=ticket.number,
        agency=town.agency_named(ticket.agency),
        deadline=Until(ticket.deadline, ticket.changed_at),
    )
