"""A lease: the right to do something that one worker at a time does.

It ends by itself when its holder goes silent, and another worker takes it. ``epoch`` counts its
holders, so a worker that does not know yet that it is one no more writes nothing in that name.
"""

from msgspec import Struct


class Lease(Struct, frozen=True):
    name: str
    epoch: int


class Overtaken(Exception):
    """Another worker holds the lease by now. What was to be written under it is not.

    Nothing is wrong with the work itself: who holds the lease does it anew.
    """

    def __init__(self, lease: Lease) -> None:
        super().__init__(lease.name)
        self.lease = lease
