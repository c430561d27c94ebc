"""What people complain of in practice, and what a good operator would do with it.

The cases stand in ``cases.toml``, so that a town can write its own.
"""

import tomllib
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct

from core.town import Town

FILE = Path(__file__).with_name("cases.toml")


class CasesError(Exception):
    """The file of cases cannot be read. The message is Russian and names the file and the place."""


class Wants(StrEnum):
    """What a good operator does first."""

    ANSWER = "answer"
    ASK = "ask"
    PROMISE = "promise"
    REFUSE = "refuse"


class Temper(StrEnum):
    CALM = "calm"
    ANGRY = "angry"
    UNCLEAR = "unclear"


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """One complaint. What the keys mean is said at the head of ``cases.toml``."""

    topic: str
    text: str
    address: str
    wants: Wants
    good: str
    why: str
    temper: Temper = Temper.CALM
    photos: tuple[str, ...] = ()
    told: str = ""


class _Cases(Struct, forbid_unknown_fields=True):
    cases: tuple[Case, ...]


def read_cases(town: Town, path: Path = FILE) -> tuple[Case, ...]:
    """All cases whose topics the town knows, in the file's order. Raises :class:`CasesError`."""
    try:
        read = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Cases)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CasesError(f"{path}: {error}") from error
    return tuple(case for case in read.cases if town.topic(case.topic) is not None)


def cases_of(town: Town, cases: Iterable[Case], agency: str) -> tuple[Case, ...]:
    """Those that the town's routes bring to an agency from its first municipality."""
    place = town.municipalities[0].code
    return tuple(case for case in cases if town.route(case.topic, place).code == agency)
