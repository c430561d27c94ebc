"""People who are told the same by one call, where a messenger can do that.

* A broadcast's message that says the same to everyone, and stands for nothing else, goes to as
  many people at once as the messenger takes, in one call's pace. Each has a fate of their own.
* Such a message always goes this way, also to one alone: so it has the same idempotency key in
  whatever company it goes, and after a kill nobody hears it twice. See :class:`Announcer`.
* What was written in one unit of work is one announcement. The same words written later are
  another one, and are heard again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from core.messages import Lane, Message
from core.outbox import Waiting


def crowds(
    trains: Sequence[list[Waiting]], most: int
) -> tuple[list[list[Waiting]], list[list[Waiting]]]:
    """Those who are told the same, at most so many together; and the trains that are left."""
    alike: dict[tuple[Message, datetime], list[Waiting]] = {}
    others: list[list[Waiting]] = []
    for train in trains:
        if len(train) == 1 and _is_for_all(train[0]):
            alike.setdefault((train[0].outgoing.message, train[0].written_at), []).append(train[0])
        else:
            others.append(train)
    return [part for crowd in alike.values() for part in _parts(crowd, most)], others


def token(crowd: Sequence[Waiting]) -> int:
    """What is the same for everyone who is told this, and for nothing that is said later."""
    return int(crowd[0].written_at.timestamp() * 1_000_000)


def _is_for_all(waiting: Waiting) -> bool:
    one = waiting.outgoing
    stands_for = (one.edits, one.toast, one.ticket, one.card, one.message.reply_to)
    return (
        one.lane is Lane.BROADCAST
        and not one.message.files
        and all(each is None for each in stands_for)
    )


def _parts(crowd: list[Waiting], most: int) -> Iterable[list[Waiting]]:
    return (crowd[at : at + most] for at in range(0, len(crowd), most))
