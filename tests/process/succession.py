"""Who held which lease, and from when: looked up ten times a second while the bot is killed."""

import asyncio
import time
from dataclasses import dataclass, field

from .books import Books

LOOKS = 0.1
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Reign:
    """``since``: when it was seen, unix seconds."""

    lease: str
    epoch: int
    worker: int
    since: float


@dataclass
class Succession:
    books: Books
    reigns: list[Reign] = field(default_factory=list)

    async def run(self) -> None:
        while True:
            self.look()
            await asyncio.sleep(LOOKS)

    def look(self) -> None:
        known = {(one.lease, one.epoch) for one in self.reigns}
        for lease, holder, epoch in self.books.rows("SELECT name, holder, epoch FROM leases"):
            if (lease, epoch) not in known:
                worker = int(str(holder).rpartition(":")[2])
                self.reigns.append(Reign(lease, epoch, worker, time.time()))

    def holder(self, lease: str) -> int:
        """The process that holds a lease, or held it last."""
        return [one.worker for one in self.reigns if one.lease == lease][-1]

    def gaps(self, kills: list[tuple[float, int]]) -> dict[str, list[float]]:
        """For each lease, the seconds from a kill of its holder until another had it."""
        found: dict[str, list[float]] = {}
        for at, killed in kills:
            for lease in {one.lease for one in self.reigns}:
                reigns = [one for one in self.reigns if one.lease == lease]
                before = [one for one in reigns if one.since <= at]
                after = [one for one in reigns if one.since > at]
                if before and before[-1].worker == killed and after:
                    found.setdefault(lease, []).append(after[0].since - at)
        return found
