"""What the process says of itself: events with ids, and never a secret."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bots.logs import HIDDEN, set_up_logs

TELEGRAM = "123456789:AAE-abcdefghijklmnopqrstuvwxyz0123456"
VK = "vk1.a.qwertyuiopasdfghjklzxcvbnm"
MAX = "f9LHodD0cOL-qwertyuiopasdfghjklzxcvbnm-0123456789"
OWN = "a-secret-of-our-own"


class Log:
    def __init__(self, *, pretty: bool = False) -> None:
        self.out = io.StringIO()
        set_up_logs([OWN], pretty=pretty, out=self.out)

    @property
    def text(self) -> str:
        return self.out.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Leave the process's logs as they were."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], level = before
    root.setLevel(level)
    structlog.reset_defaults()


def test_an_event_is_a_line_with_its_ids_moment_and_level() -> None:
    log = Log()
    with structlog.contextvars.bound_contextvars(conversation="vk:1:1"):
        structlog.get_logger("bots.intake").info("ticket", ticket="26-000042", move="take")
    (line,) = log.lines
    assert line["timestamp"].endswith("Z")
    assert {name: line[name] for name in ("event", "level", "ticket", "move", "conversation")} == {
        "event": "ticket",
        "level": "info",
        "ticket": "26-000042",
        "move": "take",
        "conversation": "vk:1:1",
    }


def _failure(text: str) -> BaseException:
    """An exception that was really raised, so that it has a traceback."""
    with pytest.raises(ConnectionError) as raised:
        raise ConnectionError(text)
    return raised.value


@pytest.mark.parametrize("secret", [TELEGRAM, VK, OWN])
@pytest.mark.parametrize("pretty", [False, True])
def test_a_secret_never_comes_out(secret: str, pretty: bool) -> None:
    log = Log(pretty=pretty)
    ours = structlog.get_logger("bots.vk")
    ours.warning(f"told of {secret}", url=f"https://host/bot{secret}/getMe", inner=[{"a": secret}])
    ours.info("object", given=ValueError(f"no {secret}"))
    ours.error("failed", exc_info=_failure(f"POST https://host/x?access_token={secret}&v=5"))
    logging.getLogger("aiohttp.client").warning("GET %s", f"https://host/file/bot{secret}/a.jpg")
    assert log.text.count(HIDDEN) >= 6
    assert "ConnectionError" in log.text
    assert secret not in log.text


def test_what_a_header_shows_is_hidden_though_nobody_told_of_it() -> None:
    log = Log()
    structlog.get_logger("bots.max").warning("asked", headers=str({"Authorization": MAX, "A": "b"}))
    assert log.lines[0]["headers"] == f"{{'Authorization': '{HIDDEN}', 'A': 'b'}}"


def test_a_password_in_an_address_is_hidden() -> None:
    log = Log()
    structlog.get_logger("bots").info("where", database="postgresql://town:pa55word@host/town")
    assert log.lines[0]["database"] == f"postgresql://{HIDDEN}@host/town"


def test_what_is_no_secret_is_told_whole() -> None:
    log = Log()
    told = {"peer": "telegram:500000001", "seconds": 1.5, "door": "vk", "why": "VK 901: нельзя"}
    structlog.get_logger("bots.delivery.courier").warning("unreachable", **told)
    (line,) = log.lines
    assert {name: line[name] for name in told} == told


def test_libraries_are_heard_from_warnings_on() -> None:
    log = Log()
    logging.getLogger("aiogram.event").info("chatter")
    logging.getLogger("aiogram.event").warning("trouble")
    assert [line["event"] for line in log.lines] == ["trouble"]


def test_vkbottle_writes_past_nobody() -> None:
    import bots.doors.vk.door  # noqa: F401, PLC0415  because what importing it does is what is tested

    log = Log()
    logging.getLogger("vkbottle").error("trouble with %s", VK)
    assert logging.getLogger("vkbottle").handlers == []
    assert VK not in log.text
    assert "trouble" in log.text
