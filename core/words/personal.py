"""Somebody's personal data in a text that is to go out (152-FZ).

A warning that is wrong is read no more, so only what is surely somebody's is found: a hotline's
number, an agency's mailbox, an official's name under the answer are meant to be there.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    PHONE = "phone"
    MAIL = "mail"
    PASSPORT = "passport"
    SNILS = "snils"
    CARD = "card"
    BIRTH = "birth"
    NAME = "name"


class Found(Struct, frozen=True):
    """``words``: as they stand in the text."""

    kind: Kind
    words: str


BEFORE = 90
"""Characters before a number or a name in which it may be said whose it is."""
AFTER = 40
"""Characters after it, likewise."""

_MOBILE = re.compile(r"(?<![\d+])(?:\+?7|8)?[\s(-]*9\d{2}[\s)-]*\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)")
_MAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,60}\.){1,4}[A-Za-zА-Яа-я]{2,12}")
_PASSPORT = re.compile(
    r"\b(?:(?:загран)?паспорт\w*|сери[яию])\D{0,30}\d{2}\s?\d{2}[\s,]*(?:номер|№|n)?\s*\d{6}(?!\d)",
    re.IGNORECASE,
)
_SNILS = re.compile(r"(?<!\d)\d{3}-\d{3}-\d{3}[\s-]\d{2}(?!\d)")
_SNILS_NAMED = re.compile(r"снилс\D{0,15}(\d[\d\s-]{9,14}\d)", re.IGNORECASE)
_CARD = re.compile(r"(?<!\d)[2-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{4}(?!\d)")
_BIRTH = re.compile(
    r"(?:\d{1,2}\.\d{1,2}\.)?(?:19|20)\d{2}\s*(?:г\.?\s*р\.|года? рождения)"
    r"|дат[аыу] рождения\W{0,3}\d{1,2}\.\d{1,2}\.(?:19|20)\d{2}",
    re.IGNORECASE,
)

_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:вич|ич|вн|ичн|иничн)(?:а|у|ем|ом|е|ой|ы|ей)?"
_CAPITAL = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_WHOLE_NAME = re.compile(
    rf"\b{_CAPITAL}\s+{_CAPITAL}\s+{_PATRONYMIC}\b|\b{_CAPITAL}\s+{_PATRONYMIC}\s+{_CAPITAL}\b"
)
_SENTENCE_END = re.compile(r"[!?\n]|(?:(?<=\w{4})|(?<=\d))\.\s")
"""What is shorter before a full stop is an abbreviation, if it is no number: «кв. 5, тел. …»."""
_FLAT = r"\b[кК]в(?:артир\w*|\.)?\s*№?\s*\d+"
_LEAD = r"[\s,;:()—–-]*(?:(?:моб|сот|тел|номер)\w*\.?[\s:]*){0,2}$"
"""What may stand between whose a number is and the number."""
_FLAT_BEFORE = re.compile(rf"{_FLAT}\w?{_LEAD}")
_FLAT_AFTER = re.compile(rf"[\s,;(—–-]*(?:из\s+)?{_FLAT}")
_NAME_BEFORE = re.compile(rf"\b{_CAPITAL}\s+{_PATRONYMIC}{_LEAD}")
_INITIALS = re.compile(
    rf"\b(?:{_CAPITAL}\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{_CAPITAL}\b)"
)

_OFFICE = (
    r"диспетчер|горяч|приемн|аварийн|дежурн|справочн|справк|колл-?центр|единый|служб|отдел|"
    r"участк|управлен|администрац|организац|компани|подрядчик|инспекц|учрежден|водоканал|теплосет|"
    r"электросет|телефон доверия|прямая линия|регоператор|график"
)
OFFICE = re.compile(_OFFICE)
"""Words of an office."""
OFFICIAL = re.compile(
    rf"{_OFFICE}|контакт|звонит|позвон|обращайт|обратит|сообщайт|сообщит|пишит|вотсап|whatsapp|тел\."
)
"""Words beside a number or a mailbox that make it an office's, if it is nobody's by name."""
PRIVATE = re.compile(
    r"ваш\w* (?:номер|телефон|почт|адрес)|заявител|сосед|жиле?ц|жильц|собственник|гражданин|"
    r"гражданк|пенсионер|должник|виновн|автор\w* обращени|номер \w*(?:отца|матери|мужа|жены)"
)
"""Words that make what follows somebody's own."""
POST = re.compile(
    r"начальник|директор|инженер|мастер|глав[аыуо]|специалист|руководител|заместител|депутат|"
    r"исполнител|исп\.|министр|губернатор|мэр|председател|инспектор|участков|врач|доктор|диспетчер|"
    r"техник|прораб|куратор|ответственн|координатор|секретар|заведующ|зав\.|консультант|воспитател|"
    r"уважени|уважаем|представител|сотрудник|прокурор|юрист|педагог|учител|тренер|менеджер|эксперт|"
    r"редактор|начальству|контактн\w+ лиц"
)
"""An official's name, or who is spoken to, may be named."""
_OF_POST = re.compile(
    rf"(?:телефон|номер|моб|сот)\w*\W{{1,3}}(?:\w+\W+)?(?:{POST.pattern})\w*\W{{0,3}}$"
)
"""«Телефон мастера: …»."""
NAMED_AFTER = re.compile(
    r"(?:имени|им\.|ул\.|улиц\w*|пер\.|переул\w*|пр\.|просп\w*|проспект\w*|памят\w*|площад\w*|школ\w*|"
    r"сквер\w*|парк\w*|бульвар\w*|музе\w*|гимнази\w*|лице\w*|библиотек\w*|бюст\w*|геро\w*)"
    r"[\s«\"]*(?:\w+[\s«\"]+){0,2}$"
)
"""Streets and schools have names of people too."""
MAILBOX = re.compile(
    r"info|priem|adm|disp|zhkh|jkh|gkh|uk[-_.\d]|^uk|tsg|tsj|mup|mku|mbu|gku|gbu|ooo|gorod|town|"
    r"voda|teplo|svet|energo|doc|kanc|office|mail|sekret|secret|help|support|abonent|service|site|"
    r"obr|upr|dor|les|park|school|sad|dou|poliklin|bol|cur|bot|spravk|kontakt|contact|pochta"
)
PRIVATE_DOMAINS = frozenset(
    {
        "gmail.com", "mail.ru", "bk.ru", "list.ru", "inbox.ru", "internet.ru", "yandex.ru", "ya.ru",
        "rambler.ru", "icloud.com", "outlook.com", "hotmail.com", "yahoo.com", "vk.com",
    }
)  # fmt: skip


def personal(text: str) -> Iterator[Found]:
    """Find what is somebody's own, in the order of the kinds."""
    folded = text.casefold().replace("ё", "е")
    yield from _phones(text, folded)
    yield from _mails(text, folded)
    for found in _PASSPORT.finditer(text):
        yield Found(Kind.PASSPORT, found.group())
    yield from _snils(text)
    for found in _CARD.finditer(text):
        if _luhn(_digits(found.group())) and not _is_account(folded, found.start()):
            yield Found(Kind.CARD, found.group())
    for found in _BIRTH.finditer(text):
        yield Found(Kind.BIRTH, found.group())
    yield from _names(text, folded)


def _phones(text: str, folded: str) -> Iterator[Found]:
    for found in _MOBILE.finditer(text):
        words = found.group().strip(" (-")
        before, around = _before(folded, found.start()), _around(folded, found.start(), found.end())
        if len(_digits(words)) not in (10, 11):
            continue
        named = _is_named(text, folded, found.start(), found.end())
        official = OFFICIAL.search(around) or _OF_POST.search(before)
        if PRIVATE.search(before) or named or not official:
            yield Found(Kind.PHONE, words)


def _is_named(text: str, folded: str, start: int, end: int) -> bool:
    """Does a person's name or a flat stand beside a number, and no office or post?"""
    begins = start - len(_SENTENCE_END.split(text[max(0, start - BEFORE) : start])[-1])
    after = _SENTENCE_END.split(text[end : end + AFTER])[0]
    beside = folded[begins : end + len(after)]
    if POST.search(beside) or OFFICE.search(beside):
        return False
    before = text[begins:start]
    if _FLAT_BEFORE.search(before) or _FLAT_AFTER.match(after):
        return True
    name = _WHOLE_NAME.search(before) or _NAME_BEFORE.search(before) or _WHOLE_NAME.search(after)
    return name is not None and not NAMED_AFTER.search(folded[begins : begins + name.start()])


def _mails(text: str, folded: str) -> Iterator[Found]:
    for found in _MAIL.finditer(text):
        local, domain = found.group().casefold().split("@", 1)
        before = _before(folded, found.start())
        if domain not in PRIVATE_DOMAINS:
            continue
        if PRIVATE.search(before) or not (MAILBOX.search(local) or OFFICIAL.search(before)):
            yield Found(Kind.MAIL, found.group())


def _snils(text: str) -> Iterator[Found]:
    named = [found.group(1) for found in _SNILS_NAMED.finditer(text)]
    sure = [found.group() for found in _SNILS.finditer(text) if _is_snils(_digits(found.group()))]
    for words in dict.fromkeys([*named, *sure]):
        if len(_digits(words)) == 11:
            yield Found(Kind.SNILS, words)


def _names(text: str, folded: str) -> Iterator[Found]:
    for found in _WHOLE_NAME.finditer(text):
        if not _is_meant(folded, found.start(), found.end()):
            yield Found(Kind.NAME, found.group())
    for found in _INITIALS.finditer(text):
        near = _sentence_before(folded, found.start())[-40:]
        if PRIVATE.search(near) and not POST.search(near):
            yield Found(Kind.NAME, found.group())


def _is_meant(folded: str, start: int, end: int) -> bool:
    """Is it an official's name, a signature, or a street's?"""
    before = _before(folded, start)
    if NAMED_AFTER.search(before):
        return True
    if PRIVATE.search(_sentence_before(folded, start)[-40:]):
        return False
    after = folded[end : end + 40].partition("\n")[0]
    return bool(POST.search(before) or POST.search(after)) or not folded[end:].strip(" .,!\n")


def _before(folded: str, start: int) -> str:
    return folded[max(0, start - BEFORE) : start]


def _sentence_before(folded: str, start: int) -> str:
    """What stands before in the same sentence, or nearly."""
    before = _before(folded, start)
    return re.split(r"[!?\n]|\.\s", before)[-1]


def _around(folded: str, start: int, end: int) -> str:
    return _before(folded, start) + folded[end : end + AFTER]


def _is_account(folded: str, start: int) -> bool:
    named = r"счет|л/с|огрн|инн\b|кадастр|кбк|уин|лицевой|заявк|обращени|№|номер заказ"
    return bool(re.search(named, _before(folded, start)[-30:]))


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def _luhn(digits: str) -> bool:
    """The check digit of bank cards (ISO/IEC 7812)."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def _is_snils(digits: str) -> bool:
    """The check number of a SNILS: the sum of its nine digits, weighted from 9 to 1."""
    total = sum(
        int(sign) * weight for sign, weight in zip(digits[:9], range(9, 0, -1), strict=True)
    )
    return total % 101 % 100 == int(digits[9:])
