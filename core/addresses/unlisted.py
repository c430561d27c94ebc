"""Towns and villages that nobody listed, by how they are called: «Шимановск», «в Ивановке».

Only endings that a settlement has and hardly another word: what is wrongly taken for one stands
before the address that is offered, and what is not found is asked about.
"""

import re

from core.words.wordsets import words_of

from .cities import Cities
from .kinds import ABBREVIATED, SETTLEMENTS, STREETS
from .names import Names
from .settlements import settlements_in
from .words import Words, read

_ENDS = (
    "ск", "цк", "град", "поль", "бург", "овка", "евка", "славка", "чинка", "тинка", "питомник",
)  # fmt: skip
"""Of a name as a map has it."""
_NEUTER = ("ово", "ево", "ино", "ыно", "горье", "речье", "морье", "озерье", "лесье", "полье")
"""It stands in every case so; adverbs end in the same, so a capital is asked of it."""
_DECLINED = (
    ("ске", 1, ""), ("цке", 1, ""), ("ска", 1, ""), ("граде", 1, ""), ("града", 1, ""),
    ("поле", 1, "ь"), ("бурге", 1, ""), ("бурга", 1, ""), ("овке", 1, "а"), ("евке", 1, "а"),
    ("славке", 1, "а"), ("чинке", 1, "а"), ("тинке", 1, "а"), ("овки", 1, "а"), ("евки", 1, "а"),
    ("славки", 1, "а"), ("москве", 1, "а"), ("казани", 1, "ь"), ("чите", 1, "а"),
    ("горье", 1, "е"), ("речье", 1, "е"), ("морье", 1, "е"), ("питомнике", 1, ""),
    ("магадане", 1, ""), ("владивостоке", 1, ""), ("самаре", 1, "а"), ("воронеже", 1, ""),
)  # fmt: skip
"""Endings after «в» and «из», how many letters of them go, and what comes instead."""
_NO_NAMES = words_of(
    "остановка парковка ливневка страховка листовка заготовка упаковка подготовка забастовка",
    "установка постановка тренировка группировка разметка формулировка планировка перестановка",
    "сортировка блокировка обстановка веревка дешевка морковка подковка головка винтовка тусовка",
    "духовка кладовка ночевка спуск пуск риск диск иск отпуск киоск воск блеск писк визг треск",
    "выпуск плеск поиск список здорово готово слово клево хреново фигово одинаково дерево кино",
    "вино домино казино",
)
_BIG = words_of(
    "москва казань чита магадан владивосток самара воронеж рязань тверь уфа пермь сочи краснодар",
    "якутск питер саратов тула калуга астрахань барнаул кемерово оренбург тюмень пенза киров",
    "находка биробиджан махачкала грозный ижевск улан-удэ чебоксары йошкар-ола саранск кострома",
)
"""Cities whose names end as other words do."""
_BEFORE_NAME = words_of("в во из")
_INSIDE = words_of("в во")
_AROUND = words_of(
    "в во из это мы я живу живем у нас адрес здесь там находимся находится нахожусь не а"
)
_DISTRICT = re.compile(
    r"\b(?P<name>[а-яё-]+ск)(?:ий|ого|ом|ому)\s+"
    r"(?:(?:муниципальн|городск)(?:ый|ого|ом|ой)\s+)?(?P<kind>район|округ)[аеу]?\b",
    re.IGNORECASE,
)


def called(words: Words, at: int) -> str:
    """The unlisted settlement of one word that stands here, as a map has it; "" if none does."""
    word = words[at]
    if word.is_sign or word.is_number or len(word.text) < 4 or word.text in STREETS:
        return ""
    if word.text in _BIG and word.is_capital:
        return _capital(word.written)
    oblique = words[at - 1].text in _BEFORE_NAME
    name = _in_its_case(word.text, word.written) if oblique else ""
    if not name and word.text.endswith(_ENDS):
        name = word.written
    if not name and word.is_capital and not words.is_shouted and word.text.endswith(_NEUTER):
        name = word.written
    if not name and oblique and word.is_capital and not words.is_shouted:
        name = _of_many(word.written)
    plain = name.lower().replace("ё", "е")
    return "-".join(map(_capital, name.split("-"))) if name and plain not in _NO_NAMES else ""


def before(words: Words, at: int) -> str:
    """The unlisted settlement before a street: «Ивановка, ул. Ленина 5», «в Шимановске на Ленина»;
    "" if there is none."""
    joint = words[at - 1].text
    last = at - 2 if joint in {",", "на", "по"} else at - 1
    outside = words[last - 1]
    begins = outside.is_sign or outside.text in _BEFORE_NAME
    begins |= joint == "," and outside.text in ABBREVIATED  # «с Волково, ул. Новая 3»
    if not begins or (joint in {"на", "по"} and outside.text not in _BEFORE_NAME):
        return ""
    return called(words, last) if last >= 0 else ""


def inside(words: Words, at: int, end: int) -> str:
    """The unlisted settlement that a street is said to be in, right after it or where its sentence
    begins: «улица Тополиная в Чигирях», «у нас в Чигирях на Тополиной». ``end``: after the house.
    """
    begin, _ = words.sentence(at)
    begin += 2 if (words[begin].text, words[begin + 1].text) == ("у", "нас") else 0
    for place in (end, begin):
        if words[place].text in _INSIDE and _is_oblique(words, place + 1):
            return called(words, place + 1)
    return ""


def _is_oblique(words: Words, at: int) -> bool:
    """«в Чигирях», «в Шимановске»: to «Шимановск» one goes."""
    word = words[at]
    own = word.is_capital and not words.is_shouted
    return own and bool(_in_its_case(word.text, word.written) or _of_many(word.written))


def district_in(text: str) -> str:
    """«Тамбовский район» of «в Тамбовском районе»; "" where the text names none."""
    found = _DISTRICT.search(text)
    return f"{_capital(found['name'])}ий {found['kind'].lower()}" if found else ""


def alone(text: str, names: Names, cities: Cities) -> str:
    """The settlement or the district that is all that a text names; "" where it says more."""
    words = read(text)
    if any(words[at].is_number for at in range(len(words))):
        return ""
    if district := district_in(text):
        rest = Words(_DISTRICT.sub("", text))
        return district if _says_nothing(rest, 0, 0) else ""
    for one in settlements_in(words, names, cities):
        if _says_nothing(words, one.begin, one.end):
            return one.written()
    for at in range(len(words)):
        known = names.at(words, at)
        end, name = (known.end, known.name.name) if known else (at + 1, called(words, at))
        if name and _says_nothing(words, at, end):
            return f"{known.name.kind} {name}".strip() if known else name
    return ""


def _says_nothing(words: Words, begin: int, end: int) -> bool:
    """All but the words from ``begin`` to ``end``."""
    others = (words[at] for at in range(len(words)) if not begin <= at < end)
    return all(word.is_sign or word.text in _AROUND or word.text in SETTLEMENTS for word in others)


def _in_its_case(text: str, written: str) -> str:
    for ending, gone, instead in _DECLINED:
        if text.endswith(ending):
            return f"{written[:-gone]}{instead}"
    return ""


def _of_many(written: str) -> str:
    """«в Чигирях» is Чигири, «в Петровках» is Петровки."""
    if not written.endswith(("ях", "ах")) or len(written) < 6:
        return ""
    soft = written.endswith("ях") or written[-3] in "кгхжшщч"
    return f"{written[:-2]}{'и' if soft else 'ы'}"


def _capital(word: str) -> str:
    word = word.lower() if word.isupper() else word
    return word[:1].upper() + word[1:]
