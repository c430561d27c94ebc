"""How a resident can be reached, in the middle of what they write.

A number in a story stands on the card, which a whole chat reads. So what is the resident's own is
told apart from it: it is kept as the contact, and :data:`SIGN` stands where it stood. A number of
somebody else («звонил в УК 8…») is part of the story.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from .phrases import one_of
from .wordsets import words_of

SIGN = "📱"
"""What stands in the story in place of a contact."""
AT_MOST = 4
"""Contacts of a text: who writes more of them keeps a list, and not how to be reached."""
KEPT_AT_MOST = 10
"""Contacts of a resident in all: who said so many is reached by them, and no more are kept."""
LONGEST = 300
"""Characters of all contacts of a text."""
SHORT_MESSAGE = 10
SHORT_PIECE = 3
"""Words around a contact that leave no room for another's: of a message, of what commas part."""

NEAR = 200
"""Characters before a number in which it may be said that it is one's own."""
SHORTEST = 10
"""Digits of a telephone number."""
_MAY_HAVE = re.compile(r"@|/|(?:\d\D{0,3}){6}")
"""Of a text without it nothing more is asked."""

DASHES = str.maketrans("–—‑", "---")
_APART = r"(?:[ \t\xa0()-]{0,2}|\.)"
_PHONE = (
    rf"(?:(?<![\w+])|(?<=тел))\(?(?:(?:\+7|7|8){_APART}[3489](?:{_APART}\d){{9}}|9(?:{_APART}\d){{9}}"
    rf"|\+(?!7)\d(?:{_APART}\d){{9,13}})(?![\d]|{_APART}\d{{3}})(?!\w)"
)
_NAMED = "|".join(
    rf"(?<={before})"
    for before in (
        "телефон ", "телефон: ", "телефона ", "тел ", r"тел\. ", r"тел\.", "тел: ", "домашний ",
        "городской ", "звоните ", "номер ", "номер: ",
    )
)  # fmt: skip
_CALLED = "|".join(
    rf"(?<={before})"
    for before in (
        "телефон ", "телефон: ", "телефона ", "тел ", r"тел\. ", r"тел\.", "тел: ", "домашний ",
        "домашний: ", "городской ", "стационарный ", "звоните ",
    )
)  # fmt: skip
"""What is said of telephones alone: a «номер» may be anything's."""
_LOCAL = (
    rf"(?:{_NAMED})(?:\d{{2}}-\d{{2}}-\d{{2}}|\d{{3}}-\d{{3}})(?![\d-])"
    rf"|(?:{_CALLED})(?!\d{{3}} ?000)"
    r"(?:\d{2} \d{2} \d{2}|\d{3} \d{3}|\d{6}|\d{3}-\d{2}-\d{2})(?![\d-]| \d)"
)
"""A town's own number, where it is called one."""
_NICK = (
    r"(?:(?<=телеграм )|(?<=телеграмм )|(?<=тг )|(?<=telegram )|(?<=вк )|(?<=пишите ))"
    r"(?:@[A-Za-z]\w{3,31}|(?:https?://)?(?:vk\.com|t\.me|ok\.ru)/(?!wall)[\w.]{3,40}(?<!\.))"
)
"""A name in a messenger, likewise."""
MAIL = re.compile(r"[^\s@<>(),;:]{1,64}@[^\s@<>(),;:]{1,100}\.[^\s@<>.(),;:!?]{2,24}")
_CONTACT = re.compile(rf"{_PHONE}|{MAIL.pattern}|{_LOCAL}|{_NICK}", re.IGNORECASE)

_MOMENT = re.compile(
    r"(?<![\d.-])(?:0?[1-9]|[12]\d|3[01])"
    r"(?:\.(?:0?[1-9]|1[0-2])\.(?:\d{4}|\d{2})|-(?:0?[1-9]|1[0-2])-(?:19|20)\d{2})(?!\d)"
)
"""A date: with the hours after it, it has the digits of a telephone number."""
_HOUSES = re.compile(r"(?:\d{1,2} ){4,}\d")
"""Numbers of houses, one after another: «8 4 6 10 12 14 16»."""
_NUMBER_OF = re.compile(
    r"\b(?:заявк|сч[её]тчик|показани|паспорт|кадастр|лицев|договор(?!ил)|снилс|полис"
    r"|квитанци|накладн|трек|абонент|плательщик|заказ|обращени|прибор)\w*(?:[\s:#—–-]{1,3}(?:номер\w*|серия|сч[её]т\w*|сч[её]тчик\w*|n|№))*"
    r"[\s:#№—–-]{0,4}$",
    re.IGNORECASE,
)
"""What the number after it is of; no telephone."""
_NUMBERED = re.compile(r"№\s*$")
_TELEPHONE = re.compile(
    r"(?:\b(?:тел|моб|сот|звон|позвон|набер|ватсап)\w*\W{1,2}(?:по\s+)?|\b(?:номер|мой)\W{1,2})№\s*$",
    re.IGNORECASE,
)
_SUM = re.compile(r"\s*(?:руб|₽|тыс\b|кубо|квт)", re.IGNORECASE)
_FREE = re.compile(r"\+?[78]\D{0,3}800")
"""A line that is free to call: no resident has one."""

_ENDS = re.compile(r"[!?;\n]|(?<!\bтел)(?<!\bт)(?<!\bсот)(?<!\bмоб)(?<!\bном)\.(?=\s|$)")
"""Of a sentence."""
_COMMA = re.compile(r"[,–—]|\s-\s")
_WORD = re.compile(r"[^\W\d_]+")

_MINE = re.compile(
    r"мо[йяеи]\w*\s+(?:тел|номер|сот|моб|контакт|почт|мыл|e-?mail)|(?:звон|набер|набир|пиш)\w*\s+мне\b"
    r"|дозвон\w*\s+(?:до\s+меня|мне)\b|для связи|со мной|обратн\w+ связ"
    r"|\bмо[йяи]\W*$|(?:перезвон|просьба звон|прошу звон)\w*(?:\s+\w+){0,3}\W*$"
    r"|\b(?:my|call me|reach me|write (?:to )?me)\b"
)
_OTHERS = one_of(r"""
    \b(?:ук|тсж|тсн|жэк|жэу|жкх|инн|л/с|едс|еддс)\b
    управляющ | жилищн | диспетчер | авари | горяч\w+ лини | администрац | приемн | дежурн
    служб | организац | компани | контор | подрядчик | водоканал | реклам | объявлени | мошенни
    спам | с номера | не отвеча | не бер[уе]т | трубк | горгаз
    звон(?:ил|ят|им|ю\b|ит\b|ок|ки)
    набира[лю] | мастер | водител | такси | хозя | владел | председ | директор | начальни
    участков | лицев | счет\b | таблич | вывеск | написано | надпис | старш\w+ по
    договор(?!ил) | номер заявк | сайт | дозвони(?:ть|л|шь|м) | дозванива | вызов | write to the
    dispatcher | company | hotline | i called | they call
""")
_I_AM = re.compile(r"\bя\s+(?:сам\w*\s+)?(?:хозя|владел|председ|директор|начальни|мастер|водител)")
_MINE_AFTER = re.compile(r"[\s(]*(?:это\s+)?(?:мо[йяи]\b|звоните|позвоните|перезвоните|пишите)")
_SILENT = re.compile(r"не отвеча|не бер[уе]т|трубк|дозвон")
_SOMEBODY = r"сосед(?:а|у|ом|е|к\w+|ушк\w+)?\b|прораб|бригадир|виновник|продав(?:ец|ц|щиц)"
_OF_SOMEBODY = re.compile(
    rf"\b(?:{_SOMEBODY}|(?:тел|номер|контакт|сот|моб|почт)\w*\W{{1,2}}(?:\w+\W+)?"
    r"(?:сосед|магазин|кафе))"
    r"|(?:писал|обращал|жаловал|отправлял)\w*\s+(?:\w+\s+){0,2}на\s*$"
    r"|\bответ\w*\s+(?:\w+\s+)?(?:с|от)\s*$"
)
"""Said right before, where commas part: «Соседка шумит, 8914…» is the teller's number still."""
_SOMEBODYS = re.compile(rf"[\s(—–-]*(?:(?:это|наш\w*|мо\w+)\s+)?(?:{_SOMEBODY})")
_JOINED = re.compile(rf"(?:{_CONTACT.pattern})[\s,;/]*(?:и|или|либо)?\s*$")
_GIVEN = re.compile(
    r"\b(?:т|тел|телефон\w*|сот\w*|моб\w*|номер\w*|контакт\w*|почт\w*|мыло|e-?mail|связ\w*|звоните"
    r"|позвон\w+|перезвон\w+|набер\w+|пиши\w*|напиши\w*|ватсап|вотсап|whatsapp|вайбер|call|phone"
    r"|reach|write)\b\W{0,3}(?:\w+\W+){0,2}$"
)
_OF_COURSE = words_of(
    "мой моя мои мне меня мною со мной телефон телефона тел т номер сот сотовый моб мобильный",
    "почта почту мыло email e mail контакт контакты для связи звоните позвоните перезвоните пишите",
    "домашний городской стационарный",
    "напишите если что это вот или и на по можно можете пожалуйста спасибо набирайте наберите",
    "ватсап вотсап whatsapp вайбер запишите у с здравствуйте добрый день",
    "my phone number is call me at please the here or and contact write to it",
)
"""Words that say of a contact that it is one, and nothing else."""


class Apart(Struct, frozen=True):
    """``rest``: the words without their contacts; "" if they tell nothing besides."""

    rest: str
    contacts: tuple[str, ...]


@lru_cache(maxsize=256)  # a turn asks it of the same words several times
def apart(text: str) -> Apart | None:
    """Part the resident's own contacts from what they tell; None: there is none among it."""
    if not _MAY_HAVE.search(text):
        return None
    plain = text.translate(DASHES)
    found = tuple(islice(_found(plain), AT_MOST + 1))
    if not 0 < len(found) <= AT_MOST or sum(len(one[0]) for one in found) > LONGEST:
        return None
    own = [one for one in found if _is_own(plain, *one.span())]
    if not own:
        return None
    pieces, end = [], 0
    for one in own:
        pieces += [text[end : one.start()], SIGN]
        end = one.end()
    rest = "".join([*pieces, text[end:]]).strip()
    tells = set(_WORD.findall(_folded(rest))) - _OF_COURSE or any(map(str.isdigit, rest))
    return Apart(rest if tells else "", together("", (one[0] for one in own)))


def without_sign(rest: str) -> str:
    """The rest as a place has it: «Ленина 5, 📱» is «Ленина 5»."""
    plain = " ".join(rest.replace(SIGN, " ").split())
    return re.sub(r"(?:\s*[,;]){2,}", ",", plain).strip(" ,;.:-–—")


def contacts_in(text: str) -> tuple[str, ...]:
    """Whole numbers and addresses of mail in a text, whosever they are."""
    found = islice(_found(text.translate(DASHES)), AT_MOST + 1)
    return together("", (one[0] for one in found))


def together(known: str, new: Iterable[str]) -> tuple[str, ...]:
    """Those known, as :func:`listed` writes them, and new ones, each once however it is written;
    the first :data:`KEPT_AT_MOST` of all."""
    by_sense: dict[str, str] = {}
    for one in (*_those(known), *new):
        by_sense.setdefault(_sense(one), one)
    return tuple(by_sense.values())[:KEPT_AT_MOST]


def without_room(kept: str, contacts: Iterable[str]) -> tuple[str, ...]:
    """Which of the contacts are not among those kept, as :func:`listed` writes them."""
    senses = set(map(_sense, _those(kept)))
    return tuple(one for one in contacts if _sense(one) not in senses)


def listed(contacts: tuple[str, ...]) -> str:
    return ", ".join(contacts)


def _those(written: str) -> Iterable[str]:
    return filter(None, written.split(", "))


def _sense(contact: str) -> str:
    """The same for one contact, however it is written."""
    return contact if "@" in contact else digits_of(contact)[-10:]


def _found(text: str) -> Iterator[re.Match[str]]:
    """Whole numbers and addresses of mail, and nothing else that has so many digits."""
    for one in _CONTACT.finditer(text):
        if "@" in one[0] or not _is_other_number(text, *one.span()):
            yield one


def _is_other_number(text: str, begin: int, end: int) -> bool:
    """Is it a date, houses, money, or the number of something?"""
    before = text[max(0, begin - 40) : begin]
    numbered = _NUMBERED.search(before) and not _TELEPHONE.search(before)
    of_something = numbered or _NUMBER_OF.search(before)
    shaped = _MOMENT.search(text, begin, end) or _HOUSES.match(text, begin, end)
    return bool(of_something or shaped or _SUM.match(text, end))


def _is_own(text: str, begin: int, end: int) -> bool:
    line = text[text.rfind("\n", 0, begin) + 1 :].partition("\n")[0]
    first = max((one.end() for one in _ENDS.finditer(text, 0, begin)), default=0)
    last = next((one.start() for one in _ENDS.finditer(text, end)), len(text))
    before, after = _folded(text[first:begin]), _folded(text[end:last])
    if _FREE.match(text, begin, end):
        return False
    if _is_mine(before[-NEAR:]) or _MINE_AFTER.match(after) or _I_AM.search(before):
        return True
    beside, behind = _COMMA.split(before)[-1], _COMMA.split(after)[0]
    if _OTHERS.search(before) or _OTHERS.search(behind) or _SILENT.search(after):
        return False
    if _OF_SOMEBODY.search(beside) or _SOMEBODYS.match(after):
        return False
    piece = f"{beside} {behind}"
    return (
        _GIVEN.search(before) is not None
        or len(_words(piece)) <= SHORT_PIECE
        or len(_words(line)) <= SHORT_MESSAGE
    )


def _is_mine(before: str) -> bool:
    """Do the words right before say so? Another number is not reached across, if no «и» joins it;
    nor is a comma."""
    while joined := _JOINED.search(before):
        before = before[: joined.start()]
    near = _COMMA.split(_CONTACT.split(before)[-1])[-1]
    return _MINE.search(near[-40:]) is not None


def _words(text: str) -> list[str]:
    return _WORD.findall(_CONTACT.sub(" ", text))


def _folded(text: str) -> str:
    return text.lower().replace("ё", "е")


def digits_of(text: str) -> str:
    return "".join(filter(str.isdecimal, text))
