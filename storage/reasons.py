"""What SQLite refuses, in words, as :mod:`core.reasons` does for the operating system.

PostgreSQL's refusals stand in :mod:`storage.engines.sqlstates`.

On a full disk SQLite often speaks of input and output, because its shared memory is the first
that does not fit. So where it does, the disk itself is looked at.
"""

import shutil
from pathlib import Path

REASONS = {
    "SQLITE_AUTH": "нет прав",
    "SQLITE_BUSY": "она занята другой программой",
    "SQLITE_CANTOPEN": "файл не открывается",
    "SQLITE_CORRUPT": "она повреждена",
    "SQLITE_FULL": "на диске кончилось место",
    "SQLITE_IOERR": "диск не читается или не пишется",
    "SQLITE_LOCKED": "она занята другой программой",
    "SQLITE_NOMEM": "кончилась память",
    "SQLITE_NOTADB": "это не база SQLite",
    "SQLITE_PERM": "нет прав",
    "SQLITE_PROTOCOL": "она занята другой программой",
    "SQLITE_READONLY": "она только для чтения",
}

NEEDED = 64 * 1024
"""Bytes without which SQLite cannot even open a database: twice its shared memory."""


def name_of(error: BaseException | None, database: Path) -> str:
    """SQLite's name for what went wrong, SQLITE_FULL where that is behind it; "" if unknown."""
    name = str(getattr(error, "sqlite_errorname", "") or "")
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) and _is_full(database.parent):
        return "SQLITE_FULL"
    return name


def reason_of(name: str) -> str:
    """Why SQLite refused, by the error's name; there are finer ones, as SQLITE_IOERR_WRITE."""
    found = (said for code, said in REASONS.items() if name == code or name.startswith(f"{code}_"))
    return next(found, f"ошибка SQLite {name}".rstrip())


def reason(error: BaseException | None, database: Path) -> str:
    """Why SQLite refused: a few words without a full stop."""
    name = name_of(error, database)
    return reason_of(name) if name else f"ошибка SQLite: {error}"


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < NEEDED
    except OSError:  # then that is not what is wrong
        return False
