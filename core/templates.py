"""Reply templates («шаблоны»): what an agency says again and again.

* A template is an agency's own, or shared by all (``agency`` is ""): those are the coordinators'.
* A gap is a name in braces. All but the resident's name are filled when the template goes into a
  draft, so the operator sees what will be read.
* The name is filled in what goes to the resident, and nowhere else: operators see the complaint,
  not the person. It is the first name that the messenger gives, if it is one; without it the
  sentence is made to do without.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct

SHARED = ""
"""The agency of templates that all may use."""

NAME = "имя"
GAPS = (NAME, "номер", "тема", "адрес", "срок", "сегодня", "организация")
"""What may stand in braces."""

TITLE_AT_MOST, TEXT_AT_MOST = 36, 3000
"""Characters: a title stands on a button."""

TEMPLATES_AT_MOST = 60
"""Of one agency."""

AROUND = 12
"""Characters to each side of a brace, so that its writer finds it."""

_GAP = re.compile(r"\{\s*([^{}\n]*?)\s*\}")
_NAMED = re.compile(rf"(?P<before>,\s*|\s+)?\{{\s*{NAME}\s*\}}(?P<after>,\s*)?", re.IGNORECASE)
_DEAR = re.compile(rf"Уважаем\w*(?:\(\w+\))?\s+\{{\s*{NAME}\s*\}}", re.IGNORECASE)
_FIRST_NAME = re.compile(r"[А-ЯЁA-Z][а-яёa-z]{1,19}(?:-[А-ЯЁA-Z][а-яёa-z]{1,19})?")


class Template(Struct, frozen=True):
    id: int
    agency: str
    title: str
    text: str


class Templates(Protocol):
    """The store's side of them, of one unit of work."""

    async def page(self, agency: str, page: int, size: int) -> tuple[Sequence[Template], int]:
        """Templates that an agency may use, its own before the shared ones, each in the order of
        their titles; and how many there are."""

    async def one(self, agency: str, which: int) -> Template | None:
        """A template that this agency may use."""

    async def count(self, agency: str) -> int:
        """How many are this agency's own."""

    async def add(self, agency: str, title: str, text: str, by: str) -> None: ...

    async def change(self, which: int, agency: str, title: str, text: str, by: str) -> bool:
        """False: there is none that is this agency's own."""

    async def drop(self, which: int, agency: str) -> bool:
        """False: there is none that is this agency's own."""


def unknown_gaps(text: str) -> tuple[str, ...]:
    """Names in braces that nothing fills."""
    named = [gap.casefold() for gap in _GAP.findall(text)]
    return tuple(dict.fromkeys(gap for gap in named if gap not in GAPS))


def stray_brace(text: str) -> str:
    """A brace that belongs to no gap, with what stands around it; "" if there is none."""
    bare = _GAP.sub(lambda gap: " " * len(gap.group()), text)
    found = re.search(r"[{}]", bare)
    return text[max(0, found.start() - AROUND) : found.start() + AROUND].strip() if found else ""


def filled(text: str, known: Mapping[str, str]) -> str:
    """Fill the gaps that are known; the others stay."""

    def fill(found: re.Match[str]) -> str:
        return known.get(found.group(1).casefold(), found.group())

    return _GAP.sub(fill, text)


def with_name(text: str, name: str) -> str:
    """Fill the resident's name in; «Здравствуйте, {имя}!» is «Здравствуйте!» where it is not known.

    ``name``: as the messenger has it.
    """
    if "{" not in text:
        return text
    first = first_name(name)
    if not first:
        text = _DEAR.sub("Уважаемый житель", text)

    def fill(found: re.Match[str]) -> str:
        before, after = found["before"] or "", found["after"] or ""
        if first:
            return f"{before}{first}{after}"
        return after if before and after else ""

    said = _NAMED.sub(fill, text)
    return said if first or said == text else said[:1].upper() + said[1:]


def first_name(name: str) -> str:
    """The first name, if the messenger's name begins with one: people are called anything there."""
    word = name.strip().partition(" ")[0]
    return word if _FIRST_NAME.fullmatch(word) else ""
