"""What commands have in common: settings or a sentence, a question, running, ending in order.

A mistake of the person who runs a command is told in a sentence, with exit code 2.
"""

import asyncio
import contextlib
import signal
from collections.abc import Coroutine
from typing import Any, NoReturn

import typer
from rich.console import Console

from .loop import run
from .settings import Settings, SettingsError, load_settings

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def settings_or_stop() -> Settings:
    try:
        return load_settings()
    except SettingsError as error:
        stop(*error.problems)


def stop(*problems: str) -> NoReturn:
    for problem in problems:
        errors.print(problem, markup=False)
    raise typer.Exit(2)


def agreed(question: str) -> bool:
    """Did they say yes? Where nobody can be asked, no."""
    try:
        return console.input(question, markup=False).strip().lower() in ("да", "д", "y", "yes")
    except EOFError:
        return False


def complete(work: Coroutine[Any, Any, None], listening: tuple[str, str] = ("", "")) -> None:
    """Run to the end; what a person can mend is told in their language.

    ``listening`` are the names of what says where to listen, host and port.
    """
    from core.reasons import reason
    from core.town import TownError
    from core.work import Unavailable
    from storage.database import DatabaseError
    from storage.safekeeping.refused import Refused

    from .administration.grounds import wrong_to_listen, wrong_with_town

    try:
        run(work)
    except TownError as error:
        stop(*wrong_with_town(error))
    except (DatabaseError, Refused) as error:
        stop(str(error))
    except Unavailable as error:
        why = error.why
        stop(f"PARADNAYA_DATABASE: база сейчас недоступна ({why}) — исправьте это и повторите")
    except OSError as error:
        if any(listening) and (wrong := wrong_to_listen(error, listening)):
            stop(wrong)
        stop(f"{error.filename or 'Не получилось'}: {reason(error)} — исправьте это и повторите")


def until_stopped(
    work: Coroutine[Any, Any, None],
    listening: tuple[str, str] = ("PARADNAYA_WEB__HOST", "PARADNAYA_WEB__PORT"),
) -> None:
    """Run until Ctrl+C or SIGTERM, and then end in order."""

    async def stoppable() -> None:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, task.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await task

    complete(stoppable(), listening)
