"""What a topic's own questions ask, and the story has told in so many words.

«Во всём доме нет воды» is not asked «Где нет воды?», nor «лифт во втором подъезде» of its entrance.
Taken is only what would be understood if it were typed to the question itself: a button's whole
label, an amount that is in one of the ranges, a number beside the word that is asked for. It
stands in the summary, with a button to correct it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import snowballstemmer

from core.town import Question, Topic
from dialogs.effects import Answers
from dialogs.heard.amounts import ranged
from dialogs.texts import fold

_STEM = snowballstemmer.stemmer("russian").stemWord
_LETTERS = 4
"""Of a word that a question is about, at least."""
_ORDINAL = r"(?:перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят)(?!к)[а-я]+"
_NUMBER = rf"(?:\d{{1,4}}(?: ?(?:й|м|го|ый|ой|ом|ем|ого|его))?(?![\w])|\d{{1,3}}[а-я]?|{_ORDINAL})"
_AMOUNT = r"(?:\d{1,3}|[а-я]+)"
_DAYS = re.compile(rf"(?:{_AMOUNT} )?(?:дн(?:я|ей)|день|суток|сутки|недел[юиья]|месяц(?:а|ев)?)\b")
_OTHER_NAMES: Mapping[str, str] = {"маршрут": r"(?:маршрут|автобус|маршрутк|троллейбус|трамва)"}
"""What else that is called whose number is asked for."""
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
        return str(found.pop() + 1) if len(found) == 1 else ""
    numbers = set(_numbers(question.text, said))
    return numbers.pop() if len(numbers) == 1 else ""


def _labels(options: Sequence[str], said: str) -> Iterator[int]:
    """Labels of several words, or with a preposition, that stand in the story whole."""
    for place, label in enumerate(map(fold, options)):
        if " " in label and re.search(rf"(?<!\bне )\b{re.escape(label)}\b", said):
            yield place


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
    before, after = rf"\b({_NUMBER}) {named}\w*", rf"\b{named}\w* (?:номер |n )?({_NUMBER})"
    degrees = fold(asked).startswith("сколько")
    yield from re.findall(before, said)
    yield from () if degrees else re.findall(after, said)


@lru_cache(maxsize=256)
def _stem(word: str) -> str:
    stem: str = _STEM(word)
    return re.escape(stem)
