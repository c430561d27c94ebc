"""The command line: a mistake is a sentence and exit code 2, never a traceback."""

import os
import re
import shutil
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bots.__main__ import app, main
from core.reasons import reason
from core.work import Unavailable
from storage.database import only_bot

ROOT = Path(__file__).parents[2]

COMMANDS = ("run", "check", "migrate", "invite", "sandbox")


@pytest.fixture(autouse=True)
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the example town, and no setting from outside."""
    for name in list(os.environ):
        if name.startswith("PARADNAYA_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "town.toml", tmp_path)
    return tmp_path / "town.toml"


def call(*arguments: str) -> Result:
    result = CliRunner().invoke(app, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output + result.stderr
    return result


def test_help_tells_every_command() -> None:
    result = call("--help")
    assert result.exit_code == 0
    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", result.output)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 5


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("бот", "paradnaya: нет такой команды: бот. Справка: paradnaya --help"),
        ("quarantine x", "paradnaya quarantine: нет такой команды: x."),
        ("move", "paradnaya move: не хватает --to: Адрес новой, пустой базы"),
        ("move --to", "после --to ожидается значение"),
        ("invite", "paradnaya invite: не хватает agency: Код исполнителя"),
        ("log", "не хватает НОМЕР"),
        ("invite a b c", "лишнее: b c"),
        ("migrate postgresql+asyncpg://me:secret@server/town", "лишнее: адрес."),
        ("backup --fast copy.tar", "paradnaya backup: нет такого ключа: --fast."),
        ("backup --forse copy.tar", "нет такого ключа: --forse; похожие: --force"),
        ("backup --force=1 copy.tar", "после --force значения не бывает"),
        ("sandbox --port x", "--port: «x» — ожидается целое число от 0 до 65535"),
        ("sandbox --port 99999", "--port: «99999» — ожидается целое число от 0 до 65535"),
        ("demo --speed=-1", "--speed: «-1» — ожидается число от 0."),
    ],
)
def test_a_mistyped_command_is_answered_in_russian(
    typed: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["paradnaya", *typed.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert said in told.err
    assert "secret" not in told.err
    assert not told.out
    assert told.err.count("\n") == 1


def test_asked_for_nothing_it_shows_what_there_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["paradnaya"])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert ended.value.code == 2
    assert "Запустить бота" in told.out
    assert not told.err


def test_check_says_what_is_right() -> None:
    result = call("check")
    assert result.exit_code == 0, result.output
    assert "✗" not in result.output
    assert "песочница" in result.output


def test_check_tells_everything_that_is_wrong_at_once(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.unlink()
    (town.parent / "taken").write_text("")
    monkeypatch.setenv("PARADNAYA_DATABASE", "postgresql://user:geheim@host/town")
    monkeypatch.setenv("PARADNAYA_FILES", str(town.parent / "taken"))
    result = call("check")
    assert result.exit_code == 2
    assert result.output.count("✗") == 3
    assert "geheim" not in result.output


def test_check_does_not_take_a_letter_for_a_database(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (town.parent / "letter.db").write_text("Это письмо, а не база. " * 100)
    monkeypatch.setenv("PARADNAYA_DATABASE", "sqlite+aiosqlite:///letter.db")
    assert call("check").exit_code == 2
    for command in (["migrate"], ["run"], ["invite", "zur"]):
        result = call(*command)
        assert result.exit_code == 2
        assert "PARADNAYA_DATABASE" in result.stderr


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("sqlite+aiosqlite://var/geheim.db", "ожидается sqlite+aiosqlite:///путь/к/файлу.db"),
        ("sqlite+aiosqlite://u:geheim@host/town.db", "три косые"),
        ("sqlite+aiosqlite:///town.db?mode=ro", "«?mode=» — у файла таких параметров не бывает"),
        ("postgresql+asyncpg://u:p@geheim@127.0.0.1:1/d", "@ как %40"),
        ("postgresql+asyncpg://u:p@geheim/x@127.0.0.1:1/d", "@ как %40"),
        ("postgresql+asyncpg://u/x:geheim@127.0.0.1:1/d", "/ как %2F"),
        ("postgresql+asyncpg://u:p@geheim?x=1@127.0.0.1:1/d", "? как %3F"),
    ],
)
@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["run"],
        ["migrate"],
        ["quarantine", "list"],
        ["move", "--to"],
        ["backup", "c.tar"],
    ],
)
def test_an_address_of_a_wrong_form_is_a_sentence_that_does_not_repeat_it(
    address: str, said: str, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if command[-1] == "--to":
        command = [*command, address]
    else:
        monkeypatch.setenv("PARADNAYA_DATABASE", address)
    result = call(*command)
    told = result.output + result.stderr
    assert result.exit_code == 2
    assert said in told
    assert "geheim" not in told


@pytest.mark.parametrize("command", [["run"], ["check"], ["migrate"], ["invite", "zur"]])
def test_a_bad_setting_stops_every_command(
    command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARADNAYA_WEB__PORT", "http")
    result = call(*command)
    assert result.exit_code == 2
    assert "PARADNAYA_WEB__PORT" in result.output + result.stderr


@pytest.mark.parametrize("command", [["run"], ["check"], ["invite", "zur"]])
def test_a_bad_town_file_is_told_with_file_line_and_key(town: Path, command: list[str]) -> None:
    lines = town.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines, 1) if line.startswith("zone"))
    lines[at - 1] = 'zone = "Asia/Nowhere"'
    town.write_text("\n".join(lines), encoding="utf-8")
    result = call(*command)
    assert result.exit_code == 2
    said = result.output + result.stderr
    assert f"town.toml:{at}" in said
    assert "town.zone" in said


def test_migrate_makes_the_tables(town: Path) -> None:
    assert call("migrate").exit_code == 0
    assert (town.parent / "var" / "paradnaya.db").stat().st_size > 0
    assert call("migrate").exit_code == 0


def test_invite_gives_a_code_of_a_known_agency() -> None:
    codes = [re.search(r"/bind (\S+)", call("invite", "zur").output) for _ in range(2)]
    assert all(codes)
    assert len({code.group(1) for code in codes if code}) == 2


def test_invite_tells_the_agencies_there_are() -> None:
    result = call("invite", "nobody")
    assert result.exit_code == 2
    assert "nobody" in result.stderr
    assert "zur" in result.stderr


def test_a_database_folder_that_cannot_be_made_is_a_sentence(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (town.parent / "taken").write_text("")
    monkeypatch.setenv("PARADNAYA_DATABASE", "sqlite+aiosqlite:///taken/town.db")
    result = call("migrate")
    assert result.exit_code == 2
    assert "PARADNAYA_DATABASE" in result.stderr


def refused(*command: str) -> str:
    result = call(*command)
    assert result.exit_code == 2, result.output
    return result.output + result.stderr


def test_a_second_bot_on_the_same_database_is_refused() -> None:
    with only_bot("sqlite+aiosqlite:///var/paradnaya.db"):
        said = refused("run")
        assert "var/paradnaya.db — с этой базой уже работает бот" in said
        assert call("invite", "zur").exit_code == 0
        assert call("backup", "copy.tar").exit_code == 0


@pytest.mark.parametrize(
    "command",
    [
        "run",
        "check",
        "migrate",
        "invite zur",
        "backup q",
        "restore q",
        "export q",
        "quarantine list",
    ],
)
def test_a_database_without_a_file_is_refused(
    town: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARADNAYA_DATABASE", "sqlite+aiosqlite:///")
    assert "PARADNAYA_DATABASE: база без файла — ожидается" in refused(*command.split())
    assert not (town.parent / "q").exists()


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    assert "--port" in refused("sandbox", "--port", port)


def test_a_port_or_host_that_cannot_be_had_is_told_by_its_own_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert refused("sandbox", "--port", port).startswith("--port: порт занят")
        monkeypatch.setenv("PARADNAYA_WEB__PORT", port)
        assert refused("run").startswith("PARADNAYA_WEB__PORT: порт занят")
    assert refused("sandbox", "--host", "192.0.2.1", "--port", "0").startswith("--host: ")
    monkeypatch.setenv("PARADNAYA_WEB__HOST", "192.0.2.1")
    assert refused("run").startswith("PARADNAYA_WEB__HOST: ")


def test_a_folder_for_files_that_cannot_be_made_is_told(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (town.parent / "taken").touch()
    monkeypatch.setenv("PARADNAYA_FILES", "taken/files")
    for command in ("run", "check"):
        assert "PARADNAYA_FILES: taken/files — на месте папки — файл" in refused(command)


def test_a_town_file_that_is_a_folder_is_told(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARADNAYA_TOWN", str(town.parent))
    for command in (["run"], ["check"], ["invite", "zur"], ["backup", "q"]):
        assert f"{town.parent}: это папка, а не файл" in refused(*command)


@pytest.mark.parametrize("command", ["run", "check", "migrate", "invite zur", "log 26-000001"])
def test_a_line_of_settings_that_cannot_be_read_starts_no_sandbox(town: Path, command: str) -> None:
    (town.parent / ".env").write_text("PARADNAYA_TELEGRAM__TOKEN 42:geheim\n", encoding="utf-8")
    said = refused(*command.split())
    assert ".env:1: нет знака «=» — ожидается ИМЯ=значение" in said
    assert "geheim" not in said
    assert "dotenv" not in said


def test_a_town_file_that_there_is_not_is_told_with_its_setting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PARADNAYA_TOWN", "none.toml")
    for command in (["run"], ["check"], ["invite", "zur"]):
        assert "PARADNAYA_TOWN: none.toml: файл не найден" in refused(*command)


def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object) -> str:
        raise Unavailable("SQLITE_FULL", "на диске кончилось место")

    monkeypatch.setattr("bots.app.invite_on", full)
    assert "на диске кончилось место" in refused("invite", "zur")


def test_whatever_the_system_refuses_is_said_without_its_english() -> None:
    for number in range(1, 134):
        assert re.search("[а-я]{3}", reason(OSError(number, os.strerror(number))))
        assert os.strerror(number) not in reason(OSError(number, os.strerror(number)))


def test_a_role_that_there_is_not_is_refused() -> None:
    said = refused("run", "--roles", "intake,cook")
    assert "--roles: роли «cook» нет; ожидаются" in said


@pytest.mark.parametrize("way", ["option", "setting"])
def test_roles_that_leave_a_town_without_answers_are_refused(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one process there is nobody else who would send them."""
    monkeypatch.setenv("PARADNAYA_TELEGRAM__TOKEN", "42:AA")
    if way == "setting":
        monkeypatch.setenv("PARADNAYA_ROLES", "intake,web")
        said = refused("run")
    else:
        said = refused("run", "--roles", "intake,web")
    name = "PARADNAYA_ROLES" if way == "setting" else "--roles"
    assert f"{name}: «intake,web» — с базой SQLite работает один процесс" in said
    assert "без courier никто не отправит ответы" in said


def test_the_sandbox_takes_all_roles() -> None:
    assert "песочница" in refused("run", "--roles", "intake,courier")
