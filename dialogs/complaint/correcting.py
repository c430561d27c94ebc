"""«Адрес не тот», «исправьте адрес на Ленина 7»: at the summary it is corrected, and not added.

The agency would read both, and go to the wrong one. «Дом не 10, а 12» keeps the street that is
known, and «не Зейская, а Зелёная» the house; without «дом» the number must be the place's own.
So does an address, alone or with words that say that the other was wrong, at any question after
the place: «адрес Трудовая 24», «ошиблась адресом, Ленина 32», «это в Белогорске на Кирова 12». The
town and the village that are known stay where no other is named; words of something else are told
besides.
"""

import re
from collections.abc import Mapping, Sequence

from core.addresses.counting import numbers_in_signs
from core.places import Place
from core.words.classes import FILLERS, PLEASE
from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.effects import Answer, Answers
from dialogs.texts import fold

from .ground import names_settlement
from .narrowing import Narrowing
from .offering import AddressesOffered
from .places import INSTEAD, NOT_THE_OTHER, Instead
from .read_out import is_corrected, uncovered

_STEPS: Mapping[str, Sequence[str]] = {
    "адрес": ("place",), "мест": ("place",), "дом": ("place",), "улиц": ("place",),
    "город": ("municipality", "place"), "тем": ("guess", "topic", "group"), "фот": ("photos",),
    "контакт": ("contact",), "телефон": ("contact",), "номер": ("contact",),
    "описани": ("what",), "текст": ("what",), "слов": ("what",), "фраз": ("what",),
    "строк": ("what",), "строч": ("what",),
}  # fmt: skip
"""Beginnings of what is wrong → the steps that have it, the likely first."""
_WHAT = (
    r"(?P<what>адрес|мест|дом|улиц|город|тем|фот|контакт|телефон|номер|описани|текст)"
    r"(?:[уаоеия]|ом|ния)?"
)
_CHANGE = r"(?:исправь\w*|исправить|измени\w*|поменя\w+|поправь\w*|поправить|смени\w*|замени\w*)"
_TAKE_AWAY = r"(?:убери\w*|убрать|удали\w*|сотри\w*|стереть|вычеркни\w*)"
_SAID = (
    re.compile(
        r"(?:(?:нет|ой|а|надо|нужно|хочу|можно|пожалуйста) )*"
        rf"{_CHANGE} {_WHAT}(?: на (?P<new>.+))?"
    ),
    re.compile(
        rf"(?:(?:нет|ой|а|и|но|только|лучше|пожалуйста) )*{_WHAT}(?: лучше| надо| пожалуйста)? "
        rf"{_CHANGE}(?: на (?P<new>.+))?"
    ),
    re.compile(rf"{_TAKE_AWAY} (?P<what>фот|контакт|телефон|номер)\w*"),
    re.compile(rf"(?P<what>фот|контакт|телефон|номер)\w* {_TAKE_AWAY}"),
    re.compile(rf"(?:{_TAKE_AWAY}|{_CHANGE}) (?P<what>слов|фраз|строк|строч)\w*(?: .+)?"),
    re.compile(
        rf"(?:(?:нет|ой|а|но|это) )*{_WHAT} (?:указан\w* |здесь |тут )?"
        r"(?:не (?:т[оаеу]т?|верн\w+|правильн\w+|мо[йяе])|неверн\w+|неправильн\w+|друг\w+)"
    ),
    re.compile(rf"(?:(?:нет|ой|а|но|это) )*(?:не т[оаеу]т?|неверн\w+|неправильн\w+) {_WHAT}"),
    re.compile(r"(?:нет|ой|не|точнее|вернее) (?P<what>дом) \d+\w?(?: а не \d+\w?)?"),
)
_HOUSE = r"\d{1,4}(?:[ ]?[а-я](?![а-я]))?(?:[ ]?(?:/|к|корп\.?|корпус)[ ]?\d{1,3})?"
_BEGUN = (
    r"(?:(?:нет|ой|а|но|ну|да|это|там|только|вообще|точнее|вернее|ошиб\w+|опечат\w+|перепут\w+|адрес\w*"
    r"|у нас|извините|простите|поправка|кажется|вроде|наверное|то есть|я|номер\w*"
    r"|правильно|надо|верно|вс[её]|остальное|стоп|и|кстати)"
    r"[ ,:.—-]+)*"
)
_HOUSES = (
    re.compile(
        rf"{_BEGUN}(?P<named>дом(?:ом|а)? )?(?:то )?не (?P<named2>дом )?(?P<old>{_HOUSE})"
        rf" ?(?P<named3>дом)?[ ,-]*а (?:дом )?(?P<new>{_HOUSE})(?P<named4> дом)?[ .!]*"
    ),
    re.compile(
        rf"{_BEGUN}(?P<named>дом )?(?P<new>{_HOUSE})(?P<named2> дом)?[ ,-]*а не (?:дом )?"
        rf"(?P<old>{_HOUSE})[ .!]*"
    ),
    re.compile(
        rf"{_BEGUN}(?:(?:исправ|измен|помен|поправ|смен|замен)\w+ (?:номер )?)?"
        r"(?P<named>дом(?:ом|а)?)(?: не тот| другой| неверный| неправильный)?"
        rf"(?: на| нужен| надо)?[ ,:.—-]+(?P<new>{_HOUSE})(?: правильно| верно)?[ .!]*"
    ),
)
_LAST_HOUSE = re.compile(rf"\b{_HOUSE}$", re.IGNORECASE)


_SAYING = words_of(
    "нет ой ай а но ну да это там я мы же вам адрес адресом адресу адреса адресе место местом",
    "улицей улица дом домом номер номером точнее вернее правильно правильный верно верный другой",
    "неверно неверный неправильно неправильный написал написала указал указала извините простите",
    "поправка погодите погоди подождите подожди стойте постой кажется вроде",
    "наверное то есть надо нужно исправьте",
    "исправь поправь измени поменяй поменять смени сменить замени изменить",
    "исправить поправьте измените поменяйте замените пожалуйста в смысле имел имела виду не тот",
    "та туда здесь тут нас находится на самом деле только sorry no it is the address not right at",
    "i mean",
)
"""What an address is corrected with."""
_WRONG = ("ошиб", "опечат", "перепут", "описал", "неверн", "неправильн", "mistake", "wrong")
_NOT_HERE = words_of("тот та то туда там здесь тут нас")
_TOWNS = words_of("город городе города г только в во вообще")
TOWN_AT_MOST = 3
"""Words of a town's name."""
SOON = 8
"""Words of a message before what says that the place was wrong, at most."""


_LAST = words_of("последнее последнюю последний последние last")
_TAKING_AWAY = words_of(
    "убери уберите убрать удали удалите удалить сотри сотрите стереть вычеркни вычеркните",
    "надо нужно",
    "delete remove erase",
)
_ROUND_LAST = (_LAST | _TAKING_AWAY | FILLERS | PLEASE) | words_of(
    "не что я мы то строку строчку фразу слова слово предложение сообщение написал написала",
    "добавил",
    "добавила из с описания текста это мне line the my",
)
_PICTURE = words_of("фото фотку фотки фотографию фотографии фоточку снимок photo picture")
_ADDING = words_of(
    "забыл забыла забыли пришлю добавлю приложу добавить приложить прислать скину дошлю",
    "отправлю add",
)
_ROUND_PICTURE = (_PICTURE | _ADDING | FILLERS | PLEASE) | words_of(
    "еще я сейчас щас хочу могу можно есть одно одну надо нужно к нему один another i will can a"
)


class Correcting:
    """``named``: the addresses in a text."""

    def __init__(self, named: AddressesOffered) -> None:
        self._named = named

    def place(self, text: str, place: Place) -> Instead | None:
        """What is said instead of the address that is known; None: nothing is."""
        text = numbers_in_signs(text)
        if place.point or not place.address:
            return None
        if part := _place(text, place):
            return Instead(part)
        if not has_digits(text):
            return None
        found = self._named({"what": text})
        if len(found) != 1 or not has_digits(found[0]):
            return None
        others = uncovered(text, found[0])
        said = [one for one in others if one not in _SAYING and not one.startswith(_WRONG)]
        alone = not said or is_corrected(others)
        wrong = _is_wrong(fold(text).split())
        if not alone and not wrong:
            return None
        return Instead(_whole(place.address, found[0], wrong=wrong), tells=not alone)


def _is_wrong(words: Sequence[str]) -> bool:
    """Is it said, before anything else, that the place was wrong?"""
    for at, word in enumerate(words[:SOON]):
        denied = word == "не" and not _NOT_HERE.isdisjoint(words[at + 1 : at + 3])
        if word.startswith(_WRONG) or denied:
            return True
        if word not in _SAYING:
            return False
    return False


def _whole(known: str, new: str, *, wrong: bool) -> str:
    """With the town that is known, where no other is named; a place that has no house is told more
    exactly by an address, and stays, unless it was wrong."""
    if not wrong and not has_digits(known) and uncovered(known, new):
        town = known.split(", ", 1)[0]
        return new if fold(town) == fold(new.split(", ", 1)[0]) else f"{new}, {known}"
    if names_settlement(Place(known)) and not names_settlement(Place(new)):
        return f"{known.split(', ', 1)[0]}, {new}"
    return new


def corrected(text: str, answers: Answers) -> tuple[Sequence[str], str]:
    """The steps that may be meant, and what is said instead, ""; no steps: nothing is corrected."""
    said = fold(text)
    if whole := _place(numbers_in_signs(text), answers.get("place")):
        return ("place",), whole
    if (kept := _without_last(said, answers)) is not None:
        return ("what",), kept
    words = frozenset(said.split())
    if words <= _ROUND_PICTURE and words & _PICTURE and words & (_ADDING | {"еще"}):
        return ("photos",), ""
    for one in _SAID:
        if (found := one.fullmatch(said)) is not None:
            new = re.search(r"\sна\s+(.+)", text) if found.groupdict().get("new") else None
            return _STEPS[found["what"]], new[1].strip() if new else ""
    return (), ""


def _without_last(said: str, answers: Answers) -> str | None:
    """The story without what was added last, which is asked to be taken away, "" where that is all
    of it; None: it is not asked."""
    words = frozenset(said.split())
    if not words & _LAST or not words & _TAKING_AWAY or not words <= _ROUND_LAST:
        return None
    if words & {"надо", "нужно"} and "не" not in words:
        return None
    return str(answers.get("what") or "").rpartition("\n")[0]


def in_another_town(text: str, place: Answer, narrowing: Narrowing) -> str:
    """«Ой, это в Белогорске»: the address, in the town that is all that is named; ""."""
    if not isinstance(place, Place) or place.point or not place.address:
        return ""
    named = [word for word in fold(text).split() if word not in _SAYING and word not in _TOWNS]
    town = narrowing.alone(f"в {' '.join(named)}") if 0 < len(named) <= TOWN_AT_MOST else None
    if town is None:
        return ""
    first, _, rest = place.address.partition(", ")
    known = narrowing.alone(first) is not None
    return f"{town.name}, {rest}" if known and rest else f"{town.name}, {place.address}"


def _place(text: str, place: Answer) -> str:
    """The address that is known, with what is said instead of a part of it; "": nothing is."""
    address = place.address if isinstance(place, Place) and not place.point else ""
    house = _LAST_HOUSE.search(address)
    said = " ".join(text.lower().replace("ё", "е").split())
    for one in _HOUSES:
        if house is None or (found := one.fullmatch(said)) is None:
            continue
        old = found.groupdict().get("old")
        is_own = old is not None and fold(old) == fold(house[0])
        named = any(words for name, words in found.groupdict().items() if name[:5] == "named")
        return f"{address[: house.start()]}{found['new']}" if is_own or named else ""
    line = " ".join(text.split()).rstrip(".! ")
    instead = INSTEAD.fullmatch(line) or NOT_THE_OTHER.fullmatch(line)
    if instead is None or not instead["new"][0].isalpha():
        return ""
    return _instead(address.split(", "), instead["not"], instead["new"].rstrip(".! "))


def _instead(parts: Sequence[str], wrong: str, new: str) -> str:
    """What comes before the part that is wrong stays, and its house where no other is named."""
    at = next((at for at, part in enumerate(parts) if _is_of(wrong, part)), None)
    if at is None:
        return ""
    house = _LAST_HOUSE.search(parts[at])
    if has_digits(new):
        return ", ".join((*parts[:at], new))
    whole = f"{new} {house[0]}" if house else new
    return ", ".join((*parts[:at], whole, *parts[at + 1 :]))


def _is_of(said: str, part: str) -> bool:
    """Are the words in a part of the address, by their beginnings?"""
    words = [word[:4] for word in fold(said).split() if word.isalpha() and len(word) > 3]
    known = fold(part).split()
    return bool(words) and all(any(one.startswith(word) for one in known) for word in words)
