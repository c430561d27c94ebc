"""The process's settings: the environment and ``.env``, with the prefix ``PARADNAYA_``.

Every mistake is told with the name of the setting, what was found and what is expected; a
secret's value is never repeated. A name that is nearly right is a mistake too: a setting that
is silently not read is the worst kind.
"""

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableError

from .env_file import EnvFileError, read_env_file
from .workers.roles import ALL, Role, read_roles, wrong_alone

PREFIX = "PARADNAYA_"
ENV_FILE = ".env"

PUBLIC_ADDRESS = re.compile(
    r"(?:https://[^\s/:@?#]+|http://(?:127\.0\.0\.1|localhost))"
    r"(?::(?P<port>\d{1,5}))?(?:/[^\s?#]*)?"
)
"""https, as the messengers want it; without TLS only the own machine, for the sandbox."""

PUBLIC_PORTS = frozenset({443, 80, 88, 8443})
"""Where Telegram brings updates."""

TELEGRAM_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")

MAX_TOKEN = re.compile(r"[!-~]{8,}")
"""It travels in a header. MAX says nothing of its form; those seen are of 60 signs and more."""

LIKE_A_TOKEN = re.compile(r"[A-Za-z0-9_-]{40,}")
"""No setting that is shown has a value like this; a token of MAX's has, given to a wrong name."""

MAX_PORT = 443
"""«Поддерживается только порт 443»: https://dev.max.ru/docs-api/methods/POST/subscriptions"""


class SettingsError(Exception):
    """The settings are not right. ``problems`` are lines for a person."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _Section(BaseModel):
    @model_validator(mode="before")
    @classmethod
    def _blank_is_absent(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {
            name: value
            for name, value in given.items()
            if not isinstance(value, str) or value.strip()
        }


class TelegramSettings(_Section):
    """Off without a token. ``api``: the address of another Bot API server."""

    token: SecretStr | None = None
    api: str | None = Field(default=None, pattern=r"^https?://\S+$")

    @field_validator("token")
    @classmethod
    def _is_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not TELEGRAM_TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("ожидается токен вида 123456789:AA…, как его дал @BotFather")
        return token


class VkSettings(_Section):
    """Off without a token. ``group_id`` is the community's number."""

    token: SecretStr | None = None
    group_id: int | None = Field(default=None, gt=0)
    api: str | None = Field(default=None, pattern=r"^https?://\S+$")

    @model_validator(mode="after")
    def _whole(self) -> "VkSettings":
        if self.token is not None and self.group_id is None:
            raise ValueError("есть VK__TOKEN, но нет VK__GROUP_ID — ожидается номер сообщества")
        if self.token is None and self.group_id is not None:
            raise ValueError(
                "есть VK__GROUP_ID, но нет VK__TOKEN — ожидается ключ сообщества; без ВКонтакте не "
                "указывают ни того ни другого"
            )
        return self


class MaxSettings(_Section):
    """Off without a token. ``api``: the address of another server of MAX's API."""

    token: SecretStr | None = None
    api: str | None = Field(default=None, pattern=r"^https?://\S+$")

    @field_validator("token")
    @classmethod
    def _is_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not MAX_TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError(
                "ожидается токен из кабинета MAX для партнёров: латинские буквы, цифры и знаки, "
                "без пробелов и без слова Bearer"
            )
        return token


class WebSettings(_Section):
    """``public`` is the address outside, behind the town's proxy. With it the messengers bring
    their updates there; without it the bot asks for them."""

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public: str = ""

    @field_validator("host")
    @classmethod
    def _is_a_host(cls, host: str) -> str:
        try:
            host.encode("idna")
        except UnicodeError:
            raise ValueError("ожидается адрес этой машины, например 127.0.0.1") from None
        return host.strip()

    @field_validator("public")
    @classmethod
    def _can_be_reached(cls, public: str) -> str:
        if not public:
            return public
        if "@" in public:
            raise ValueError(
                "в адресе имя или пароль — ожидается адрес вида https://bot.example.ru без них"
            )
        address = PUBLIC_ADDRESS.fullmatch(public.strip().rstrip("/"))
        if address is None:
            raise ValueError("ожидается адрес вида https://bot.example.ru")
        if re.search(r"/hook(?:/|$)", address[0]):
            raise ValueError("ожидается адрес без /hook: его бот добавляет сам")
        port = int(address["port"] or 443)
        if address[0].startswith("https") and port not in PUBLIC_PORTS:
            raise ValueError("ожидается порт 443, 80, 88 или 8443: на другие Telegram не пишет")
        return address[0]


class Settings(BaseSettings):
    """See README, «Settings»."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_ignore_empty=True,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        extra="ignore",
    )

    database: str = "sqlite+aiosqlite:///var/paradnaya.db"
    town: Path = Path("town.toml")
    files: Path = Path("var/files")
    telegram: TelegramSettings = TelegramSettings()
    vk: VkSettings = VkSettings()
    max: MaxSettings = MaxSettings()
    web: WebSettings = WebSettings()
    roles: Annotated[frozenset[Role], NoDecode] = ALL
    flood: bool = True
    meaning: bool = True
    complaints_a_day: int | None = Field(default=50, gt=0)

    @field_validator("roles", mode="before")
    @classmethod
    def _are_roles(cls, roles: Any) -> Any:
        return read_roles(roles) if isinstance(roles, str) else roles

    @property
    def alone(self) -> bool:
        """Does one worker have the database for itself? Several need PostgreSQL."""
        return not self.database.strip().startswith("postgresql")

    @property
    def wrong_roles(self) -> str:
        """Why nobody would be served with these roles; "" if somebody would."""
        sandbox, hooked = not self.has_token, bool(self.web.public)
        if sandbox or self.alone:
            return wrong_alone(self.roles, sandbox=sandbox, hooked=hooked)
        return ""

    @property
    def wrong_for_max(self) -> str:
        """Why MAX would not bring updates to the public address; "" if it would."""
        public = self.web.public
        if self.max.token is None or (urlsplit(public).port or MAX_PORT) == MAX_PORT:
            return ""
        if not public.startswith("https"):  # the sandbox's, on this machine
            return ""
        return (
            f"{PREFIX}WEB__PUBLIC: «{public}» — ожидается порт {MAX_PORT}: на другие MAX не пишет"
        )

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never come out of the process: see :mod:`bots.logs`."""
        given = (self.telegram.token, self.vk.token, self.max.token)
        return tuple(token.get_secret_value() for token in given if token is not None)

    @property
    def has_token(self) -> bool:
        return any(one.token is not None for one in (self.telegram, self.vk, self.max))


def load_settings() -> Settings:
    """Read the settings. Raises :class:`SettingsError` with all that is wrong."""
    try:
        in_file = read_env_file(Path(ENV_FILE))
    except EnvFileError as error:
        raise SettingsError(error.problems) from None
    given = {**in_file, **os.environ}
    problems = [*_misspelt(given), *_without_prefix(in_file, given)]
    try:
        settings = Settings()
    except ValidationError as error:
        problems += [_told(one) for one in error.errors()]
        raise SettingsError(tuple(problems)) from None
    except UnreadableError:
        # A whole section in one name. That name is none of ours, so it has been told by now.
        raise SettingsError(tuple(problems)) from None
    if wrong := settings.wrong_for_max:
        problems.append(wrong)
    if problems:
        raise SettingsError(tuple(problems))
    return settings


def _names() -> set[str]:
    names: set[str] = set()
    for name, field in Settings.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            names |= {f"{PREFIX}{name}__{part}".upper() for part in inner.model_fields}
        else:
            names.add(f"{PREFIX}{name}".upper())
    return names


def _misspelt(given: Mapping[str, Any]) -> list[str]:
    known = _names()
    problems = []
    for name in sorted(given):
        if not name.upper().startswith(PREFIX) or name.upper() in known:
            continue
        # What all names begin with makes none of them alike.
        ends = sorted(one.removeprefix(PREFIX) for one in known)
        near = difflib.get_close_matches(name.upper().removeprefix(PREFIX), ends, n=1)
        expected = f"ожидается одно из: {', '.join(sorted(known))}"
        hint = f"может быть, {PREFIX}{near[0]}?" if near else expected
        problems.append(f"{name}: такой настройки нет — {hint}")
    return problems


def _without_prefix(in_file: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    """Tokens in the file that nobody reads, where there is no other and a sandbox would start. The
    file may be another program's too: beside a token of ours they are that one's."""
    ours = {name: "_".join(filter(None, name.split("_"))) for name in _names() if "__" in name}
    tokens = [name for name in ours if name.endswith("TOKEN")]
    if any(str(value or "").strip() for name, value in given.items() if name.upper() in tokens):
        return []
    meant = {ours[name].removeprefix(PREFIX): name for name in tokens}
    return [
        f"{name}: бот читает только имена с {PREFIX} — может быть, {meant[plain]}?"
        for name, value in in_file.items()
        if (plain := "_".join(filter(None, name.upper().split("_")))) in meant and value
    ]


def _told(error: Any) -> str:
    name = PREFIX + "__".join(str(part) for part in error["loc"]).upper()
    expected = {
        "bool_parsing": "ожидается true или false",
        "int_parsing": "ожидается целое число",
        "greater_than": "ожидается число больше нуля",
        "greater_than_equal": "ожидается число от 0 до 65535",
        "less_than_equal": "ожидается число от 0 до 65535",
        "string_pattern_mismatch": "ожидается адрес вида https://…",
    }.get(error["type"], error["msg"].removeprefix("Value error, "))
    found = error["input"]
    hidden = "TOKEN" in name or not isinstance(found, str | int) or _may_be_secret(str(found))
    shown = "" if hidden else f"«{found}» — "
    return f"{name}: {shown}{expected}"


def _may_be_secret(found: str) -> bool:
    """A password in an address, or a token given to the wrong name."""
    given = found.strip()
    if "@" in given or given.startswith("vk1."):
        return True
    return bool(TELEGRAM_TOKEN.fullmatch(given) or LIKE_A_TOKEN.fullmatch(given))
