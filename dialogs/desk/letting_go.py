"""A draft that does not go: its words are said once more, to be copied. Of a form whose button was
only pressed it is said that it is let be."""

from collections.abc import Mapping

from dialogs.effects import Answers, Effect, Hint, Phrase, Say, phrase
from dialogs.enclosures import enclosed
from dialogs.state import State
from dialogs.ticket.ways import Acts

from .forms import ASKED, LETTERS
from .taking_up import TAKE_UP
from .templates import PICK

LET_BE: Mapping[str, Phrase] = {
    "ask": phrase("card-ask"),
    "refuse": phrase("card-refuse"),
    "route": phrase("card-route"),
    "promise": phrase("card-promise"),
    "note": phrase("card-note"),
    "rework": phrase("card-rework"),
    "extend": phrase("card-extend"),
    "reject": phrase("card-reject"),
    "correct": phrase("card-correct"),
    "assign": phrase("card-assign"),
}
"""Buttons of a card whose form asks for words."""


def let_go(dialog: str, about: str, answers: Answers, acts: Acts = ()) -> tuple[Effect, ...]:
    """Say what a letter's form held, of the ticket ``about``; () for another dialog, and for
    nothing written. ``acts``: the buttons under it."""
    words, files = answers.get("words"), answers.get("files")
    if not (words or files) or dialog not in (*LETTERS, PICK):
        return ()
    text = phrase(
        "draft-let-go",
        ticket=about,
        text=str(words or ""),
        enclosed=enclosed(files) if isinstance(files, tuple) else (),
    )
    return (Say(text, about=about, acts=acts),)


def let_go_of(state: State) -> tuple[Effect, ...]:
    """Say what gives way to something else; a draft of a letter may be taken up again."""
    return let_go(state.dialog, state.about, state.answers, TAKE_UP)


def cancelled(state: State) -> Effect:
    """What is said where a draft was cancelled: it may be taken up again."""
    said = phrase("operator-cancelled")
    if not let_go(state.dialog, state.about, state.answers):
        return Say(said)
    return Say(said, about=state.about, acts=TAKE_UP)


def let_be(state: State) -> tuple[Effect, ...]:
    """A button was pressed, and then a card was answered instead."""
    pressed = LET_BE.get(state.dialog)
    if pressed is None or is_written(state):
        return ()
    return (Hint(phrase("let-be", ticket=state.about, button=pressed)),)


def is_written(state: State) -> bool:
    """Is there anything of the operator's own in a form?"""
    return any(state.answers.get(key) for key in ("files", *ASKED))
