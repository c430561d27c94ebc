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


Outcome: TypeAlias = Sent | Failed | Deferred
