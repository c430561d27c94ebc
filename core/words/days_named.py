"""The day that a sentence promises: «заменим до пятницы», «25 декабря положим асфальт».

Only what is plainly a day counts: a number alone is a house, a floor or an hour. Where a sentence
names two days to come, nobody knows which of them is meant, and none is found.
"""

import re
from collections.abc import Callable
from datetime import date

from .dates import MONTH_NAME, WEEKDAYS_CUT, is_amount, read_day

WORDS_AT_MOST = 6
"""«Не позднее конца следующей недели»."""

_WORD = re.compile(r"[^\s,;:!?()«»\"]+")
_PLAIN = re.compile(
    r"[^\d]+"  # said in words
    r"|(?:\D*\s)?\d{1,2}\.\d{2}(?:\.(?:\d{4}|\d{2}))?"
    rf"|(?:\D*\s)?\d{{1,2}}(?:-?го)?\s+(?:{MONTH_NAME}|[a-z]{{3,9}})(?:\s+\d{{4}}(?:\s*г(?:ода)?)?)?"
    r"|(?:\D*\s)?\d{1,2}(?:-?го)?\s+числ[ау]"
    r"|(?:через|in|within)\s+\d{1,3}\s+.+"
)
_OF_STREET = re.compile(r"(?:ул|улиц\w*|пр|просп\w*|пер|переулк\w*|площад\w*|street)\.?")
"""Before «8 Марта»: that is no day."""


def day_named(text: str, today: date, workday: Callable[[int], date]) -> date | None:
    """The one day, from ``today`` on, that stands in ``text``; today's only where no other does."""
    said = text.casefold().replace("ё", "е")
    words = list(_WORD.finditer(said))
    found: list[date] = []
    at = 0
    while at < len(words):
        day, count = _at(said, words, at, today, workday)
        if day is not None and day >= today:
            found.append(day)
        at += count
    later = {day for day in found if day > today}
    if len(later) > 1:
        return None
    return later.pop() if later else next(iter(found), None)


def _at(
    said: str,
    words: list[re.Match[str]],
    at: int,
    today: date,
    workday: Callable[[int], date],
) -> tuple[date | None, int]:
    """The day that begins with the word ``at``, and how many words it is; (None, 1): none does."""
    of_street = at > 0 and _OF_STREET.fullmatch(words[at - 1].group())
    if of_street or is_amount(said[words[at].start() :]):
        return None, 1
    for count in range(min(WORDS_AT_MOST, len(words) - at), 0, -1):
        part = said[words[at].start() : words[at + count - 1].end()].rstrip(".")
        if part in WEEKDAYS_CUT:
            continue  # «у ср. школы»: cut short, a day needs its «в» or «до»
        if _PLAIN.fullmatch(part) and (day := read_day(part, today, workday)):
            return day, count
    return None, 1
