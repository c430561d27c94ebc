"""What a button carries through the messenger: written and read here, so that it means the same
in every one.

* ``s/TURN/OWNER/BUTTON``: a button of a screen; TURN is the conversation's, OWNER the person
  whose conversation it is (base 36). It acts only in its own turn and only for its owner.
* ``t/ACTION/NUMBER``: a button of a ticket's card or notice; what it may do now is decided by
  the ticket's state.

Anything else, made up or from last year, reads as a press of no turn: it is stale, never an error.
"""

from functools import lru_cache

from .events import Acted, Pressed

PAYLOAD_LIMIT = 64
"""Bytes. Telegram's callback_data; VK (255) and MAX (1024) allow more."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def press(button: str, turn: int, owner: int) -> str:
    """Write the payload of a screen's button."""
    return f"s/{turn}/{_base36(owner)}/{button}"


def act(action: str, ticket: str) -> str:
    """Write the payload of a card's or a notice's button."""
    return f"t/{action}/{ticket}"


def read_payload(payload: str) -> Pressed | Acted:
    """Read a payload back; what is none of ours is a stale press."""
    if not payload.isascii() or not payload.isprintable() or len(payload) > PAYLOAD_LIMIT:
        return Pressed("", -1)
    match payload.split("/", 3):
        case ["s", turn, owner, button] if turn.isdecimal() and turn.isascii() and len(turn) < 10:
            try:
                return Pressed(button, int(turn), int(owner, 36))
            except ValueError:
                return Pressed("", -1)
        case ["t", action, ticket]:
            return Acted(action, ticket)
    return Pressed("", -1)


@lru_cache(maxsize=4096)  # one person's is written on each of their buttons
def _base36(number: int) -> str:
    digits = ""
    rest = abs(number)
    while rest:
        rest, digit = divmod(rest, 36)
        digits = DIGITS[digit] + digits
    return ("-" if number < 0 else "") + (digits or "0")
