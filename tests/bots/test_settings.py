"""The settings: what is wrong is told with its name, and a secret is never repeated."""

import os
from pathlib import Path

import pytest

from bots.settings import Settings, SettingsError, load_settings
from bots.workers.roles import ALL, Role

SECRET = "42:geheim"


@pytest.fixture(autouse=True)
def nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("PARADNAYA_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def load(monkeypatch: pytest.MonkeyPatch, **given: str) -> Settings:
    for name, value in given.items():
        monkeypatch.setenv(f"PARADNAYA_{name}", value)
    return load_settings()


def problems(monkeypatch: pytest.MonkeyPatch, **given: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        load(monkeypatch, **given)
    return caught.value.problems


def test_without_any_setting_everything_has_a_value() -> None:
    settings = load_settings()
    assert not settings.has_token
    assert (settings.web.host, settings.web.port) == ("127.0.0.1", 8080)
    assert settings.town == Path("town.toml")


def test_settings_are_read_from_the_environment_before_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text(
        f"PARADNAYA_TELEGRAM__TOKEN={SECRET}\nPARADNAYA_WEB__PORT=1\nOTHER=x\n", encoding="utf-8"
    )
    settings = load(monkeypatch, WEB__PORT="2", VK__TOKEN="vk1.a", VK__GROUP_ID="7")
    assert settings.web.port == 2
    assert settings.has_token
    assert settings.telegram.token is not None
    assert settings.telegram.token.get_secret_value() == SECRET
    assert settings.vk.group_id == 7
    assert SECRET not in repr(settings)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("TELEGRAM_TOKEN", "PARADNAYA_TELEGRAM__TOKEN"),
        ("VK__GROUP", "PARADNAYA_VK__GROUP_ID"),
        ("DATABSE", "PARADNAYA_DATABASE"),
        ("WEB_PORT", "PARADNAYA_WEB__PORT"),
    ],
)
def test_a_name_that_is_nearly_right_is_a_mistake(
    monkeypatch: pytest.MonkeyPatch, name: str, near: str
) -> None:
    (problem,) = problems(monkeypatch, **{name: SECRET})
    assert problem.startswith(f"PARADNAYA_{name}: ")
    assert f"может быть, {near}?" in problem
    assert SECRET not in problem


def test_a_name_like_none_is_answered_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    (problem,) = problems(monkeypatch, NOSUCH="x")
    assert problem.startswith(
        "PARADNAYA_NOSUCH: такой настройки нет — ожидается одно из: PARADNAYA_"
    )
    assert "может быть" not in problem


def test_a_misspelt_name_in_the_file_is_told_too() -> None:
    Path(".env").write_text(f"PARADNAYA_TELEGRAM_TOKEN={SECRET}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "PARADNAYA_TELEGRAM__TOKEN" in str(caught.value)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("WEB__PORT", "http", "целое число"),
        ("WEB__PORT", "65536", "от 0 до 65535"),
        ("WEB__PORT", "-1", "от 0 до 65535"),
        ("VK__GROUP_ID", "club7", "целое число"),
        ("VK__GROUP_ID", "-7", "больше нуля"),
        ("TELEGRAM__API", "api.telegram.org", "https://"),
        ("VK__API", "ftp://vk", "https://"),
        ("WEB__PUBLIC", "bot.example.ru", "https://bot.example.ru"),
        ("WEB__PUBLIC", "http://bot.example.ru", "https://bot.example.ru"),
        ("WEB__PUBLIC", "https://bot.example.ru/hook/", "ожидается адрес без /hook"),
        ("WEB__PUBLIC", "https://bot.example.ru/hook/vk", "ожидается адрес без /hook"),
        ("WEB__HOST", "town..ru", "127.0.0.1"),
        ("FLOOD", "может", "true или false"),
        ("WEB__PUBLIC", "https://bot.example.ru/?a=1", "https://bot.example.ru"),
        ("WEB__PUBLIC", "https://bot.example.ru:8080", "443, 80, 88 или 8443"),
        ("MAX__API", "platform-api2.max.ru", "https://"),
    ],
)
def test_a_bad_value_is_told_with_its_name_and_what_is_expected(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    (problem,) = problems(monkeypatch, **{name: value})
    assert problem.startswith(f"PARADNAYA_{name}: «{value}»")
    assert expected in problem


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WEB__PUBLIC", "https://user:geheim@bot.example.ru"),
        ("WEB__PUBLIC", "https://geheim@bot.example.ru"),
        ("WEB__PUBLIC", "user:geheim@bot.example.ru"),
        ("TELEGRAM__API", "ftp://user:geheim@bot.example.ru"),
        ("VK__GROUP_ID", "vk1.geheim"),
        ("VK__GROUP_ID", SECRET),
        ("VK__GROUP_ID", "f9LHodD0cOL-geheim-geheim-geheim-geheim-geheim"),
        ("MAX__API", "f9LHodD0cOL-geheim-geheim-geheim-geheim-geheim"),
    ],
)
def test_a_password_in_an_address_or_a_token_in_the_wrong_place_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (problem,) = problems(monkeypatch, **{name: value})
    assert problem.startswith(f"PARADNAYA_{name}: ")
    assert "geheim" not in problem
    assert "ожидается" in problem


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://bot.example.ru", "https://bot.example.ru"),
        (" https://bot.example.ru/ ", "https://bot.example.ru"),
        ("https://example.ru:8443/bot/", "https://example.ru:8443/bot"),
        ("http://127.0.0.1:8081", "http://127.0.0.1:8081"),
    ],
)
def test_the_address_outside_is_https_or_this_machine(
    monkeypatch: pytest.MonkeyPatch, given: str, kept: str
) -> None:
    assert load(monkeypatch, WEB__PUBLIC=given).web.public == kept


def test_a_vk_token_needs_its_community(monkeypatch: pytest.MonkeyPatch) -> None:
    (problem,) = problems(monkeypatch, VK__TOKEN="vk1.geheim")
    assert "VK__GROUP_ID" in problem
    assert "geheim" not in problem


def test_a_vk_community_needs_its_token(monkeypatch: pytest.MonkeyPatch) -> None:
    (problem,) = problems(monkeypatch, VK__GROUP_ID="7", TELEGRAM__TOKEN=SECRET)
    assert problem.startswith("PARADNAYA_VK: есть VK__GROUP_ID, но нет VK__TOKEN — ожидается")


@pytest.mark.parametrize("name", ["TELEGRAM_TOKEN", "TELEGRAM__TOKEN", "vk_token"])
def test_a_token_in_the_file_without_the_prefix_is_told_where_a_sandbox_would_start(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    Path(".env").write_text(f"{name}={SECRET}\nTOKEN=x\nVK_API=\n", encoding="utf-8")
    (problem,) = problems(monkeypatch)
    assert problem.startswith(f"{name}: бот читает только имена с PARADNAYA_ — может быть, PARADNA")
    assert SECRET not in problem
    assert load(monkeypatch, TELEGRAM__TOKEN=SECRET).has_token  # then it is another program's


@pytest.mark.parametrize("token", ["geheim", "geheim:42", f"{SECRET} {SECRET}", "42:ключ"])
def test_what_is_no_token_is_told_without_repeating_it(
    monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    (problem,) = problems(monkeypatch, TELEGRAM__TOKEN=token)
    assert problem.startswith("PARADNAYA_TELEGRAM__TOKEN: ")
    assert token not in problem


@pytest.mark.parametrize("token", ["geheim", "Bearer geheimgeheim", "geheim ключ"])
def test_what_is_no_token_of_max_is_told_without_repeating_it(
    monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    (problem,) = problems(monkeypatch, MAX__TOKEN=token)
    assert problem.startswith("PARADNAYA_MAX__TOKEN: ожидается токен")
    assert token not in problem


def test_max_alone_is_enough_and_its_token_is_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(monkeypatch, MAX__TOKEN="f9LHodD0-geheim")
    assert settings.has_token
    assert settings.secrets == ("f9LHodD0-geheim",)
    assert "geheim" not in repr(settings)


def test_max_comes_to_one_port_only(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "https://bot.example.ru:8443"
    assert load(monkeypatch, WEB__PUBLIC=address).web.public == address
    (problem,) = problems(monkeypatch, MAX__TOKEN="f9LHodD0-geheim")
    assert problem.startswith(f"PARADNAYA_WEB__PUBLIC: «{address}» — ожидается порт 443")
    here = "http://127.0.0.1:8081"
    assert load(monkeypatch, WEB__PUBLIC=here, MAX__TOKEN="f9LHodD0-geheim").web.public == here
    load(monkeypatch, WEB__PUBLIC="https://bot.example.ru:443", MAX__TOKEN="f9LHodD0-geheim")


@pytest.mark.parametrize("section", ["TELEGRAM", "VK", "MAX"])
def test_a_section_given_as_one_value_is_told_without_repeating_it(
    monkeypatch: pytest.MonkeyPatch, section: str
) -> None:
    found = problems(monkeypatch, **{section: SECRET})
    assert all(SECRET not in problem for problem in found)
    assert any(problem.startswith(f"PARADNAYA_{section}") for problem in found)


def test_all_mistakes_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = problems(monkeypatch, WEB__PORT="x", VK__TOKEN="vk1", TOWNN="a")
    assert len(found) == 3


def test_a_blank_value_is_as_if_it_was_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(
        monkeypatch,
        TELEGRAM__TOKEN="",
        TELEGRAM__API=" ",
        VK__TOKEN="",
        VK__GROUP_ID="",
        VK__API="",
        MAX__TOKEN="",
        MAX__API="",
        WEB__HOST="",
        WEB__PORT="",
        WEB__PUBLIC="",
        DATABASE="",
        TOWN="",
        FILES="",
    )
    assert settings == Settings()
    assert settings.web.port == 8080
    assert settings.database.startswith("sqlite+aiosqlite:///")
    assert str(settings.files) == "var/files"


def test_roles_are_all_unless_they_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().roles == ALL
    assert load(monkeypatch, ROLES="intake, web").roles == {Role.INTAKE, Role.WEB}
    (told,) = problems(monkeypatch, ROLES="intake,cook")
    assert told.startswith("PARADNAYA_ROLES: «intake,cook» — роли «cook» нет; ожидаются")
    assert "intake, courier, watch, web" in told
