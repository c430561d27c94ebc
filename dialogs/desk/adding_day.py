"""A draft that lacks a day is answered with one: it is added, and the draft's words stay.

«А когда — не сказано», the draft says, and «завтра» is what people reply: no answer by itself.
"""

import re
from datetime import date

from core.quality import DATE
from core.unfit import is_done
from core.words.dates import meant_as_day, read_day
from core.words.whens import says_only_when
from dialogs.effects import Hint, phrase
from dialogs.engine import Dialog
from dialogs.events import Event, Said
from dialogs.state import State, Turn
from dialogs.steps import WORDS_AT_MOST
from dialogs.texts import fold

from .steps import today_of

_SIGNED = re.compile(
    r"\s+с (?:уважением|наилучшими пожеланиями)\b.{0,200}$", re.IGNORECASE | re.DOTALL
)
OPEN_AT = (None, "words")
"""Where a draft stands to be sent, or is being written anew."""


def is_lone_day(state: State, event: Event) -> bool:
    """Is it only when, said to an answer that names no day: «завтра к обеду»?"""
    if not isinstance(event, Said) or not _lacks_day(state, event):
        return False
    whole = len(state.answer("words")) + len(event.text) + len(". .")
    if whole > WORDS_AT_MOST:
        return False
    today = today_of(state.answers)
    return _is_day(event.text, today) or _is_when(event.text, today)


def is_no_day(state: State, event: Event) -> bool:
    """Is it a day that there is none of («31.11»), said where one is asked for?"""
    if not isinstance(event, Said) or not _lacks_day(state, event):
        return False
    said = event.text.strip()
    whole = bool(said) and meant_as_day(said) == said
    return whole and not _is_day(said, today_of(state.answers))


def _lacks_day(state: State, said: Said) -> bool:
    """Is it said to an answer that names no day?"""
    words = state.answer("words")
    if state.dialog not in ("answer", "correct") or state.at not in OPEN_AT or not words:
        return False
    return not (said.forwarded or _names_day(words) or is_done(fold(words)))


def with_day(form: Dialog, state: State, said: Said) -> Turn:
    """The draft with the day as one more sentence of it."""
    words, day = state.answer("words").rstrip(), said.text.strip().rstrip(".!,; ")
    words, signed = _signature(words)
    end = "" if words.endswith((".", "!", "?", "…")) else "."
    whole = f"{words}{end} {day[:1].upper()}{day[1:]}.{signed}"
    answers = {**state.answers, "words": whole}
    state, effects = form.begin(State(turn=state.turn), answers, about=state.about, seen=state.seen)
    return state, (Hint(phrase("day-added")), *effects)


def _signature(words: str) -> tuple[str, str]:
    """The words, and «С уважением, …» that ends them."""
    found = _SIGNED.search(words)
    return (words[: found.start()].rstrip(), found[0]) if found else (words, "")


def _names_day(words: str) -> bool:
    return DATE.search(words.casefold().replace("ё", "е")) is not None


def _is_when(text: str, today: date) -> bool:
    """Not every day has to be read here: the resident reads it. But there has to be such a day."""
    dated = meant_as_day(text.strip())
    if dated and not _is_day(dated, today):
        return False
    return says_only_when(text) and _names_day(text)


def _is_day(text: str, today: date) -> bool:
    return read_day(text, today, lambda ahead: date.max) is not None
