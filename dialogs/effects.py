"""What a turn asks of the world.

Screens and hints name texts by key (:class:`Phrase`); what they become is the business of
``texts.py``. A ``Find…`` is a question about facts: it is answered by a ``Found…`` event in
the same turn, so that turns themselves need no database. The rest are commands for the desk.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from core.messages import ButtonKind, File
from core.tickets import Place


@dataclass(frozen=True, slots=True)
class Until:
    """A moment as the end of something: «вторника, 24 ноября, 15:30»."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment as a record: «24.11.2026, 15:30»."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text by its key, with what stands in its gaps. A tuple is set as lines."""

    key: str
    args: Mapping[str, "Arg"] = field(default_factory=dict)


Arg: TypeAlias = "str | int | Until | Stamp | Phrase | tuple[str | Phrase, ...]"
Label: TypeAlias = str | Phrase


def phrase(key: str, **args: Arg) -> Phrase:
    return Phrase(key, args)


Answer: TypeAlias = str | Place | tuple[File, ...] | None  # None: the step was skipped
Answers: TypeAlias = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Option:
    """A button: ``code`` is what its press means."""

    code: str
    label: Label
    kind: ButtonKind = ButtonKind.PRESS


@dataclass(frozen=True, slots=True)
class Show:
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


@dataclass(frozen=True, slots=True)
class Say:
    """A message that is no screen."""

    text: Phrase
    about: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """A toast where a button was pressed; a line before the screen where something was said."""

    text: Phrase


@dataclass(frozen=True, slots=True)
class Submit:
    """A form is whole. ``about`` is the ticket it concerns, ``seen`` how many answers it had."""

    dialog: str
    answers: Answers
    about: str = ""
    seen: int = 0


# facts


@dataclass(frozen=True, slots=True)
class FindMine:
    page: int


@dataclass(frozen=True, slots=True)
class FindTicket:
    number: str


@dataclass(frozen=True, slots=True)
class FindQueue:
    """A page of what is open with the chat's agency, after a place that a page told ("": from the
    beginning)."""

    after: str


@dataclass(frozen=True, slots=True)
class FindWords:
    """A page of tickets that the chat may see and that have these words."""

    words: str
    after: str


# commands for the desk


@dataclass(frozen=True, slots=True)
class Consented:
    version: str


@dataclass(frozen=True, slots=True)
class Confirm:
    """It helped."""

    number: str


@dataclass(frozen=True, slots=True)
class Speak:
    """From now on in this language."""

    language: str


@dataclass(frozen=True, slots=True)
class Bind:
    code: str


@dataclass(frozen=True, slots=True)
class Unbind:
    """The chat is its agency's no more."""


@dataclass(frozen=True, slots=True)
class Take:
    number: str


@dataclass(frozen=True, slots=True)
class Reveal:
    """Show the resident's contact, and write down to whom."""

    number: str


@dataclass(frozen=True, slots=True)
class ShowCard:
    """Put the ticket's card into the chat once more."""

    number: str


Effect: TypeAlias = (
    Reveal
    | ShowCard
    | Unbind
    | Show
    | Say
    | Hint
    | Submit
    | FindMine
    | FindTicket
    | FindQueue
    | FindWords
    | Consented
    | Confirm
    | Speak
    | Bind
    | Take
)
