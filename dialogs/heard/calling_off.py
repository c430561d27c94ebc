"""«Отмените, сама засыпала»: an order that is taken back, with the reason why.

What is called off is nothing else than the order: right after the verb comes no thing that might be
the trouble itself («отмените остановку у школы»), but a reason, the request, or a person.
"""

import re

from core.words.wordsets import words_of
from dialogs.texts import fold

_CALLING = words_of(
    "отмените отмени отменить отменяйте отменяю отменяем отмена отзовите отзови отозвать отзываю",
    "отбой аннулируйте забудьте забейте надо нужно актуально неактуально снимите закройте",
    "закрывайте cancel never",
)
"""One of them is in all that is such."""
WORDS_AT_MOST = 15
_BEFORE = (
    r"(?:(?:ой|ох|а|и|ну|все|так|да|нет|уже|тогда|извините|простите|пожалуйста|здравствуйте|прошу"
    r"|хочу|можно|надо|нужно|лучше|давайте|вы|знаете|спасибо|oh|sorry|please) )*"
)
_VERB = (
    r"(?:отмен(?:ите|и|ить|яйте|яю|яем|а)|отзов(?:ите|и)|отозвать|отзываю|отбой|аннулируйте"
    r"|забудьте|забейте|cancel|never mind)"
)
_NOT_NEEDED = (
    r"(?:(?:не (?:надо|нужно|актуально)|неактуально)(?: уже| больше| никого| ничего)*"
    r"|(?:снимите|закройте|закрывайте) (?:мою |эту )?(?:заявку|обращение|жалобу))"
)
_OF_IT = (
    r"(?:(?:пожалуйста|мою|мое|мой|эту|это|ее|его|все|заявку|обращение|жалобу|вызов|сообщение"
    r"|please|it|my request) )*"
)
_REASON = (
    r"(?:сам[аи]?|я|мы|муж|сын|сосед\w*|дворник\w*|кто то|уже|там|тут|у нас|нам|мне|все|всё"
    r"|проблем\w*|вопрос\w*|потому|так как|т к|а то|поторопил\w*|ошиб\w*|передумал\w*|разобрал\w*"
    r"|справил\w*|наш[её]?л\w*|не (?:надо|нужно|актуально|туда|тот|та|то)|неактуально"
    r"|починили|сделали|убрали|вывезли|приехали|заделали|засыпали|включили|дали|само|сами"
    r"|случайно|нечаянно|больше|теперь|i|we|it|already|because)"
)
_DONE = (
    r"(?:(?:мы|я|уже|нам|все) )*(?:сам[аио]?|муж|сын|сосед\w*|дворник\w*|починили|сделали|убрали"
    r"|вывезли|приехали|заделали|засыпали|включили|дали|справил\w*|разобрал\w*|решил\w*)"
)
_PLAYED = (
    r"(?:это )?(?:внук|внучка|сын|сынок|дочь|дочка|ребенок|дети|малыш|кот|кошка|муж|жена)\w*"
    r" (?:\w+ )?(?:балова\w+|игра\w+|нажал\w*|отправил\w*|написал\w*|шутил\w*|тыкал\w*)"
)
"""Who it was that pressed."""
_CALLED_OFF = re.compile(
    rf"{_BEFORE}{_PLAYED}(?: \w+)? {_VERB}(?: .*)?"
    rf"|{_BEFORE}(?:{_VERB} {_OF_IT}{_REASON}|{_NOT_NEEDED} {_DONE})\b(?: .*)?"
)


def is_called_off(text: str) -> bool:
    """Is the order taken back, with a reason?"""
    said = fold(text)
    words = said.split()
    few = len(words) <= WORDS_AT_MOST and "?" not in text and not _CALLING.isdisjoint(words)
    return few and _CALLED_OFF.fullmatch(said) is not None
