"""Every play has a stage of its own: on SQLite, and those that say so on PostgreSQL too."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .stage import Stage, open_stage


@pytest.fixture(autouse=True)
def quiet(silence: None) -> None:
    """What is logged is for no play."""


@pytest.fixture
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    on_server = getattr(request, "param", "sqlite") == "postgresql"
    url = str(request.getfixturevalue("postgresql_url")) if on_server else ""
    async with open_stage(tmp_path, url=url) as opened:
        yield opened
