"""Why something asked of the desk was not done. Each becomes a sentence for who asked."""

from core.tickets import Ticket, TicketError, TicketEvent


class Unknown(TicketError):
    """There is no such ticket for the one who asks."""


class NotYours(TicketError):
    """The ticket is with another agency."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(f"{ticket.number} is with {ticket.agency}")
        self.ticket = ticket


class CoordinatorsOnly(TicketError):
    """This is for the coordinators to do."""


class SupervisorsOnly(TicketError):
    """This is for the agency's supervisor to do."""


class TooLate(TicketError):
    """The time for it is over. ``days``: how many there were."""

    def __init__(self, number: str, days: int) -> None:
        super().__init__(f"{number} was closed more than {days} days ago")
        self.days = days


class TooOften(TicketError):
    """The date was moved as often as the town allows. ``limit``: how often that is."""

    def __init__(self, ticket: Ticket, limit: int) -> None:
        super().__init__(f"{ticket.number} was put off {ticket.extensions} times")
        self.ticket = ticket
        self.limit = limit


class BadDate(TicketError):
    """No date to promise: it is over, or too far away."""


class BadMerge(TicketError):
    """A ticket is merged into another one that is still there, and into no circle.

    ``into``: the number that was named; ``main``: the ticket that it leads to.
    """

    def __init__(self, into: str, main: Ticket) -> None:
        super().__init__(f"nothing can be merged into {into}, which leads to {main.number}")
        self.into = into
        self.main = main


class NoResident(TicketError):
    """Nobody can be asked: the resident had their data deleted."""


class Unlike(TicketError):
    """Nothing is open any more that a ticket is like."""


class ToldAlready(TicketError):
    """It cannot be taken back: the time is over, or somebody was told, or something followed."""


class AnothersMove(ToldAlready):
    """It can be taken back, but by who made it, or by the coordinators."""

    def __init__(self, event: TicketEvent) -> None:
        super().__init__(f"{event.number} was moved by {event.by.name}")
        self.event = event


class Undone(ToldAlready):
    """It was taken back already."""


class Crossed(TicketError):
    """Somebody else answered while this answer was being written."""

    def __init__(self, ticket: Ticket, event: TicketEvent) -> None:
        super().__init__(f"{ticket.number} was answered meanwhile")
        self.ticket = ticket
        self.event = event
