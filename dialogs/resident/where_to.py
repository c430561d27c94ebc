"""«К той же заявке», «это новая проблема»: a way that stands under «О чём это?», in words."""

from core.numbers import part_number
from core.words.wordsets import words_of
from dialogs.events import Event, Pressed, Said
from dialogs.state import State
from dialogs.texts import fold

from .which import DRAFT, STORY, ways_of

_SAME = words_of(
    "той этой тому этому туда сюда ней нему прошлой прошлому предыдущей предыдущему прежней первой",
    "первому старой последней последнему отправленной отправленному поданной этим same previous",
)
_ADDING = words_of(
    "добавить добавь добавьте добавляй дополнить дополни дополните дополнение приложить приложи",
    "приложите прикрепи прикрепите прикрепить add",
)
_BACK = words_of("вернуть верните верни возврат вернуться return")
_NEW = words_of(
    "новая новое новый новую новой другая другое другой другую другом отдельная отдельное",
    "отдельную отдельно new another separate",
)
_DRAFT = words_of("сейчас текущей текущему теперь current")
_AROUND = words_of(
    "к ко в о об про по на это я мы имел имела имели виду ввиду да нет а и ну же уже конечно",
    "только что которую которой которое подал подала отправил отправила пишу заявка заявку",
    "заявке заявки обращение обращению обращении жалоба жалобу жалобе жалобы проблема проблему",
    "проблеме тема моей моему работу ее его насчет относится касается пожалуйста самой самому",
    "случай из там все совсем to the it is a an this my request problem ticket please one",
)


def pressed_in_words(state: State, event: Event) -> Event:
    """The press of the one way that is meant by words that say nothing else; or what it was."""
    if not isinstance(event, Said) or event.forwarded:
        return event
    number, rest = part_number(event.text)
    words, ways = frozenset(fold(rest).split()), ways_of(state)
    if not (words or number) or not words <= _SAME | _ADDING | _BACK | _NEW | _DRAFT | _AROUND:
        return event
    said = words & (_SAME | _ADDING | _BACK)
    if words & _NEW and not said and not number and DRAFT not in state.answers:
        return Pressed(STORY, state.turn)
    if words & _DRAFT and DRAFT in state.answers and not number:
        return Pressed(DRAFT, state.turn)
    if not (said or number):
        return event
    meant = [
        way
        for way in ways
        if number in ("", way.partition(".")[2])
        and (not words & _BACK or way.startswith("return."))
        and (not words & _ADDING or way.startswith("add."))
    ]
    return Pressed(meant[0], state.turn) if len(meant) == 1 else event
