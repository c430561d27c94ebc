"""«Хочу пожаловаться», «у меня проблема»: that something is to be told, and not yet what."""

from core.words.wordsets import words_of
from dialogs.texts import fold

from .greetings import WORDS as GREETINGS

_OPENS = words_of(
    "пожаловаться жалоба жалобу проблема проблему проблемка проблемы помогите помоги сообщить",
    "проблеме проблемах неполадке неисправности поломке",
    "новая новую новое другая другую подать оставить заявку помощь знаю complain",
    "complaint problem help",
)
_AROUND = GREETINGS | words_of(
    "хочу хотел хотела бы у меня нас есть и а ну еще одна одну вот тут здесь я мне нам о об нужна",
    "нужно надо можно обращение заявка свою не что писать написать как с чего начать вам вас же да",
    "report i want to have a need another new one my the do",
)


def is_opening(text: str) -> bool:
    """Is nothing told yet?"""
    words = frozenset(fold(text).split())
    return not words.isdisjoint(_OPENS) and words <= _OPENS | _AROUND
