"""A draft that does not go: its words are said once more, to be copied."""

from dialogs.effects import Answers, Effect, Say, phrase
from dialogs.enclosures import enclosed

from .forms import LETTERS
from .templates import PICK


def let_go(dialog: str, about: str, answers: Answers) -> tuple[Effect, ...]:
    """Say what a letter's form held, of the ticket ``about``; () for another dialog, and for
    nothing written."""
    words, files = answers.get("words"), answers.get("files")
    if not (words or files) or dialog not in (*LETTERS, PICK):
        return ()
    text = phrase(
        "draft-let-go",
        ticket=about,
        text=str(words or ""),
        enclosed=enclosed(files) if isinstance(files, tuple) else (),
    )
    return (Say(text, about=about),)
