"""Who uses a database: lock files beside it.

* Whoever works with the database holds ``<database>.lock`` together with others; who replaces
  it, alone.
* A bot that runs holds ``<database>.bot`` too, alone: two bots on one outbox would each send what
  waits in it. Commands do not ask for it: they go on beside the bot.
* The system lets go of a lock when its process ends, however it ends: it is never stale.
* The locks are on files of their own. Opening and closing the database's file beside SQLite would
  let go of SQLite's own locks (sqlite.org/howtocorrupt.html, 2.2).
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def lock_file(database: Path) -> Path:
    return database.with_name(f"{database.name}.lock")


def bot_file(database: Path) -> Path:
    return database.with_name(f"{database.name}.bot")


def take(file: Path, *, alone: bool = False) -> int:
    """Take the lock on a lock file; return what :func:`let_go` needs.

    Raises BlockingIOError if others hold it in a way that does not go with this one, another
    OSError if the lock file cannot be made.
    """
    held = os.open(file, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(held, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise
    return held


def is_held(file: Path) -> bool:
    """Does anybody hold a lock file? One that is not there is nobody's.

    It is taken for an instant to find out: ask only where somebody seems to be.
    """
    if not file.exists():
        return False
    try:
        let_go(take(file, alone=True))
    except OSError:  # held, or not ours to open: then another user's process holds it
        return True
    return False


def let_go(held: int) -> None:
    os.close(held)


@contextmanager
def holding(database: Path, *, alone: bool = False) -> Iterator[None]:
    """Hold the database's lock for a while. Raises as :func:`take` does."""
    held = take(lock_file(database), alone=alone)
    try:
        yield
    finally:
        let_go(held)
