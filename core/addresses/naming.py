"""Which name stands at a place of a text: one that is known, or one that only looks like it.

A name that nobody listed is taken where a word for a street or a house's number says that it is
one: «ул. Подводников», «Загородная 29а».
"""

import re
from dataclasses import dataclass

from core.wordsets import words_of

from .forms import Gender, adjective, agree, gender_of
from .houses import house_at
from .kinds import GENDERS, STREETS
from .names import TITLES, Names
from .words import Words

_ORDINAL = re.compile(r"\d+-я")
_SIZES = words_of(
    "большая большой большую малая малой малый верхняя верхней верхний нижняя нижней нижний",
    "новая новой новый старая старой старый средняя средней",
)
"""They begin a name of two words."""
_NO_NAME = words_of(
    "и в на у с к по за от до из не ни но а что как где все весь вся так же бы для под над при",
    "или там тут здесь уже еще очень нет есть была было были стоит лежит нужно надо рядом около",
    "возле позади мимо вдоль между напротив после перед через дом дома дому доме город города",
    "двор дворе подъезд",
)
_NOUNS = words_of(
    "корова голова основа готова снова слова дрова подкова вдова машина половина картина корзина",
    "витрина резина трещина середина годовщина длина глубина ширина толщина величина причина",
    "мужчина женщина здорово столовая столовой кладовая мостовая остановка больница школа квартира",
    "каждая любая другая целая первая вторая третья последняя следующая главная общая",
)
"""They end as streets do, and are none."""
_ENDS = (
    "ова", "ева", "ина", "ына", "ая", "яя", "ого", "его", "ой", "ей", "ый", "ий", "ко", "ов", "ев",
    "ых", "их", "ия", "ца", "ое", "ее",
)  # fmt: skip
_SURE_ENDS = ("ова", "ева", "ская", "ской", "цкая", "цкой", "ского", "цкого", "енко", "ная", "ной")
"""Of a name in small letters that nobody listed."""
_SURNAME_ENDS = ("ова", "ева", "ина", "ына", "ского", "цкого", "ького", "енко")
"""After «на» nothing but a street stands in this case."""
_BEFORE = words_of(
    "на по с до от у из около возле напротив позади между мимо из-за адресу адрес живу улице",
    ", . ! ? : ; ( [ « — – -",
)
"""Words and signs after which an address in small letters begins."""
_OF_SIGNS = ("ая", "яя", "ый", "ий", "ое")
_OF_WOMEN = ("иной", "ьевой")
"""«Малюгиной» is on a sign so."""
_DECLINED = ("ской", "цкой", "ной", "вой", "рой", "лой")
_BY_INITIAL = {"б": "Большая", "м": "Малая"}
_PATRONYMICS = ("овна", "евна", "ична", "ович", "евич")
_OF_OTHERS = words_of(
    "парк парке парка сквер сквере театр театра театре библиотека библиотеки библиотеке музей",
    "музее",
    "книга кинотеатр кинотеатре памятник памятника школа школы школе школу имени магазин магазине",
    "директор депутат соседка сосед жительница житель врач учитель учительница письмо начальник",
    "лицей лицея лицее гимназия гимназии больница больницы больнице завод завода заводе",
)
"""What is named by the same names."""
_SHORT = frozenset({"ул", "пер", "пр-т", "б-р", "мкр", "наб"})
"""After them a name needs no capital."""


@dataclass(frozen=True, slots=True)
class Named:
    """``kind``: as the list has it, "" where it does not say. ``surely``: known, without a slip."""

    name: str
    kind: str
    end: int
    surely: bool


def known_at(words: Words, at: int, names: Names, kind: str = "") -> Named | None:
    """A name that is known, with what may stand before it: «1-я Садовая», «Большая Садовая»,
    «К. Маркса». ``kind``: of the street, where that was said."""
    gender = GENDERS.get(kind) if kind else None
    if (longer := _with_first(words, at, names, kind)) is not None:
        return longer
    if (initial := _initial(words, at, names, marked=bool(kind))) is not None:
        return initial
    found = names.at(words, at, gender=gender, slips=bool(kind) or _may_be_housed(words, at))
    if found is None or (not found.surely and words[at - 1].text in _SIZES):
        return None
    if found.end == at + 1 and _goes_on(words, at):
        name = f"{_capital(words[at].written)} {_capital(words[at + 1].written)}"
        return Named(name, kind, at + 2, surely=True)
    name = found.name.name
    if gender and found.end == at + 1 and gender_of(name) not in {None, gender}:
        name = agree(words[at].written, gender)
    return Named(name, found.name.kind, found.end, found.surely)


def unknown_after(words: Words, at: int, kind: str, marker: str) -> Named | None:
    """A name after a word for a street, whatever it is: «ул. Подводников», «на улице Новосёлов»."""
    end = _end_of_unknown(words, at, marker)
    if end is None:
        return None
    parts = [words[one].written for one in range(at, end) if words[one].text != "."]
    declined = marker.endswith(("е", "у", "ой", "ом")) or _is_after_preposition(words, at)
    if len(parts) == 1 and declined and not parts[0].endswith(("ого", "его")):
        parts = [agree(parts[0], GENDERS.get(kind, "f"))]
    name = " ".join(_capital(part) for part in parts)
    return Named(name, kind, end, surely=True)


def unknown_alone(words: Words, at: int) -> Named | None:
    """A name by itself that looks like a street's and has a house: «Загородная 29а», or stands as
    nothing else could: «на Воронкова»."""
    word = words[at]
    if (counted := _counted(words, at)) is not None:
        return counted
    if word.is_sign or word.is_number or len(word.text) < 4 or word.text in _NOUNS | _NO_NAME:
        return None
    if is_of_others(words, at) or word.text.endswith(_PATRONYMICS):
        return None
    capital = word.is_capital and not words.is_shouted
    before = words[at - 1].text
    begins = at == 0 or before in _BEFORE
    if not capital and not begins:
        return None
    titled = word.text in TITLES | _SIZES or (capital and is_full_name(words, at))
    if titled and _is_word(words, at + 1) and house_at(words, at + 2) is not None:
        name = f"{_capital(word.written)} {_capital(words[at + 1].written)}"
        return Named(name, "", at + 2, surely=True)
    if _is_housed(words, at, capital=capital and not _begins_sentence(words, at)):
        return Named(sign_of(word.written), "", at + 1, surely=True)
    stands = before in {"на", "по"} and word.text.endswith((*_SURNAME_ENDS, "ской"))
    return Named(sign_of(word.written), "", at + 1, surely=True) if capital and stands else None


def _is_housed(words: Words, at: int, *, capital: bool) -> bool:
    """Does a house say that this is a name? ``capital``: its own, and not its sentence's."""
    word, before = words[at].text, words[at - 1].text
    if before in {"на", "по"} and words[at - 2].is_number and word.endswith(_SURE_ENDS):
        return True  # «дом 5 на Зейской»
    if house_at(words, at + 1) is None:
        return False
    if capital:
        return word.endswith((*_ENDS, "а", "я"))
    # After «на» nothing but a street ends so.
    return word.endswith((*_SURE_ENDS, *_SURNAME_ENDS)) or (before == "на" and word.endswith("а"))


def _begins_sentence(words: Words, at: int) -> bool:
    return at == 0 or words[at - 1].text in {".", "!", "?"}


def is_full_name(words: Words, at: int) -> bool:
    """«Паши Савельевой», «Льва Толстого»: two capitals, the first no adjective."""
    first, second = words[at], words[at + 1]
    if not (first.is_capital and second.is_capital) or words.is_shouted or len(second.text) < 4:
        return False
    if not _is_word(words, at) or not _is_word(words, at + 1) or second.text in STREETS:
        return False
    if first.text in _NO_NAME or second.text.endswith(_PATRONYMICS):
        return False
    return first.text.endswith(("а", "я", "и", "ы")) and adjective(first.text) is None


def sign_of(written: str) -> str:
    """The form of a street's sign: «на текстильной» is on «Текстильная»."""
    plain = written.lower()
    is_declined = plain.endswith(_DECLINED) and not plain.endswith(_OF_WOMEN)
    name = agree(written, "f") if is_declined else written
    return _capital(name)


def is_surname(words: Words, at: int, end: int) -> bool:
    """Does it stand in the case that streets have and nothing else has after «на» and «по»?"""
    return end > at + 1 or words[at].text.endswith(_SURNAME_ENDS)


def looks_named(words: Words, at: int) -> bool:
    word = words[at]
    if word.is_sign or word.is_number or len(word.text) < 4 or word.text in _NO_NAME | _NOUNS:
        return False
    return (word.is_capital and not words.is_shouted) or word.text.endswith(_SURNAME_ENDS)


def _goes_on(words: Words, at: int) -> bool:
    """«Красная Пресня 12», at the beginning of an address: more than «Красная»."""
    both = words[at].is_capital and words[at + 1].is_capital and not words.is_shouted
    begins = at == 0 or words[at - 1].text == "," or both
    if not begins or not words[at].text.endswith(_OF_SIGNS) or not _is_word(words, at + 1):
        return False
    if words[at + 1].text in _NO_NAME or words[at + 1].text in STREETS:
        return False
    return house_at(words, at + 1) is None and house_at(words, at + 2) is not None


def _with_first(words: Words, at: int, names: Names, kind: str) -> Named | None:
    first = words[at]
    if first.text.endswith("-летия") and _is_word(words, at + 1):
        return Named(f"{first.text} {_capital(words[at + 1].written)}", "", at + 2, surely=True)
    ordinal = _ORDINAL.fullmatch(first.text) is not None
    if not ordinal and first.text not in _SIZES:
        return None
    whole = names.at(words, at)
    if whole is not None and whole.end > at + 1:
        return None  # it is known with it
    if ordinal and words[at + 1].text == "линия":  # a kind, and a name with its number
        return Named(f"{first.text} Линия", "", at + 2, surely=True)
    if not _is_word(words, at + 1) or words[at + 1].text in STREETS:
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
    ending = "го" if gender_of(name) is None else "й" if gender == "m" else "я"
    number = f"{first.text[:-1]}{ending}"  # «3-го Интернационала», «2-й Садовый»
    before = number if ordinal else _capital(agree(first.written, gender))
    return Named(f"{before} {_capital(name)}", kind, end, surely=True)


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
    return any(words[at + further].is_number for further in (1, 2, 3, 4))


def _counted(words: Words, at: int) -> Named | None:
    """«30 лет ВЛКСМ 44», «50 лет Советской Армии 29», «1905 года 14»."""
    if not words[at].is_number:
        return None
    if words[at + 1].text == "лет" and _is_word(words, at + 2):
        ends: tuple[int, ...] = (at + 3, at + 4) if _is_word(words, at + 3) else (at + 3,)
    elif words[at + 1].text == "года" and len(words[at].text) == 4:
        ends = (at + 2,)
    else:
        return None
    end = next((one for one in ends if house_at(words, one) is not None), None)
    if end is None and words[at - 1].text in {"на", "по"} and ends[0] == at + 3:
        end = at + 3
    if end is None:
        return None
    parts = [words[one].written for one in range(at, end)]
    return Named(" ".join([*parts[:2], *map(_capital, parts[2:])]), "", end, surely=True)


def is_of_others(words: Words, at: int) -> bool:
    """«парк Победы», «школа имени Чехова»."""
    return words[at - 1].text in _OF_OTHERS


def _end_of_unknown(words: Words, at: int, marker: str) -> int | None:
    end = at
    if words[end].is_number and words[end + 1].text == "лет":
        end += 2
    while len(words[end].text) == 1 and words[end].is_capital and words[end + 1].text == ".":
        end += 2
    if is_full_name(words, end) or (words[end].text in TITLES and _is_word(words, end + 1)):
        end += 1
    if words[end].is_number:  # «ул. 8 Марта»
        end += 1
    word = words[end]
    if not _is_word(words, end) or len(word.text) < 3 or word.text in _NO_NAME:
        return None
    housed = house_at(words, end + 1) is not None
    if not housed and _is_word(words, end + 1) and house_at(words, end + 2) is not None:
        two = words[end + 1].is_capital or adjective(word.text) is not None
        if two and word.is_capital and words[end + 1].text not in _NO_NAME:
            return end + 2  # «ул. Северной Двины 5»
    if word.is_capital and not words.is_shouted:
        return end + 1
    # «на улице мороз 30»
    likely = housed if marker in _SHORT | {"ул"} or words.is_shouted else False
    if likely or (word.text.endswith(_ENDS) and (housed or marker in _SHORT)):
        return end + 1
    return None


def _is_after_preposition(words: Words, at: int) -> bool:
    """«по ул. Кузнечихинской»"""
    return any(words[at - back].text in {"на", "по", "с"} for back in (2, 3))


def _is_word(words: Words, at: int) -> bool:
    return not words[at].is_sign and not words[at].is_number


def _capital(word: str) -> str:
    return word[0].upper() + (word[1:].lower() if word.isupper() and len(word) > 5 else word[1:])
