"""A day as an operator writes it: «15.12», «до пятницы», «через 10 дней».

The whole text has to be a day: of «после 15.12 посмотрим» none is made. A day without a year is the
next one of that date; one that was a short while ago is a mistake, and comes back as the past.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

LONG_AGO = timedelta(days=180)
"""«15.01», written in November, is the next January; «20.11» is a slip."""

WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
WEEKDAYS_CUT = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
NEAR: Mapping[str, int] = {
    "сегодня": 0,
    "завтра": 1,
    "послезавтра": 2,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "вчера": -1,
    "позавчера": -2,
    "yesterday": -1,
}
"""A day that is over is one all the same: whoever asks for one to come says that it is over."""
DAYS_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS_ENGLISH = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
COUNTS: Mapping[str, int] = {
    "один": 1,
    "одну": 1,
    "два": 2,
    "две": 2,
    "три": 3,
    "четыре": 4,
    "пять": 5,
    "шесть": 6,
    "семь": 7,
    "восемь": 8,
    "девять": 9,
    "десять": 10,
    "": 1,
}

_LEAD = re.compile(
    r"^(?:не позднее|не позже|до|к|ко|по|в|во|на"
    r"|(?:by|on|until|till|before|no later than)(?: the)?)\s+"
)
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?(?:\s*г(?:ода|\.)?)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ENGLISH = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]+)|([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?)\.?"
    r"(?:,?\s+(\d{4}))?"
)
_IN_ENGLISH = re.compile(r"(?:in|within)\s+(\d{1,3}|a)\s+(day|week|month)s?")
_WORDS = re.compile(r"(\d{1,2})(?:-?го)?\s+([а-я]+)\.?(?:\s+(\d{4})(?:\s*г(?:ода|\.)?)?)?")
_FOLLOWING = re.compile(r"^(?:следующ\w+|next)\s+")
_OF_MONTH = re.compile(r"(\d{1,2})(?:-?го|(?:-?го)?\s+числ[ау])?")
_IN = re.compile(r"через\s+(?:(\d{1,3}|[а-я]+)\s+)??(рабоч\w+\s+)?(дн\w+|день|недел\w+|месяц\w*)")
MONTH_NAME = (
    r"(?:янв(?:аря)?|фев(?:раля)?|мар(?:та)?|апр(?:еля)?|ма[йя]|июня?|июля?|авг(?:уста)?"
    r"|сент?(?:ября)?|окт(?:ября)?|ноя(?:бря)?|дек(?:абря)?)"
)
_MEANT = re.compile(
    r"(?:(?:не позднее|не позже|до|к|ко|по|в|во|на)\s+)?(?:"
    r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?(?:\s*г(?:ода|\.))?"
    rf"|\d{{1,2}}(?:-?го)?\s+{MONTH_NAME}(?:\s+\d{{4}}(?:\s*г(?:ода|\.))?)?"
    r"|\d{1,2}(?:-?го|(?:-?го)?\s+числ[ау])"
    r"|через\s+\d+(?:\s+рабоч\w+)?\s+(?:дн\w+|день|недел\w+|месяц\w*)"
    r")(?![\w-])[.,;:!]*(?!\S)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:до\s+)?\d+[.,]\d+\s*(?:%|°|(?:т|тн|км|м|м2|м3|кг|мм|млн|тонн[аыу]?|километр(?:а|ов)?|метр(?:а|ов)?"
    r"|литр(?:а|ов)?|килограмм(?:а|ов)?|кубометр(?:а|ов)?|миллион(?:а|ов)?)(?![\w.-]))",
    re.IGNORECASE,
)
_END = re.compile(
    r"кон(?:ца|ец|цу)\s+(?:(этой|этого|следующей|следующего)\s+)?(недели|месяца|года)"
)


def read_day(text: str, today: date, workday: Callable[[int], date] | None = None) -> date | None:
    """Read a day; None if the text is none.

    ``workday`` counts working days on from today: it is asked for «через 3 рабочих дня».
    """
    said = " ".join(text.casefold().replace("ё", "е").split()).strip(" .,!;")
    said = _LEAD.sub("", said)
    try:
        return _near(said, today) or _dated(said, today) or _ahead(said, today, workday)
    except (ValueError, OverflowError):  # the 31st of February
        return None


def meant_as_day(text: str) -> str:
    """The beginning of a text that was meant for a day, though none may be read: «31.02»; "" if
    there is none such: «500 тонн щебня», «К-700»."""
    found = None if is_amount(text) else _MEANT.match(text)
    return found.group() if found else ""


def is_amount(text: str) -> bool:
    """Does a text begin with how much of something: «3.5 тонны щебня»? That is no 3rd of May."""
    return _AMOUNT.match(text) is not None


def _near(said: str, today: date) -> date | None:
    if said in NEAR:
        return today + timedelta(days=NEAR[said])
    name = _FOLLOWING.sub("", said)
    following = name != said
    for number, stem in enumerate(WEEKDAYS):
        cut = name == WEEKDAYS_CUT[number]
        if (
            cut
            or name == DAYS_ENGLISH[number]
            or re.fullmatch(rf"{stem}(?:|а|у|ы|е|и|ю|я|ь)", name)
        ):
            ahead = (number - today.weekday() - 1) % 7 + 1
            if following and number > today.weekday():
                ahead += 7
            return today + timedelta(days=ahead)
    return None


def _dated(said: str, today: date) -> date | None:
    if found := _ISO.fullmatch(said):
        return date(*map(int, found.groups()))
    if found := _NUMBERS.fullmatch(said):
        day, month, year = found.groups()
        return _with_year(int(day), int(month), year, today)
    if found := _OF_MONTH.fullmatch(said):
        return _of_month(int(found.group(1)), today)
    if found := _WORDS.fullmatch(said):
        day, name, year = found.groups()
        month = _month(name)
        return _with_year(int(day), month, year, today) if month else None
    if found := _ENGLISH.fullmatch(said):
        first, after, before, second, year = found.groups()
        month = _month(after or before, MONTHS_ENGLISH)
        return _with_year(int(first or second), month, year, today) if month else None
    return None


def _month(name: str, months: Sequence[str] = MONTHS) -> int | None:
    found = [number for number, stem in enumerate(months, 1) if name.startswith(stem)]
    return found[0] if found else None


def _with_year(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this = date(today.year, month, day)
    return date(today.year + 1, month, day) if today - this > LONG_AGO else this


def _of_month(day: int, today: date) -> date:
    if day >= today.day:
        return date(today.year, today.month, day)
    following = _months_on(today.replace(day=1), 1)
    return following.replace(day=day)


def _ahead(said: str, today: date, workday: Callable[[int], date] | None) -> date | None:
    if found := _END.fullmatch(said):
        which, of = found.groups()
        return _end(of, today, following=bool(which and which.startswith("следующ")))
    if said == "через день":
        return today + timedelta(days=2)
    if found := _IN_ENGLISH.fullmatch(said):
        ahead, of = 1 if found[1] == "a" else int(found[1]), found[2]
        if of == "month":
            return _months_on(today, ahead)
        return today + timedelta(days=ahead * (7 if of == "week" else 1))
    if not (found := _IN.fullmatch(said)):
        return None
    counted, working, unit = found.groups()
    count = int(counted) if counted and counted.isdecimal() else COUNTS.get(counted or "")
    if count is None or (working and not unit.startswith("д")):
        return None
    if working:
        return workday(count) if workday else None
    if unit.startswith("месяц"):
        return _months_on(today, count)
    return today + timedelta(days=count * (7 if unit.startswith("недел") else 1))


def _end(of: str, today: date, *, following: bool) -> date:
    """The last day; of a week, its Friday, or on a weekend its Sunday."""
    if of == "года":
        return date(today.year + following, 12, 31)
    if of == "месяца":
        first = _months_on(today.replace(day=1), int(following))
        return first.replace(day=monthrange(first.year, first.month)[1])
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * following)
    friday = monday + timedelta(days=4)
    return friday if friday >= today else monday + timedelta(days=6)


def _months_on(day: date, count: int) -> date:
    """The same day some months on, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
