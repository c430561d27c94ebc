"""Adjectives, which most streets are: what their forms have in common, and the form of a sign."""

import re
from typing import Literal, TypeAlias

Gender: TypeAlias = Literal["f", "m", "n"]

_ADJECTIVE = re.compile(
    r"(?<=[бвгджзклмнпрстфхцчшщ])(?<!тел)"  # «строителей» is none
    r"(?:ая|яя|ую|юю|ой|ей|ый|ий|ого|его|ому|ему|ым|им|ом|ем|ое|ее)$"
)
_HARD_I = "кгхжшщч"
"""After these «и» is written for «ы»."""
_SOFT = ("яя", "юю", "ей", "его", "ему", "ем", "ее")
_GENDERS: tuple[tuple[str, Gender], ...] = (
    ("ая", "f"), ("яя", "f"), ("ый", "m"), ("ий", "m"), ("ой", "m"), ("ое", "n"), ("ее", "n"),
)  # fmt: skip


def adjective(word: str) -> str | None:
    """What its forms have in common: «комсомольск~» of «комсомольская», «комсомольской»."""
    found = _ADJECTIVE.search(word)
    return f"{word[: found.start()]}~" if found and len(word) > 4 else None


def gender_of(name: str) -> Gender | None:
    """Of a name as a sign has it; None: it is no adjective."""
    return next((gender for ending, gender in _GENDERS if name.endswith(ending)), None)


def agree(written: str, gender: Gender) -> str:
    """The form of a sign: «Зелёной» of a street is «Зелёная», of a lane «Зелёный»."""
    written = written.capitalize() if written.isupper() else written
    found = _ADJECTIVE.search(written.lower())
    if found is None or len(written) < 5:
        return written
    stem, ending = written[: found.start()], found[0]
    if gender == "m" and ending in {"ой", "ый", "ий"}:
        return written
    soft = ending in _SOFT and stem[-1].lower() not in _HARD_I
    made = {
        "f": "яя" if soft else "ая",
        "n": "ее" if soft else "ое",
        "m": "ий" if soft or stem[-1].lower() in _HARD_I else "ый",
    }
    return f"{stem}{made[gender]}"
