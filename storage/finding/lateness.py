"""Which open tickets are late, said once for every list, count and order.

While the resident is asked the clock stands (``left`` keeps what is left of it): nobody on the
town's side is late, whatever ``deadline`` still says.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, literal

from storage.tables import Moment, tickets

IS_WAITED_FOR = tickets.c.left.is_(None)
"""The clock of the answer goes."""


def is_late(now: datetime) -> ColumnElement[bool]:
    """Of an open ticket: is its time over at this moment?"""
    return and_(tickets.c.deadline < literal(now, Moment), IS_WAITED_FOR)
