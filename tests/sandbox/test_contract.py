"""The sandbox against what the messengers publish about themselves, and its own promises."""

import subprocess
import sys
from types import ModuleType

import pytest

from bots.sandbox.max.api import HANDLERS as MAX_HANDLERS
from bots.sandbox.max.rules import CALLS
from bots.sandbox.telegram.api import HANDLERS as TELEGRAM_HANDLERS
from bots.sandbox.telegram.rules import METHODS as TELEGRAM_METHODS
from bots.sandbox.vk.api import HANDLERS as VK_HANDLERS
from bots.sandbox.vk.rules import METHODS as VK_METHODS
from tests.doors import max_contract


def test_every_parameter_is_one_of_the_published(contract: ModuleType) -> None:
    """The traffic of all other tests is checked by their fixture; here are the tables."""
    for method, known in TELEGRAM_METHODS.items():
        unknown = _unknown(contract.tg_request(method, dict.fromkeys(known)))
        assert unknown == [], method
    for method, known in VK_METHODS.items():
        unknown = _unknown(contract.vk_request(method, dict.fromkeys(known)))
        assert set(unknown) <= OLDER_OR_YOUNGER, method


OLDER_OR_YOUNGER = {"conversation_message_id", "message_event", "format_data"}
"""On VK's pages, but not in its published schema."""
OLDER_OR_YOUNGER |= {"lead_forms_new", "market_order_new", "market_order_edit"}
OLDER_OR_YOUNGER |= {"wall_schedule_post_new", "wall_schedule_post_delete"}


def _unknown(errors: list[dict[str, str]]) -> list[str]:
    return [error["where"] for error in errors if error["code"].startswith("unknown")]


CHANNELS = {"GET /chats/{chatLink}"}
NO_MORE = {"GET /chats"}
"""Of MAX: what is for channels alone, and what the schema names only to say that it is gone."""


def test_every_call_of_max_is_published_and_here() -> None:
    schema = max_contract.published()
    if schema is None:
        pytest.skip(f"no schema in {max_contract.SCHEMAS}: MAX's answers' shapes are not checked")
    published = {
        f"{verb.upper()} {path}": call
        for path, verbs in schema["paths"].items()
        for verb, call in verbs.items()
    }
    assert set(published) - CHANNELS - NO_MORE == set(CALLS)
    for name, shape in CALLS.items():
        parameters = published[name].get("parameters", [])
        assert set(shape.query) == {each["name"] for each in parameters if each["in"] == "query"}
        assert (shape.body is not None) == ("requestBody" in published[name]), name


def test_every_method_of_the_tables_is_there() -> None:
    assert set(MAX_HANDLERS) == set(CALLS)
    assert set(TELEGRAM_HANDLERS) == set(TELEGRAM_METHODS)
    assert set(VK_HANDLERS) == set(VK_METHODS) - {"execute"}


def test_no_client_library_is_loaded() -> None:
    code = (
        "import sys, bots.sandbox.server; "
        "sys.exit(bool({'aiogram', 'vkbottle', 'pydantic'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  because the code is ours
