"""How a resident can be reached: telephone numbers or e-mail addresses, wherever they stand in what
they write."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from core.messages import ButtonKind
from core.words.reachable import (
    AT_MOST,
    DASHES,
    KEPT_AT_MOST,
    MAIL,
    apart,
    contacts_in,
    digits_of,
    listed,
    together,
)
from core.words.wordsets import words_of
from dialogs.effects import Answer, Answers, Option, Phrase, phrase
from dialogs.events import Event, Said, Shared
from dialogs.heard.declining import NOTHING_SAID, is_later, is_no, is_plea
from dialogs.heard.declining import PHONE as ABOUT_PHONES
from dialogs.heard.to_the_bot import is_ending
from dialogs.steps import Step, unexpected
from dialogs.taking import Refused, Took, is_telling, tell
from dialogs.texts import fold

PHONE = re.compile(r"\+?[\d\s()\-.]{5,25}")
PHONE_IN_WORDS = re.compile(r"(?<!\w)\+?\(?\d[\d\s()\-.]{3,22}\d(?!\w)")
MOMENT = re.compile(
    r"(?<![\d.-])(?:"
    r"(?:[0-2]?\d|3[01])\.(?:0?\d|1[0-2])\.(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}(?:[.:]\d{2}|-[0-5]0)[\s-]+\d{1,2}(?:[.:]\d{2}|-[0-5]0)"
    r")(?![\d-])"
)
"""A date, or hours: «01.12.26», «9.00-18.00»."""
SUM = re.compile(r"\d{5,6}|\d{1,3}(?:[\s.]\d{3}){1,2}")
"""What among words may as well be money or a postal code."""

_SPELLED = re.compile(
    r"(?P<who>[a-z0-9][\w.-]*) ?(?:собака|собачка|эт) ?(?P<host>\w+)(?: точка | ?\. ?| )"
    r"(?P<end>ру|ком|ru|com)\b",
    re.IGNORECASE,
)
"""An address as it is told by ear; its name is in Latin letters, or nobody knows how it is."""
_HOSTS: Mapping[str, str] = {
    **dict.fromkeys(("мейл", "мэйл", "майл", "меил"), "mail"),
    **dict.fromkeys(("яндекс", "яндех"), "yandex"),
    **dict.fromkeys(("гмейл", "джимейл"), "gmail"),
    **dict(zip(("рамблер", "бк", "лист"), ("rambler", "bk", "list"), strict=True)),
}
_ENDS: Mapping[str, str] = {"ру": "ru", "ком": "com"}

NICK = re.compile(
    r"(?<![\w.@/])(?:@[a-z]\w{3,31}"
    r"|(?:https?://)?(?:(?:vk\.com|t\.me|ok\.ru)/[\w.]{3,40}|max\.ru/(?:u/)?[\w.-]{3,100}))(?<!\.)",
    re.IGNORECASE | re.ASCII,
)
"""A name in a messenger, or the page of one."""

HERE = frozenset(
    {
        *(
            "пишите сюда",
            "пишите здесь",
            "сюда",
            "сюда же",
            "здесь",
            "в этот чат",
            "в чат",
            "в бот",
        ),
        *("не дам", "анонимно", "вы и так знаете", "тот же", "тот же номер", "пишите тут", "тут"),
        *("сюда пишите", "здесь пишите", "лучше сюда", "хочу анонимно", "here", "write here"),
    }
)
"""The answer comes here anyway: no more is needed."""

_KNOWN = words_of(
    "тот прежний прежнему прежняя старый профиле профиль обычно знаете указан указана указывал",
    "указывала есть телеграме телеграм телеге максе макс вк вконтакте сообщениях личке чате same",
)
_ROUND_KNOWN = words_of(
    "мой моя мои телефон телефона номер номера контакт контакты почта у вас уже в во он она и",
    "так там",
    "как что же был была раньше прошлый прошлом прошлого раз по из от тут здесь пишите",
    "напишите мне",
    "можно лучше мне вы the my number phone in",
)
"""Around them; the answer comes here anyway."""
LENGTHS = frozenset({5, 6, 7, 10, 11})
"""Digits of a number that stands among words without «+»: a town's own, or a whole one. Others
may be two numbers that ran together («после 18 8 914 …»)."""
BEGUN = re.compile(r"9\d\d \d{3}")
"""«914 123»: a mobile number's first half; a town's own is told by pairs."""
SHORTEST = 5
"""Of a town's own."""
WHOLE = 11
"""Digits of a Russian number."""
QUESTION = 4
"""Words of a question that is about our own, at most."""


@dataclass(frozen=True, kw_only=True)
class Contact(Step):
    """Telephone numbers, e-mail addresses or names in a messenger, typed, or a number by the
    messenger's button. Words that are none and tell something go to the text step ``words_to``."""

    anywhere: ClassVar[tuple[type, ...]] = (Shared,)

    def options(self, before: Answers) -> tuple[Option, ...]:
        return (Option(":contact", phrase("way-contact"), ButtonKind.CONTACT),)

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        match event:
            case Shared(phone, own=True) if PHONE.fullmatch(phone):
                return Took(phone, hint=phrase("contact-taken", contact=phone))
            case Shared():
                return Refused(phrase("contact-of-another"))
            case Said(text):
                return self._said(text.translate(DASHES).strip(), event, before, held)
        return Refused(unexpected(event, phrase("write-contact")))

    def fits(self, answer: Answer, before: Answers) -> bool:
        if not isinstance(answer, str):
            return False
        several = answer.split(", ")
        return len(several) <= KEPT_AT_MOST and all(map(_is_contact, several))

    def _said(self, text: str, event: Said, before: Answers, held: Answers) -> Took | Refused:
        text = _SPELLED.sub(_mail, text)
        if self.fits(text, before):
            return Took(text, hint=phrase("contact-taken", contact=text))
        if self.optional(before) and _passes(text):
            return Took(None, skips=True)
        if found := listed(_in_words(text)):
            alone = (parted := apart(text)) is not None and not parted.rest
            hint = phrase("contact-taken" if alone else "contact-found", contact=found)
            return Took(found, hint=hint)
        if (wrong := _miscounted_in(text)) is not None:
            return Refused(wrong)
        if self.optional(before) and (is_plea(text) or _is_short_question(text)):
            return Refused(phrase("contact-may-be-skipped"))
        if len(text.split()) > 1 and is_telling(text):
            return tell(event.text, held, self.words_to)
        return Refused(phrase("write-contact"))


def _mail(found: re.Match[str]) -> str:
    """«ivan собака мейл ру» is «ivan@mail.ru»."""
    of = _HOSTS.get(found["host"].lower(), found["host"])
    end = found["end"].lower()
    return f"{found['who']}@{of}.{_ENDS.get(end, end)}"


def _passes(text: str) -> bool:
    """Is it no, that the answer comes here anyway, or that all is told?"""
    if text.strip() in NOTHING_SAID or is_ending(text) or is_later(text):
        return True
    return is_no(text, ABOUT_PHONES) or fold(text) in HERE or _is_known(text)


def _is_known(text: str) -> bool:
    """«Мой телефон тот же», «в профиле»: it is said to stand somewhere already."""
    words = frozenset(fold(text).split())
    return not words.isdisjoint(_KNOWN) and words <= _KNOWN | _ROUND_KNOWN


def _is_contact(text: str) -> bool:
    digits = digits_of(text)
    least = WHOLE if text.startswith("+") else SHORTEST
    shaped = PHONE.fullmatch(text) is not None and MOMENT.fullmatch(text) is None
    phone = shaped and least <= len(digits) <= 15 and not _is_miscounted(text)
    return phone or MAIL.fullmatch(text) is not None or NICK.fullmatch(text) is not None


def _in_words(text: str) -> tuple[str, ...]:
    """What of these words is a contact, each once; a town's own numbers only where there is no
    whole one."""
    if whole := contacts_in(text):
        return whole[:AT_MOST]
    phones = [one for one in _numbers(text) if _is_whole(one) and _is_contact(one)]
    return together("", phones or NICK.findall(text))[:AT_MOST]


def _numbers(text: str) -> list[str]:
    return PHONE_IN_WORDS.findall(MOMENT.sub(";", text))


def _miscounted_in(text: str) -> Phrase | None:
    """Say which number lacks a digit, or has one too many."""
    wrong = next(filter(_is_miscounted, _numbers(text)), None)
    if wrong is None:
        return None
    return phrase("contact-miscounted", contact=wrong, digits=len(digits_of(wrong)))


def _is_miscounted(phone: str) -> bool:
    """Does it begin as a Russian number does, and is none? No town's own has nine digits."""
    digits = digits_of(phone)
    begun = digits.startswith(("89", "79")) or phone.startswith("+7")
    lacks_all = digits.startswith("9") and len(digits) == WHOLE - 2
    lacks_all = lacks_all or BEGUN.fullmatch(phone.strip()) is not None
    near = len(digits) == SHORTEST or 8 <= len(digits) <= WHOLE + 2
    return lacks_all or (begun and near and len(digits) != WHOLE)


def _is_whole(phone: str) -> bool:
    return phone.startswith("+") or (len(digits_of(phone)) in LENGTHS and not SUM.fullmatch(phone))


def _is_short_question(text: str) -> bool:
    return text.endswith("?") and len(text.split()) <= QUESTION and not digits_of(text)
