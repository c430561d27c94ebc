"""What a form does where its dialog says nothing of it."""

from collections.abc import Sequence

from .effects import Answers, Phrase
from .state import State


def as_it_is(answers: Answers) -> tuple[Answers, Phrase | None]:
    return answers, None


def nothing_wrong(text: str, answers: Answers) -> tuple[Sequence[str], str]:
    return (), ""


def nothing_turned(text: str, answers: Answers) -> Answers | None:
    return None


def nothing_retold(text: str, answers: Answers) -> tuple[str, str, Sequence[str]] | None:
    return None


def no_summary(state: State) -> Phrase:
    raise LookupError(f"{state.dialog} has no summary")
