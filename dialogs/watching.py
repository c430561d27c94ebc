"""What is said because time passes: the watch's side of the turns.

One look takes what is due, a few tickets at a time, in one transaction: a kill before its commit
leaves everything due, a kill after it nothing undone.
"""

from collections.abc import Sequence

from core.desk import Desk
from core.tickets import Moved
from core.work import Watched

from .office import Office
from .telling import Teller

AT_ONCE = 50
"""Tickets, and messages that waited, of one transaction."""


async def look(office: Office, unit: Watched) -> tuple[int, Sequence[Moved]]:
    """Do what is due by ``unit.now``, at most :data:`AT_ONCE` of each kind.

    Returns how much was found (0: nothing is due any more) and what it did to tickets.
    """
    found = await unit.deliver_delayed(AT_ONCE)
    desk, teller = Desk(office.town, unit), Teller(office, unit)
    moved = []
    for number in await unit.to_look_at(AT_ONCE):
        found += 1
        done = await desk.look(number)
        if done is not None:
            moved.append(done)
            await teller.tell([done])
    return found, moved
