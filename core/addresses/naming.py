"""Which known name stands at a place of a text, with what may stand before it."""

import re
from functools import lru_cache

from msgspec import Struct

from core.words.wordsets import words_of

from .counting import is_number
from .forms import Gender, adjective, agree, gender_of
from .houses import house_at
from .kinds import GENDERS, STREETS
from .names import Names
from .words import Words

_ORDINAL = re.compile(r"\d+-я")
_SPOKEN = {
    form: f"{number}-я"
    for number, forms in enumerate(
        (
            "первая первой первую первый первом",
            "вторая второй вторую втором",
            "третья третьей третью третий третьем",
            "четвертая четвертой четвертую четвертый четвертом",
            "пятая пятой пятую пятый пятом",
        ),
        1,
    )
    for form in forms.split()
}
"""«третья Заречная»"""
QUOTED = 4
"""Words of a name in quotation marks, at most."""
SIZES = words_of(
    "большая большой большую малая малой малый верхняя верхней верхний нижняя нижней нижний",
    "новая новой новый старая старой старый средняя средней",
)
"""They begin a name of two words."""
NO_NAME = words_of(
    "и в на у с к по за от до из не ни но а что как где все весь вся так же бы для под над при",
    "или там тут здесь уже еще очень нет есть была было были стоит лежит нужно надо рядом около",
    "возле позади мимо вдоль между напротив после перед через дом дома дому доме город города",
    "двор дворе подъезд",
)
_OF_SIGNS = ("ая", "яя", "ый", "ий", "ое")
_OF_WOMEN = ("иной", "ьевой")
"""«Малюгиной» is on a sign so."""
_DECLINED = ("ской", "цкой", "ной", "вой", "рой", "лой")
_SOFT_NOUNS = ("сне", "заре", "земле", "доле", "деревне", "воле", "кузне", "башне", "буре")
"""«Пресне», «Заре»: on a sign they end in «я»."""
_WITH_NUMBERS = words_of(
    "автобус автобуса автобусе маршрут маршрутка троллейбус трамвай лифт подъезд подъезде этаж",
    "квартира корпус дом доме школа школе садик сад магазин фонарь столб контейнер год раз",
    "светофор",
)
"""«Новый автобус 101»: whatever is said of them, the number is theirs."""
_NOT_SECOND = NO_NAME | _WITH_NUMBERS | frozenset(STREETS)
_BY_INITIAL = {"б": "Большая", "м": "Малая"}
_OF_THE = words_of("армии дивизии бригады роты пятилетки гвардейской пехотной")
"""«62-й Армии»"""
_TITLES = {
    short: title
    for title, shorts in {
        "Академика": "ак акад", "Генерала": "ген", "Маршала": "марш", "Адмирала": "адм",
        "Дмитрия": "дм", "Профессора": "проф", "Капитана": "кап", "Лейтенанта": "лейт",
        "Архитектора": "арх", "Космонавта": "косм",
    }.items()
    for short in shorts.split()
}  # fmt: skip
"""«Ген. Толбухина», «наб. р. Каменки»"""


class Named(Struct, frozen=True):
    """``kind``: as the list has it, "" where it does not say. ``surely``: known, without a slip."""

    name: str
    kind: str
    end: int
    surely: bool


def known_at(
    words: Words, at: int, names: Names, kind: str = "", *, slips: bool = False
) -> Named | None:
    """A name that is known, with what may stand before it: «1-я Садовая», «Большая Садовая»,
    «К. Маркса». ``kind``: of the street, where that was said; with it, or with ``slips``, a name
    may be misspelt without a house after it."""
    gender = GENDERS.get(kind) if kind else None
    if (titled := _titled(words, at, names, kind)) is not None:
        return titled
    if (longer := _with_first(words, at, names, kind)) is not None:
        return longer
    if (initial := _initial(words, at, names, marked=bool(kind))) is not None:
        return initial
    slips = slips or bool(kind) or _may_be_housed(words, at)
    found = names.at(words, at, gender=gender, slips=slips)
    if found is None or (not found.surely and words[at - 1].text in SIZES):
        return None
    if found.end == at + 1 and _goes_on(words, at):
        return Named(_of_two(words, at), kind, at + 2, surely=True)
    name = found.name.name
    of_woman = gender == "f" and name.endswith("ой")  # «Терешковой»; of «Лесной» there is «Лесная»
    if gender and not of_woman and found.end == at + 1 and gender_of(name) not in {None, gender}:
        name = agree(words[at].written, gender)
    return Named(name, found.name.kind, found.end, found.surely)


@lru_cache(maxsize=20_000)
def begins_name(word: str) -> bool:
    """May a name begin with it that is known by what comes after?"""
    before = word in _TITLES or word in _SPOKEN or word in SIZES
    return before or len(word) == 1 or word[0].isdecimal() or word.endswith("-летия")


def _titled(words: Words, at: int, names: Names, kind: str) -> Named | None:
    """«Ген. Толбухина»: a title cut short, and a name after it."""
    title = _TITLES.get(words[at].text)
    if words[at].text == "р" and kind == "наб.":
        title = "реки"
    if title is None or words[at + 1].text != "." or not words[at + 2].is_capital:
        return None
    if not is_word(words, at + 2):
        return None
    known = names.at(words, at + 2)
    name = known.name.name.split()[-1] if known else capital(words[at + 2].written)
    return Named(f"{title} {name}", "", known.end if known else at + 3, surely=bool(kind))


def numbered(words: Words, end: int) -> tuple[str, int]:
    """«-2» of «Западный-2, д. 7», which is part of the name; and the place after it."""
    dash, number = words[end], words[end + 1]
    glued = dash.text == "-" and dash.glued and number.is_number and number.glued
    if not glued or len(number.text) > 2:
        return "", end
    return f"-{number.text}", end + 2


def quoted(words: Words, first: int) -> tuple[str, int] | None:
    """What stands in quotation marks, and the place after them: «Северное сияние»."""
    closing = {"«": "»", '"': '"'}.get(words[first - 1].text)
    for end in range(first + 1, first + QUOTED + 1):
        if closing and words[end].text == closing:
            parts = [words[one].written for one in range(first, end)]
            name = " ".join(parts).replace(" - ", "-")
            return capital(name), end + 1
    return None


def sign_of(written: str) -> str:
    """The form of a street's sign: «на текстильной» is on «Текстильная»."""
    plain = written.lower()
    is_declined = plain.endswith(_DECLINED) and not plain.endswith(_OF_WOMEN)
    name = agree(written, "f") if is_declined else written
    return capital(name)


def _goes_on(words: Words, at: int) -> bool:
    """«Красная Пресня 12», at the beginning of an address: more than «Красная»."""
    both = words[at].is_capital and words[at + 1].is_capital and not words.is_shouted
    begins = at == 0 or words[at - 1].text == "," or both
    adjectival = words[at].text.endswith(_OF_SIGNS) or (
        both and words[at].text.endswith(("ой", "ей"))
    )
    if not begins or not adjectival or not is_word(words, at + 1):
        return False
    if words[at + 1].text in _NOT_SECOND:
        return False
    if both and words[at + 1].text.endswith(("ы", "и")) and words[at + 2].is_sign:
        return True  # «по Трудовой Славы, кв. 15»
    return house_at(words, at + 1) is None and house_at(words, at + 2) is not None


def _of_two(words: Words, at: int) -> str:
    """«на Красной Пресне» is «Красная Пресня»; of «Трудовой Славы» each stands as on the sign."""
    first, second = words[at].written, words[at + 1].written
    declined = words[at - 1].text in {"на", "по", "в"} and second.lower().endswith("е")
    if declined and first.lower().endswith(("ой", "ей")):
        soft = second.lower().endswith(_SOFT_NOUNS)
        first, second = agree(first, "f"), f"{second[:-1]}{'я' if soft else 'а'}"
    return f"{capital(first)} {capital(second)}"


def _with_first(words: Words, at: int, names: Names, kind: str) -> Named | None:
    first = words[at]
    if first.text.endswith("-летия") and is_word(words, at + 1):
        return Named(f"{first.text} {capital(words[at + 1].written)}", "", at + 2, surely=True)
    named = _ordinal(words, at, names)
    ordinal = bool(named)
    if not ordinal and first.text not in SIZES:
        return None
    whole = names.at(words, at)
    if whole is not None and whole.end > at + 1:
        return None  # it is known with it
    if ordinal and words[at + 1].text == "линия":  # a kind, and a name with its number
        return Named(f"{named} Линия", "", at + 2, surely=True)
    after = words[at + 1].text
    if not is_word(words, at + 1) or after in STREETS or after in NO_NAME:
        return None
    rest = names.at(words, at + 1, gender=GENDERS.get(kind))
    end = rest.end if rest else at + 2
    if rest is None and not _reads_on(words, at + 1, kind, ordinal=ordinal):
        return None
    gender: Gender = GENDERS.get(kind) or (
        "m" if words[at + 1].text.endswith(("ий", "ый")) else "f"
    )
    name = rest.name.name if rest else agree(words[at + 1].written, gender)
    if rest and gender_of(name) not in {None, gender}:
        name = agree(words[at + 1].written, gender)
    if words[at + 1].text in _OF_THE:
        ending = "й"
    else:
        ending = "го" if gender_of(name) is None else "й" if gender == "m" else "я"
    number = f"{named[:-1]}{ending}"  # «3-го Интернационала», «2-й Садовый»
    before = number if ordinal else capital(agree(first.written, gender))
    return Named(f"{before} {capital(name)}", kind, end, surely=True)


def _ordinal(words: Words, at: int, names: Names) -> str:
    """«3-я» of what stands before a name: «3-я», «третья», «3»; "" where none does."""
    text = words[at].text
    if _ORDINAL.fullmatch(text):
        return text
    if not (words[at].is_number or text in _SPOKEN):
        return ""
    known = names.at(words, at + 1)
    if known is None or not known.surely or house_at(words, known.end) is None:
        return ""
    if text in _SPOKEN:
        return _SPOKEN[text]
    begins = at == 0 or words[at - 1].text in {",", ".", "на", "по"}
    alone = words[at].is_number and len(text) < 3 and begins
    return f"{text}-я" if alone and gender_of(known.name.name) else ""


def _reads_on(words: Words, at: int, kind: str, *, ordinal: bool) -> bool:
    """Is a word that nobody knows part of the name that the one before begins?"""
    housed = house_at(words, at + 1) is not None
    before_kind = words[at + 1].text in STREETS
    return (housed or before_kind) and (
        bool(kind) or ordinal or adjective(words[at].text) is not None
    )


def _initial(words: Words, at: int, names: Names, *, marked: bool) -> Named | None:
    """«К. Маркса», «к маркса», «Б.Хмельницкого»."""
    letter = words[at]
    if len(letter.text) != 1 or letter.is_sign or letter.is_number:
        return None
    dotted = words[at + 1].text == "."
    if not (dotted or marked or letter.is_capital) and letter.text in "ксву":
        return None
    last = at + 2 if dotted else at + 1
    found = names.by_initial(words, last, letter.text)
    size = _BY_INITIAL.get(letter.text) if found is None and dotted else None
    if size and words[last].text.endswith(("ая", "ой")):  # «Б. Морская»
        return Named(f"{size} {sign_of(words[last].written)}", "", last + 1, surely=True)
    return Named(found.name.name, found.name.kind, found.end, surely=True) if found else None


def _may_be_housed(words: Words, at: int) -> bool:
    """A slip is looked for where a house may follow: it takes its time."""
    if len(words[at].text) < 6:
        return False
    return any(is_number(words, at + further) for further in (1, 2, 3, 4))


def is_word(words: Words, at: int) -> bool:
    return not words[at].is_sign and not words[at].is_number


def capital(word: str) -> str:
    """«новосёлов» is «Новосёлов», «НОВО-САДОВАЯ» is «Ново-Садовая»; «ВЛКСМ» is left."""
    if word.isupper() and len(word) > 5:
        return "-".join(part.capitalize() for part in word.split("-"))
    return word[0].upper() + word[1:]
