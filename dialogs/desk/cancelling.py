"""«Отмена», «стоп, не отправляй», said to a card or to the draft: the button «Отмена» in words."""

from core.words.wordsets import words_of
from dialogs.events import Event, Said
from dialogs.texts import fold

_CANCELLING = words_of(
    "отмена отмени отмените отменить отменяю отменяй стоп отбой сотри сотрите удали удалите cancel",
    "stop",
)
_SENDING = words_of(
    "отправляй отправляйте отправлять отправь отправьте посылай посылайте шли шлите send"
)
_BESIDE = words_of(
    "ой ох а и ну все так да нет не надо нужно это его ее черновик ответ сообщение вопрос",
    "пожалуйста извините простите please it the draft don't dont do not",
)


def is_cancelling(event: Event) -> bool:
    """Do all its words say that what is written is not to go?"""
    if not isinstance(event, Said):
        return False
    words = fold(event.text).split()
    if not all(one in _CANCELLING or one in _SENDING or one in _BESIDE for one in words):
        return False
    not_sent = "не" in words or "not" in words or "don't" in words
    return any(one in _CANCELLING for one in words) or (
        not_sent and any(one in _SENDING for one in words)
    )
