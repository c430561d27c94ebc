"""Where the database is, as PARADNAYA_DATABASE says.

An address may hold a password. So it is never repeated: neither when it is wrong, nor when the
database it leads to is named.
"""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

SQLITE = "sqlite+aiosqlite"
POSTGRESQL = "postgresql+asyncpg"

EXPECTED_FILE = f"ожидается {SQLITE}:///путь/к/файлу.db"
EXPECTED_SERVER = f"ожидается {POSTGRESQL}://имя:пароль@сервер/база"
EXPECTED = f"{EXPECTED_FILE} или {POSTGRESQL}://имя:пароль@сервер/база"
THREE = (
    "перед путём три косые черты, перед путём от корня — четыре "
    f"({SQLITE}:////var/lib/paradnaya.db)"
)

EXPECTED_OURS = "ожидается база Парадной или ещё не созданная"

TOLD_TO_SERVER = frozenset({"host", "port", "ssl"})
"""What may stand behind the «?» of a server's address; asyncpg knows ``ssl``, not ``sslmode``."""


BESIDE_DATABASE = ("-wal", "-shm", "-journal", ".lock", ".bot")
"""What stands beside a file of SQLite under its name: SQLite's own and our locks. A database with
another's log is no database any more."""


class DatabaseError(Exception):
    """The database cannot be used as the settings say."""


def read_address(url: str) -> URL:
    """Read the address. Raises :class:`DatabaseError`, without repeating it."""
    try:
        read = make_url(url)
    except (ArgumentError, ValueError):
        raise DatabaseError(f"PARADNAYA_DATABASE: это не адрес базы — {EXPECTED}") from None
    if read.drivername == SQLITE:
        _check_file(read)
    elif read.drivername == POSTGRESQL:
        _check_signs(url, read)
        _check_server(read)
    else:
        raise DatabaseError(f"PARADNAYA_DATABASE: «{read.drivername}» — {EXPECTED}")
    return read


def is_file(url: URL) -> bool:
    """Is the database a file, which SQLite's are?"""
    return url.drivername == SQLITE


def path_of(url: str) -> Path:
    """The database's file. Raises :class:`DatabaseError` for one that has none."""
    read = read_address(url)
    if not is_file(read):
        raise DatabaseError(f"PARADNAYA_DATABASE: база не в файле — {EXPECTED_FILE}")
    return Path(str(read.database))


def file_at(path: Path) -> str:
    """The address of an SQLite file, whatever signs are in its path."""
    return URL.create(SQLITE, database=str(path.absolute())).render_as_string()


def name_of(url: URL) -> str:
    """The database as a person is told of it: the file, or the server and the name there."""
    if is_file(url):
        return str(url.database)
    server = url.host or url.query.get("host") or "localhost"
    server = server if isinstance(server, str) else ", ".join(server)
    return f"база «{url.database}» на сервере {server}{f':{url.port}' if url.port else ''}"


def _check_file(read: URL) -> None:
    if read.host or read.username or read.port:  # of two slashes the path begins as a server's name
        raise DatabaseError(f"PARADNAYA_DATABASE: не путь к файлу — {EXPECTED_FILE}: {THREE}")
    file = (read.database or "").strip()
    if not file or file == ":memory:" or file.startswith("file:"):
        raise DatabaseError(f"PARADNAYA_DATABASE: база без файла — {EXPECTED_FILE}")
    for name in read.query:
        raise DatabaseError(
            f"PARADNAYA_DATABASE: «?{name}=» — у файла таких параметров не бывает; {EXPECTED_FILE}"
        )


def _check_signs(url: str, read: URL) -> None:
    """What stands behind a bare sign in a password would be read, and shown, as the server."""
    if url.count("@") > 1 or ("@" in url and read.username is None):
        raise DatabaseError(
            "PARADNAYA_DATABASE: в имени или пароле есть знак, который в адресе значит другое — "
            "ожидается @ как %40, : как %3A, / как %2F, ? как %3F, % как %25; "
            "или пароль в ~/.pgpass"
        )


def _check_server(read: URL) -> None:
    if not (read.database or "").strip():
        raise DatabaseError(f"PARADNAYA_DATABASE: база без имени — {EXPECTED_SERVER}")
    for name in read.query:
        if name not in TOLD_TO_SERVER:
            hint = "ожидается ssl=require" if name == "sslmode" else "ожидается host, port или ssl"
            raise DatabaseError(f"PARADNAYA_DATABASE: «?{name}=» — {hint}")
