"""What is wrong with a typed command, in a sentence: Typer knows only English ones.

What went wrong is told by the kind of Typer's error and by what it carries. Its own sentence is
looked at only where it carries nothing else, and is shown as it is where it is a new one.
"""

import re
from typing import Any

from typer import TyperException

_KINDS = {"int": "целое число", "float": "число", "bool": "да или нет", "Path": "путь"}

_ADDRESS = re.compile(r"\S*://\S*")
"""It may have a password in it, and what a program says is kept in many places."""

_SENTENCES = (
    (re.compile(r"No such command '(.*)'\."), "нет такой команды: {}"),
    (re.compile(r"Missing command\."), "какая команда нужна?"),
    (re.compile(r"Got unexpected extra argument\(s\) \((.*)\)"), "лишнее: {}"),
    (re.compile(r"Option '(.*)' requires .*"), "после {} ожидается значение"),
    (re.compile(r"Option '(.*)' does not take a value\."), "после {} значения не бывает"),
)


def misuse(error: TyperException) -> str:
    """The command, what is wrong with it, and where its help is; "": nothing was asked for, and the
    help was shown."""
    if not error.format_message():
        return ""
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "paradnaya"
    return f"{command}: {_what(error)}. Справка: {command} --help"


def _what(error: Any) -> str:
    match type(error).__name__:
        case "NoSuchOption":
            alike = ", ".join(sorted(error.possibilities or ()))
            return f"нет такого ключа: {error.option_name}" + (
                f"; похожие: {alike}" if alike else ""
            )
        case "MissingParameter" if error.param is not None:
            meant = str(error.param.help or "").rstrip(".")
            return f"не хватает {_named(error.param)}" + (f": {meant}" if meant else "")
        case "BadParameter" if error.param is not None:
            return f"{_named(error.param)}:{_found(error)} ожидается {_expected(error.param)}"
    said = error.format_message()
    for sentence, ours in _SENTENCES:
        if found := sentence.fullmatch(said):
            return ours.format(*(_ADDRESS.sub("адрес", one) for one in found.groups()))
    return str(said).rstrip(".")


def _named(param: Any) -> str:
    return str(param.opts[0] if param.param_type_name == "option" else param.display_name_raw)


def _found(error: Any) -> str:
    """What was given instead; Typer leaves it in the error of pydantic's that it comes from."""
    reasons = error.__cause__.errors() if hasattr(error.__cause__, "errors") else []
    return f" «{reasons[0]['input']}» —" if reasons else ""


def _expected(param: Any) -> str:
    kind = getattr(param.type_descriptor.annotation, "__name__", "")
    limits = param.type_descriptor.parameter_info
    least, most = getattr(limits, "min", None), getattr(limits, "max", None)
    told = _KINDS.get(kind, "другое значение")
    if least is not None:
        told += f" от {least}"
    return told if most is None else f"{told} до {most}"
