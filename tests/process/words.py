"""Who said what, and what was promised for it: every word carries a mark of its own."""

import itertools
import re
from dataclasses import dataclass, field
from enum import StrEnum

from bots.sandbox.identity import Door

MARK = re.compile(r"метка\d{6}")


class Kind(StrEnum):
    """What words are: by a resident, or by an operator."""

    COMPLAINT = "complaint"
    ADDITION = "addition"
    RETURN = "return"
    QUESTION = "question"
    ANSWER = "answer"
    REFUSAL = "refusal"


@dataclass(slots=True)
class Word:
    """Something said that is to arrive on the other side.

    ``confirmed``: the bot told its author that it was taken; ``declined``: that it was not
    (a colleague was faster). ``place`` and ``photos`` are a complaint's.
    """

    mark: str
    kind: Kind
    door: Door
    chat: int
    person: int
    ticket: str = ""
    place: str = ""
    photos: int = 0
    confirmed: bool = False
    declined: bool = False


@dataclass(slots=True)
class Rating:
    """«Помогло», pressed and thanked for."""

    door: Door
    person: int
    ticket: str


@dataclass
class Ledger:
    """What everybody did, as they know it themselves."""

    words: list[Word] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """What was wrong on somebody's screen while they looked at it."""
    acts: int = 0
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def word(self, kind: Kind, door: Door, chat: int, person: int, ticket: str = "") -> Word:
        made = Word(f"метка{next(self._numbers):06d}", kind, door, chat, person, ticket)
        self.words.append(made)
        return made


def marks(text: str) -> set[str]:
    return set(MARK.findall(text))
