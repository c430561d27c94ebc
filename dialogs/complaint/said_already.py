"""What a topic's own questions ask, and the story has told in so many words.

«Во всём доме нет воды» is not asked «Где нет воды?», nor «лифт во втором подъезде» of its entrance.
Taken is only what would be understood if it were typed to the question itself: a button's whole
label («весь дом» is «Во всём доме»), an amount that is in one of the ranges, a number beside the
word that is asked for, a school by its number, the plate of a bus. It stands in the
summary, with a button to correct it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from core.town import Question, Topic
from core.words.stems import stem
from dialogs.effects import Answers
from dialogs.heard.amounts import ranged
from dialogs.heard.near_labels import near_label
from dialogs.texts import fold

_LETTERS = 4
"""Of a word that a question is about, at least."""
_ORDINAL = r"(?:перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят)(?!к)[а-я]+"
_NUMBER = rf"(?:\d{{1,4}}(?: ?(?:й|м|го|ый|ой|ом|ем|ого|его))?(?![\w])|\d{{1,3}}[а-я]?|{_ORDINAL})"
_AMOUNT = r"(?:\d{1,3}|[а-я]+)"
_DAYS = re.compile(rf"(?:{_AMOUNT} )?(?:дн(?:я|ей)|день|суток|сутки|недел[юиья]|месяц(?:а|ев)?)\b")
_OTHER_NAMES: Mapping[str, str] = {"маршрут": r"(?:маршрут|автобус|маршрутк|троллейбус|трамва)"}
"""What else that is called whose number is asked for."""
_UNITS = (
    r"(?:этаж\w*|час(?:а|ов)?|утра|вечера|ночи|минут\w*|кв|квартир\w*|раза?|человек|градус\w*|лет"
    r"|дет(?:ей|и)|мест|класс\w*|групп\w*|суток|дн(?:я|ей)|недел\w*|месяц\w*)"
)
"""Right after a number they say that it is theirs."""
_WHOLES = re.compile(r"(?<!\bне )\b(?:вс(?:ю|ем|ей)|весь|вся|цел(?:ый|ая|ую|ом)) [а-я]+")
_OF_WATER = frozenset({"стояк", "этаж", "квартал", "микрорайон", "поселок"})
"""Said whole where no button says it: «весь стояк»."""
_ASKS_PLATE = re.compile(r"[Гг]ос\.?\s?номер|[Nn]umber plate")
_OF_PLATES = "[авекмнорстухabekmhopctyx]"
_PLATE = re.compile(
    rf"\b(?:{_OF_PLATES} ?\d{{3}} ?{_OF_PLATES}{{2}}|{_OF_PLATES}{{2}} ?\d{{3}})(?: ?\d{{2,3}})?\b"
)
_ASKS_WHICH = re.compile(r"как(?:ая|ой|ое) (?P<of>[а-я]+(?: или [а-я]+)+)")
_ASKS_NUMBER = re.compile(r"(?:номер|сколько)(?: на)? (?P<of>\w+)")


def said_already(topic: Topic | None, story: str, held: Answers) -> Answers:
    """The answers to the questions of a topic that nobody answered yet."""
    said = fold(story)
    return {
        f"q.{question.key}": answer
        for question in (topic.questions if topic else ())
        if f"q.{question.key}" not in held and (answer := _answer(question, said))
    }


def _answer(question: Question, said: str) -> str:
    """The number of a button, or words; "": it is not said, or more than one is."""
    if question.options:
        found = {*_labels(question.options, said), *_ranges(question, said)}
        if not found and fold(question.text).startswith("где "):
            wholes = {whole for whole in _WHOLES.findall(said) if whole.split()[1] in _OF_WATER}
            return wholes.pop() if len(wholes) == 1 else ""
        return str(found.pop() + 1) if len(found) == 1 else ""
    if _ASKS_PLATE.search(question.text):
        plates = {found[0].replace(" ", "") for found in _PLATE.finditer(said)}
        return plates.pop() if len(plates) == 1 else ""
    numbers = {*_numbers(question.text, said), *_names(question.text, said)}
    return numbers.pop() if len(numbers) == 1 else ""


def _labels(options: Sequence[str], said: str) -> Iterator[int]:
    """Labels of several words, or with a preposition, that stand in the story whole, and those
    that say the whole of what the story says the whole of."""
    labels = [fold(option) for option in options]
    for place, label in enumerate(labels):
        if " " in label and re.search(rf"(?<!\bне )\b{re.escape(label)}\b", said):
            yield place
    for whole in _WHOLES.findall(said):
        if (meant := near_label(whole, labels)) is not None:
            yield meant


def _ranges(question: Question, said: str) -> Iterator[int]:
    options = question.options or ()
    in_days = any(re.search(r"\bдн", option.lower()) for option in options)
    for found in _DAYS.findall(said) if in_days else _counted(question.text, said):
        place = ranged(found, options)
        if place is None and " " in found:
            place = ranged(found.split(" ", 1)[1], options) if in_days else None
        if place is not None:
            yield place


def _counted(asked: str, said: str) -> Iterator[str]:
    """«7» of «стая из 7 собак»."""
    if (of := _ASKS_NUMBER.search(fold(asked))) is not None:
        yield from re.findall(rf"\b({_AMOUNT}) {_stem(of['of'])}\w*", said)


def _numbers(asked: str, said: str) -> Iterator[str]:
    """«втором» of «лифт во втором подъезде», «10» of «автобус 10»."""
    of = _ASKS_NUMBER.search(fold(asked))
    if of is None or len(of["of"]) < _LETTERS:
        return
    named = _OTHER_NAMES.get(of["of"][:7], _stem(of["of"]))
    counts = fold(asked).startswith("сколько")
    for found in _beside(named, _NUMBER).finditer(said):
        before, after = found["before"], "" if counts else found["after"]
        if number := before if before and _is_before(before, after, found["unit"]) else after:
            yield number


def _names(asked: str, said: str) -> Iterator[str]:
    """«садике 60» of «Какая школа или сад?»."""
    if (which := _ASKS_WHICH.search(fold(asked))) is None:
        return
    stems = "|".join(_stem(word) for word in which["of"].split(" или "))
    number = r"\d{1,3}(?: ?(?:й|я|ой|ая|ом))?(?!\w)"
    for found in _beside(rf"(?:дет)?(?:{stems})", number).finditer(said):
        before, after = found["before"], "" if found["unit"] else found["after"]
        if after:
            yield f"{found['name']} {after}"
        elif before:
            yield f"{before} {found['name']}"


def _is_before(before: str, after: str | None, unit: str | None) -> bool:
    """Is it the number before that is asked for? «14» of «дом 14 подъезд 3» is not."""
    return not after or bool(unit) or not before.isdecimal()


@lru_cache(maxsize=256)
def _beside(named: str, number: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b(?P<before>{number}) )?\b(?P<name>{named}\w*)"
        rf"(?: (?:номер |no |n )?(?P<after>{number})(?P<unit> {_UNITS}\b)?)?"
    )


@lru_cache(maxsize=256)
def _stem(word: str) -> str:
    return re.escape(stem(word))
