"""What a PostgreSQL server is like, for whoever has to say whether a town can live on it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from sqlalchemy import text

from storage.database import Database

from .postgresql import KEPT_OPEN, MORE_UNDER_LOAD

COMMITS = 7

AT_MOST_A_WORKER = KEPT_OPEN + MORE_UNDER_LOAD
"""Connections that one process opens."""

_SEEN = text(
    "SELECT current_setting('server_version_num')::int AS version,"
    " current_setting('server_version') AS named,"
    " current_setting('server_encoding') AS encoding,"
    " current_setting('fsync') = 'on' AS fsync,"
    " current_setting('full_page_writes') = 'on' AS full_pages,"
    " current_setting('synchronous_commit') AS commits,"
    " current_setting('transaction_read_only') = 'on' OR pg_is_in_recovery() AS read_only,"
    " coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create,"
    " current_setting('max_connections')::int"
    " - current_setting('superuser_reserved_connections')::int AS connections,"
    " (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user) AS for_role,"
    " (SELECT datconnlimit FROM pg_database WHERE datname = current_database()) AS for_database,"
    " (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS taken,"
    " clock_timestamp() AS now"
)

# Written to the log, where a commit waits for it, and to no table.
_WRITE = text("SELECT pg_logical_emit_message(true, 'paradnaya', 'check')")


@dataclass(frozen=True, slots=True)
class Examination:
    """``connections`` may be used at most, ``taken`` are; ``ahead`` is the server's clock before
    ours, ``commit`` the median of a few durable commits: seconds. ``commits`` is the setting
    synchronous_commit."""

    version: int
    named: str
    encoding: str
    fsync: bool
    full_pages: bool
    commits: str
    read_only: bool
    may_create: bool
    connections: int
    taken: int
    ahead: float
    commit: float | None

    @property
    def workers(self) -> int:
        """How many processes there are connections for, if nobody else takes any."""
        return self.connections // AT_MOST_A_WORKER


async def examine(database: Database) -> Examination:
    """Look, and change nothing. Raises Unavailable."""
    async with database.read() as connection:
        before = datetime.now(UTC)
        seen = (await connection.execute(_SEEN)).one()._asdict()
        after = datetime.now(UTC)
    limits = (seen.pop("for_role"), seen.pop("for_database"))
    most = min(seen.pop("connections"), *(limit for limit in limits if limit and limit >= 0), 10**6)
    ahead = (seen.pop("now") - (before + (after - before) / 2)).total_seconds()
    commit = None if seen["read_only"] else await _commit(database)
    return Examination(**seen, connections=most, ahead=ahead, commit=commit)


async def _commit(database: Database) -> float:
    taken: list[float] = []
    for _ in range(COMMITS):
        async with database.write() as connection:
            await connection.execute(_WRITE)
            began = perf_counter()
            await connection.commit()
            taken.append(perf_counter() - began)
    return median(taken)
