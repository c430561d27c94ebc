"""The working hours of a day and of a week: as they are written, and what is taken from them."""

import re
from itertools import pairwise

Minutes = int
"""Minutes since local midnight: 0 to 1440."""

Span = tuple[Minutes, Minutes]
Hours = tuple[Span, ...]
"""The open intervals of a day, in order, apart from each other. Empty: a day off."""

Week = tuple[Hours, Hours, Hours, Hours, Hours, Hours, Hours]
"""Monday first."""

DAY: Minutes = 24 * 60
AROUND_THE_CLOCK: Week = (((0, DAY),),) * 7
NEVER: Week = ((),) * 7

_SPAN = re.compile(r"(\d{2}):(\d{2})\s*[-–—]\s*(\d{2}):(\d{2})")


class ScheduleError(ValueError):
    """Hours or exceptions that cannot be read. The message is in Russian, for the administrator."""


def read_hours(text: str) -> Hours:
    """Read «09:00-13:00, 14:00-18:00»; «off» is a day off. Raises :class:`ScheduleError`."""
    if text.strip().lower() == "off":
        return ()
    spans = []
    for part in text.split(","):
        found = _SPAN.fullmatch(part.strip())
        if found is None:
            raise ScheduleError("ожидается ЧЧ:ММ-ЧЧ:ММ")
        hour, minute, last_hour, last_minute = map(int, found.groups())
        start, end = hour * 60 + minute, last_hour * 60 + last_minute
        if minute > 59 or last_minute > 59 or end > DAY:
            raise ScheduleError("ожидается время от 00:00 до 24:00")
        if start >= end:
            raise ScheduleError("ожидается начало раньше конца; ночь делится между двумя днями")
        spans.append((start, end))
    spans.sort()
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise ScheduleError("часы пересекаются; ожидаются промежутки, отдельные друг от друга")
    return tuple(spans)


def without(hours: Hours, pause: Hours) -> Hours:
    """Take the pause (lunch) out of the hours."""
    kept = hours
    for start, end in pause:
        pieces = [
            piece
            for opens, closes in kept
            for piece in ((opens, min(closes, start)), (max(opens, end), closes))
        ]
        kept = tuple((opens, closes) for opens, closes in pieces if opens < closes)
    return kept


def shortened(hours: Hours, by: Minutes = 60) -> Hours:
    """Take the last hour of work away."""
    kept = list(hours)
    while kept and by > 0:
        opens, closes = kept.pop()
        if closes - opens > by:
            kept.append((opens, closes - by))
        by -= closes - opens
    return tuple(kept)
