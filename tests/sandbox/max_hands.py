"""What the tests of MAX do over and over: send, press, upload, read the updates."""

from typing import Any

import aiohttp

from .conftest import House

FIRST = 1
"""A marker from before everything: what is kept comes whole."""


def button(text: str, payload: str) -> dict[str, str]:
    return {"type": "callback", "text": text, "payload": payload}


def keyboard(*rows: list[Any]) -> list[Any]:
    return [{"type": "inline_keyboard", "payload": {"buttons": list(rows)}}]


def kinds(updates: list[Any]) -> list[str]:
    return [each["update_type"] for each in updates]


async def updates(house: House, **query: Any) -> list[Any]:
    answer = await house.max("GET /updates", **{"timeout": 0, "marker": FIRST, **query})
    return list(answer["updates"])


async def send(
    house: House, person: int, text: str, attachments: list[Any] | None = None, **more: Any
) -> str:
    """The name of a message that the bot sent to a person."""
    body = {"text": text, "attachments": attachments, **more}
    sent = await house.max("POST /messages", user_id=person, body=body)
    return str(sent["message"]["body"]["mid"])


async def upload(house: House, kind: str, content: bytes, name: str = "file.bin") -> Any:
    """What the upload server answers to a file."""
    url = (await house.max("POST /uploads", type=kind))["url"]
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("data", content, filename=name)
    async with house.session.post(url, data=form) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.json()
