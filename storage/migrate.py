"""Bringing a database to today's tables. Done at every start; nothing to do is done fast."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from .database import Database

FOLDER = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config


async def migrate(database: Database) -> None:
    """Upgrade to the newest revision, in one transaction."""
    async with database.write() as connection:
        await connection.run_sync(_upgrade)
        await connection.commit()


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def revisions(database: Database) -> tuple[str | None, str | None]:
    """The database's revision and the program's newest."""
    async with database.read() as connection:
        current = await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )
    return current, ScriptDirectory.from_config(_config()).get_current_head()
