"""What people wrote, as JSON and back, whatever is in it.

msgspec is several times as fast as Python's own, and refuses half a surrogate pair and numbers of
more than 64 bits: people have sent both, and Python writes and reads them.
"""

import json
from typing import Any

import msgspec


def write_json(value: Any) -> str:
    try:
        return msgspec.json.encode(value).decode()
    except (UnicodeEncodeError, OverflowError):
        return json.dumps(value)


def read_json(text: str | bytes) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return json.loads(text)
