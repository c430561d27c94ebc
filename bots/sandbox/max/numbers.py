"""The numbers and names MAX gives to chats, messages and presses, and the way back from them.

* A dialog's ``chat_id`` is not its person's ``user_id``: a bot that takes one for the other is
  found out here. In the sandbox's own world a private chat has its person's number.
* A message's ``mid`` and a press's ``callback_id`` are opaque to a bot. Here they hold the chat,
  so that whoever decides about faults knows it without asking the messenger.
"""

import re
from typing import Final

DIALOGS: Final = 10_000_000_000
"""A dialog's chat_id is this and its person's number."""

_MASK: Final = 2**64 - 1
_MID: Final = re.compile(r"mid([0-9a-f]{16})([0-9a-f]{16})")
_CALLBACK: Final = re.compile(r"f9LHodD0([0-9a-f]{16})([0-9a-f]{12})")


def shown_chat(number: int) -> int:
    """The ``chat_id`` of a chat of the world."""
    return number + DIALOGS if number > 0 else number


def chat_number(shown: int) -> int:
    """The chat of the world that a ``chat_id`` means; one that cannot be where it means none."""
    if shown > 0:
        return shown - DIALOGS if shown > DIALOGS else 0
    return shown


def mid(chat: int, message: int) -> str:
    """The name of a message, of letters and digits as the schema wants it in a path."""
    return f"mid{chat & _MASK:016x}{message:016x}"


def read_mid(name: str) -> tuple[int, int] | None:
    """Chat and message; None for what is no message's name."""
    match = _MID.fullmatch(name)
    return None if match is None else (_signed(match[1]), int(match[2], 16))


def callback_id(chat: int, press: int) -> str:
    return f"f9LHodD0{chat & _MASK:016x}{press:012x}"


def chat_of_callback(name: str) -> int | None:
    match = _CALLBACK.fullmatch(name)
    return None if match is None else _signed(match[1])


def _signed(digits: str) -> int:
    number = int(digits, 16)
    return number - 2**64 if number >= 2**63 else number
