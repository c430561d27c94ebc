"""A list, or the figures, beside a draft: it is paged and filtered while the draft waits.

* Both stand in the chat and both have buttons. The draft keeps the conversation, and its turn; the
  list keeps its place apart, and counts turns of its own: they stand in its buttons' codes.
* Typed numbers are the draft's, so a list beside it shows none.
* With the draft it ends: what is pressed of it afterwards is a button of an older screen.
"""

import re
from collections.abc import Callable

from msgspec.structs import replace

from dialogs.effects import Effect, Hint, Option, Show, phrase
from dialogs.state import State, Turn

_OF_LIST = re.compile(r"b(\d{1,6})\.(.+)")
_DIALOG, _TURN, _PRESSED = " dialog", " turn", " pressed"
"""What is kept besides the list's own answers."""


def is_beside(button: str) -> bool:
    return _OF_LIST.fullmatch(button) is not None


def listed(state: State) -> State:
    """The list that stands beside a draft, as it is where it stands alone."""
    kept = dict(state.beside or {})
    dialog, turn = str(kept.pop(_DIALOG, "")), str(kept.pop(_TURN, "0"))
    pressed = str(kept.pop(_PRESSED, ""))
    return State(dialog, kept, turn=int(turn), pressed=pressed)


def opened(state: State, turn: Turn) -> Turn:
    """The draft, and beside it the list that a command opened."""
    began = replace(turn[0], turn=(listed(state).turn if state.beside else 0) + 1)
    return _kept(state, began), turn[1]


def found(state: State, draw: Callable[[State], Turn]) -> Turn:
    """What the list that stands beside is drawn with."""
    return _beside(state, draw(listed(state)))


def pressed(
    state: State,
    button: str,
    ask: Callable[[State], Effect],
    press: Callable[[State, str], Turn],
) -> Turn:
    """A button of the list: of its own turn, once."""
    parts, here = _OF_LIST.fullmatch(button), listed(state)
    if parts is None or not state.beside:
        return state, (Hint(phrase("stale")),)
    turn, code = int(parts[1]), parts[2]
    if turn != here.turn:
        if turn == here.turn - 1 and code == here.pressed:
            return state, (Hint(phrase("noted-already")),)
        return state, (Hint(phrase("stale")), ask(here))
    taken, effects = press(here, code)
    return _beside(state, (replace(taken, pressed=code), effects))


def _beside(state: State, turn: Turn) -> Turn:
    after, effects = turn
    return _kept(state, after), tuple(_marked(one, state.turn) for one in effects)


def _kept(state: State, after: State) -> State:
    kept = {_DIALOG: after.dialog, _TURN: str(after.turn), _PRESSED: after.pressed}
    return replace(state, beside={**after.answers, **kept})


def _marked(effect: Effect, turn: int) -> Effect:
    """The list's screen, with its own turn in its buttons, and of the conversation's turn."""
    if not isinstance(effect, Show):
        return effect
    options = tuple(
        Option(f"b{effect.turn}.{one.code}", one.label, one.kind) for one in effect.options
    )
    return replace(effect, options=options, turn=turn, closed=False, lasting=True)
