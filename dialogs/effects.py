"""What a turn asks of the world.

Screens and hints name texts by key (:class:`Phrase`); what they become is the business of
``texts.py``. A ``Find…`` is a question about facts, see :mod:`dialogs.lookups`. The rest are
commands for the desk.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import TypeAlias

from msgspec import Struct

from core.messages import ButtonKind, File
from core.places import Place
from core.reports.insights import Insight
from core.tickets import Move, Verdict

from .lookups import (
    Find,
    FindDesk,
    FindFigures,
    FindHeld,
    FindJudged,
    FindKept,
    FindMeant,
    FindMine,
    FindOnDesk,
    FindTicket,
    Wondering,
)


class Until(Struct, frozen=True):
    """A moment as the end of something: «вторника, 24 ноября, 15:30».

    ``told``: when that is said; of another year the year is named too.
    """

    at: datetime
    told: date


class Stamp(Struct, frozen=True):
    """A moment as a record: «24.11.2026, 15:30»."""

    at: datetime


class Day(Struct, frozen=True):
    """A moment's day: «24 ноября»."""

    at: datetime


class Phrase(Struct, frozen=True):
    """A text by its key, with what stands in its gaps. A tuple is set as lines."""

    key: str
    args: tuple[tuple[str, "Arg"], ...] = ()


Arg: TypeAlias = "str | int | Until | Stamp | Day | Phrase | tuple[str | Phrase, ...]"
Label: TypeAlias = str | Phrase


def phrase(key: str, **args: Arg) -> Phrase:
    return Phrase(key, tuple(args.items())) if args else _bare(key)


@cache  # a text without gaps is always the same, and there are as many as texts
def _bare(key: str) -> Phrase:
    return Phrase(key)


Answer: TypeAlias = str | Place | tuple[File, ...] | None  # None: the step was skipped
Answers: TypeAlias = Mapping[str, Answer]


class Option(Struct, frozen=True):
    """A button: ``code`` is what its press means."""

    code: str
    label: Label
    kind: ButtonKind = ButtonKind.PRESS


class Show(Struct, frozen=True):
    """The screen of a conversation. ``closed``: only its buttons answer it, so a typed number
    means a button; where free text answers, a number is just text."""

    text: Phrase
    options: tuple[Option, ...]
    turn: int
    closed: bool = True
    about: str = ""
    lasting: bool = False
    """It tells something besides the question: a later drawing of the screen follows it and
    does not take its place."""


class Say(Struct, frozen=True):
    """A message that is no screen. ``acts``: rows of a card's buttons (``undo.route``, ``correct``)
    that stand under it; they are about the ticket and work for as long as it allows them."""

    text: Phrase
    about: str = ""
    acts: tuple[tuple[str, ...], ...] = ()


class Hint(Struct, frozen=True):
    """A toast where a button was pressed; a line before the screen where something was said."""

    text: Phrase


class Submit(Struct, frozen=True):
    """A form is whole. ``about`` is the ticket it concerns, ``seen`` how many answers it had;
    ``aside``: it goes while the conversation is at something else already."""

    dialog: str
    answers: Answers
    about: str = ""
    seen: int = 0
    aside: bool = False


# commands for the desk


class Consented(Struct, frozen=True):
    version: str


class Confirm(Struct, frozen=True):
    """It helped, or helped in part."""

    number: str
    verdict: Verdict = Verdict.SATISFIED


class Join(Struct, frozen=True):
    """It is what somebody reported before; with ``part``, it is not after all."""

    number: str
    part: bool = False


class Speak(Struct, frozen=True):
    """From now on in this language."""

    language: str


class Copied(Struct, frozen=True):
    """Have a copy made of what is kept of the speaker, and send it when it is."""


class Erase(Struct, frozen=True):
    """Delete what is kept of the speaker. Their tickets stay, and are nobody's."""


class Hush(Struct, frozen=True):
    """``wanted``: no broadcasts any more; False: again."""

    wanted: bool


class Bind(Struct, frozen=True):
    code: str


class Unbind(Struct, frozen=True):
    """The chat is its agency's no more."""


class Take(Struct, frozen=True):
    number: str


class Reveal(Struct, frozen=True):
    """Show the resident's contact, and write down to whom."""

    number: str


class Undo(Struct, frozen=True):
    """Take back the last move of a ticket, if it is this one (None, "": whichever it is)."""

    number: str
    move: Move | None
    stamp: str = ""


class Assign(Struct, frozen=True):
    """Give a ticket to the colleague with this number in the messenger. ``began``: when the names
    were asked for."""

    number: str
    person: int
    began: str = ""


class Approve(Struct, frozen=True):
    """Let the answer go that waits; ``written``: which one was read, see ``stamp_of``."""

    number: str
    written: str


class UseTemplate(Struct, frozen=True):
    """Put a template's words, with their gaps filled, into the draft that stands."""

    id: int


class DropTemplate(Struct, frozen=True):
    id: int


class ShowCard(Struct, frozen=True):
    """Put the ticket's card into the chat once more."""

    number: str


class Draw(Struct, frozen=True):
    """Have the figures drawn, and send the picture when it is."""

    insight: Insight


class Tabulate(Struct, frozen=True):
    """Have the tickets of so many last days put into tables, and send them when they are."""

    days: int


class Coordinating(Struct, frozen=True):
    """A command of the coordinators, see :mod:`dialogs.coordination.coordinating`."""


class Substitute(Struct, frozen=True):
    """``by`` stands in for ``agency`` to the end of the day ``days`` after this one."""

    agency: str
    by: str
    days: int


class Restore(Struct, frozen=True):
    """The agency is back: nobody stands in for it."""

    agency: str


Effect: TypeAlias = (
    Draw
    | Substitute
    | Restore
    | Tabulate
    | FindFigures
    | Wondering
    | Coordinating
    | Hush
    | Copied
    | Erase
    | FindKept
    | Reveal
    | ShowCard
    | Unbind
    | Show
    | Say
    | Hint
    | Submit
    | FindMine
    | FindTicket
    | FindJudged
    | FindMeant
    | Find
    | FindDesk
    | FindHeld
    | FindOnDesk
    | Undo
    | Assign
    | Approve
    | UseTemplate
    | DropTemplate
    | Consented
    | Confirm
    | Join
    | Speak
    | Bind
    | Take
)
