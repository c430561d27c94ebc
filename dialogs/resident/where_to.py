"""«К той же заявке», «это новая проблема»: a way that stands under «О чём это?», in words.

«Вернуть обращение в работу?» and «Помогло?» ask by themselves: «да» and «нет» answer them.
"""

from core.numbers import part_number
from core.words.classes import FILLERS, NO, PLEASE, THANKS, VOCATIVES, YES, is_sign
from core.words.wordsets import words_of
from dialogs.events import Event, Pressed, Said
from dialogs.heard.agreeing import is_refusal, is_right, is_yes
from dialogs.heard.of_several import IN_A_ROW, place_in
from dialogs.heard.satisfied import is_satisfied
from dialogs.state import State
from dialogs.texts import fold

from .which import ANSWERED, DRAFT, STORY, correction_of, is_left, mark_of, others, ways_of

_SAME = words_of(
    "той этой тому этому туда сюда ней нему прошлой прошлому предыдущей предыдущему прежней первой",
    "первому старой старому старое последней последнему отправленной отправленному поданной этим",
    "same previous",
)
_ADDING = words_of(
    "добавить добавь добавьте добавляй дополнить дополни дополните дополнение приложить приложи",
    "приложите прикрепи прикрепите прикрепить скажите сообщите передайте передай add tell",
)
_BACK = words_of(
    "вернуть верните верни верну вернем возврат вернуться возвращай возвращайте возвращаем",
    "возвращаю возвращать возвратите возвратить return reopen",
)
_LEFT = words_of("оставь оставьте оставить оставим закрой закройте закрывай закрывайте leave close")
_ROUND = (FILLERS | PLEASE | THANKS | VOCATIVES) | words_of("я мне так как есть его ее надо нужно")
_WANTED = words_of("надо нужно обязательно непременно need must")
_CHOSEN = (
    words_of("вариант кнопка кнопку пункт номер вариантом к ко это про the one") | FILLERS | PLEASE
)
_NEW = words_of(
    "новая новое новый новую новой другая другое другой другую другом отдельная отдельное",
    "отдельную отдельно new another separate",
)
_DRAFT = words_of(
    "сейчас текущей текущему теперь current недописанному недописанное недописанной начатому",
    "начатое начатой незаконченному незаконченное unfinished",
)
_AROUND = words_of(
    "к ко в о об про по на это я мы имел имела имели виду ввиду да нет а и ну же уже конечно",
    "только что которую которой которое подал подала отправил отправила пишу заявка заявку",
    "заявке заявки обращение обращению обращении жалоба жалобу жалобе жалобы проблема проблему",
    "проблеме тема моей моему работу ее его насчет относится касается пожалуйста самой самому",
    "случай из там все совсем просто только to the it",
    "is a an this my request problem ticket please one",
)


def pressed_in_words(state: State, event: Event) -> Event:
    """The press of the one way that is meant by words that say nothing else; or what it was."""
    if not isinstance(event, Said) or event.forwarded:
        return event
    if (ticket := correction_of(state)) and (is_yes(event.text) or is_right(event.text)):
        return Pressed(f"add.{ticket}", state.turn)
    if (mark := mark_of(state)) and (pressed := _judged(state, mark, event.text)):
        return Pressed(pressed, state.turn)
    if (back := _back(state)) and says_back(event.text):
        return Pressed(back, state.turn)
    if chosen := _chosen(state, event.text):
        return Pressed(chosen, state.turn)
    number, rest = part_number(event.text)
    words, ways = frozenset(fold(rest).split()), ways_of(state)
    if not (words or number) or not words <= _SAME | _ADDING | _BACK | _NEW | _DRAFT | _AROUND:
        return event
    said = words & (_SAME | _ADDING | _BACK)
    left = is_left(state)
    if words & _NEW and not said and not number and (left or DRAFT not in state.answers):
        return Pressed(STORY, state.turn)
    if words & (_DRAFT | _SAME | _ADDING if left else _DRAFT) and DRAFT in state.answers:
        return event if number else Pressed(DRAFT, state.turn)
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


def says_back(text: str) -> bool:
    """Is it yes to «Вернуть в работу?»: «да», «давайте», «возвращай», «надо»?"""
    if "?" in text:
        return False
    if is_yes(text) or is_right(text) or is_sign(text):
        return True
    words = frozenset(fold(text).split())
    meant = bool(words & (_BACK | _WANTED))
    round_it = YES | _BACK | _WANTED | _ROUND | _AROUND
    return meant and words <= round_it and words.isdisjoint(NO)


def is_left_closed(state: State, text: str) -> bool:
    """Is it no to that question: «нет», «не возвращайте», «оставьте как есть»?"""
    if not (_back(state) or mark_of(state)) or "?" in text:
        return False
    words = frozenset(fold(text).split())
    if is_refusal(text):
        return True
    if not words <= _BACK | _LEFT | _ROUND | _AROUND | NO | {"не"}:
        return False
    return bool(words & _LEFT) or bool("не" in words and words & _BACK)


def _back(state: State) -> str:
    """The way back to work that the question asks for by itself; "": it asks which."""
    if not (state.answer(ANSWERED) and state.answer("words")) or mark_of(state):
        return ""
    back = f"return.{state.answer(ANSWERED)}"
    return back if back in ways_of(state) else ""


def _judged(state: State, mark: str, text: str) -> str:
    """The way that answers «Помогло?»: yes, or no; "": it is neither."""
    if "?" in text:
        return ""
    if is_yes(text) or is_right(text) or is_sign(text) or is_satisfied(text):
        return mark
    back = f"return.{state.answer(ANSWERED)}"
    return back if is_refusal(text) and back in ways_of(state) else ""


def _chosen(state: State, text: str) -> str:
    """The way that is named by its place: «1», «первое»; "": none is."""
    said = fold(text)
    ways = [*ways_of(state), *others(state)]
    if len(said) == 1 and said.isdecimal():
        return ways[int(said) - 1] if 0 < int(said) <= len(ways) else ""
    words = frozenset(said.split())
    place = place_in(text)
    if place is None or not words <= IN_A_ROW | _CHOSEN or (place < 0 and len(ways) < 3):
        return ""
    ways = ways if place >= 0 else ways_of(state)  # the last ticket, and not «новая»
    return ways[place] if -len(ways) <= place < len(ways) else ""
