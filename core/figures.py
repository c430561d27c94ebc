"""How the house stands now: what waits, what is late. Counts, nobody's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Queue:
    """Messages of one lane that wait for a messenger; the oldest one's age is in seconds."""

    door: str
    lane: str
    waiting: int
    oldest_seconds: float


@dataclass(frozen=True, slots=True)
class Workload:
    """An agency's tickets that wait for its answer."""

    code: str
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Figures:
    """``held``: by messenger, messages kept for people who are away."""

    queues: Sequence[Queue]
    held: Mapping[str, int]
    agencies: Sequence[Workload]
    quarantined: int
