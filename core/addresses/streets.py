"""Streets that a text names, with the house where one is named.

* After a word for a street comes its name, known or not: «ул. Ленина», «на улице Новосёлов».
  What only looks like one is not taken: «на улице темно».
* A name alone stands as an address does: with a house, at a crossing, or after «на» and «по».
  «Всем мира и добра» is no street.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from core.words.wordsets import words_of

from .forms import adjective, agree, gender_of
from .guessing import is_of_others, is_surname, unknown_after, unknown_alone
from .house_numbers import past_stop
from .houses import House, house_at, houses_named
from .kinds import AREAS, GENDERS, QUOTED_KINDS, STREETS, WHOLE_WORDS
from .names import TITLES, Names
from .naming import NO_NAME, Named, begins_name, capital, is_word, known_at, numbered, quoted
from .parts import is_of_part
from .words import MONTHS, Words

_MEETING = (
    "перекрест",
    "встреча",
    "пересечен",
    "пересека",
    "угол",
    "углу",
    "между",
    "поворот",
    "стык",
    "развязк",
)
_JOINED = frozenset(["и", "/", "-", "–", "—", "с", "со", "на", "угол", ",", "до"])
_AT = words_of("на по вдоль напротив возле около улице конце начале районе район стороне сторону")
_NOT_ITS_NAME = words_of(
    "наш наша нашей нашу нашего нашем ваш вашей эта этой эту этом том той та вся всей всю всем",
    "каждой любой другой другую соседней соседнюю главной главную одной одну своей свою самой",
    "данной целой какой такой моей мою вашу всех этих наших ваших многих соседний нижней верхней",
    "детской спортивной игровой торговой центральной центральная центральную",
)
"""Words before «улица», «площадь» that are no name."""
_ANYTHING = words_of(
    "новой новую красной зеленой белой большой верхней нижней старой главной набережной"
)
"""What is said of anything, and without a house is no street: «по новой обещают»."""
_NAMED_FOR = words_of("имени им")
"""«улица имени Чехова» is on the sign «улица Чехова»."""
_NOW = words_of("сейчас ныне теперь нынешняя нынешняя новое")
_BUSES = ("автобус", "маршрут", "троллейбус", "трамва")
_OF_LAW = ("стат", "пункт", "част")
"""«статья 161 ЖК» is of a code."""
_OPEN = frozenset({"пл.", "аллея", "проезд", "наб.", "линия"})
"""Kinds that «центральная» says nothing of."""
_ENDS_OF_NOUNS = ("е", "и", "у", "ю", "ах", "ях")
_ENDS_OF_VERBS = ("ли", "ти")
_OF_STREETS = ("ая", "яя", "ую", "юю", "ой", "ей")
"""An adjective agrees with the street that it does not name: «не чистят Лесную»."""
_DECLINED = ("ой", "ей", "ом", "ому", "ую")
_NEXT = (1, 2, 3, 4)
_WHOLE = 5
"""Letters from which a word for a street is no abbreviation: a full stop ends its sentence."""
_CUT = 5
"""Letters that are left of a name that was cut short, at least."""
NEAR = 9
"""Words between a street and a house, or another street, that belong to it, at most."""


class Street(Struct, frozen=True):
    """``begin``, ``end``: places of its words. ``marked``: by a word for a street."""

    name: str
    kind: str
    begin: int
    end: int
    marked: bool
    surely: bool = True
    house: House | None = None

    def written(self) -> str:
        if not self.kind:
            return self.name
        if self.kind == "линия" and self.name.isdecimal():
            return f"{self.name}-я линия"
        if self.kind in AREAS and self.name.isdecimal():
            return f"{self.name} {self.kind}"
        return f"{self.kind} {self.name}"


def streets_in(words: Words, names: Names, taken: Mapping[int, int]) -> tuple[Street, ...]:
    """All that stand as an address does, in the order of the text. ``taken``: words that are of
    something else, by the first, and the place after them."""
    meeting = told_to_meet(words)
    kinds = [at for at in range(len(words)) if words[at].text in STREETS]
    before_kinds = {at - before for at in kinds for before in _NEXT}
    elsewhere = tuple(houses_named(words))
    found: list[Street] = []
    at = 0
    while at < len(words):
        if at in taken:
            at = taken[at]
            continue
        street = _at(words, at, names, at in before_kinds)
        if street is None:
            at += 1
            continue
        ended = words[street.end].text == "." and words[at].text in _ANYTHING
        house = _before(words, street, elsewhere) or _after(words, street)
        if house is not None and is_of_part(words, house, elsewhere):
            house = None
        street = street if ended else replace(street, house=house)
        joined = bool(found) and _is_joined(words, found[-1], street)
        meets = meeting is not None and abs(street.begin - meeting) <= NEAR
        denied = words[street.begin - 1].text == "не"  # «не Ленина 5, а Ленина 7»
        stands = street.marked or _stands(words, street, elsewhere, names, meets=joined or meets)
        if stands and denied:
            found = [one for one in found if not _is_same(one, street)]
        elif stands:
            found.append(street)
        at = street.end
    return tuple(_housed(one, elsewhere, found) for one in found)


def _is_same(one: Street, denied: Street) -> bool:
    """«Мухина 56 … не Мухина 56 а Мухина 65»: it is taken back. «А» may be read as a letter."""
    if one.name != denied.name or one.house is None or denied.house is None:
        return False
    return denied.house.number in {one.house.number, f"{one.house.number}а"}


def told_to_meet(words: Words) -> int | None:
    """Where it is said that streets meet."""
    return next((at for at in range(len(words)) if words[at].text.startswith(_MEETING)), None)


def _before(words: Words, street: Street, named: tuple[House, ...]) -> House | None:
    """«дом 10 по Мухина, дом 5 по Ленина»: the house before it, whatever comes after."""
    if words[street.begin - 1].text not in {"по", "на"} or words[street.end].is_number:
        return None
    return next((one for one in named if one.end == street.begin - 1), None)


def _after(words: Words, street: Street) -> House | None:
    """«Ленина 5», «Островского (бывшая Корсаковская) 12», «Корсаковская (сейчас Островского) 12»;
    «на остановке Калинина 38 автобус» is a bus."""
    end = street.end
    if words[end].text == ")" and words[street.begin - 1].text in _NOW:
        return house_at(words, end + 1)
    if words[end].text == "(":
        closing = next((at for at in range(end + 1, end + 5) if words[at].text == ")"), None)
        within = {words[at].text for at in range(end, closing)} if closing else set()
        if closing and _NOW.isdisjoint(within) and (house := house_at(words, closing + 1)):
            return house
    house = house_at(words, end)
    before = words[street.begin - 1].text
    stop = before == "ост" or before.startswith("остановк")
    bus = house is not None and words[house.end].text.startswith(_BUSES)
    return None if stop and bus else house


def _at(words: Words, at: int, names: Names, before_kind: bool) -> Street | None:
    """``before_kind``: a word for a street comes soon."""
    word = words[at]
    kind = STREETS.get(word.text)
    if word.text == "у" and words[at + 1].text == "." and words[at + 2].is_capital:
        kind = "ул."
    if kind is not None and (marked := _marked(words, at, kind, names)) is not None:
        return marked
    number = word.text.removesuffix("-я")
    if (
        number.isdecimal()
        and STREETS.get(words[at + 1].text) in AREAS
        and not words[at - 1].text.startswith(_OF_LAW)
    ):
        return Street(number, STREETS[words[at + 1].text], at, at + 2, marked=True)
    if word.is_sign or not (before_kind or _may_tell(words, at, names)):
        return None
    ordinal = number.isdecimal() and number != word.text
    if ordinal and STREETS.get(words[at + 1].text) == "ул." and house_at(words, at + 2):
        return Street(word.text, "ул.", at, at + 2, marked=True)  # «4-я улица дом 17»
    if (short := _cut_short(words, at, names)) is not None:
        return short
    known = known_at(words, at, names)
    if before_kind:
        before = _before_kind(words, at, known, names)
        if before is not None:
            return before
    if known is not None and (known.surely or house_at(words, known.end) is not None):
        return Street(known.name, known.kind, at, known.end, marked=False, surely=known.surely)
    alone = unknown_alone(words, at)
    return Street(alone.name, "", at, alone.end, marked=False) if alone else None


def _cut_short(words: Words, at: int, names: Names) -> Street | None:
    """«Красноарм. 12», «Новотроиц. ш. 21»: a long word, a full stop, and an address goes on."""
    word, stop = words[at], words[at + 1]
    if stop.text != "." or not stop.glued or len(word.text) < _CUT or not word.is_capital:
        return None
    kind = STREETS.get(words[at + 2].text, "")
    end = at + 2 + (2 if words[at + 3].text == "." else 1) * bool(kind)
    if house_at(words, end) is None or names.at(words, at) is not None:
        return None
    known = names.cut_short(word.text)
    return Street(known.name, kind or known.kind, at, end, marked=bool(kind)) if known else None


def _may_tell(words: Words, at: int, names: Names) -> bool:
    """Of most words of a story no name begins with it, and nothing near tells of one."""
    word = words[at].text
    return (
        words.is_numbered(at)
        or words[at - 1].text in {"на", "по"}
        or begins_name(word)
        or names.begins(word)
    )


def _marked(words: Words, at: int, kind: str, names: Names) -> Street | None:
    """A word for a street, and its name after it."""
    first = at + 1
    shortened = len(words[at].text) < _WHOLE or "-" in words[at].text  # «греем улицу. Третий год»
    while (words[first].text == "." and shortened) or (
        first == at + 1 and words[first].text in {",", ":", "«"}
    ):
        first += 1
    if words[first].text in _NAMED_FOR:
        first = past_stop(words, first + 1)
    if words[at + 1].text == "," and gender_of(words[first].text) not in {None, GENDERS[kind]}:
        return None  # «микрорайон, студенческая 5» is a street
    if kind in QUOTED_KINDS and (named_so := quoted(words, first)) is not None:
        return Street(named_so[0], kind, at, named_so[1], marked=True)
    known = known_at(words, first, names, kind)
    if known is None and (past := _past_initials(words, first)) > first:
        first, known = past, known_at(words, past, names, kind)
    if words[first].text in STREETS and known is None:  # «мкр., ул.»
        return None
    number = words[first].text.removesuffix("-я")  # «микрорайон 26-й, дом 14»
    if (
        kind in AREAS
        and number.isdecimal()
        and house_at(words, first + 1 if number != words[first].text else first) is not None
    ):
        return Street(number, kind, at, first + 1, marked=True)
    marker = words[at].text
    unknown = unknown_after(words, first, kind, marker)
    # «Северной Двины» is more than «Северная», where a house is after it.
    longer = known and unknown and unknown.end > known.end == first + 1
    if longer and known and words[first + 1].is_capital:
        begins = words[first].text in TITLES or adjective(words[first].text) is not None
        known = None if begins or not known.surely else known
    named = known or unknown
    if named is None:
        return None
    more, end = numbered(words, named.end) if kind in AREAS else ("", named.end)
    return Street(f"{named.name}{more}", kind, at, end, marked=True, surely=named.surely)


def _past_initials(words: Words, at: int) -> int:
    """«В.Г. Белинского» is on the sign «Белинского»."""
    while len(words[at].text) == 1 and words[at].is_capital and words[at + 1].text == ".":
        at += 2
    return at


def _before_kind(words: Words, at: int, known: Named | None, names: Names) -> Street | None:
    """«Комсомольская улица», «Тихий переулок»."""
    end = known.end if known else at + 1
    kind = STREETS.get(words[end].text)
    if kind is None:
        return None
    if len(words[end].text) < 3 and words[end + 1].text != "." and not house_at(words, end + 1):
        return None
    last = end + 2 if words[end + 1].text == "." else end + 1
    if words[end].text in WHOLE_WORDS and names.at(words, last) is not None:
        return None
    if words[at].text in _NOT_ITS_NAME and (known is None or kind in _OPEN):
        return None
    if known is not None:
        named = known_at(words, at, names, kind)
        return Street((named or known).name, kind, at, last, marked=True)
    word = words[at]
    if adjective(word.text) is None:
        # «Чекистов проспект 26»
        plainly = word.is_capital and is_word(words, at) and word.text not in NO_NAME
        if not plainly or house_at(words, last) is None or kind == "линия":
            return None
        return Street(capital(word.written), kind, at, last, marked=True)
    named_so = word.is_capital and not words.is_shouted and at > 0
    if not named_so and house_at(words, last) is None:
        return None
    name = agree(word.written, GENDERS.get(kind, "f"))
    return Street(name[0].upper() + name[1:], kind, at, last, marked=True)


def _stands(
    words: Words, street: Street, elsewhere: tuple[House, ...], names: Names, *, meets: bool
) -> bool:
    """Does a bare name stand as an address does?"""
    if is_of_others(words, street.begin):
        return False
    if street.house is not None:
        return True
    if not street.surely or _is_date(words, street):
        return False
    before, after = words[street.begin - 1], words[street.end]
    crossed = after.text in "/-–—" and names.at(words, street.end + 1) is not None
    if meets or crossed or (before.text.startswith("остановк") and words[street.begin].is_capital):
        return True
    if any(one.end == street.begin - 1 for one in elsewhere) and before.text in {"на", "по"}:
        return True  # «дом 5 на Зейской»
    if after.is_number and words[street.begin].text.endswith(("ая", "яя")):
        begins = street.begin == 0 and any(_is_near(street, one) for one in elsewhere)
        return begins or words[street.begin].is_capital  # «Загородная 5 раз»: of nothing else
    if _is_set_off(words, street):
        return True
    is_capital = street.begin == 0 or words[street.begin].is_capital
    own = words[street.begin].is_capital and not words.is_shouted and before.text in {"на", "по"}
    far = len(words) if own and len(elsewhere) == 1 else NEAR
    if is_capital and any(0 <= one.begin - street.end <= far for one in elsewhere):
        return True
    if before.text in {"на", "по"} and is_surname(words, street.begin, street.end):
        return True
    word = words[street.begin].text
    declined = adjective(word) is not None and word.endswith(_DECLINED)
    if word in _ANYTHING and not words[street.begin].is_capital:
        return False
    of_noun = after.text[0].isalpha() and after.text.endswith(_ENDS_OF_NOUNS)
    of_noun = of_noun and not after.text.endswith(_ENDS_OF_VERBS) and after.text not in NO_NAME
    return declined and before.text in _AT and not of_noun


def _is_date(words: Words, street: Street) -> bool:
    """«на 8 марта обещали»: without a house it is a day of the year in small letters."""
    day, month = words[street.begin], words[street.begin + 1]
    whole = day.is_number and street.end == street.begin + 2
    return whole and month.text in MONTHS and not month.is_capital


def _is_set_off(words: Words, street: Street) -> bool:
    """«Батайск, Огородная», «дом 203, Московская», «у дома 9 (Чкалова)»: by itself between signs.
    «Вся Аллейная в», «не чистят Лесную»: a capital that is not the sentence's, and no noun after
    the adjective."""
    before, word, after = words[street.begin - 1], words[street.begin], words[street.end]
    is_named = word.is_capital or (word.text.endswith("-я") and words[street.begin + 1].is_capital)
    if not is_named or words.is_shouted or street.begin == 0:
        return False
    if before.text in {",", "("} and after.text in {",", ".", ")", "!", "?", "\n"}:
        return True
    adjectival = word.text.endswith(_OF_STREETS) and street.end == street.begin + 1
    begins = before.text in {".", "!", "?", "«", '"', "-", "–", "—", ":"}
    return adjectival and not begins and (after.is_sign or after.text in NO_NAME)


def _is_joined(words: Words, before: Street, street: Street) -> bool:
    between = [words[at].text for at in range(before.end, street.begin)]
    return len(between) == 1 and between[0] in _JOINED


def _is_near(street: Street, house: House) -> bool:
    after = street.end <= house.begin <= street.end + NEAR
    return after or house.end <= street.begin <= house.end + NEAR


def _housed(street: Street, elsewhere: tuple[House, ...], found: list[Street]) -> Street:
    """With the houses that are named near it, if none follows and no other street has them."""
    if street.house is not None or len(found) > 1:
        return street
    near_by = [one for one in elsewhere if _is_near(street, one)]
    if not near_by and len(elsewhere) == 1 and elsewhere[0].begin > street.end:
        near_by = [*elsewhere]  # «… на Степной … Дом 118»: whose else would it be?
    if not near_by:
        return street
    numbers = ", ".join(dict.fromkeys(one.number for one in near_by))
    return replace(street, house=replace(near_by[0], number=numbers))
