"""Danger that is told of and is none now: past, mended, paid for, or not meant in earnest.

Words say it («починили», «в прошлом году», «платёжка»), and other words take it back («опять»,
«пахнет»): nobody who tells of now may be unheard because of what was. So nothing here decides by
itself: :mod:`core.dangers.likely` asks for it where a text is little like a danger anyway.
"""

from itertools import pairwise

from core.words.stems import words_in
from core.words.wordsets import words_of

PAST = words_of(
    "отбой починили починил отремонтировали заменили заменил затянули",
    "устранили исправили отработала отработали ликвидировали откачали заварили выздоровел",
    "выздоровела выздоровели вылечили зажило зажила обошлось прошлый прошлая прошлое прошлую",
    "прошлой прошлого прошлом прошлым позапрошлый позапрошлую позапрошлой позапрошлом зимой весной",
    "осенью январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "когда-то однажды помню",
)
NONE = words_of(
    "приснилось приснился приснилась анекдот будущее учения учений учениях тренировка тренировке",
    "некрасиво претензий провайдера провайдеры провайдеров телевидения",
)
"""It was dreamt, or practised; a cable of the television hurts nobody."""
_OVER = PAST | NONE
PAIRS = frozenset(
    [("хорошо", "что"), ("хорошо", "хоть"), ("слава", "богу")]
    + [("ложная", "тревога"), ("ложной", "тревогой"), ("ложной", "тревоги")]
    + [
        (long, "назад")
        for long in words_of("год года лет месяц месяца месяцев неделю недели недель")
    ]
)
"""Two words that stand together and say the same."""
THANKS = words_of("спасибо благодарю благодарим благодарность благодарны поблагодарить молодцы")
"""Whoever thanks somebody for it has been helped; a text that ends so is polite."""
NOW = words_of(
    "опять снова щас сих заранее теперь сейчас помогите срочно спасите",
    "пахнет воняет тянет несет прет шипит свистит травит горит горят горим дымит дымится валит",
    "полыхает тлеет искрит искрят трещит лежит лежу бьет бьют хлещет льет течет затапливает топит",
    "тонет тонут орет кричит кричат стонет ломится ломятся дышит умирает задыхаемся задыхаюсь",
    "угрожает режет стреляют рвут рвет держится шатается падает рушится сыплется прибывает",
    "поднимается застряли сидим сидит ищем",
)
"""It is now, whatever was before; whose help is asked for is thanked beforehand."""

NOT_MEANT = words_of(
    "платежка платежки платежку платежке платежек квитанция квитанции квитанцию квитанций тариф",
    "тарифы тарифов тарифами поборы поборами цена цены ценами ценник плату план планы",
    "возместит возместить возместят возмещение возмещения компенсация компенсацию компенсации",
    "страховка страховую страховая перерасчет перерасчета пересчитайте",
)
"""Of prices and plans, and of what is to be paid for what was."""
LAUGHING = ("))", "😂", "🤣", "😆", "ахах", "хаха")

HELD = words_of("если вдруг когда вчера чуть едва каждый каждую спасли швов шва наложили")
"""They are said of dangers as well: «вчера ушла бабушка», «каждый день бьёт»."""


def is_past(text: str) -> bool:
    """Is it said to be over or none? «Не починили» says no such thing, «не пахнет» takes none
    back."""
    words = words_in(text)
    told = [*pairwise(("", *words))]
    if any(word in NOW and before != "не" for before, word in told):
        return False
    if not THANKS.isdisjoint(words[:-1]):
        return True
    return any(
        (word in _OVER and before != "не") or (before, word) in PAIRS for before, word in told
    )


def is_not_meant(text: str) -> bool:
    """Is it said in jest, or of money?"""
    return not NOT_MEANT.isdisjoint(words_in(text)) or any(sign in text for sign in LAUGHING)


def is_held(text: str) -> bool:
    """May it be said of what was, what is often, or what could be?"""
    return not HELD.isdisjoint(words_in(text))
