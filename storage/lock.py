"""Who uses a database: a lock file beside it.

* Whoever works with the database holds the lock together with others; who replaces it, alone.
* The system lets go of the lock when its process ends, however it ends: it is never stale.
* The lock is on a file of its own. Opening and closing the database's file beside SQLite would
  let go of SQLite's own locks (sqlite.org/howtocorrupt.html, 2.2).
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def lock_file(database: Path) -> Path:
    return database.with_name(f"{database.name}.lock")


def take(database: Path, *, alone: bool = False) -> int:
    """Take the lock; return what :func:`let_go` needs.

    Raises BlockingIOError if others hold it in a way that does not go with this one, another
    OSError if the lock file cannot be made.
    """
    held = os.open(lock_file(database), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(held, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise
    return held


def let_go(held: int) -> None:
    os.close(held)


@contextmanager
def holding(database: Path, *, alone: bool = False) -> Iterator[None]:
    """Hold the lock for a while. Raises as :func:`take` does."""
    held = take(database, alone=alone)
    try:
        yield
    finally:
        let_go(held)
