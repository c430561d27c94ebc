"""The small forms: what a resident writes about one ticket. They are sent as soon as
they are whole.

An operator's are :mod:`dialogs.desk.forms`.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from dialogs.effects import Answers, Option, phrase
from dialogs.engine import Dialog
from dialogs.state import State
from dialogs.steps import WORDS_AT_MOST, Choice, Text, files_step, has_files

ASKED = "asked"
"""Among the answers of the form that adds: its agency waits for what is written."""
BESIDES = "besides"
"""Numbers of other tickets whose agencies asked meanwhile, one space between."""


QUESTION = "question."
"""With a ticket's number, among the answers: what its agency asks."""
QUESTION_KEPT = 300
"""Characters of it: enough to know it by."""


def with_question(answers: Answers, number: str, question: str) -> Answers:
    """The question is kept: where two agencies ask, their words tell which is answered."""
    return {**answers, f"{QUESTION}{number}": question[:QUESTION_KEPT]} if question else answers


def is_question(key: str) -> bool:
    return key.startswith(QUESTION)


def questions_of(answers: Answers) -> dict[str, str]:
    """What agencies ask, by the number of the ticket."""
    asked = {key: str(text) for key, text in answers.items() if is_question(key)}
    return {key.removeprefix(QUESTION): text for key, text in asked.items()}


def _is_asked(held: Answers) -> bool:
    return ASKED in held


ADD = Dialog(
    "add",
    (
        files_step(),
        Text(
            key="words",
            at_most=WORDS_AT_MOST,
            files_to="files",
            waits=True,
            at_once=_is_asked,
            points=True,
            optional=has_files,
            done="way-done",
            skipped="way-done",
        ),
    ),
    confirms=False,
)

RETURN = Dialog(
    "return",
    (
        files_step(),
        Text(
            key="reason",
            at_least=3,
            at_most=WORDS_AT_MOST,
            files_to="files",
            waits=True,
            points=True,
            optional=has_files,
            done="way-done",
            skipped="way-done",
        ),
    ),
    confirms=False,
)

WITHDRAW = Dialog(
    "withdraw",
    (Choice(key="sure", of=lambda before: (Option("yes", phrase("withdraw-yes")),)),),
    confirms=False,
)


def asked_of(state: State) -> tuple[str, ...]:
    """Several tickets whose questions wait, where nothing is answered yet: which is meant?"""
    held = state.answers
    if state.dialog != ADD.name or held.get("words") or held.get("files"):
        return ()
    besides = str(held.get(BESIDES) or "").split()
    return (state.about, *besides) if besides else ()


def also_asked(state: State, number: str, question: str = "") -> State:
    """The form for an answer, when the agency of another ticket asks too."""
    if state.dialog != ADD.name or ASKED not in state.answers or number == state.about:
        return state
    known = str(state.answers.get(BESIDES) or "").split()
    besides = " ".join(dict.fromkeys((*known, number)))
    answers = with_question({**state.answers, BESIDES: besides}, number, question)
    return replace(state, answers=answers)


def resident_forms() -> Mapping[str, Dialog]:
    return {form.name: form for form in (ADD, RETURN, WITHDRAW)}
