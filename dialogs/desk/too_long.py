"""A text so long that the messenger cut it: its first part is refused, and so is the rest.

Applications send what is pasted in pieces of 4096 signs, one right after another. The first is over
the limit; taken by itself, the second would be half a letter with «Отправить» beneath it.
"""

from datetime import timedelta

from msgspec.structs import replace

from dialogs.effects import Hint, phrase
from dialogs.events import Replied, Said, Sent
from dialogs.state import State, Turn
from dialogs.steps import WORDS_AT_MOST

SOON = timedelta(seconds=10)
"""By hand nobody writes it anew in that time."""

LONG = "long"


def rest(state: State, event: Replied) -> Turn | None:
    """The turn that refuses what follows at once on what was too long; None: it does not."""
    what, _, at = state.shown.rpartition(" ")
    if event.case is None or what != f"{LONG} {event.ticket.number}" or not at.isdecimal():
        return None
    if event.case.now.timestamp() - int(at) >= SOON.total_seconds():
        return None
    return marked(state, event), (Hint(phrase("too-long-rest")),)


def marked(state: State, event: Replied) -> State:
    """The state, with that the ticket was just written of at too great a length."""
    if event.case is None:
        return state
    return replace(state, shown=f"{LONG} {event.ticket.number} {int(event.case.now.timestamp())}")


def is_too_long(event: Replied) -> bool:
    return isinstance(event.event, Said | Sent) and len(event.event.text) > WORDS_AT_MOST
