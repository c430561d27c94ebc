"""Roads, where a kilometre is the address: «трасса Благовещенск-Свободный, 34 км», «Новотроицкое
шоссе 5 км». Looked for only where a text has kilometres and no street with a house."""

import re

_NUMBER = r"(?:\d{1,4})(?:\s*-?\s*(?:й|ый|ой|ем|ом|м|го))?"
_KILOMETRE = re.compile(
    rf"(?P<before>{_NUMBER})\s*(?:км|километр[аеу]?)(?![а-яё])|(?:км|километр)\s*(?P<after>\d{{1,4}})",
    re.IGNORECASE,
)
_NAME = r"[А-ЯЁ][А-ЯЁа-яё-]+"
_TOWNS = rf"{_NAME}\s?[-–—]\s?{_NAME}"
_NUMBERED = r"[РАМРMPA]-?\s?\d{2,3}"
_ROAD = re.compile(
    rf"(?P<track>(?:[Тт]расс|[Аа]втодорог|[Дд]орог|[Фф]едералк)[аеуыи]\w?\s+"
    rf"(?:(?:{_NUMBERED})(?:\s+«?{_NAME}»?)?|«?{_TOWNS}»?|на\s+{_NAME}|«{_NAME}»))"
    rf"|(?P<towns>{_TOWNS})|(?P<numbered>\b{_NUMBERED}(?:\s+«?{_NAME}»?)?)"
    rf"|(?P<way>(?P<called>[А-ЯЁ][а-яё-]+)(?P<end>ое|ом|ого|ому)\s+шоссе)"
    rf"|(?P<short>ш(?:\.|оссе)\s*(?P<named>[А-ЯЁ][а-яё-]+)(?:ое|ом|ого|ому)\b)"
    rf"|(?P<tract>[А-ЯЁ][а-яё-]+(?:ий|ом|ого|ому)\s+тракт[аеу]?)"
    rf"|(?P<around>\b[Оо]бъездн(?:ая|ой|ую)(?:\s+дорог[аеуи])?)"
    rf"|(?P<to>[Дд]орог[аеуи]\s+(?:на|в|до)\s+(?:[а-яё]{{4,}}|{_NAME}))"
)
_APART = 60
"""Letters between a road and its kilometre, at most."""


def road_in(text: str) -> tuple[str, str] | None:
    """The road and its kilometre, as an address has them."""
    kilometre = _KILOMETRE.search(text) if "км" in text or "килом" in text else None
    if kilometre is None:
        return None
    number = re.match(r"\d+", kilometre["before"] or kilometre["after"])
    for road in _ROAD.finditer(text):
        apart = max(kilometre.start() - road.end(), road.start() - kilometre.end())
        if number is not None and apart <= _APART:
            return _sign(road), f"{number[0]} км"
    return None


def _sign(road: re.Match[str]) -> str:
    """«на Игнатьевском шоссе» is «ш. Игнатьевское»."""
    if road["way"]:
        return f"ш. {road['called']}ое"
    if road["short"]:
        return f"ш. {road['named']}ое"
    if road["around"]:
        return "объездная"
    written = " ".join(road[0].split())
    for begun in ("трасс", "автодорог", "дорог", "федералк"):
        if written.lower().startswith(begun):
            _, _, rest = written.partition(" ")
            return f"{begun}а {rest}"
    return written
