"""«paradnaya check» says whether a town can live on a server, and what would lose it."""

from dataclasses import replace

import pytest

from bots.administration import server
from bots.administration.checking import Finding, check_all
from storage.database import Database
from storage.engines.examination import Examination, examine

pytestmark = pytest.mark.usefixtures("folder")

FINE = Examination(
    version=180_006,
    named="18.6 (Debian 18.6-1)",
    encoding="UTF8",
    fsync=True,
    full_pages=True,
    commits="on",
    read_only=False,
    may_create=True,
    connections=97,
    taken=4,
    ahead=-0.02,
    commit=0.0021,
)


async def of_database(monkeypatch: pytest.MonkeyPatch, url: str) -> list[Finding]:
    monkeypatch.setenv("PARADNAYA_DATABASE", url)
    return [one for one in await check_all() if one.what in {"База", "Сервер базы"}]


def test_a_good_server_is_told_in_a_line() -> None:
    assert server.good(FINE) == (
        "PostgreSQL 18.6, UTF8; соединений — 97, занято 4, процессов бота — не больше 6 "
        "(каждому до 15); времена хранятся в UTC, часы расходятся на 0,0 с; "
        "запись на диск — 2,1 мс"
    )
    assert not list(server.wrong(FINE, tables_to_make=True))


@pytest.mark.parametrize(
    ("seen", "says"),
    [
        (replace(FINE, version=130_002, named="13.2"), "13.2 — ожидается 14"),
        (replace(FINE, encoding="WIN1251"), "кодировка базы WIN1251 — ожидается UTF8"),
        (replace(FINE, fsync=False), "fsync = off — ожидается on"),
        (replace(FINE, full_pages=False), "full_page_writes = off — ожидается on"),
        (replace(FINE, commits="off"), "synchronous_commit = off — ожидается on"),
        (replace(FINE, read_only=True, commit=None), "только для чтения"),
        (replace(FINE, may_create=False), "нет права создавать таблицы"),
        (replace(FINE, connections=14), "соединений — 14, а процессу бота нужно до 15"),
        (replace(FINE, ahead=61.0), "расходятся на 61,0 с"),
    ],
)
def test_what_would_lose_or_stop_the_town_is_told(seen: Examination, says: str) -> None:
    (wrong,) = server.wrong(seen, tables_to_make=True)
    assert says in wrong


@pytest.mark.parametrize("commits", ["local", "remote_write", "remote_apply"])
def test_commits_that_reach_the_disk_are_right_in_any_way(commits: str) -> None:
    assert not list(server.wrong(replace(FINE, commits=commits), tables_to_make=True))


async def test_the_tests_own_server_is_seen_to_be_careless(
    monkeypatch: pytest.MonkeyPatch, postgresql_url: str
) -> None:
    """It is hasty on purpose: what it says of itself is what is told."""
    tables, seen, *wrong = await of_database(monkeypatch, postgresql_url)
    assert tables.said.startswith("таблицы свежие")
    assert seen.said.startswith("PostgreSQL ")
    assert [one.said.split()[1] for one in wrong] == [
        "fsync", "full_page_writes", "synchronous_commit",
    ]  # fmt: skip
    assert not any(one.right for one in wrong)


async def test_to_check_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, empty_postgresql_url: str
) -> None:
    tables, *_ = await of_database(monkeypatch, empty_postgresql_url)
    assert tables.said.startswith("таблицы не созданы, при запуске станут ")
    assert (await of_database(monkeypatch, empty_postgresql_url))[0] == tables


async def test_a_server_that_cannot_be_used_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch, postgresql_url: str
) -> None:
    nobody = postgresql_url.replace("//postgres@", "//nobody:geheim@")
    for url in (nobody, "postgresql+asyncpg://u:geheim@127.0.0.1:1/t", "postgres://u:geheim@h/t"):
        (told,) = await of_database(monkeypatch, url)
        assert not told.right
        assert told.said.startswith("PARADNAYA_DATABASE: ")
        assert "geheim" not in told.said


async def test_a_commit_is_measured(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    seen = await examine(database)
    await database.close()
    assert seen.commit is not None
    assert 0 < seen.commit < 5
