"""In a group the bot may hear replies and commands alone: whatever it wants to be written, it wants
as a reply, and says so."""

import pytest
from msgspec.structs import replace

from dialogs.desk.forms import ASKED, operator_forms
from dialogs.effects import Phrase, phrase
from dialogs.state import State
from dialogs.texts import Catalogue
from tests.shipped import TOWN

FORMS = operator_forms(TOWN)
QUESTIONS = [
    (name, step.key, again)
    for name, form in FORMS.items()
    for step in form.steps
    if step.key in ASKED
    for again in ("", "1")
]
HINTS = (
    phrase("day-how"),
    phrase("hours-how", limit=40),
    phrase("merge-how"),
    phrase("substitute-day-how", until="24 ноября"),
    phrase("forwarded-reason"),
    phrase("broadcast-words-only"),
)


@pytest.mark.parametrize(("name", "key", "again"), QUESTIONS)
def test_a_question_that_waits_for_words_asks_for_a_reply(name: str, key: str, again: str) -> None:
    begun, _ = FORMS[name].begin(
        State(), {"number": "26-000042", "again": again}, about="26-000042"
    )
    shown = FORMS[name].show(replace(begun, at=key))
    assert "ответом на это сообщение" in Catalogue().say("ru", shown.text, TOWN.zone)


@pytest.mark.parametrize("hint", HINTS, ids=lambda hint: hint.key)
def test_what_asks_once_more_asks_for_a_reply_too(hint: Phrase) -> None:
    assert "ответом на вопрос" in Catalogue().say("ru", hint, TOWN.zone)
