"""Buttons pressed twice, and buttons of screens that are gone.

The button that led here, pressed once more, is answered with a hint and does nothing; any other of
an older turn gets a hint and a fresh screen.
"""

from msgspec.structs import replace

from .effects import Hint, phrase
from .events import Event, Pressed, Told, Touched
from .heard.typed import TO_PRESS, TOO_EARLY
from .state import MENU, State, Turn


def is_double(state: State, event: Event) -> bool:
    """The very button that led here, once more: pressed twice, or by two at once."""
    return (
        isinstance(event, Pressed)
        and event.turn == state.turn - 1 >= 0
        and event.button == state.pressed
    )


def once_more(state: State) -> Hint:
    """What is said to the second press of one button: only what was sent was accepted."""
    return Hint(phrase("already" if state.pressed == ":send" else "noted-already"))


def after(before: State, event: Event, turn: Turn) -> Turn:
    """The turn, with what ended the one before written down."""
    state, effects = turn
    if state.turn == before.turn:
        return turn
    if isinstance(event, Told):
        return turn  # whoever asked knows what was pressed
    pressed = event.button if isinstance(event, Pressed | Touched) else ""
    return replace(state, pressed=pressed), effects


def is_stale(state: State, event: Event) -> bool:
    """A button of an older screen, of another conversation, or made up."""
    return isinstance(event, Pressed) and event.turn != state.turn


def out_of_date(state: State, event: Event) -> Hint:
    """What is said to a button of an older screen, and to one that was typed in vain: in the menu
    there is no question."""
    button = event.button if isinstance(event, Pressed) else ""
    if button == TOO_EARLY:
        return Hint(phrase("nothing-asked" if state.dialog == MENU else "too-early"))
    return Hint(phrase("press-it")) if button == TO_PRESS else Hint(phrase("stale"))


def wants_sent(event: Event) -> bool:
    """Was «Отправить» typed where there is no such button?"""
    return isinstance(event, Pressed) and event.button == TOO_EARLY
