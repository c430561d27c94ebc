"""What goes through a door in one go: replies of one chat do not wait for the disk in between."""

from collections.abc import Sequence

from core.messages import Lane, Outgoing
from core.outbox import Waiting

TOGETHER = 4
"""Replies of one chat that go in one go at most: a turn says one thing or two."""


def trains(found: Sequence[Waiting]) -> list[list[Waiting]]:
    """What goes in one go: the first message of a chat, and the replies with it; or a toast."""
    toasts = [[waiting] for waiting in found if waiting.outgoing.toast is not None]
    by_chat: dict[int, list[Waiting]] = {}
    for waiting in found:
        if waiting.outgoing.toast is None:
            train = by_chat.setdefault(waiting.outgoing.peer.chat, [])
            if not train or (len(train) < TOGETHER and _joins(waiting.outgoing)):
                train.append(waiting)
    return [*toasts, *by_chat.values()]


def _joins(outgoing: Outgoing) -> bool:
    """May it go in one go with what is before it? Nothing is more urgent than a reply. Where a
    card stands is known only when that is written down."""
    return outgoing.lane is Lane.REPLY and outgoing.card is None
