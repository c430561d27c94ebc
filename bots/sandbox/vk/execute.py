"""execute: a list of calls with literal arguments, ``return [API.users.get({…}), …];``.

VK runs a whole language here. Bots use it to bundle calls, and that is what is understood; any
other code is refused as if it did not compile.
"""

import json
import re
from typing import Any, Final

from .rules import VkError

MOST_CALLS: Final = 25
_SHELL: Final = re.compile(r"\s*return\s*\[(.*)\]\s*;?\s*", re.DOTALL)
_CALL: Final = re.compile(r"\s*,?\s*API\.(\w+\.\w+)\(")


def read_code(code: str) -> list[tuple[str, dict[str, Any]]]:
    """The calls in order: method and parameters. Raises ``VkError``."""
    shell = _SHELL.fullmatch(code)
    if shell is None:
        raise _not_compiled("the sandbox understands return [API.method({…}), …];")
    body = shell.group(1)
    calls = []
    position = 0
    while body[position:].strip():
        call = _CALL.match(body, position)
        if call is None:
            raise _not_compiled(f"API.method( is expected near «{body[position : position + 20]}»")
        arguments, position = _read_arguments(body, call.end())
        calls.append((call.group(1), arguments))
    if len(calls) > MOST_CALLS:
        raise VkError(13, "Runtime error occurred during code invocation: Too many API calls")
    return calls


def _read_arguments(body: str, start: int) -> tuple[dict[str, Any], int]:
    closing = re.compile(r"\s*\)").match(body, start)
    if closing is not None:
        return {}, closing.end()
    try:
        arguments, end = json.JSONDecoder().raw_decode(body, start)
    except ValueError as problem:
        raise _not_compiled("arguments should be a JSON object") from problem
    closing = re.compile(r"\s*\)").match(body, end)
    if not isinstance(arguments, dict) or closing is None:
        raise _not_compiled("arguments should be one JSON object")
    return arguments, closing.end()


def _not_compiled(reason: str) -> VkError:
    return VkError(12, f"Unable to compile code: {reason}")
