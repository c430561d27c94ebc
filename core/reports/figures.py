"""How the house stands now: what waits, what is late. Counts, nobody's words."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from core.town import Town


class Queue(Struct, frozen=True):
    """Messages of one lane that wait for a messenger; the oldest one's age is in seconds."""

    door: str
    lane: str
    waiting: int
    oldest_seconds: float


class Workload(Struct, frozen=True):
    """An agency's tickets that wait for its answer."""

    code: str
    open: int
    overdue: int


class Figures(Struct, frozen=True):
    """``held``: by messenger, messages kept for people who are away."""

    queues: Sequence[Queue]
    held: Mapping[str, int]
    agencies: Sequence[Workload]
    quarantined: int

    def left_behind(self, town: Town) -> Sequence[Workload]:
        """Of agencies that are gone from the town file with their tickets open."""
        return [one for one in self.agencies if town.agency(one.code) is None]
