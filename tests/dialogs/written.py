"""What the texts are, as their files stand: which there are, and what each must be given."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from dialogs.effects import Arg, Stamp, Until, phrase
from dialogs.texts import FOLDER, LANGUAGES, Catalogue

CATALOGUE = Catalogue()
HERE = ZoneInfo("Asia/Yakutsk")
WHEN = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)

SAMPLE = "ёжик"
PLURALS = {"zero", "one", "two", "few", "many", "other"}
COUNTS = (0, 1, 2, 5, 21)


class Gaps(Visitor):
    """The arguments of a text, and the variants of those it chooses by."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.variants: dict[str, set[str]] = {}

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802  because Visitor finds it by this name
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802  because Visitor finds it by this name
        assert isinstance(node.selector, ftl.VariableReference)
        keys = {
            key.value if isinstance(key, ftl.NumberLiteral) else key.name
            for key in (variant.key for variant in node.variants)
        }
        self.variants.setdefault(node.selector.id.name, set()).update(keys)
        self.generic_visit(node)


@cache  # reading them takes a second
def entries(language: str) -> list[Any]:
    paths = sorted(FOLDER.glob(f"{language}*.ftl"))
    return [entry for path in paths for entry in FluentParser().parse(path.read_text("utf-8")).body]


def gaps(language: str) -> dict[str, Gaps]:
    found: dict[str, Gaps] = {}
    for entry in entries(language):
        if isinstance(entry, ftl.Message):
            found[entry.id.name] = Gaps()
            found[entry.id.name].visit(entry)
    return found


GAPS = {language: gaps(language) for language in LANGUAGES}
KEYS = sorted(GAPS["ru"])


def given_names(found: Gaps) -> set[str]:
    """What the code must give: ``has-x`` follows from ``x``."""
    return {name.removeprefix("has-") for name in found.names}


def samples(language: str, key: str, text: str = SAMPLE) -> Iterator[dict[str, Arg]]:
    """Arguments for a text, so many that each of its variants is said."""
    found = GAPS[language][key]
    values = {name: _values(found, name, text) for name in sorted(given_names(found))}
    for chosen in product(*values.values()):
        yield dict(zip(values, chosen, strict=True))


def _values(found: Gaps, name: str, text: str) -> tuple[Arg, ...]:
    variants = found.variants.get(name)
    if variants and all(one.isdecimal() or one in PLURALS for one in variants):
        numbers = {int(one) for one in variants if one.isdecimal()}
        return tuple(sorted(numbers | set(COUNTS)))
    if variants:
        return tuple(sorted(variants))
    if f"has-{name}" in found.names:
        return ("", text)
    if name == "deadline":
        return (Until(WHEN, WHEN),)
    if name == "at":
        return (Stamp(WHEN),)
    if name in ("limit", "page"):
        return (3500,)
    if name in ("lines", "history"):
        return ((text, phrase("already")),)
    return (text,)


def say(language: str, key: str, args: Mapping[str, Arg]) -> str:
    return CATALOGUE.say(language, phrase(key, **args), HERE)
