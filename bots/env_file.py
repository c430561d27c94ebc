"""The file ``.env``: whether it can be read as it was meant.

python-dotenv passes over a line that it cannot read, with a warning in English; a town's bot
would then run as a sandbox. So each such line is told here, by its number. What stands in it is
never repeated: it may be a token.
"""

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import Binding, parse_stream

from core.reasons import reason

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
"""Of whatever program: the file may be shared with others."""

EXPECTED = "ожидается ИМЯ=значение"


class EnvFileError(Exception):
    """The file cannot be read. ``problems`` are lines for a person."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_env_file(path: Path) -> Mapping[str, str | None]:
    """What the file sets; nothing where there is none. Raises :class:`EnvFileError`."""
    if path.is_dir():  # as Docker makes of a file that it was to show and did not find
        raise EnvFileError((f"{path}: это папка — ожидается файл, который можно читать",))
    if not path.is_file():
        return {}
    text = _text(path)
    problems = tuple(f"{path}:{line}: {wrong}" for line, wrong in _wrong(text))
    if problems:
        raise EnvFileError(problems)
    return dotenv_values(stream=io.StringIO(text))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise EnvFileError(
            (f"{path}: {reason(error)} — ожидается файл, который можно читать",)
        ) from error
    except UnicodeDecodeError as error:
        raise EnvFileError((f"{path}: файл не в UTF-8; сохраните его в этой кодировке",)) from error


def _wrong(text: str) -> Iterator[tuple[int, str]]:
    """The lines that set nothing, and why."""
    for binding in parse_stream(io.StringIO(text)):
        if _is_read(binding):
            continue
        written = binding.original.string
        line = binding.original.line + _blank_before(written)
        yield line, f"{_why(written.strip())} — {EXPECTED}"


def _is_read(binding: Binding) -> bool:
    if binding.error:
        return False
    if binding.key is None:  # a comment, or the end of the file
        return True
    return binding.value is not None and NAME.fullmatch(binding.key) is not None


def _blank_before(written: str) -> int:
    """Blank lines that the parser counts to the next one."""
    return written[: len(written) - len(written.lstrip())].count("\n")


def _why(written: str) -> str:
    name, sign, value = written.partition("=")
    if not sign:
        return "нет знака «=»"
    if not NAME.fullmatch(name.removeprefix("export ").strip().strip("'")):
        return "слева от «=» не имя"
    if value.lstrip().startswith(("'", '"')):
        return "кавычки не закрыты, или после них есть ещё что-то"
    return "значение не читается"
