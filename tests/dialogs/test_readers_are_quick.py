"""No text keeps a reader busy: whoever writes 4,096 signs of nonsense stops nobody else's turn."""

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import core
import core.dangers
import core.words
import dialogs
import dialogs.complaint
import dialogs.heard
from core.quality import flaws
from core.tickets import Outcome

LONG = 16_384
"""Four times the longest message: what grows by the square shows, and what does not stays quick."""
SECONDS = 0.5
"""A square takes several."""

TEXTS = {
    kind: said * (LONG // len(said))
    for kind, said in {
        "digits": "1234567890 ",
        "letters": "а ",
        "one word": "абвгд",
        "streets": "ул ул. улица дом 5 ",
        "not": "не не нет ",
        "signs": "!? ,. ",
        "questions": "!? ",
        "latin words": "aaaa@aaaaы",
        "quotes": "«»\"' ",
        "lines": "\n\n да\n",
        "thanks": "спасибо большое вам ",
    }.items()
}
TEXTS["latin"] = f"{'a' * (LONG // 2)}@{'a' * (LONG // 2)} ы"


def readers() -> Iterator[tuple[str, Callable[[str], Any]]]:
    """The functions of the rooms of words that take one text."""
    for room in (core.words, core.dangers, dialogs.heard, dialogs.complaint):
        for found in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            module = importlib.import_module(found.name)
            for name, function in inspect.getmembers(module, callable):
                if getattr(function, "__module__", "") != found.name or inspect.isclass(function):
                    continue
                needed = [
                    one
                    for one in inspect.signature(function).parameters.values()
                    if one.default is inspect.Parameter.empty
                ]
                if len(needed) == 1 and needed[0].annotation is str and name[0] != "_":
                    yield f"{found.name}.{name}", function


READERS = dict(readers())


def test_the_readers_are_found() -> None:
    assert len(READERS) > 100


@pytest.mark.parametrize("kind", TEXTS)
def test_each_reads_a_long_text_at_once(kind: str) -> None:
    text = TEXTS[kind]
    slow = {}
    for name, reader in READERS.items():
        reader("на дороге у дома яма")  # what is learned is learned now
        began = time.process_time()
        reader(text)
        if (took := time.process_time() - began) > SECONDS:
            slow[name] = took
    assert not slow


@pytest.mark.parametrize("kind", TEXTS)
def test_an_operators_draft_is_judged_at_once(kind: str) -> None:
    began = time.process_time()
    flaws(TEXTS[kind], outcome=Outcome.SOLVED)
    assert time.process_time() - began < 1.0


OWN_WORDS = re.compile(r"[а-яё]{2,}|[a-z]{2,}")
REPEATED = 24
"""Times: what doubles with each takes seconds by then, and ends."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for room in (core, dialogs):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            module = importlib.import_module(found.name)
            for name, kept in vars(module).items():
                several = kept if isinstance(kept, tuple) else (kept,)
                yield from (
                    (f"{found.name}.{name}", one) for one in several if isinstance(one, re.Pattern)
                )


def test_no_pattern_doubles_its_time_with_each_of_its_own_words() -> None:
    """«Это это это …» was read two ways each time, and one message stopped the bot."""
    slow = set()
    known = {one.pattern: (name, one) for name, one in patterns()}
    assert len(known) > 300
    for name, pattern in known.values():
        for word in set(OWN_WORDS.findall(pattern.pattern)):
            began = time.process_time()
            pattern.fullmatch(f"{word} " * REPEATED + "дом")
            if time.process_time() - began > SECONDS:
                slow.add((name, word))
    assert not slow
