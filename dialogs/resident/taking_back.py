"""«Отменить сообщение?»: a complaint that is being told, and was said to be needed no more.

It is a screen of its own, so «да» and «нет» answer it, and no button of what stands above does
anything. Nothing is sent from here: who goes on is shown where they were.
"""

from collections.abc import Callable

from msgspec.structs import replace

from dialogs.effects import Effect, Hint, Option, Show, phrase
from dialogs.engine import Dialog
from dialogs.events import Event, Placed, Pressed, Said, Sent, Shared
from dialogs.heard.taking_back import (
    is_put_off,
    tells_nothing,
    wants_it_cancelled,
    wants_it_kept,
)
from dialogs.presses import wants_sent
from dialogs.state import State, Turn

TAKING_BACK = "taking-back"
SAID = "taken-back"
"""Among the answers of the complaint: the words that took it back."""
_CANCELLED, _KEPT = "cancelled", ":next"
"""The second is what «дальше» presses, the first what «да» does."""


def asked(state: State, words: str) -> Turn:
    """Ask, in the middle of a complaint."""
    answers = {**state.answers, SAID: words}
    here = replace(state, dialog=TAKING_BACK, answers=answers, turn=state.turn + 1)
    return here, (shown(here),)


def shown(state: State) -> Show:
    options = (Option(_CANCELLED, phrase("take-back")), Option(_KEPT, phrase("take-back-not")))
    return Show(phrase("over-already"), options, state.turn)


def told(state: State) -> State:
    """The complaint as it was told, before it is asked about."""
    answers = {key: answer for key, answer in state.answers.items() if key != SAID}
    return replace(state, answers=answers)


def answered(
    form: Dialog, state: State, event: Event, go_on: Callable[[State], Turn]
) -> Turn | None:
    """What follows from an answer; with what is none the complaint goes on, by ``go_on``. The turn
    of a complaint that is cancelled is None: it is left by whoever knows the menu."""
    back = form.restore(replace(told(state), dialog=form.name, turn=state.turn + 1))
    match event:
        case Pressed(button) if button == _CANCELLED:
            return None
        case Pressed(button) if button == _KEPT or wants_sent(event):
            return _gone_on(form, back, state.answer(SAID))
        case Said(text, forwarded=False) if is_put_off(text):
            return state, (shown(state),)
        case Said(text, forwarded=False) if wants_it_kept(text):
            return _gone_on(form, back, state.answer(SAID))
        case Said(text, forwarded=False) if wants_it_cancelled(text):
            return None
        case Said() | Sent() | Placed() | Shared():
            return go_on(back)
    return state, (Hint(phrase("stale")), shown(state))


def _gone_on(form: Dialog, back: State, words: str) -> Turn:
    """Where it stood. What was said besides is told now: no word is lost."""
    if words and not tells_nothing(words):
        return form.take(back, Said(words))
    effects: tuple[Effect, ...] = (form.show(back),)
    return back, effects
