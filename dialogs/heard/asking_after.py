"""«Есть новости по фонарю?», «прошла неделя, тишина», «мое заявление в работе?»: a ticket is asked
after.

All of its words are such as people ask with, but for one thing that they name after «с», «по»,
«про»: with one word more it may be a story. Numbers are read over.
"""

import re

from core.words.classes import FILLERS, PLEASE, VOCATIVES
from core.words.wordsets import words_of
from dialogs.texts import fold

from .greetings import WORDS as GREETINGS

_THING = re.compile(
    r"\b(?:с|со|про|по|насчет|о|об|поводу|на|за)"
    r"(?: (?:поводу|моей|моим|моего|мою|моему|моих|мой|мое|этой|той|этим|этому|нашей|нашим"
    r"|нашему))*"
    r" (?!поводу\b)\w{3,}"
)
_NUMBER = re.compile(r"(?:№|\bno|#)? ?\d[\w-]*")
_NEWS = words_of(
    "слышно",
    "новости новостей новость статус движение движения подвижки подвижек сдвиги сдвигов",
    "продвижение",
    "прогресс результат результаты тишина молчок молчание изменения ответ ответа news status",
    "update",
)
_TICKETS = words_of(
    "заявка заявки заявку заявке обращение обращения обращению обращением жалоба жалобы жалобу",
    "жалобе",
    "заявление заявления заявлению сообщение сообщения запрос запросу мое моя мой мои request",
)
_WENT = words_of(
    "передали отправили отдали приняли принята принято принят получили видели увидели рассмотрели",
    "рассматриваете рассматривают дошло дошла зарегистрировали работе работу занимаются занимается",
    "сделали решили прочитали прочли посмотрели",
)
_COMING = words_of(
    "придут приедут придете приедете будут сделают сделаете начнут ответят ответите решат решите",
    "займутся починят почините исправят уберут ждать дождусь дождемся",
)
_CHECK = words_of("проверьте проверь проверить посмотрите посмотри найдите")
_ROUND = (GREETINGS | FILLERS | PLEASE | VOCATIVES) | words_of(
    "что как там же уже или еще вообще то есть ли хоть какие какая какой какое нибудь либо у вас",
    "вы",
    "мне мой моя мое мои мою моей моему это нет не я мы нам прошла прошло прошел прошли неделя",
    "недели",
    "неделю недель месяц месяца день дней дня сутки час второй вторая третий третья четвертый",
    "пятый",
    "полгода писал писала писали подавал подавала подал подала отправил отправила обращался",
    "обращалась",
    "сообщал сообщала вам к в от с числа вчера позавчера давно узнать хочу хотел хотела бы можно",
    "номер номером кому куда сколько долго когда где ау алло тех пор после скажите жду ждем",
    "никто звонит звонят едет едут идет отвечает отвечают",
    "хотя интересно по за на до сих",
)
_KNOWN = _ROUND | _NEWS | _TICKETS | _WENT | _COMING | _CHECK
_CAME = words_of("ответ результат")
WORDS_AT_MOST = 12


def asks_after(text: str) -> bool:
    """Is a ticket asked after, in the words of who asks and no others?"""
    said = fold(text)
    if len(said.split()) > WORDS_AT_MOST:
        return False
    return asks_of_any(text) or asks_news(text)


def asks_of_any(text: str) -> bool:
    """Is it asked so, and no thing named? It may be of any ticket."""
    said = fold(text)
    bare = _NUMBER.sub(" ", said)
    return _asks(frozenset(bare.split()), text, numbered=bare.split() != said.split())


def asks_news(text: str) -> bool:
    """Is it asked what is new, of a thing that may be named? It tells of no trouble."""
    rest = _THING.sub(" ", _NUMBER.sub(" ", fold(text)), count=1)
    words = frozenset(rest.split())
    news = words & _NEWS or {"что", "там"} <= words
    return bool(news) and words <= _KNOWN and not _is_of_an_answer(words)


def _is_of_an_answer(words: frozenset[str]) -> bool:
    """«Это не ответ», «ответ не по делу»."""
    return "не" in words and not words.isdisjoint(_CAME)


def _asks(words: frozenset[str], text: str, *, numbered: bool) -> bool:
    if not words or not words <= _KNOWN or _is_of_an_answer(words):
        return False
    if words & _NEWS or ("когда" in words and words & _COMING) or "сколько" in words:
        return bool(words & (_NEWS | _COMING))
    named = numbered or bool(words & _TICKETS)
    if words & _CHECK:
        return named
    asks = "?" in text or bool(words & {"кому", "куда", "или"})
    return bool(words & _WENT) and asks and named
