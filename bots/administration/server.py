"""What ``paradnaya check`` says of a PostgreSQL server: can a town live on it, and lose nothing?

What is wrong names the server's setting, what was found and what is expected. Passwords are in none
of it: the address is never repeated.
"""

from collections.abc import Iterator

from storage.engines.examination import AT_MOST_A_WORKER, Examination

OLDEST = 140_000
"""PostgreSQL 14: those before it are no longer mended by their makers."""

APART = 5.0
"""Seconds that the clocks may be apart: leases and deadlines are told by ours."""

LOSES = "при отключении питания подтверждённые сообщения жителей потеряются"


def good(seen: Examination) -> str:
    """The server in a line."""
    said = (
        f"PostgreSQL {seen.named.split()[0]}, {seen.encoding}; соединений — {seen.connections}, "
        f"занято {seen.taken}, процессов бота — не больше {seen.workers} (каждому до "
        f"{AT_MOST_A_WORKER}); времена хранятся в UTC, часы расходятся на {_seconds(seen.ahead)} с"
    )
    if seen.commit is not None:
        said += f"; запись на диск — {_milliseconds(seen.commit)} мс"
    return said


def wrong(seen: Examination, *, tables_to_make: bool) -> Iterator[str]:
    """What is not right, a sentence each."""
    if seen.version < OLDEST:
        yield f"PostgreSQL {seen.named} — ожидается 14 или новее"
    if seen.encoding != "UTF8":
        yield (
            f"кодировка базы {seen.encoding} — ожидается UTF8 "
            "(createdb --encoding=UTF8 --template=template0)"
        )
    if not seen.fsync:
        yield f"fsync = off — ожидается on: {LOSES}, а база может испортиться"
    if not seen.full_pages:
        yield "full_page_writes = off — ожидается on: при отключении питания база может испортиться"
    if seen.commits == "off":
        yield f"synchronous_commit = off — ожидается on: {LOSES}"
    if seen.read_only:
        yield "сервер только для чтения (реплика) — ожидается основной"
    if tables_to_make and not seen.may_create:
        yield (
            "у этого имени нет права создавать таблицы — сделайте его владельцем базы "
            "(ALTER DATABASE … OWNER TO …)"
        )
    if not seen.workers:
        yield (
            f"соединений — {seen.connections}, а процессу бота нужно до {AT_MOST_A_WORKER} — "
            "увеличьте max_connections или предел имени"
        )
    if abs(seen.ahead) > APART:
        yield (
            f"часы сервера и этой машины расходятся на {_seconds(seen.ahead)} с — "
            "ожидается не больше 5: включите синхронизацию времени"
        )


def _seconds(seconds: float) -> str:
    return f"{abs(seconds):.1f}".replace(".", ",")


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f}".replace(".", ",")
