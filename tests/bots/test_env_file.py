"""A line of ``.env`` that cannot be read is told by its number, and never repeated."""

from pathlib import Path

import pytest

from bots.env_file import EnvFileError, read_env_file

GOOD = """\
# что-то по-русски

PARADNAYA_WEB__PORT=1  # порт
export OTHER='a b'
SPACED = x
EMPTY=
"""


def problems(path: Path, text: str | bytes) -> tuple[str, ...]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(EnvFileError) as caught:
        read_env_file(path)
    return tuple(one.replace(f"{path.parent}/", "") for one in caught.value.problems)


def test_what_is_written_as_it_should_be_is_read(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    assert read_env_file(path) == {}
    path.write_text(GOOD, encoding="utf-8-sig")
    assert read_env_file(path) == {
        "PARADNAYA_WEB__PORT": "1",
        "OTHER": "a b",
        "SPACED": "x",
        "EMPTY": "",
    }


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("PARADNAYA_TELEGRAM__TOKEN 42:geheim", "нет знака «=»"),
        ("PARADNAYA_TELEGRAM__TOKEN: 42:geheim", "нет знака «=»"),
        ("PARADNAYA_TELEGRAM__TOKEN:42:geheim", "нет знака «=»"),
        ("PARADNAYA_TELEGRAM__TOKEN", "нет знака «=»"),
        ("42:geheim", "нет знака «=»"),
        ("PARADNAYA_TELEGRAM__TOKEN:geheim=", "слева от «=» не имя"),
        ("PARADNAYA TELEGRAM__TOKEN=geheim", "слева от «=» не имя"),
        ("=geheim", "слева от «=» не имя"),
        ('PARADNAYA_TELEGRAM__TOKEN="geheim', "кавычки не закрыты"),
        ("PARADNAYA_TELEGRAM__TOKEN='geheim' x", "кавычки не закрыты"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_line_that_cannot_be_read_is_told_by_its_number(
    tmp_path: Path, line: str, why: str, newline: str
) -> None:
    lines = ["# комментарий", "", line, "PARADNAYA_WEB__PORT=1", "geheim", ""]
    first, second = problems(tmp_path / ".env", newline.join(lines))
    assert first.startswith(f".env:3: {why}")
    assert first.endswith("ожидается ИМЯ=значение")
    assert second.startswith(".env:5: ")
    assert "geheim" not in first + second


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16"])
def test_another_encoding_is_told_as_that_of_the_town_file_is(
    tmp_path: Path, encoding: str
) -> None:
    (told,) = problems(tmp_path / ".env", GOOD.encode(encoding))
    assert told == ".env: файл не в UTF-8; сохраните его в этой кодировке"


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    with pytest.raises(EnvFileError, match="это папка — ожидается файл"):
        read_env_file(tmp_path / ".env")
