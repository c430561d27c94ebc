"""Every attack has a stage of its own; what is logged is looked at only where it is asked for."""

from collections.abc import AsyncIterator, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from tests.transcripts.stage import Stage, open_stage


@pytest.fixture(autouse=True)
def quiet(silence: None) -> None:
    """What is logged is for no test that does not listen to it."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path) as opened:
        yield opened


@pytest.fixture
def logs(silence: None) -> Iterator[list[MutableMapping[str, Any]]]:
    """All that is logged, of every level."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(0))
    with capture_logs() as told:
        yield told
