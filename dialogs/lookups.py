"""What a turn has to look up before it can go on.

A ``Find…`` is a question about facts: it is answered by a ``Found…`` event in the same turn, so
that turns themselves need no database.
"""

from typing import TypeAlias

from msgspec import Struct

from core.messages import File
from core.places import Place
from core.reports.insights import Cut, Span


class FindMine(Struct, frozen=True):
    page: int


class FindTicket(Struct, frozen=True):
    number: str


class FindKept(Struct, frozen=True):
    """What is kept of a resident."""


class FindJudged(Struct, frozen=True):
    """Which of their tickets a resident means who wrote a verdict (``action``: as of the button
    that a notice has for it)."""

    action: str


class FindMeant(Struct, frozen=True):
    """Which of their tickets a resident means by words that begin no story, if any: ``what``: as
    :class:`dialogs.heard.following.Following` has it."""

    what: str
    words: str
    files: tuple[File, ...] = ()
    album: str | None = None
    place: Place | None = None


class Filters(Struct, frozen=True):
    """Which of the open tickets are wanted; ``group`` and ``municipality`` by code, "" for any.
    ``agency``: whose they are, which the coordinators alone may say; "" for the chat's own."""

    mine: bool = False
    free: bool = False
    late: bool = False
    group: str = ""
    municipality: str = ""
    agency: str = ""


class FindQueue(Struct, frozen=True):
    """A page of what is open with the chat's agency, after a place that a page told ("": from the
    beginning)."""

    after: str
    filters: Filters = Filters()


class FindCrowds(Struct, frozen=True):
    """By what the chat's open tickets can be told apart, and how many there are of each kind;
    ``agency`` as in :class:`Filters`."""

    agency: str = ""


class FindHistory(Struct, frozen=True):
    """All that happened to a ticket, for the agency that has it, and for the coordinators."""

    number: str


class FindWords(Struct, frozen=True):
    """A page of tickets that the chat may see and that have these words."""

    words: str
    after: str


class FindFigures(Struct, frozen=True):
    """How the chat's agency did, up to now; ``picture``: it is to be drawn as well."""

    span: Span
    cut: Cut
    picture: bool = False


class Wondering(Struct, frozen=True):
    """A question of the coordinators, see :mod:`dialogs.coordination.coordinating`."""


Find: TypeAlias = FindQueue | FindWords | FindCrowds | FindHistory
"""Questions about the tickets of a chat's agency."""


class FindDesk(Struct, frozen=True):
    """A page of what this person has taken in the chats of agencies they are in."""

    after: str


class FindHeld(Struct, frozen=True):
    """One of these tickets, as its card, and where it is answered."""

    number: str


class FindCase(Struct, frozen=True):
    """A ticket that somebody is to do something with (``action``: as of a card's button), and
    what has to be known before; ``words``: what was typed after the command; ``button``: of a
    resident's screen, by which it was asked for."""

    action: str
    number: str
    words: str = ""
    button: str = ""


class FindColleagues(Struct, frozen=True):
    """Who has acted in the chat of the agency that holds this ticket."""

    number: str


class FindTemplates(Struct, frozen=True):
    """A page (from 0) of the reply templates of the chat's agency, and of those shared by all."""

    page: int


class FindTemplate(Struct, frozen=True):
    id: int


FindOnDesk: TypeAlias = FindCase | FindColleagues | FindTemplates | FindTemplate
"""Questions of an operator's forms."""
