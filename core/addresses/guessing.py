"""Names that nobody listed, and what says that they are ones: «ул. Подводников», «Загородная 29а».

In small letters, without a word for a street, a name has to end as streets do, stand where an
address begins and have a house: «корова 5» is none.
"""

from core.words.wordsets import words_of

from .forms import adjective, agree
from .houses import house_at
from .kinds import GENDERS, SETTLEMENTS, STREETS
from .names import TITLES
from .naming import NO_NAME, SIZES, Named, capital, is_word, sign_of
from .values import VALUES
from .words import Words

_NOUNS = words_of(
    "острова жернова кружева",
    "корова голова основа готова снова слова дрова подкова вдова машина половина картина корзина",
    "витрина резина трещина середина годовщина длина глубина ширина толщина величина причина",
    "мужчина женщина здорово столовая столовой кладовая мостовая остановка больница школа квартира",
    "каждая любая другая целая первая вторая третья последняя следующая главная общая",
    "детская детской игровая игровой торговая торговой городская городской районная районной",
)
"""They end as streets do, and are none."""
_NO_STREETS = _NOUNS | NO_NAME
_BEGINNING = TITLES | SIZES
_ENDS = (
    "ова", "ева", "ина", "ына", "ая", "яя", "ого", "его", "ой", "ей", "ый", "ий", "ко", "ов", "ев",
    "ых", "их", "ия", "ца", "ое", "ее",
)  # fmt: skip
_SURE_ENDS = ("ова", "ева", "ская", "ской", "цкая", "цкой", "ского", "цкого", "енко", "ная", "ной")
"""Of a name in small letters that nobody listed."""
_WHOLE_ENDS = ("ская", "ской", "цкая", "цкой", "ного", "ского", "цкого", "иной", "ова", "ева")
"""Of a name in small letters in the middle of a sentence, with the whole of a house."""
_SURNAME_ENDS = ("ова", "ева", "ина", "ына", "ского", "цкого", "ького", "енко")
"""After «на» nothing but a street stands in this case."""
_OF_MANY = ("ов", "ев", "цев", "телей")
_STANDING_ENDS = (*_SURNAME_ENDS, *_OF_MANY, "ской", "цкой", "овой", "евой")
"""«на Геологов», «на Мамонтовой»: with a capital of its own."""
_BEFORE = words_of(
    "на по с до от у из около возле напротив позади между мимо из-за адресу адрес живу улице",
    ", . ! ? : ; ( [ « — – -",
)
"""Words and signs after which an address in small letters begins."""
_GENITIVES = ("а", "я", "и", "ы", "ых", "их", "ев", "ов")
_PATRONYMICS = ("овна", "евна", "ична", "ович", "евич")
_OF_OTHERS = words_of(
    "парк парке парка сквер сквере театр театра театре библиотека библиотеки библиотеке музей",
    "музее",
    "книга кинотеатр кинотеатре памятник памятника школа школы школе школу имени магазин магазине",
    "директор депутат соседка сосед жительница житель врач учитель учительница письмо начальник",
    "компания компании тсж жэк ук ооо тц трц отель отеля гостиница гостиницы кафе банк банка",
    "салон аптека аптеки рынок фирма фирмы ресторан фитнес",
    "лицей лицея лицее гимназия гимназии больница больницы больнице завод завода заводе",
)
"""What is named by the same names."""
_WITH_NUMBERS = words_of(
    "школа школе школы лицей лицее гимназия гимназии больница больнице поликлиника поликлинике",
    "маршрут маршрута маршрутка маршрутке автобус автобуса автобусе троллейбус троллейбуса трамвай",
    "квартира квартире подъезд подъезда этаж этаже корпус строение участок кабинет палата группа",
    "класс номер заявка телефон магазин пункт статья лифт почта отделение итого всего плюс минус",
    "рублей лет года года мне нам ему садик детсад сад скважина павильон скорая пожарная рейс",
    "январь января февраль февраля март марта апрель апреля май мая июнь июня июль июля август",
    "августа сентябрь сентября октябрь октября ноябрь ноября декабрь декабря понедельник вторник",
    "среда четверг пятница суббота воскресенье вчера сегодня завтра итог возраст примерно больше",
    "меньше почти минимум максимум ровно свыше порядка целых осталось прошло ждем жду ждали",
    "человек людей ребенок ребенку контейнер фонарь столб яма собак",
)
"""A number after them is theirs, and no house's."""
HURRIED, HURRIED_BEFORE = 7, 3
"""Words of a message in a hurry, and those before its street, at most."""
_AFTER_HOUSE = words_of("кв квартира подъезд под этаж эт офис домофон п")
_ENDS_OF_VERBS = ("ли", "ла", "ло", "ть", "ет", "ит", "ют", "ут", "ят", "ат", "ся", "сь")
_SHORT = frozenset({"ул", "пер", "пр-т", "б-р", "мкр", "наб"})
"""After them a name needs no capital."""


def unknown_after(words: Words, at: int, kind: str, marker: str) -> Named | None:
    """A name after a word for a street, whatever it is: «ул. Подводников», «на улице Новосёлов»."""
    end = _end_of_unknown(words, at, marker)
    if end is None:
        return None
    parts = [words[one].written for one in range(at, end) if words[one].text != "."]
    declined = marker.endswith(("е", "у", "ой", "ом")) or _is_after_preposition(words, at)
    if len(parts) == 1 and declined and not parts[0].endswith(("ого", "его")):
        parts = [agree(parts[0], GENDERS.get(kind, "f"))]
    name = " ".join(capital(part) for part in parts)
    return Named(name, kind, end, surely=True)


def unknown_alone(words: Words, at: int) -> Named | None:
    """A name by itself that looks like a street's and has a house: «Загородная 29а», or stands as
    nothing else could: «на Воронкова»."""
    word = words[at]
    if (counted := _counted(words, at)) is not None:
        return counted
    if word.is_sign or word.is_number or len(word.text) < 4 or word.text in _NO_STREETS:
        return None
    if word.text in VALUES:  # «на ТРИСТА двенадцать»
        return None
    before = words[at - 1].text
    if before not in {"на", "по"} and not words.is_numbered(at + 1):
        return None  # nearly all words of a story
    if is_of_others(words, at) or word.text.endswith(_PATRONYMICS):
        return None
    if _is_whole_clause(words, at):
        return Named(sign_of(word.written), "", at + 1, surely=True)
    own = word.is_capital and not words.is_shouted
    begins = at == 0 or before in _BEFORE or _is_hurried(words, at)
    if not own and not begins and not _is_whole_address(words, at):
        return None
    titled = word.text in _BEGINNING or (own and is_full_name(words, at))
    if titled and is_word(words, at + 1) and house_at(words, at + 2) is not None:
        name = f"{capital(word.written)} {capital(words[at + 1].written)}"
        return Named(name, "", at + 2, surely=True)
    if _is_housed(words, at, own=own and not _begins_sentence(words, at)):
        return Named(sign_of(word.written), "", at + 1, surely=True)
    stands = own and before in {"на", "по"} and word.text.endswith(_STANDING_ENDS)
    parted = words[at + 1].is_number or words[at + 1].is_sign
    of_things = parted and word.text.endswith(_SURE_ENDS)
    stands |= own and before in {"на", "по"} and of_things  # «на Рёлочной 3 фонаря», «на Конной.»
    stands |= before == "на" and word.text.endswith(("ова", "ева")) and len(word.text) > 5
    return Named(sign_of(word.written), "", at + 1, surely=True) if stands else None


def _is_housed(words: Words, at: int, *, own: bool) -> bool:
    """Does a house say that it is a name? ``own``: its capital is not its sentence's."""
    word, before = words[at].text, words[at - 1].text
    if before in {"на", "по"} and words[at - 2].is_number and word.endswith(_SURE_ENDS):
        return True  # «дом 5 на Зейской»
    if house_at(words, at + 1) is None:
        return False
    if _is_whole_address(words, at):
        return True
    if own:
        return before == "," or word.endswith((*_ENDS, "а", "я"))
    # After «на» nothing but a street ends so.
    return word.endswith((*_SURE_ENDS, *_SURNAME_ENDS)) or (before == "на" and word.endswith("а"))


def _is_whole_clause(words: Words, at: int) -> bool:
    """«Бограда 114, кв. 3.»: a word and a house, and nothing else in the sentence."""
    word, before = words[at].text, words[at - 1]
    if not (at == 0 or (before.is_sign and before.text not in {",", "-", "–", "—", "(", "«", '"'})):
        return False
    if word in _WITH_NUMBERS or word in SETTLEMENTS or word.endswith(_ENDS_OF_VERBS):
        return False
    house = house_at(words, at + 1)
    if house is None or words[at + 1].text in {".", ":"}:
        return False
    after = words[house.end + 1] if words[house.end].text == "," else words[house.end]
    if after.text in _AFTER_HOUSE:
        return True
    ended = words[house.end].text in {"\n", ".", "!", "?", ")"}
    return ended and word.endswith(_ENDS if words[at].is_capital else _WHOLE_ENDS)


def _is_whole_address(words: Words, at: int) -> bool:
    """«мончегорская 17 корп 3»: as streets end, and with all that a house has, or at the end."""
    house = house_at(words, at + 1)
    if house is None or words[at].text in _NOUNS or words[at + 1].text in {".", ":"}:
        return False
    whole = any(sign in house.number for sign in "кс/")
    ended = words[house.end].text in {"\n", ".", "!", "?"} or words[house.end].text in _AFTER_HOUSE
    return words[at].text.endswith(_WHOLE_ENDS) and (whole or ended)


def _is_hurried(words: Words, at: int) -> bool:
    """«яма мухина 110»: who is in a hurry writes two words and a house, and no signs."""
    begun = at <= HURRIED_BEFORE and all(is_word(words, one) for one in range(at))
    return begun and len(words) <= HURRIED and words[at].text.endswith(_SURNAME_ENDS)


def _begins_sentence(words: Words, at: int) -> bool:
    return at == 0 or words[at - 1].text in {".", "!", "?"}


def is_full_name(words: Words, at: int) -> bool:
    """«Паши Савельевой», «Льва Толстого»: two capitals, the first no adjective."""
    first, second = words[at], words[at + 1]
    if not (first.is_capital and second.is_capital) or words.is_shouted or len(second.text) < 4:
        return False
    if not is_word(words, at) or not is_word(words, at + 1) or second.text in STREETS:
        return False
    if first.text in NO_NAME or second.text.endswith(_PATRONYMICS):
        return False
    return first.text.endswith(_GENITIVES) and adjective(first.text) is None


def is_surname(words: Words, at: int, end: int) -> bool:
    """Does it stand in the case that streets have and nothing else has after «на» and «по»?"""
    own = words[at].is_capital and not words.is_shouted
    ends = (*_SURNAME_ENDS, *_OF_MANY) if own else _SURNAME_ENDS
    return end > at + 1 or words[at].text.endswith(ends)


def looks_named(words: Words, at: int) -> bool:
    word = words[at]
    if word.is_sign or word.is_number or len(word.text) < 4 or word.text in _NO_STREETS:
        return False
    return (word.is_capital and not words.is_shouted) or word.text.endswith(_SURNAME_ENDS)


def ends_surely(word: str) -> bool:
    """Does it end as hardly anything but a street does: «Мухина», «Студенческая»?"""
    return word.endswith((*_SURE_ENDS, *_SURNAME_ENDS)) and word not in _NO_STREETS


def _counted(words: Words, at: int) -> Named | None:
    """«30 лет ВЛКСМ 44», «50 лет Советской Армии 29», «1905 года 14»."""
    if not words[at].is_number:
        return None
    if words[at + 1].text in {"армии", "дивизии", "параллель"}:
        ends: tuple[int, ...] = (at + 2,)
    elif words[at + 1].text == "лет" and is_word(words, at + 2):
        ends = (at + 3, at + 4) if is_word(words, at + 3) else (at + 3,)
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
    named = 1 if len(parts) == 2 and parts[1].lower() != "года" else 2
    name = " ".join([*parts[:named], *map(capital, parts[named:])])
    return Named(name, "", end, surely=True)


def _is_after_preposition(words: Words, at: int) -> bool:
    """«по ул. Кузнечихинской»"""
    return any(words[at - back].text in {"на", "по", "с"} for back in (2, 3))


def is_of_others(words: Words, at: int) -> bool:
    """«парк Победы», «школа имени Чехова»."""
    return words[at - 1].text in _OF_OTHERS


def _end_of_unknown(words: Words, at: int, marker: str) -> int | None:
    end = at
    if words[end].is_number and words[end + 1].text == "лет":
        end += 2
    while len(words[end].text) == 1 and words[end].is_capital and words[end + 1].text == ".":
        end += 2
    if is_full_name(words, end) or (words[end].text in TITLES and is_word(words, end + 1)):
        end += 1
    if words[end].is_number:  # «ул. 8 Марта»
        end += 1
    word = words[end]
    if words[end + 1].is_capital and words[end + 2].is_capital and not words.is_shouted:
        whole = all(is_word(words, end + further) for further in range(3))
        if whole and house_at(words, end + 3) is not None:  # «Ким Ю Чена 30»
            return end + 3
    if not is_word(words, end) or len(word.text) < 3 or word.text in NO_NAME:
        return None
    housed = house_at(words, end + 1) is not None
    if not housed and is_word(words, end + 1) and house_at(words, end + 2) is not None:
        two = words[end + 1].is_capital or adjective(word.text) is not None
        if two and word.is_capital and words[end + 1].text not in NO_NAME | _WITH_NUMBERS:
            return end + 2  # «ул. Северной Двины 5»
    if word.is_capital and not words.is_shouted:
        return end + 1
    short = marker in _SHORT
    if word.text.endswith(_ENDS):
        return end + 1 if housed or short else None
    return end + 1 if housed and (short or words.is_shouted) else None  # not «на улице мороз 30»
