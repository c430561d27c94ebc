"""What several versions do: index the words of all tickets anew, and tell how far it is."""

import structlog
from sqlalchemy import Connection

from storage.finding.searching import rebuild

TOLD_EVERY = 100_000

log = structlog.get_logger()


def index_anew(connection: Connection) -> None:
    for done in rebuild(connection):
        if done % TOLD_EVERY == 0:
            log.info("tickets_indexed", count=done)
