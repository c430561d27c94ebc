"""How Hypothesis behaves in all tests; and a database on a real PostgreSQL for any that asks."""

import gc
import os
from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterator, Mapping
from logging import CRITICAL
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings

from bots.loop import new_event_loop

from .postgres import Postgres

# What words mean takes a second to read: the tests that it is about read it themselves.
os.environ["PARADNAYA_MEANING"] = "false"

PROCESSES = Path(__file__).parent / "process"

# How long an example takes to be made or run depends on what else the machine does: a busy one is
# slow, and not wrong.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("house")

# The libraries' classes are made in tens of thousands while the tests are collected, and stay to
# the end: to look through them again and again for what may be thrown away takes seconds.
gc.disable()


COLLECTED_AFTER = (100_000, 20, 50)
"""As Парадная itself has it (bots/app.py): Python's own 700 would look through what a turn leaves
all the time. What a test leaves behind is still found, some tests later."""


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of several workers one begins with the plays that mostly wait, and the others have the cores
    to themselves meanwhile; begun late, the plays would be what everybody waits for at the end.
    """
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: PROCESSES not in item.path.parents)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: some tests wait, for a lease's end or a messenger's pace."""
    return (os.cpu_count() or 1) + 1


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], AbstractEventLoop]]:
    """The loop that the bot itself runs on; with Python's own all that asks a database takes half
    as long again."""
    return {"the bot's": new_event_loop}


@pytest.fixture
def silence() -> Iterator[None]:
    """Nothing is logged: tracebacks are slow to draw."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(CRITICAL))
    yield
    structlog.reset_defaults()  # «run» points the logs to a stream that ends with its test


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server. Its start takes a second, and only where a test needs it."""
    server = Postgres(os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid())
    server.furnish()
    yield server
    server.close()


@pytest.fixture
def postgresql_url(postgres: Postgres) -> Iterator[str]:
    """The address of a migrated database of the test's own."""
    url = postgres.lend()
    yield url
    postgres.take_back(url)


@pytest.fixture
def empty_postgresql_url(postgres: Postgres) -> Iterator[str]:
    """The address of a database without a single table."""
    url = postgres.make()
    yield url
    postgres.drop(url)
