"""Commands of an agency's chat as people type them.

* A number that was told on the telephone is short: «42», «26-3», «000003». It is of this year.
* A command in Russian («/очередь»), or with its number grown to it («/t26-000003»), is none to a
  messenger: it comes as words, and would become an answer to the resident where one is waited for.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from core.numbers import find_number, typed_number

from .events import Commanded, Event, Said
from .ticket.ways import ACTIONS

IN_RUSSIAN: Mapping[str, str] = {
    **dict.fromkeys(("очередь", "список"), "queue"),
    **dict.fromkeys(("помощь", "справка", "команды"), "help"),
    **dict.fromkeys(("найти", "найди", "поиск"), "find"),
    **dict.fromkeys(("обращение", "карточка", "т"), "t"),
    **dict.fromkeys(("отмена", "отменить"), "cancel"),
    **dict.fromkeys(("статистика", "показатели"), "stats"),
    "шаблоны": "templates",
    "выгрузка": "export",
}

LIKE = 0.84
"""A letter or two of a long command; /report is no /export."""
CUT_AT_LEAST = 3
"""Letters of a Russian command by which it is known: «/стат», «/шабл»."""

IN_A_GROUP = frozenset(
    {*ACTIONS, *("queue", "find", "t", "stats", "export", "templates", "undo", "unbind")}
    | {"bulk", "broadcast", "substitute"}
)
"""Commands that an agency's chat knows, and nobody's private one."""

SHOWING = frozenset({"t", "queue"})
"""Commands after which a bare number can be nothing else."""

NUMBERED = frozenset({*SHOWING, *ACTIONS, "undo"})

_RUSSIAN = re.compile(r"/([а-яё]+)(?:\s+(.*))?", re.DOTALL | re.IGNORECASE)
_GROWN = re.compile(r"/?([a-z]+)[_-]?(\d.*)", re.DOTALL | re.IGNORECASE)


def meant(event: Event, year: int) -> Event:
    """The command that was meant, with its number written out; or what came, as it is."""
    match event:
        case Said(text, reply_to, forwarded=False):
            event = _said(text.strip(), reply_to) or event
        case Commanded(name, argument, reply_to) if grown := _GROWN.fullmatch(name):
            whole = f"{grown[2]} {argument}".strip()
            event = _grown(grown[1], whole, reply_to) or event
    if isinstance(event, Commanded) and event.name in NUMBERED:
        return _numbered(event, year)
    return event


def _said(text: str, reply_to: str | None) -> Commanded | None:
    if not text.startswith("/"):
        return None
    if (russian := _RUSSIAN.fullmatch(text)) is not None:
        typed = russian[1].lower()
        # What is like one is none, and is answered with its name.
        name = IN_RUSSIAN.get(typed) or (typed if nearest(typed) else None)
        return Commanded(name, (russian[2] or "").strip(), reply_to) if name else None
    grown = _GROWN.fullmatch(text)
    return _grown(grown[1], grown[2].strip(), reply_to) if grown else None


def nearest(typed: str) -> str:
    """The command that a Russian word is like: cut short, or with a letter wrong; "": none."""
    if len(typed) < CUT_AT_LEAST:
        return ""
    cut = {name for word, name in IN_RUSSIAN.items() if word.startswith(typed)}
    if len(cut) == 1:
        return cut.pop()
    near = get_close_matches(typed, IN_RUSSIAN, n=1, cutoff=LIKE)
    return IN_RUSSIAN[near[0]] if near else ""


def _grown(name: str, argument: str, reply_to: str | None) -> Commanded | None:
    name = name.lower()
    return Commanded(name, argument, reply_to) if name in NUMBERED else None


def _numbered(event: Commanded, year: int) -> Commanded:
    """``/queue 26-000042`` asks for the ticket, and no queue has such a filter."""
    name, argument = event.name, event.argument
    number, rest = typed_number(argument, year, bare=name in SHOWING)
    if name == "queue":
        if not number or rest.strip():
            return event
        name = "t"
    if not number or ((found := find_number(argument)) and name != "t" and found != number):
        return Commanded(name, argument, event.reply_to)
    return Commanded(name, f"{number} {rest.strip()}".strip(), event.reply_to)
