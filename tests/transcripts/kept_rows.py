"""All rows of a stage's database, to be put into another stage's."""

import sqlite3
from pathlib import Path
from typing import Any, Protocol

from tests import postgres


class Rows(Protocol):
    @property
    def kind(self) -> bytes:
        """Rows of one kind of database cannot be put into another."""

    def keep(self) -> Any:
        """All that is in the database."""

    def put_back(self, kept: Any) -> None:
        """Put what was kept into a database that nobody has opened yet, and that has no rows."""


class OfFile:
    kind = b"file"

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self) -> bytes:
        connection = sqlite3.connect(self._path)
        try:
            return connection.serialize()
        finally:
            connection.close()

    def put_back(self, kept: bytes) -> None:
        self._path.write_bytes(kept)


class OfServer:
    kind = b"server"

    def __init__(self, server: postgres.Postgres, url: str) -> None:
        self._server = server
        self._url = url

    def keep(self) -> postgres.Rows:
        return self._server.rows(self._url)

    def put_back(self, kept: postgres.Rows) -> None:
        self._server.put_rows(self._url, kept)
