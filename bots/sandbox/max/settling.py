"""/me, /updates: about the bot itself and what it is told."""

from typing import Final

from bots.sandbox.world import Json

from .door import MaxDoor
from .objects import bot
from .rules import UPDATE_TYPES, Call, bad_payload

LONGEST_WAIT: Final = 90
MOST_UPDATES: Final = 1000


def get_me(door: MaxDoor, call: Call) -> Json:
    return {**bot(door.world), "description": None, "commands": []}


async def get_updates(door: MaxDoor, call: Call) -> Json:
    limit, seconds, types = call.get("limit", 100), call.get("timeout", 30), call.get("types")
    if not 1 <= limit <= MOST_UPDATES:
        raise bad_payload(f"limit: must be between 1 and {MOST_UPDATES}")
    if not 0 <= seconds <= LONGEST_WAIT:
        raise bad_payload(f"timeout: must be between 0 and {LONGEST_WAIT}")
    check_types(types or [])
    return await door.queue.take(call.get("marker"), limit, seconds, types)


def check_types(types: list[str]) -> None:
    """Raises ``MaxError`` where a kind of updates is none of the known, or named twice."""
    unknown = [each for each in types if each not in UPDATE_TYPES]
    if unknown:
        raise bad_payload(f"types: no such update as {unknown[0]}")
    if len(set(types)) < len(types):
        raise bad_payload("types: items repeat")


HANDLERS: Final = {"GET /me": get_me, "GET /updates": get_updates}
