"""MAX's own schema (OpenAPI 3.0), where it lies beside the repository, and what it has to say.

* :func:`published` gives the schema, or None: then shapes are compared with nothing but what the
  tests expect. The three others say "no complaints" there.
* :func:`request` checks what a bot sends, :func:`answer` what it gets, :func:`update` what befell.
  Each gives complaints, one line a complaint, the place first.

Where the schema contradicts itself or its own words, the words win; each such place is named here.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]

SCHEMAS = Path(__file__).parents[2].parent / "shared" / "contract" / "schemas" / "max"

WIDER = {"ChatType": ["dialog", "chat", "channel"]}
"""Enumerations that are wider in words than in the list: a chat's type is listed as "chat" alone,
while its description and half of the methods have dialogs and channels."""

UNLISTED_QUERY = frozenset({"v"})
"""«You can add it as v parameter to each HTTP-request», says the schema's text on versions."""


@cache
def published() -> Json | None:
    """The newest schema that is at hand."""
    found = sorted(SCHEMAS.glob("max_openapi_*.json"))
    if not found:
        return None
    schema: Json = json.loads(found[-1].read_text(encoding="utf-8"))
    return schema


def request(verb: str, path: str, query: Json, body: Any = None) -> list[str]:
    """What is wrong with a call of the API: ``path`` as it was sent, ``query`` as strings."""
    if published() is None:
        return []
    known = _operation(verb, path)
    if known is None:
        return [f"{verb} {path}: there is no such call"]
    return [*_query(known, query), *_body(known, body)]


def answer(verb: str, path: str, status: int, said: Any) -> list[str]:
    """What is wrong with the answer to a call: the shape for 200, ``Error`` for all else."""
    if published() is None:
        return []
    if status != 200:
        return _check(_reference("Error"), said, "error", sent=False)
    known = _operation(verb, path)
    if known is None:
        return [f"{verb} {path}: there is no such call"]
    response = known["responses"]["200"]
    if "$ref" in response:
        response = _named(response["$ref"])
    schema = response["content"]["application/json"]["schema"]
    return _check(schema, said, "answer", sent=False)


def update(happened: Any) -> list[str]:
    """What is wrong with an update, from long poll or a webhook."""
    if published() is None:
        return []
    return _check(_reference("Update"), happened, "update", sent=False)


def object_of(name: str, value: Any) -> list[str]:
    """What is wrong with a value of one of the schema's named kinds: "Message", "Chat" …"""
    return [] if published() is None else _check(_reference(name), value, name, sent=False)


# Finding


def _reference(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _named(reference: str) -> Json:
    found: Any = published()
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    name = reference.rpartition("/")[2]
    schema: Json = {**found, "enum": WIDER[name]} if name in WIDER else found
    return schema


def _operation(verb: str, path: str) -> Json | None:
    """The call's description; None where there is none, or it was taken out of use."""
    schema = published()
    assert schema is not None
    for template, verbs in schema["paths"].items():
        found: Json | None = verbs.get(verb.lower())
        # GET /chats «больше не поддерживается» since June 2026: its description has no answers.
        if found is not None and found.get("responses") and _fits(template, found, path):
            return found
    return None


def _fits(template: str, operation: Json, path: str) -> bool:
    kinds = {
        each["name"]: r"-?\d+" if each["schema"]["type"] == "integer" else r"[^/]+"
        for each in operation.get("parameters", [])
        if each["in"] == "path"
    }
    pattern = re.sub(r"\{(\w+)\}", lambda match: kinds.get(match[1], "[^/]+"), template)
    return re.fullmatch(pattern, path) is not None


# A request's parts


def _query(operation: Json, query: Json) -> list[str]:
    known = {
        each["name"]: each for each in operation.get("parameters", []) if each["in"] == "query"
    }
    found = [f"query.{name}: unknown" for name in set(query) - set(known) - UNLISTED_QUERY]
    for name, parameter in known.items():
        if name in query:
            value = _typed(parameter["schema"], query[name])
            found += _check(parameter["schema"], value, f"query.{name}", sent=True)
        elif parameter.get("required"):
            found.append(f"query.{name}: missing")
    return found


def _typed(schema: Json, value: Any) -> Any:
    """A value of a query as its schema has it; what cannot be is left a string."""
    if "$ref" in schema:
        schema = _named(schema["$ref"])
    text = str(value)
    if schema.get("type") == "array":
        return [_typed(schema.get("items", {}), each) for each in text.split(",") if each]
    if schema.get("type") == "integer" and text.removeprefix("-").isdecimal():
        return int(text)
    words = {"true": True, "false": False}
    return words.get(text.lower(), text) if schema.get("type") == "boolean" else text


def _body(operation: Json, body: Any) -> list[str]:
    wanted = operation.get("requestBody")
    if wanted is None:
        return [] if body in (None, {}) else ["body: this call has none"]
    if body is None:
        return ["body: missing"] if wanted.get("required") else []
    return _check(wanted["content"]["application/json"]["schema"], body, "body", sent=True)


# Values


def _leaves(schema: Json, value: Any, *, chosen: bool = False) -> Iterator[Json]:
    """The schemas that a value is to satisfy together, with references and kinds followed."""
    if "$ref" in schema:
        yield from _leaves(_named(schema["$ref"]), value, chosen=chosen)
        return
    kinds = schema.get("discriminator")
    if kinds is not None and isinstance(value, dict) and not chosen:
        target = kinds["mapping"].get(value.get(kinds["propertyName"]))
        if target is None:
            yield {"unknown": f"{kinds['propertyName']} {value.get(kinds['propertyName'])!r}"}
        else:  # written as a reference, and among the updates as an object with one
            reference = target if isinstance(target, dict) else {"$ref": target}
            yield from _leaves(reference, value, chosen=True)
        return
    # The list of members to add is written as a parameter, with its schema inside.
    yield schema.get("schema", schema)
    for each in schema.get("allOf", []):
        yield from _leaves(each, value, chosen=chosen)


def _check(schema: Json, value: Any, where: str, *, sent: bool) -> list[str]:
    leaves = list(_leaves(schema, value))
    if value is None:
        nullable = any(each.get("nullable") for each in leaves)
        return [] if nullable else [f"{where}: null"]
    found = [f"{where}: unknown {each['unknown']}" for each in leaves if "unknown" in each]
    for each in leaves:
        found += _check_type(each, value, where) or _check_limits(each, value, where)
        if isinstance(value, list) and "items" in each:
            for index, item in enumerate(value):
                found += _check(each["items"], item, f"{where}[{index}]", sent=sent)
    if isinstance(value, dict) and not found:
        found += _check_fields(leaves, value, where, sent=sent)
    return found


_TYPES: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "number": (int, float),
    "string": (str,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


def _check_type(schema: Json, value: Any, where: str) -> list[str]:
    named = schema.get("type") or ("object" if "properties" in schema else None)
    # A video's thumbnail is called a string and described, all the same, as an object.
    if named == "string" and "allOf" in schema:
        named = None
    if named is None:
        return []
    flag = isinstance(value, bool) and named != "boolean"
    if flag or not isinstance(value, _TYPES[named]):
        return [f"{where}: {named} expected, not {value!r:.60}"]
    return []


def _check_limits(schema: Json, value: Any, where: str) -> list[str]:
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where}: {value!r} is none of {', '.join(map(str, schema['enum']))}")
    if isinstance(value, str):
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            found.append(f"{where}: {len(value)} characters")
        if "pattern" in schema and not re.search(schema["pattern"], value):
            found.append(f"{where}: not of the pattern {schema['pattern']}")
    if isinstance(value, int | float) and not isinstance(value, bool):
        least, most = schema.get("minimum", value), schema.get("maximum", value)
        if not least <= value <= most:
            found.append(f"{where}: {value} is not in {least}-{most}")
    if isinstance(value, list):
        if len(value) > int(schema.get("maxItems", len(value))):
            found.append(f"{where}: {len(value)} items")
        if schema.get("uniqueItems") and any(each in value[:at] for at, each in enumerate(value)):
            found.append(f"{where}: items repeat")
    return found


def _check_fields(leaves: list[Json], value: Json, where: str, *, sent: bool) -> list[str]:
    known: dict[str, Json] = {}
    for leaf in leaves:
        known |= leaf.get("properties", {})
    more = next((each["additionalProperties"] for each in leaves if _is_open(each)), None)
    found = []
    for name, item in value.items():
        inner = known.get(name, more)
        if inner is None:
            found += [f"{where}.{name}: unknown"] if known else []
        else:
            found += _check(inner, item, f"{where}.{name}", sent=sent)
    for leaf in leaves:
        for name in leaf.get("required", []) if isinstance(leaf.get("required"), list) else []:
            # A message's body requires a link that it does not describe. What may be null may be
            # left out of a request: so do all of the schema's own examples.
            lax = name not in known or (sent and _may_be_null(known[name]))
            if name not in value and not lax:
                found.append(f"{where}.{name}: missing")
    return found


def _is_open(schema: Json) -> bool:
    return isinstance(schema.get("additionalProperties"), dict)


def _may_be_null(schema: Json) -> bool:
    return any(each.get("nullable") for each in _leaves(schema, None))
