"""The cases of practice. They stand in ``cases.toml``, so that a town can write its own."""

import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from core.practice import Case
from core.town import Town

FILE = Path(__file__).with_name("cases.toml")


class CasesError(Exception):
    """The file of cases cannot be read. The message names the file and what is wrong."""


class _Cases(Struct, forbid_unknown_fields=True):
    cases: tuple[Case, ...]


def read_cases(town: Town, path: Path = FILE) -> tuple[Case, ...]:
    """All cases whose topics the town knows, in the file's order. Raises :class:`CasesError`."""
    try:
        read = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Cases)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CasesError(f"{path}: {error}") from error
    return tuple(case for case in read.cases if town.topic(case.topic) is not None)
