"""``paradnaya quarantine …``: what broke us, listed, shown, taken again or dropped."""

from typing import Annotated

import typer

from bots.command_line import agreed, complete, console, errors, settings_or_stop, stop

quarantine = typer.Typer(
    help="Карантин: сообщения, на которых программа споткнулась. Посмотреть и принять снова.",
    no_args_is_help=True,
)


@quarantine.command("list")
def list_quarantine(
    everything: Annotated[bool, typer.Option("--all", help="И те, что уже приняты.")] = False,
) -> None:
    """Что лежит в карантине: новые сверху."""
    from .running import list_quarantine as listed

    settings = settings_or_stop()

    async def work() -> None:
        console.print(await listed(settings, everything=everything))

    complete(work())


@quarantine.command("show")
def show_quarantine(
    number: Annotated[str, typer.Argument(metavar="N", help="Номер из списка.")],
) -> None:
    """Показать одно сообщение целиком, как оно пришло, и ошибку. В нём — персональные данные."""
    from .running import show_quarantine as shown

    settings, (wanted,) = settings_or_stop(), _numbers([number])

    async def work() -> None:
        told = await shown(settings, wanted)
        console.print("Внимание: ниже — персональные данные. Не пересылайте их.", style="yellow")
        console.print(told, markup=False)

    complete(work())


@quarantine.command("retry")
def retry_quarantine(
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="[N]...", help="Номера из списка.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Все, что лежат.")] = False,
) -> None:
    """Принять снова, когда программа исправлена. Бота останавливать не нужно: ответит он."""
    from .running import retry_quarantine as retried

    settings, wanted = settings_or_stop(), _numbers(numbers or [])
    if bool(wanted) == everything:
        stop("quarantine retry: ожидаются номера из списка или --all")

    async def work() -> None:
        failed = 0
        async for right, line in retried(settings, wanted, everything=everything):
            (console if right else errors).print(line, markup=False)
            failed += not right
        if failed:
            raise typer.Exit(2)

    complete(work())


@quarantine.command("drop")
def drop_quarantine(
    number: Annotated[str, typer.Argument(metavar="N", help="Номер из списка.")],
    yes: Annotated[bool, typer.Option("--yes", help="Не спрашивать.")] = False,
) -> None:
    """Удалить из карантина насовсем. Что в нём было написано, никто уже не прочтёт."""
    from .running import drop_quarantine as drop
    from .running import show_line

    settings, (wanted,) = settings_or_stop(), _numbers([number])

    async def work() -> None:
        console.print(await show_line(settings, wanted), markup=False)
        if not yes and not agreed("Удалить насовсем? [да/нет] "):
            stop("Оставлено как есть.")
        await drop(settings, wanted)
        console.print(f"{wanted}: удалено.")

    complete(work())


def _numbers(given: list[str]) -> list[int]:
    wrong = [one for one in given if not (one.isascii() and one.isdigit() and len(one) <= 18)]
    if wrong:
        stop(f"«{wrong[0]}» — ожидается номер из «paradnaya quarantine list»")
    return list(dict.fromkeys(int(one) for one in given))
