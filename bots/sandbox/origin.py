"""Addresses of the sandbox inside what it says.

They are written with ``ORIGIN`` and get the real address when they are handed out, so they hold
even if the sandbox was started again on another port.
"""

import json
from typing import Any, Final

from aiohttp import web

ORIGIN: Final = "http://sandbox.invalid"


def with_origin(request: web.Request, answer: Any) -> Any:
    """Fill in the address under which the client reaches the sandbox."""
    return filled(answer, f"{request.scheme}://{request.host}")


def filled(said: Any, url: str) -> Any:
    text = json.dumps(said, ensure_ascii=False)
    return json.loads(text.replace(ORIGIN, url)) if ORIGIN in text else said
