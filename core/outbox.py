"""What becomes of a message on its way: the words the courier and the store share."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from .messages import Outgoing


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the outbox. Once it is handed out, what it says never changes."""

    id: int
    outgoing: Outgoing
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """It was taken; ``message`` is the messenger's id of it: "" where there is none, several
    with commas between them where one call made several messages (an album)."""

    waiting: Waiting
    message: str


@dataclass(frozen=True, slots=True)
class Failed:
    """It will never be taken."""

    waiting: Waiting
    error: str


@dataclass(frozen=True, slots=True)
class Deferred:
    """It is to be tried again, not before ``due_at``."""

    waiting: Waiting
    due_at: datetime
    error: str


@dataclass(frozen=True, slots=True)
class Spent:
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
