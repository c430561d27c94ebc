"""What two tables of the town file say of each other.

These checks read the plain TOML values, not the models, so they speak even when some table is
malformed: the administrator sees all mistakes at once. What has a wrong type is passed over
here, the models say it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from .errors import Problem, shown
from .ground import problems_of_ground
from .lines import Path
from .values import LONGEST_LABEL, label_length

Table = Mapping[str, Any]

LABELS = (
    ("municipalities", "name"),
    ("municipalities", "short"),
    ("agencies", "short"),
    ("groups", "name"),
)
"""What stands on buttons side by side."""


def problems_of(data: Table) -> Iterator[Problem]:
    """Find every mistake between the tables."""
    for key in ("municipalities", "agencies", "groups"):
        yield from _repeated(data, (key,), "code")
    for key, name in LABELS:
        yield from _alike(data, (key,), name)
    for path, group in _tables(data, "groups"):
        yield from _group(path, group)
    desk = data.get("desk")
    if isinstance(desk, dict):
        yield from _repeated(desk, ("desk", "reject_reasons"), "code")
        yield from _alike(desk, ("desk", "reject_reasons"), "name")
    yield from _dangers(data)
    yield from _coordinators(data)
    yield from _called(data)
    yield from _routes(data)
    yield from problems_of_ground(data)


def _tables(data: Table, key: str, at: Path = ()) -> Iterator[tuple[Path, Table]]:
    items = data.get(key)
    for index, item in enumerate(items if isinstance(items, list | tuple) else ()):
        if isinstance(item, dict):
            yield (*at, key, index), item


def _repeated(data: Table, at: Path, name: str) -> Iterator[Problem]:
    """Codes are kept in tickets and buttons: one code, one meaning."""
    seen = set()
    for path, table in _tables(data, str(at[-1]), at[:-1]):
        code = table.get(name)
        if isinstance(code, str) and code in seen:
            yield Problem((*path, name), f"{shown(code)} — уже занято выше; ожидается другое")
        elif isinstance(code, str):
            seen.add(code)


def _alike(data: Table, at: Path, name: str) -> Iterator[Problem]:
    """Nobody can tell two buttons from each other that say the same."""
    seen = set()
    for path, table in _tables(data, str(at[-1]), at[:-1]):
        label = table.get(name)
        if isinstance(label, str) and label.strip():
            if _seen_as(label) in seen:
                yield Problem(
                    (*path, name),
                    f"{shown(label)} — так уже названо выше, кнопки не различить; ожидается другое",
                )
            seen.add(_seen_as(label))


def _called(data: Table) -> Iterator[Problem]:
    """Work is passed on to who is called so: to one agency, whoever that is."""
    whose: dict[str, Path] = {}
    for path, agency in _tables(data, "agencies"):
        names = agency.get("called")
        for index, name in enumerate(names if isinstance(names, list | tuple) else ()):
            if isinstance(name, str) and whose.setdefault(_seen_as(name), path) != path:
                yield Problem(
                    (*path, "called", index),
                    f"{shown(name)} — так уже называют организацию выше; ожидается другое",
                )


def _seen_as(label: str) -> str:
    return " ".join(label.split()).casefold()


def _group(path: Path, group: Table) -> Iterator[Problem]:
    label = f"{group.get('emoji')} {group.get('name')}"
    if label_length(label) > LONGEST_LABEL:
        yield Problem(
            (*path, "name"),
            f"{shown(label)} — ожидается не длиннее {LONGEST_LABEL} знаков вместе с emoji",
        )
    yield from _repeated(group, (*path, "topics"), "code")
    yield from _alike(group, (*path, "topics"), "name")
    for topic_path, topic in _tables(group, "topics", path):
        yield from _repeated(topic, (*topic_path, "questions"), "key")
        for question_path, question in _tables(topic, "questions", topic_path):
            yield from _options(question_path, question)


def _options(path: Path, question: Table) -> Iterator[Problem]:
    options = question.get("options")
    if isinstance(options, list | tuple):
        seen = Counter(_seen_as(str(option)) for option in options)
        twice = {_seen_as(str(one)): str(one).strip() for one in options}
        for option in (label for sign, label in twice.items() if seen[sign] > 1):
            yield Problem((*path, "options"), f"{shown(option)} — дважды; ожидаются разные ответы")


def _dangers(data: Table) -> Iterator[Problem]:
    """Who tells of a danger is offered its topic: one."""
    seen = set()
    for group_path, group in _tables(data, "groups"):
        for path, topic in _tables(group, "topics", group_path):
            danger = topic.get("danger")
            if isinstance(danger, str) and danger in seen:
                yield Problem(
                    (*path, "danger"),
                    f"{shown(danger)} — уже есть у темы выше; ожидается у одной темы",
                )
            elif isinstance(danger, str):
                seen.add(danger)


def _coordinators(data: Table) -> Iterator[Problem]:
    named = [path for path, agency in _tables(data, "agencies") if agency.get("coordinators")]
    expected = "ожидается coordinators = true ровно у одной организации"
    if not named and data.get("agencies"):
        yield Problem(("agencies",), f"координаторы не названы — {expected}")
    for path in named[1:]:
        yield Problem((*path, "coordinators"), f"«true» — {expected}")


def _routes(data: Table) -> Iterator[Problem]:
    agencies = {str(agency.get("code")) for _, agency in _tables(data, "agencies")}
    places = {str(place.get("code")) for _, place in _tables(data, "municipalities")} | {"*"}
    topics = _topic_codes(data)
    seen = set()
    for path, route in _tables(data, "routes"):
        topic, place, agency = (
            route.get("topic"),
            route.get("municipality", "*"),
            route.get("agency"),
        )
        for key, value, known, of in (
            ("topic", topic, topics, "код темы из groups («группа», «группа.тема») или «*»"),
            ("municipality", place, places, "код из municipalities или «*»"),
            ("agency", agency, agencies, "код из agencies"),
        ):
            if isinstance(value, str) and value not in known:
                yield Problem((*path, key), f"{shown(value)} — ожидается {of}")
        if isinstance(topic, str) and isinstance(place, str):
            if (topic, place) in seen:
                yield Problem(
                    (*path, "topic"),
                    f"{shown(topic)} для «{place}» — такой маршрут уже есть выше; ожидается один",
                )
            seen.add((topic, place))


def _topic_codes(data: Table) -> set[str]:
    codes = {"*"}
    for _, group in _tables(data, "groups"):
        codes.add(str(group.get("code")))
        for _, topic in _tables(group, "topics"):
            codes.add(f"{group.get('code')}.{topic.get('code')}")
    return codes
