"""The screen that asks where words go: to a ticket, or into a complaint of their own."""

from core.numbers import find_number
from dialogs.effects import Answer, Option, Phrase, Show, phrase
from dialogs.enclosures import enclosure
from dialogs.state import State

from .mine import MENU_BUTTON

WHICH = "which"
STORY = "story"
ANSWERED = "answered"
"""Among the answers: whose answer the words are about."""
SHOWN = 200
"""Characters of the words that are shown once more."""


def which(state: State) -> Show:
    """The screen that asks where the words go."""
    words = str(state.answers.get("words") or "")
    shown = words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"
    options = (
        *(Option(way, _label(way)) for way in ways_of(state)),
        Option(STORY, phrase("which-story")),
        MENU_BUTTON,
    )
    text = phrase("which", words=shown) if shown else phrase(f"which-{_sent(state)}")
    if answered := str(state.answers.get(ANSWERED) or ""):
        text = phrase("which-of-answered", ticket=answered, words=shown)
    return Show(text, options, state.turn)


def _sent(state: State) -> str:
    """What to call what came without a word."""
    files = state.answers.get("files")
    return enclosure(files) if isinstance(files, tuple) else "file"


def ways_of(state: State) -> list[str]:
    """What may be done with the words. A way that names no ticket leads nowhere, and the words
    would be lost on it: kept by older code or not, it stands on no screen."""
    ways = str(state.answers.get("ways") or "").split()
    return [way for way in ways if find_number(way)]


def as_complaint(state: State) -> dict[str, Answer]:
    """What was written, as the beginning of a complaint."""
    told = {"what": state.answers.get("words"), "photos": state.answers.get("files")}
    return {key: answer for key, answer in told.items() if answer}


def _label(way: str) -> Phrase:
    move, _, number = way.partition(".")
    return phrase(f"which-{move}", ticket=number)
