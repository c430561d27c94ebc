"""A worker whose folder of files is not the others' says so at its start."""

from datetime import UTC, datetime
from pathlib import Path

import structlog
from sqlalchemy import insert
from structlog.testing import capture_logs

from bots.app import running
from bots.settings import Settings
from bots.workers.roles import Role
from core.files import Fate
from storage.database import Database
from storage.tables import files
from tests.core.small_town import load

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
DIGEST = "ab" * 32


async def _begin(settings: Settings, folder: Path) -> list[str]:
    """What a worker says in the log when it begins."""
    structlog.reset_defaults()  # the tests are quiet otherwise
    with capture_logs() as told:
        async with running(settings, load(folder)):
            pass
    return [str(one["event"]) for one in told]


async def test_a_worker_without_the_files_that_are_kept_says_so(
    database: Database, tmp_path: Path
) -> None:
    url = database.url.render_as_string(hide_password=False)
    settings = Settings(database=url, files=tmp_path / "files", roles=frozenset({Role.WATCH}))
    assert "files_not_here" not in await _begin(settings, tmp_path)
    async with database.write() as connection:
        await connection.execute(
            insert(files).values(
                door="vk", ref="1", ticket="26-000001", kind="photo", url="", name="", claimed=0,
                state=Fate.KEPT, digest=DIGEST, late=[], told=False,
                due_at=NOON, wanted_at=NOON, settled_at=NOON,
            )
        )  # fmt: skip
        await connection.commit()
    assert "files_not_here" in await _begin(settings, tmp_path)
    place = tmp_path / "files" / DIGEST[:2]
    place.mkdir()
    (place / DIGEST).write_bytes(b"a picture")
    assert "files_not_here" not in await _begin(settings, tmp_path)
