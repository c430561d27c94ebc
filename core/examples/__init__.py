"""What people write to a town, by what it is about: the ground of :mod:`core.likeness`.

Each file has parts, ``[roads.pothole]``, and under each a text a line. All were written for this
project, by many hands and in many voices; none is anybody's complaint. Most do not name the thing
by its usual word, for what does is heard by the keywords.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from core.likeness import Signs, counted, in_signs
from core.words.stems import words_in

HERE = Path(__file__).parent
_PART = re.compile(r"\[([a-z.]+)\]")
FEW = 12
"""Words of what is said to the bot, at most: of more, some are of what happened."""
HARMLESS = "harmless"
"""The part of what only sounds like a danger."""


def of_topics() -> Mapping[str, tuple[str, ...]]:
    """By the codes of topics that every town file begins with."""
    read = (_read(path) for path in sorted((HERE / "topics").glob("*.txt")))
    return {code: texts for parts in read for code, texts in parts.items()}


@cache
def topics_in_signs() -> Mapping[str, Sequence[Signs]]:
    """Each topic's, as they are learned from. Three learn from them."""
    return {code: in_signs(texts) for code, texts in of_topics().items()}


@cache
def dangers_in_signs() -> Mapping[str, Sequence[Signs]]:
    """The same of each kind of danger, and of what only sounds like one."""
    return {kind: in_signs(texts) for kind, texts in of_dangers().items()}


@cache
def troubles_in_few_words() -> tuple[Signs, ...]:
    """Of topics and of dangers those texts that are as short as what is said to the bot."""
    told = (*of_topics().values(), *of_dangers().values())
    signs = (*topics_in_signs().values(), *dangers_in_signs().values())
    return tuple(
        one
        for texts, theirs in zip(told, signs, strict=True)
        for text, one in zip(texts, theirs, strict=True)
        if len(words_in(text)) <= FEW
    )


@cache
def topics_counted() -> Mapping[str, Mapping[str, int]]:
    """What :func:`core.likeness.counted` tells of each topic's."""
    return {code: counted(told) for code, told in topics_in_signs().items()}


def of_nothing() -> tuple[str, ...]:
    """What belongs to no topic: talk with the bot, and what no town's agencies are for."""
    (texts,) = _read(HERE / "nothing.txt").values()
    return texts


def of_talk() -> tuple[str, ...]:
    """Short lines that people say to the bot within a form and around it: about their address,
    phone and data, in thanks, in haste, refusing. They sound like leave-taking, and are none."""
    (texts,) = _read(HERE / "talk.txt").values()
    return texts


def of_said() -> Mapping[str, tuple[str, ...]]:
    """What is said to the bot in the middle of a complaint, by what for, and what tells more of the
    trouble in as few words."""
    return _read(HERE / "said.txt")


def of_answers() -> Mapping[str, tuple[str, ...]]:
    """What operators write in few words where an answer is waited for, by what it is."""
    return _read(HERE / "answers.txt")


def of_after() -> Mapping[str, tuple[str, ...]]:
    """What residents write of a ticket under way: that it is over, and all else."""
    return _read(HERE / "after.txt")


def of_places() -> Mapping[str, tuple[str, ...]]:
    """Places as people tell them in words, and what they say instead where one is asked for."""
    return _read(HERE / "places.txt")


def of_dangers() -> Mapping[str, tuple[str, ...]]:
    """By the kinds of danger, and :data:`HARMLESS`."""
    return _read(HERE / "dangers.txt")


def _read(path: Path) -> dict[str, tuple[str, ...]]:
    parts: dict[str, list[str]] = {}
    for part, line in _lines(path):
        parts.setdefault(part, []).append(line)
    return {part: tuple(lines) for part, lines in parts.items()}


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    part = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if named := _PART.fullmatch(line):
            part = named[1]
        elif line:
            yield part, line
