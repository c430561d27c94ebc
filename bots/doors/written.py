"""What a door writes as JSON: with each message a keyboard, at times thousands at once."""

import json
from typing import Any

import msgspec


def as_json(value: Any) -> str:
    """JSON of what people may have written: msgspec refuses half a surrogate pair and numbers of
    more than 64 bits, Python writes them down."""
    try:
        return msgspec.json.encode(value).decode()
    except (UnicodeEncodeError, OverflowError):
        return json.dumps(value)
