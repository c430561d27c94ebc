"""The command line.

A mistake of the person who runs it is told in a sentence, with exit code 2 and no traceback.
"""

import asyncio
import contextlib
import errno
import logging
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, NoReturn

import structlog
import typer
from rich.console import Console

from .settings import Settings, SettingsError, load_settings

app = typer.Typer(
    help="Парадная: жители сообщают о проблемах, исполнители отвечают — в Telegram и ВКонтакте.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


@app.command("run")
def run_command() -> None:
    """Запустить бота.

    Без токенов — в песочнице: откройте в браузере напечатанный адрес. С токенами в файле .env
    (PARADNAYA_TELEGRAM__TOKEN; PARADNAYA_VK__TOKEN и PARADNAYA_VK__GROUP_ID) тот же код обслуживает
    настоящие мессенджеры; мессенджер без токена выключен.
    """
    from .app import run

    settings = _settings()
    _set_up_logs()
    _until_stopped(run(settings, console.print))


@app.command()
def check() -> None:
    """Проверить настройки, файл города, базу и токены: что верно и что нет."""
    from .checking import check_all

    findings = asyncio.run(check_all())
    for finding in findings:
        mark = "[green]✓[/]" if finding.right else "[red]✗[/]"
        console.print(f"{mark} {finding.what}: ", end="")
        console.print(finding.said, markup=False)
    if not all(finding.right for finding in findings):
        raise typer.Exit(2)


@app.command()
def migrate() -> None:
    """Привести таблицы базы к этой версии программы (при запуске это делается само)."""
    from .app import open_store

    async def work() -> None:
        async with open_store(_settings()):
            console.print("База готова.")

    _complete(work())


@app.command()
def invite(
    agency: Annotated[str, typer.Argument(help="Код исполнителя из файла города (agencies.code).")],
) -> None:
    """Выдать одноразовый код, который привязывает чат к исполнителю. Действует час."""
    from core.town import load_town

    from .app import invite as make

    settings = _settings()

    async def work() -> None:
        town = load_town(settings.town)
        known = town.agency(agency)
        if known is None:
            codes = ", ".join(one.code for one in town.agencies)
            _stop(
                f"{agency}: в {settings.town} такого исполнителя нет — ожидается одно из: {codes}"
            )
        code = await make(settings, agency)
        console.print(f"{known.name}: в чате исполнителя отправьте  /bind {code}")
        console.print("Код одноразовый, действует час.")

    _complete(work())


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(help="Порт; 0 — любой свободный.")] = 8081,
    host: Annotated[str, typer.Option(help="Адрес, на котором слушать.")] = "127.0.0.1",
) -> None:
    """Запустить одну песочницу: Bot API под /telegram, VK API под /vk, страница на /."""
    from .sandbox.server import TELEGRAM_TOKEN, VK_GROUP_ID, VK_TOKEN, serve

    async def work() -> None:
        async with serve(host, port) as world:
            console.print(f"Песочница: {world.url}")
            console.print(f"Telegram: {world.url}/telegram, токен {TELEGRAM_TOKEN}")
            console.print(f"VK: {world.url}/vk, токен {VK_TOKEN}, сообщество {VK_GROUP_ID}")
            await asyncio.Event().wait()

    _until_stopped(work())


def _settings() -> Settings:
    try:
        return load_settings()
    except SettingsError as error:
        _stop(*error.problems)


def _stop(*problems: str) -> NoReturn:
    for problem in problems:
        errors.print(problem, markup=False)
    raise typer.Exit(2)


def _complete(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end; what a person can mend is told in their language."""
    from core.town import TownError
    from storage.database import DatabaseError

    try:
        asyncio.run(work)
    except TownError as error:
        _stop(*error.problems)
    except DatabaseError as error:
        _stop(str(error))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            _stop("PARADNAYA_WEB__PORT: порт занят — ожидается свободный; 0 — любой свободный")
        _stop(f"{error.filename or ''} {error.strerror or error}".strip())


def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Run until Ctrl+C or SIGTERM, and then end in order."""

    async def stoppable() -> None:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, task.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await task

    _complete(stoppable())


def _set_up_logs() -> None:
    """Pretty on a terminal, JSON elsewhere. What the libraries say is let through from warnings."""
    pretty = sys.stderr.isatty()
    renderer: Callable[..., Any] = (
        structlog.dev.ConsoleRenderer()
        if pretty
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING)


def main() -> None:
    app()


if __name__ == "__main__":
    main()
