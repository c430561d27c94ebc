"""The messengers' own schemas, where they lie beside the repository.

``contract()`` gives the checker's module, or None: then what is sent is still compared with
what the tests expect, but not with the published schemas.
"""

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

CHECKER = Path(__file__).parents[2].parent / "shared" / "contract" / "validate.py"


@cache
def contract() -> ModuleType | None:
    if not CHECKER.exists():
        return None
    spec = importlib.util.spec_from_file_location("contract", CHECKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def complaints(door: str, method: str, parameters: dict[str, Any], files: tuple[str, ...]) -> str:
    """What the schema has against a request, "" if nothing or if there is no schema here."""
    checker = contract()
    if checker is None:
        return ""
    if door == "vk":
        found = checker.vk_request(method, parameters)
    else:
        found = checker.tg_request(method, parameters, files)
    return json.dumps(found, ensure_ascii=False) if found else ""
