"""/me, /updates, /subscriptions: about the bot itself and how it is told of what happens."""

import re
from typing import Any, Final

from bots.sandbox.max.door import MaxDoor
from bots.sandbox.max.objects import bot
from bots.sandbox.max.rules import UPDATE_TYPES, Call, bad_payload, not_allowed, not_found
from bots.sandbox.world import Json

LONGEST_WAIT: Final = 90
MOST_UPDATES: Final = 1000
_SECRET: Final = re.compile(r"[a-zA-Z0-9_-]{5,256}")


def get_me(door: MaxDoor, call: Call) -> Json:
    return {**bot(door.world), "description": None, "commands": []}


async def get_updates(door: MaxDoor, call: Call) -> Json:
    limit, seconds, types = call.get("limit", 100), call.get("timeout", 30), call.get("types")
    if not 1 <= limit <= MOST_UPDATES:
        raise bad_payload(f"limit: must be between 1 and {MOST_UPDATES}")
    if not 0 <= seconds <= LONGEST_WAIT:
        raise bad_payload(f"timeout: must be between 0 and {LONGEST_WAIT}")
    _check_types(types or [])
    if door.subscriptions.given:
        raise not_allowed("Long polling is not available while the bot has a webhook")
    return await door.queue.take(call.get("marker"), limit, seconds, types)


def _check_types(types: list[Any]) -> None:
    unknown = [each for each in types if each not in UPDATE_TYPES]
    if unknown:
        raise bad_payload(f"There is no such type of updates as {unknown[0]}")
    if len(set(types)) < len(types):
        raise bad_payload("A type of updates is named twice")


def get_subscriptions(door: MaxDoor, call: Call) -> Json:
    given = door.subscriptions.given.values()
    return {
        "subscriptions": [
            {"url": each.url, "time": each.time * 1000, "update_types": each.types}
            for each in given
        ]
    }


def subscribe(door: MaxDoor, call: Call) -> Json:
    """A second time with the same address changes its types and its secret."""
    url, types, secret = (call.body.get(name) for name in ("url", "update_types", "secret"))
    if not str(url).startswith(("https://", "http://")):
        raise bad_payload("url: must start with https://")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad_payload("secret: 5 to 256 of A-Z, a-z, 0-9, _ and - are expected")
    _check_types(types or [])
    door.subscriptions.add(str(url), types or None, secret)
    return {"success": True}


def unsubscribe(door: MaxDoor, call: Call) -> Json:
    if call.get("url") not in door.subscriptions.given:
        raise not_found("There is no subscription with this url")
    door.subscriptions.remove(call.get("url"))
    return {"success": True}


HANDLERS: Final = {
    "GET /me": get_me,
    "GET /updates": get_updates,
    "GET /subscriptions": get_subscriptions,
    "POST /subscriptions": subscribe,
    "DELETE /subscriptions": unsubscribe,
}
