"""Which chat it is: MAX's numbers and ours. Pure.

* A person's chat with the bot is known by the person's number, as in the other messengers: MAX
  takes it for an address as well (``user_id``), and a town file names people by it.
* A group is known by its own number (``chat_id``). MAX's groups have negative ones, but its
  documentation does not say so; a positive one is moved below all others, for it must never be
  taken for a person's. What is for an agency would go to a resident.
"""

SPAN = 2**63
"""By which a positive number is moved: it stays one of 63 bits and a sign, as a database keeps."""

WIDEST = 2**62
"""MAX's numbers are smaller than this, and its negative ones larger than this below zero."""


def group_chat(number: int) -> int:
    """Our number of a group: always below zero. Raises ValueError on one that is none."""
    if number == 0 or abs(number) >= WIDEST:
        raise ValueError("the number of a chat is too large, or none")
    return number if number < 0 else number - SPAN


def group_number(chat: int) -> int:
    """MAX's number (``chat_id``) of a group that is ``chat`` for us."""
    return chat if chat > -WIDEST else chat + SPAN


def address(chat: int) -> dict[str, int]:
    """How a call says where a message goes: https://dev.max.ru/docs-api/methods/POST/messages"""
    return {"user_id": chat} if chat > 0 else {"chat_id": group_number(chat)}
