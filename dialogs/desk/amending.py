"""An operator edits a message that became a draft: the draft is changed with it.

People mend a slip where they made it, in their own message, and then press the button under the
draft. So the conversation keeps which messages the words of a draft came from.
"""

import re

from msgspec.structs import replace

from dialogs.effects import Hint, phrase
from dialogs.engine import Dialog
from dialogs.events import Edited, Event, Replied, Said, Sent
from dialogs.state import State, Turn
from dialogs.steps import WORDS_AT_MOST

from .cancelling import is_cancelling

WORDS = ("words", "text")
"""What a draft keeps its words as: a letter to one resident, a broadcast."""

AT_MOST = 5
"""Messages: a draft is rarely made of more than two."""


def noted(before: State, after: State, event: Event, message: str | None) -> State:
    """``after`` with the messages that its draft's words came from, this one among them."""
    said = event.event if isinstance(event, Replied) else event
    words = _words(after)
    written = before.written
    changed = bool(words) and words != _words(before)  # talk beside the draft is none of it
    if isinstance(said, Said | Sent | Edited) and changed and message and said.text.strip():
        written = (*written, (message, said.text.strip()))
    kept = {one: text for one, text in written if words and _at(text, words)}
    pairs = tuple(kept.items())[-AT_MOST:]
    return after if pairs == after.written else replace(after, written=pairs)


def amended(state: State, event: Edited) -> str | None:
    """The draft's words with what the edited message says now; None: it is none of the draft's,
    or no words for one."""
    said, now = dict(state.written).get(event.message), event.text.strip()
    words = _words(state)
    place = _at(said, words) if said else None
    if place is None or not now or now.startswith("/") or is_cancelling(Said(now)):
        return None
    whole = f"{words[: place.start()]}{now}{words[place.end() :]}"
    return whole if len(whole) <= WORDS_AT_MOST else None


def rewritten(form: Dialog, state: State, event: Edited) -> Turn | None:
    """The form with the edited words, asked anew; None: they change nothing here."""
    words = amended(state, event)
    if words is None or "words" not in state.answers:
        return None
    answers = {key: one for key, one in state.answers.items() if key != "outcome"}
    begun, effects = form.begin(
        State(turn=state.turn), {**answers, "words": words}, about=state.about, seen=state.seen
    )
    return begun, (Hint(phrase("edited-draft")), *effects)


def _at(said: str, words: str) -> re.Match[str] | None:
    """Where a message stands in the draft, and not within another word; the last of several."""
    found = list(re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)", words))
    return found[-1] if found else None


def _words(state: State) -> str:
    return next((state.answer(key) for key in WORDS if state.answer(key)), "")
