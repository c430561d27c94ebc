"""What becomes of a message on its way: the words the courier and the store share."""

from datetime import datetime
from typing import TypeAlias

from msgspec import Struct

from .messages import Outgoing


class Waiting(Struct, frozen=True):
    """A row of the outbox. Once it is handed out, what it says never changes.

    ``written_at``: when the unit of work began that wrote it.
    """

    id: int
    outgoing: Outgoing
    written_at: datetime
    attempts: int = 0


class Sent(Struct, frozen=True):
    """It was taken; ``message`` is the messenger's id of it: "" where there is none, several
    with commas between them where one call made several messages (an album)."""

    waiting: Waiting
    message: str


class Failed(Struct, frozen=True):
    """It will never be taken."""

    waiting: Waiting
    error: str


class Deferred(Struct, frozen=True):
    """It is to be tried again, not before ``due_at``."""

    waiting: Waiting
    due_at: datetime
    error: str


class Spent(Struct, frozen=True):
    """What a chat has had of its pace.

    Its share is a bucket that leaks evenly: ``cost`` seconds were put in, it holds ``room`` of
    them. Whatever is in it, the chat is to be left alone for ``rest`` seconds. Chat None stands
    for all of a messenger's.
    """

    door: str
    chat: int | None
    cost: float = 0.0
    room: float = 0.0
    rest: float = 0.0


Outcome: TypeAlias = Sent | Failed | Deferred
