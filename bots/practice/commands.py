"""``paradnaya demo`` and ``paradnaya practise``: a town that fills by itself, and a training shift.

Both play in a folder of their own, beside no bot's database.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TextColumn

from bots.command_line import console, settings_or_stop, until_stopped
from bots.settings import Settings

FOLDER = Path("var/practice")


def demo(
    day: Annotated[bool, typer.Option("--day", help="Прожить рабочий день города.")] = False,
    speed: Annotated[
        float,
        typer.Option(min=0, help="Во сколько раз быстрее жизни; 0 — сразу, без ожидания."),
    ] = 0,
    complaints: Annotated[int, typer.Option(min=1, max=2000, help="Обращений за день.")] = 60,
    seed: Annotated[int, typer.Option(help="Тот же день — с тем же числом.")] = 1,
    fresh: Annotated[bool, typer.Option(help="Начать город заново, без прежних дней.")] = True,
    stay: Annotated[bool, typer.Option(help="Остаться и показывать страницу.")] = True,
) -> None:
    """Наполнить город днём из жизни: жители пишут, исполнители отвечают, сроки идут.

    Всё видно на странице песочницы: карточки, очереди, сводки, графики. Данные лежат отдельно, в
    var/practice, и с настоящей базой не встречаются.
    """
    if not day:
        console.print("Что показать? Пока есть один день города: paradnaya demo --day")
        raise typer.Exit(2)
    from bots.app import in_sandbox

    async def play() -> None:
        settings = _settings("demo", fresh=fresh)
        async with in_sandbox(settings) as ground:
            console.print(f"Город: {ground.sandbox.url}")
            with _clock("День города") as passed:
                played = await ground.play_day(complaints, seed, speed, passed)
            console.print(f"Обращений за день: {played.filed}.")
            for stumbled in played.stumbled[:5]:
                console.print(f"Не дождались: {stumbled}", markup=False)
            if stay:
                console.print("Смотрите на странице. Остановить — Ctrl+C.")
                await ground.worker.until_one_fails()

    until_stopped(play())


def practise(
    agency: Annotated[
        str | None, typer.Option(help="Чья смена: код исполнителя из файла города.")
    ] = None,
    minutes: Annotated[float, typer.Option(min=1, max=120, help="Сколько минут идёт смена.")] = 15,
    complaints: Annotated[int, typer.Option(min=1, max=30, help="Сколько обращений придёт.")] = 8,
    seed: Annotated[int, typer.Option(help="Та же смена — с тем же числом.")] = 1,
) -> None:
    """Учебная смена оператора: жители пишут, вы отвечаете на странице песочницы.

    Среди обращений есть сердитые, непонятные и чужие. В конце — время до ответа, сроки, замечания к
    ответам и то, как было бы хорошо. Итог приходит и в чат, и сюда.
    """
    from bots.app import in_sandbox
    from core.town import load_town
    from dialogs.agency import practising

    from .routes import with_cases

    async def play() -> None:
        settings = _settings("practise", fresh=True)
        able = [one["code"] for one in with_cases(load_town(settings.town))]
        code = agency or next(iter(able), "")
        if code not in able:
            console.print(
                f"--agency {code}: для этого исполнителя нет учебных обращений — ожидается "
                f"одно из: {', '.join(able)}",
                markup=False,
            )
            raise typer.Exit(2)
        async with in_sandbox(settings) as ground:
            chat = ground.town.agency_short(code)
            console.print(f"Откройте {ground.sandbox.url} — чат «{chat}».")
            with _clock("Смена") as passed:
                marks = await ground.play_shift(code, complaints, minutes, seed, passed)
            for text in practising.report(ground.town, marks):
                said = ground.scene.catalogue.say("ru", text, ground.town.zone)
                console.print(said + "\n", markup=False)

    until_stopped(play())


def _settings(name: str, *, fresh: bool) -> Settings:
    """The process's settings without tokens, over a database in a folder of its own."""
    settings = settings_or_stop()
    folder = FOLDER / name
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    nobody = {"token": None}
    return settings.model_copy(
        update={
            "database": f"sqlite+aiosqlite:///{folder / 'paradnaya.db'}",
            "files": folder / "files",
            "telegram": settings.telegram.model_copy(update=nobody),
            "vk": settings.vk.model_copy(update=nobody),
            "max": settings.max.model_copy(update=nobody),
        }
    )


@contextmanager
def _clock(name: str) -> Iterator[Any]:
    """A bar that shows the town's hour; without a terminal, nothing."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[hour]}"))
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(name, total=None, hour="")
        begun: list[datetime] = []

        def passed(now: datetime, until: datetime) -> None:
            if not begun:
                begun.append(now)
            whole = (until - begun[0]).total_seconds()
            done = (now - begun[0]).total_seconds()
            hour = now.astimezone(until.tzinfo).strftime("%H:%M")
            progress.update(task, total=whole, completed=done, hour=hour)

        yield passed
