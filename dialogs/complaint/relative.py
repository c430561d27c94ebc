"""Replies to «Где это?» that tell of a place which was named already: «рядом с подъездом».

* Where the story named one address, «напротив», «во дворе», «у школы 5» say where at that address
  it is, and are told with it. They took the street's place, and nobody finds «рядом с подъездом».
* «Там же», «я же написал» are that address.
* Where none or several were named, such words alone are asked about once.
"""

from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.texts import fold

from .no_place import is_no_place

AT_MOST = 80
"""Letters of such a reply: who writes more tells of the place itself."""

_BY = words_of(
    "у возле около рядом рядышком напротив за перед позади между под над вдоль сбоку сзади слева",
    "справа недалеко вблизи внутри снаружи посередине посреди наискосок ближе неподалеку near",
    "чуть немного дальше подальше левее правее выше ниже",
    "behind next opposite beside between inside outside",
)
_ON = words_of("в во на с со от из прямо сразу через по at in on")
_THINGS = (
    "двор", "подъезд", "подвал", "крыш", "чердак", "этаж", "лестн", "площадк", "крыльц", "вход",
    "выход", "въезд", "выезд", "парковк", "стоянк", "дорог", "тротуар", "обочин", "газон", "клумб",
    "угл", "угол", "арк", "перекрест", "переход", "остановк", "забор", "ворот", "калитк", "торц",
    "торец", "фасад", "стен", "балкон", "окн", "лифт", "квартир", "проезж", "част", "середин",
    "конц", "начал", "дом", "yard", "entrance", "road", "sidewalk", "house",
)  # fmt: skip
"""What every house and street has, as its words begin."""
_MARKS = ("школ", "сад", "детсад", "магазин", "аптек", "больниц", "поликлиник", "мост", "рынок")
"""What stands by a street, and has a number or a name."""
_OWN = words_of("с со к от наш наша нашего нашем нашей нашему самого самой самом моего моем прямо")
_SAME = words_of(
    "там тот этот этому тому том этом выше написал написала написали писал писала указал указала",
    "сказал сказала говорил говорила тексте описании сообщении same wrote said",
)
_AROUND = _SAME | words_of(
    "я же уже ведь так вам это по в на месте адрес адресу адресе самый самом есть см смотри",
    "смотрите ну да же и place address the at already i there",
)


_WHOLE = words_of("весь вся все всю всей всему целая целый целиком whole")
_WHOLES = ("улиц", "дом", "двор", "район", "квартал", "микрорайон", "переул", "стояк", "подъезд",
           "дорог", "street", "house")  # fmt: skip
_AT_FIRST = words_of("начале первом первой самом сообщения обращения текста beginning first")
_OF_SAYING = ("адрес", "сообщен", "обращен", "текст", "напис", "писал", "сказ", "address")


def with_address(text: str, only: str) -> str | None:
    """The address that the story named, with what is said of it; None: it is not of that one."""
    words = fold(text).split()
    if not words or text.rstrip().endswith("?"):
        return None
    if _AROUND.issuperset(words) and not _SAME.isdisjoint(words):
        return only
    again = any(word.startswith(_OF_SAYING) for word in words)
    if again and not _AT_FIRST.isdisjoint(words) and (_AROUND | _AT_FIRST).issuperset(words):
        return only  # «адрес в начале», but not «в начале» of a street
    return f"{only}, {_said(text)}" if _is_relative(text, words) else None


def lacks_address(text: str) -> bool:
    """Is it nothing but what every house has: «во дворе», «у нашего подъезда», «рядом»?"""
    words = fold(text).split()
    if not words or has_digits(text) or words[0] not in _BY | _ON:
        return False
    rest = words[1:]
    return all(word.startswith(_THINGS) or word in _BY | _ON | _OWN for word in rest) and (
        bool(rest) or words[0] in _BY
    )


def is_beside(part: str) -> bool:
    """Does this part of an address say where by it: «вся улица», «у школы 5»?"""
    words = fold(part).split()
    return bool(words) and (words[0] in _BY | _WHOLE or _is_relative(part, words))


def _is_relative(text: str, words: list[str]) -> bool:
    if len(text.strip()) > AT_MOST or is_no_place(text):
        return False
    first, others = words[0], words[1:]
    if first in _BY:
        return True
    if first in _WHOLE and len(words) <= 3:
        return any(word.startswith(_WHOLES) for word in others)
    if first in _ON:  # «во дворе», «в самой арке», but not «в Чигирях»
        return any(word.startswith(_THINGS + _MARKS) for word in others[:2])
    named = any(part[:1].isupper() for part in text.split()[1:])
    counted = any(word.isdecimal() for word in words)
    things = [word for word in words if word.startswith(_THINGS)]
    marks = [word for word in words if word.startswith(_MARKS)]
    return not named and len(words) <= 3 and bool(things or (marks and counted))


def _said(text: str) -> str:
    """With a small letter, as in the middle of an address: «Рядом с подъездом»."""
    said = " ".join(text.split()).rstrip(".!,;")
    first = said.split()[0]
    return f"{said[:1].lower()}{said[1:]}" if first[1:].islower() or len(first) == 1 else said
