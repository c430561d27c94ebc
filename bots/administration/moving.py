"""``paradnaya move``: the town goes to another database, and the old one stays as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from bots.settings import Settings
from core.work import Unavailable
from storage.database import Database, DatabaseError
from storage.engines.address import EXPECTED_OURS, is_file, read_address
from storage.safekeeping.archive import Tell
from storage.safekeeping.moving import carry
from storage.safekeeping.refused import Refused

OPTION = "--to"

BEGIN_ANEW = (
    "в новой базе ничего не осталось, прежняя цела: начните снова той же командой "
    "или запустите бота на прежней"
)

SHOWN = {"tickets": "обращений", "ticket_events": "событий", "conversations": "разговоров"}


async def move_to(settings: Settings, to: str, tell: Tell) -> list[str]:
    """Carry the town over to the database at ``to``; return what there is to say of it.

    Raises Refused, and DatabaseError of the database that the settings name.
    """
    here = read_address(settings.database)
    with _of_target():
        if _is_same(read_address(to), here):
            raise Refused(f"{OPTION}: это та же база, что и в PARADNAYA_DATABASE — назовите новую")
    source = Database(settings.database, alone=True)
    try:
        with _of_target():
            target = Database(to, alone=True)
        try:
            await _reach(target)
            with _of_both(target):
                counts = await carry(source, target, tell)
        finally:
            await target.close()
    finally:
        await source.close()
    return [*_told(counts), f"Прежняя база не тронута: {source}.", *_next(settings, target)]


def _is_same(one: URL, other: URL) -> bool:
    """Files are the same by whatever path; two names of one server the target's lock tells."""
    if is_file(one) and is_file(other):
        return Path(str(one.database)).resolve() == Path(str(other.database)).resolve()
    return one == other


async def _reach(target: Database) -> None:
    with _of_target():
        try:
            async with target.read():
                pass
        except Unavailable as error:
            why = error.why
            raise Refused(f"{OPTION}: {target} — недоступна ({why}); ничего не тронуто") from error
        except SQLAlchemyError as error:
            raise target.unusable(error) from error


def _told(counts: dict[str, int]) -> list[str]:
    filled = sum(count > 0 for count in counts.values())
    shown = ", ".join(f"{name} — {counts.get(table, 0)}" for table, name in SHOWN.items())
    compared = (
        f"Обе базы прочитаны и сверены строка за строкой: строк — {sum(counts.values())}, "
        f"таблиц — {len(counts)}, из них не пустых — {filled}. Расхождений нет."
    )
    return [f"Перенесено: {shown}.", compared]


def _next(settings: Settings, target: Database) -> list[str]:
    return [
        f"Файлы жителей остаются, где были: {settings.files}. С новой базой нужна та же папка.",
        f"Теперь впишите новый адрес в PARADNAYA_DATABASE и запустите бота. Новая: {target}.",
    ]


@contextmanager
def _of_target() -> Iterator[None]:
    """What is wrong with the new database is told by the option's name, not by the setting's."""
    try:
        yield
    except DatabaseError as error:
        raise _of_option(error) from error


def _of_option(error: DatabaseError) -> Refused:
    said = str(error).replace("PARADNAYA_DATABASE", OPTION)
    return Refused(said.replace(EXPECTED_OURS, "ожидается новая, пустая"))


@contextmanager
def _of_both(target: Database) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        if str(target) not in str(error):
            raise
        raise _of_option(error) from error
    except Unavailable as error:
        why = error.why
        raise Refused(f"Перенос прерван: база недоступна ({why}); {BEGIN_ANEW}") from error
