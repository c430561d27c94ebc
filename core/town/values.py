"""The kinds of values that stand in a town file, each with what is said of a wrong one."""

import contextlib
import re
from itertools import pairwise
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field

from core.dangers import KINDS
from core.finding import SMALL
from core.worktime.hours import read_hours

LONGEST_LABEL = 40
"""VK cuts a button's label here; Telegram shows about as much on a phone."""

MESSENGERS = ("telegram", "vk", "max")
"""Through which people write: their doors' names."""

_BETWEEN_KEYWORDS = re.compile(r"[,;/|]")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
"""What people separate words with: behind it a keyword of its own was meant."""

_NOBODYS = ("localtime", "posixrules", "Factory")
"""What the system has among its zones, and is another on another machine."""

_CODE = re.compile(r"[a-z0-9_]+")


def _is_code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError("ожидаются строчные латинские буквы, цифры и «_»")
    return text


def _is_version(text: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z_-]+", text):
        raise ValueError("ожидаются латинские буквы, цифры, «-» и «_», например дата")
    return text


def _is_link(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", text):
        raise ValueError("ожидается ссылка, которая начинается с https://")
    return text


def _is_zone(text: str) -> str:
    with contextlib.suppress(ZoneInfoNotFoundError, ValueError, OSError):
        ZoneInfo(text)
        if text not in _NOBODYS:
            return text
    raise ValueError("ожидается часовой пояс IANA, например Asia/Yakutsk")


def _is_person(text: str) -> str:
    messenger, colon, number = text.partition(":")
    *first, last = (f"{one}:12345" for one in MESSENGERS)
    expected = f"ожидается {', '.join(first)} или {last}"
    if colon and messenger not in MESSENGERS:
        raise ValueError(f"мессенджера «{messenger}» нет; {expected}")
    if not re.fullmatch(r"[1-9][0-9]{0,15}", number):  # Telegram's are the longest: 52 bits
        raise ValueError(f"{expected}: мессенджер и номер человека в нём")
    return text


def _rise(shares: tuple[int, ...]) -> tuple[int, ...]:
    if any(later <= earlier for earlier, later in pairwise(shares)):
        found = ", ".join(map(str, shares))
        raise ValueError(f"[{found}]: ожидаются разные доли по возрастанию, например [50, 80]")
    return shares


def _is_keyword(text: str) -> str:
    """Only letters are compared: what has digits besides would be heard without them."""
    if not text.replace(" ", "").isalpha():  # most are: of thousands only these are looked at
        if _DIGIT.search(text) or not _LETTER.search(text):
            raise ValueError("ожидаются слова из букв, без цифр")
        if apart := _BETWEEN_KEYWORDS.search(text):
            raise ValueError(
                f"в ключевом слове «{apart[0]}»; ожидается каждое в своих кавычках, "
                'например ["яма", "выбоина"]'
            )
    words = text.lower().replace("ё", "е").split()
    if all(word in SMALL or len(word) == 1 for word in words):
        raise ValueError("такие слова есть в любом тексте; ожидается слово, которое говорит о теме")
    return text


def _is_emoji(text: str) -> str:
    if re.search(r"[A-Za-zА-Яа-яЁё]", text):
        raise ValueError("ожидается эмодзи, например 🛣")
    return text


def _is_danger(text: str) -> str:
    if text not in KINDS:
        raise ValueError(f"ожидается одно из: {', '.join(sorted(KINDS))}")
    return text


def _is_hours(text: str) -> str:
    read_hours(text)
    return text


def label_length(text: str) -> int:
    """Count as messengers do, in UTF-16 units: most emoji are two."""
    return len(text.encode("utf-16-le")) // 2


def _is_label(text: str) -> str:
    if label_length(text) > LONGEST_LABEL:
        raise ValueError(
            f"ожидается не длиннее {LONGEST_LABEL} знаков, иначе не поместится на кнопке"
        )
    return text


Code = Annotated[str, Field(min_length=1, max_length=16), AfterValidator(_is_code)]
GroupCode = Annotated[str, Field(min_length=1, max_length=12), AfterValidator(_is_code)]
Label = Annotated[str, Field(min_length=1), AfterValidator(_is_label)]
Line = Annotated[str, Field(min_length=1, max_length=200)]
Keyword = Annotated[Line, AfterValidator(_is_keyword)]
Version = Annotated[str, Field(min_length=1, max_length=16), AfterValidator(_is_version)]
Prose = Annotated[str, Field(min_length=1, max_length=3500)]
Link = Annotated[str, AfterValidator(_is_link)]
Zone = Annotated[str, AfterValidator(_is_zone)]
WorkHours = Annotated[str, AfterValidator(_is_hours)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Months = Annotated[tuple[Annotated[int, Field(ge=1, le=12)], ...], Field(min_length=1)]
Hour = Annotated[float, Field(gt=0, le=400)]
Days = Annotated[int, Field(ge=1, le=400)]
Share = Annotated[int, Field(ge=1, le=99)]
Person = Annotated[str, AfterValidator(_is_person)]
Emoji = Annotated[str, Field(min_length=1, max_length=8), AfterValidator(_is_emoji)]
Danger = Annotated[str, AfterValidator(_is_danger)]
Reminders = Annotated[tuple[Share, ...], Field(max_length=5), AfterValidator(_rise)]
