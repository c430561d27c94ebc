"""The command line.

A mistake of the person who runs it is told in a sentence, with exit code 2 and no traceback.
"""

import asyncio
import gc
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from .administration.quarantine_commands import quarantine
from .command_line import agreed, complete, console, errors, settings_or_stop, stop, until_stopped
from .logs import set_up_logs
from .misuse import misuse
from .practice.commands import demo, practise
from .settings import Settings
from .workers.roles import read_roles

app = typer.Typer(
    help="Парадная: жители сообщают о проблемах, исполнители отвечают — в Telegram, VK и MAX.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(quarantine, name="quarantine")


@app.command("run")
def run_command(
    roles: Annotated[
        str | None,
        typer.Option(
            help="Что делает этот процесс: intake, courier, watch, web через запятую. По умолчанию "
            "всё. Несколько процессов — только с базой PostgreSQL."
        ),
    ] = None,
) -> None:
    """Запустить бота.

    Без токенов — в песочнице: откройте в браузере напечатанный адрес. С токенами в файле .env
    (PARADNAYA_TELEGRAM__TOKEN; PARADNAYA_VK__TOKEN и PARADNAYA_VK__GROUP_ID) тот же код обслуживает
    настоящие мессенджеры; мессенджер без токена выключен.
    """
    from .administration.grounds import wrong_with_folder
    from .app import run

    settings = _with_roles(settings_or_stop(), roles)
    if wrong := wrong_with_folder(settings.files):
        stop(wrong)
    set_up_logs(settings.secrets)
    until_stopped(run(settings, console.print))


@app.command()
def check() -> None:
    """Проверить настройки, файл города, базу и токены: что верно и что нет."""
    from .administration.checking import check_all

    findings = asyncio.run(check_all())
    for finding in findings:
        right = "[yellow]![/]" if finding.doubtful else "[green]✓[/]"
        mark = right if finding.right else "[red]✗[/]"
        console.print(f"{mark} {finding.what}: ", end="")
        console.print(finding.said, markup=False)
    if not all(finding.right for finding in findings):
        raise typer.Exit(2)


@app.command()
def migrate() -> None:
    """Привести таблицы базы к этой версии программы (при запуске это делается само)."""
    from .app import open_store

    async def work() -> None:
        async with open_store(settings_or_stop()):
            console.print("База готова.")

    complete(work())


@app.command()
def invite(
    agency: Annotated[str, typer.Argument(help="Код исполнителя из файла города (agencies.code).")],
) -> None:
    """Выдать одноразовый код, который привязывает чат к исполнителю. Действует час."""
    from core.town import load_town

    from .app import invite as make

    settings = settings_or_stop()

    async def work() -> None:
        town = load_town(settings.town)
        known = town.agency(agency)
        if known is None:
            codes = ", ".join(one.code for one in town.agencies)
            stop(f"{agency}: в {settings.town} такого исполнителя нет — ожидается одно из: {codes}")
        code = await make(settings, agency)
        console.print(f"{known.name}: в чате исполнителя отправьте  /bind {code}")
        console.print("Код одноразовый, действует час.")

    complete(work())


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Порт; 0 — любой свободный.")] = 8081,
    host: Annotated[str, typer.Option(help="Адрес, на котором слушать.")] = "127.0.0.1",
) -> None:
    """Запустить одну песочницу: Bot API — /telegram, VK API — /vk, MAX — /max, страница — /."""
    from .sandbox.server import MAX_TOKEN, TELEGRAM_TOKEN, VK_GROUP_ID, VK_TOKEN, serve

    async def work() -> None:
        async with serve(host, port) as world:
            console.print(f"Песочница: {world.url}")
            console.print(f"Telegram: {world.url}/telegram, токен {TELEGRAM_TOKEN}")
            console.print(f"VK: {world.url}/vk, токен {VK_TOKEN}, сообщество {VK_GROUP_ID}")
            console.print(f"MAX: {world.url}/max, токен {MAX_TOKEN}")
            await asyncio.Event().wait()

    until_stopped(work(), ("--host", "--port"))


app.command()(demo)
app.command()(practise)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Куда записать, например copy.tar.")],
    force: Annotated[bool, typer.Option("--force", help="Заменить файл, если он есть.")] = False,
) -> None:
    """Сохранить базу, файлы и файл города в один файл. Бота останавливать не нужно.

    Токенов и .env в нём нет: храните их отдельно. Персональные данные есть: берегите его как базу.
    """
    from .administration.saving import contents, save
    from .administration.terminal import progress

    settings = settings_or_stop()

    async def work() -> None:
        with progress(console) as tell:
            made, wrong = await save(settings, file, tell, force=force)
        console.print(f"{file}: {contents(made)}. Записано и проверено.", markup=False)
        for one in wrong:
            errors.print(f"Файл города сохранён как есть, с ошибкой: {one}", markup=False)
        if made.missing:
            stop(
                f"Не нашлось или повреждено файлов: {len(made.missing)} — остальное сохранено; "
                f"первый из них: {settings.files}/{made.missing[0][:2]}/{made.missing[0]}"
            )
        if wrong:
            raise typer.Exit(2)

    complete(work())


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="Файл, записанный командой backup.")],
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Заменить базу с обращениями: она будет отложена рядом."),
    ] = False,
) -> None:
    """Восстановить базу и файлы из бэкапа. Бот должен быть остановлен.

    Сначала бэкап проверяется целиком; с неверным ничего не меняется. Прежние база и файлы не
    удаляются, а откладываются под именем с датой.
    """
    from .administration.saving import bring_back
    from .administration.terminal import progress

    settings = settings_or_stop()

    async def work() -> None:
        with progress(console) as tell:
            told = await bring_back(settings, file, tell, replace=replace)
        for line in told:
            console.print(line, markup=False)

    complete(work())


@app.command()
def move(
    to: Annotated[
        str,
        typer.Option(
            "--to", help="Адрес новой, пустой базы: postgresql+asyncpg://имя:пароль@сервер/база."
        ),
    ],
) -> None:
    """Перенести город в другую базу: из SQLite в PostgreSQL или обратно.

    Бот должен быть остановлен. Каждая строка читается из новой базы обратно и сверяется; прежняя
    не меняется. Прерванный перенос не оставляет ничего и начинается снова. Пароль можно хранить
    в ~/.pgpass, а не в адресе. Файлы жителей остаются в своей папке.
    """
    from .administration.moving import BEGIN_ANEW, move_to
    from .administration.terminal import progress

    settings = settings_or_stop()

    async def work() -> None:
        try:
            with progress(console) as tell:
                told = await move_to(settings, to, tell)
        except asyncio.CancelledError:
            stop(f"Перенос прерван: {BEGIN_ANEW}.")
        for line in told:
            console.print(line, markup=False)

    complete(work())


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Куда записать: tickets.xlsx или tickets.csv.")],
    force: Annotated[bool, typer.Option("--force", help="Заменить файл, если он есть.")] = False,
) -> None:
    """Выгрузить обращения в таблицу: XLSX с итогами или CSV. Контактов жителей в ней нет.

    Контакт показывают только в чате исполнителя, и это записывается в историю обращения. Но в
    тексте жители пишут о себе сами: таблица — персональные данные.
    """
    from .administration.running import export_to
    from .administration.terminal import progress

    settings = settings_or_stop()

    async def work() -> None:
        with progress(console) as tell:
            count = await export_to(settings, file, tell, force=force)
        console.print(f"{file}: обращений — {count}.", markup=False)

    complete(work())


@app.command()
def log(
    ticket: Annotated[str, typer.Argument(metavar="НОМЕР", help="Номер, например 26-000042.")],
    as_json: Annotated[bool, typer.Option("--json", help="Для программы, а не для глаз.")] = False,
) -> None:
    """Вся история обращения: кто что сделал и изменил, кому показан контакт жителя.

    История только дописывается: база не даёт ни изменить её, ни удалить. Самого контакта здесь нет,
    но слова людей есть: это персональные данные.
    """
    from .administration.running import read_history

    settings = settings_or_stop()

    async def work() -> None:
        told, data = await read_history(settings, ticket)
        if as_json:
            print(json.dumps(data, ensure_ascii=False, indent=2))  # noqa: T201  because a program reads it
        else:
            console.print(told, soft_wrap=False)

    complete(work())


@app.command()
def forget(
    ticket: Annotated[str, typer.Argument(metavar="НОМЕР", help="Номер, например 26-000042.")],
    yes: Annotated[bool, typer.Option("--yes", help="Не спрашивать.")] = False,
) -> None:
    """Удалить данные жителя, который подал это обращение: по его письменному заявлению.

    Все его обращения в этом мессенджере остаются у исполнителей, но уже без него. Отменить нельзя.
    Бота останавливать не нужно: исполнителям и самому жителю сообщит он.
    """
    from .administration.forgetting import erase, what_goes

    settings = settings_or_stop()

    async def work() -> None:
        resident, told = await what_goes(settings, ticket)
        for line in told:
            console.print(line, markup=False)
        if not yes and not agreed("Удалить данные навсегда? [да/нет] "):
            stop("Оставлено как есть.")
        count = await erase(settings, resident)
        console.print(f"Данные удалены. Обращений, которые остались без жителя: {count}.")

    complete(work())


def _with_roles(settings: Settings, given: str | None) -> Settings:
    """The settings with the roles of the command line, where it names any."""
    if given is not None:
        try:
            settings = settings.model_copy(update={"roles": read_roles(given)})
        except ValueError as error:
            stop(f"--roles: {error}")
    if wrong := settings.wrong_roles:
        stop(f"{'PARADNAYA_ROLES' if given is None else '--roles'}: {wrong}")
    return settings


def main() -> None:
    try:
        sys.exit(app(prog_name="paradnaya", standalone_mode=False))
    except typer.TyperException as error:
        if said := misuse(error):
            errors.print(said, markup=False)
        sys.exit(2)
    finally:
        # The interpreter's last collection would walk all of aiogram's models: seconds in which
        # whoever stopped the process waits for nothing.
        gc.freeze()


if __name__ == "__main__":
    main()
