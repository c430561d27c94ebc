"""What a person types instead of pressing: labels, numbers, «да».

* A label of the screen that stands is its button, in any case and without its signs.
* A number is a button where the application shows no buttons and the text lists them by numbers,
  and only buttons answer: to who sees buttons «5» is a house, and no «Отмена».
* Few words that mean one label alone are its button, see :mod:`dialogs.heard.near_labels`.
* A label of the menu is understood anywhere. A label of a screen that is gone («отправить», once
  more) is a stale press and never an answer.
"""

from collections.abc import Callable, Mapping, Sequence

from core.messages import ButtonKind
from core.words.classes import SENDING
from core.words.in_latin import as_answered
from dialogs.effects import Label, Option, Show, phrase
from dialogs.events import Commanded, Pressed
from dialogs.texts import fold

from .agreeing import declines, is_none_of_them, is_right, is_yes
from .amounts import ranged
from .near_labels import near_label
from .sending import agrees_to_send, is_sending

LABEL_AT_MOST = 80
"""Characters: a longer text is no label typed by hand."""

UNDERSTOOD = frozenset({"понятно", "да понятно", "ясно", "понял", "поняла", "понятно спасибо"})
"""Said to a warning, which asks for nothing but that it is read. No consent is given so."""
WARNING = "go_on"

NONE_OF_THEM = "none"
"""The code of «Другая тема»: what is offered beside it may be the only one."""

PIN = "📍 "
"""How the label of an address begins."""

COMMANDS: Mapping[str, str] = {
    "menu-new": "new",
    "menu-my": "my",
    "menu-help": "help",
    "menu-desk": "desk",
    "way-menu": "start",
    "way-cancel": "cancel",
}
"""Labels → the commands that do the same."""

IN_OTHER_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("меню", "в начало", "главное меню", "menu"), "menu"),
    **dict.fromkeys(("стоп", "отменить", "отмени", "отмените", "выход", "stop"), "cancel"),
    **dict.fromkeys(("мои заявки", "мои жалобы", "my requests"), "my"),
    **dict.fromkeys(("помощь", "справка", "help"), "help"),
    **dict.fromkeys(
        ("заново", "начать заново", "сначала", "новая заявка", "новое обращение", "новая жалоба"),
        "new",
    ),
}
"""What people type for these labels."""

ORDERS = SENDING | {f"да {one}" for one in SENDING} | {"send it", "yes send"}
"""To send, and hardly a word more."""

SUMMARY = "complaint-summary"
"""What a resident is shown to be sent: there, many more words agree to it."""

TOO_EARLY, TO_PRESS = ":early", ":press"
"""The button that was typed where there is none, and the one that only a press makes work: no such
stand on any screen."""

SKIPPING = frozenset(
    {
        *("пропусти", "пропускай", "пропускаем", "далее", "дальше", "skip", "next"),
        *("пропуск", "пропускаю", "скип", "скипаю", "скипни"),
        *("продолжить", "продолжим", "продолжай", "continue", "пропустити", "далі"),
    }
)
"""Said for «Пропустить», «Готово» and «Продолжить начатое»."""

_READ_THEMSELVES = ("complaint-consent", "complaint-emergency")
"""Questions that read whatever is said to them."""
DONE = phrase("way-done")
"""The label of «Готово»."""
WAYS = ("complaint-send", "way-back", "way-skip", "way-done", "way-keep", "way-without")
"""Labels that are never an answer."""


def typed(
    text: str, screen: Show, say: Callable[[Label], str], *, numbered: bool
) -> Pressed | Commanded | None:
    """Tell which button or command was typed; None: it is text. ``numbered``: are its buttons
    listed by numbers?"""
    text = as_answered(text)
    if screen.text.key == SUMMARY and agrees_to_send(text):
        return Pressed(":send", screen.turn)
    wanted = fold(text)
    if not wanted:
        return None
    buttons = [one for one in screen.options if one.kind is ButtonKind.PRESS]
    if numbered and screen.closed and wanted.isdecimal() and 0 < int(wanted) <= len(buttons):
        return Pressed(buttons[int(wanted) - 1].code, screen.turn)
    answers = [one for one in buttons if not one.code.startswith(":") and one.code != NONE_OF_THEM]
    code = _label(wanted, buttons, say)
    if code == ":send" and "?" in text:
        return None  # «отправить?» asks
    code = code or _agreed(text, wanted, buttons, closed=screen.closed)
    if code is not None:
        return Pressed(code, screen.turn)
    asks_place = any(one.kind is ButtonKind.PLACE for one in screen.options)
    own_question = screen.text.key == "complaint-q"
    if (asks_place or own_question) and wanted == fold(say(phrase("way-skip"))):
        return None  # where it may not be skipped it is told why
    if _asks_to_press(wanted, screen, say):
        return Pressed(TO_PRESS, -1)
    if (elsewhere := _elsewhere(wanted, say)) is not None:
        return elsewhere
    if _is_too_early(text, wanted, screen):
        return Pressed(TOO_EARLY, -1)
    if text.startswith(PIN) and not asks_place:  # an address of the screen before, once more
        return Pressed("", -1)
    return _near(wanted, screen, answers, say)


def _is_too_early(text: str, wanted: str, screen: Show) -> bool:
    """Is it to be sent what is not whole yet, or is nothing there to be sent? Some questions of the
    complaint read such words themselves, and in any other form they may be the answer: «Отправить
    мастера завтра?» — «Да, отправляйте»."""
    key = screen.text.key
    if key.startswith("complaint-"):
        return not key.startswith(_READ_THEMSELVES) and (wanted in ORDERS or is_sending(text))
    return wanted in ORDERS and all(one.code != ":cancel" for one in screen.options)


def _label(wanted: str, buttons: Sequence[Option], say: Callable[[Label], str]) -> str | None:
    """The code of the button that is called so."""
    return next((one.code for one in buttons if fold(say(one.label)) == wanted), None)


def _agreed(text: str, wanted: str, buttons: Sequence[Option], *, closed: bool) -> str | None:
    """The code of what is agreed to, or of «Другая тема» where what is offered is declined."""
    codes = [one.code for one in buttons]
    if wanted in SKIPPING:
        return next((code for code in (":next", ":skip", "resume") if code in codes), None)
    if wanted in ORDERS and (done := [one.code for one in buttons if one.label == DONE]):
        return done[0]
    if wanted in UNDERSTOOD and WARNING in codes:
        return WARNING
    if NONE_OF_THEM in codes and (declines(text) or is_none_of_them(text)):
        return NONE_OF_THEM
    answers = [one for one in codes if not one.startswith(":") and one != NONE_OF_THEM]
    if not closed or len(answers) != 1:
        return None
    meant = is_right if NONE_OF_THEM in codes else is_yes
    return answers[0] if meant(text) else None


def _asks_to_press(wanted: str, screen: Show, say: Callable[[Label], str]) -> bool:
    """Is it the label of a button by which the application sends a place or a number?"""
    return any(fold(say(one.label)) == wanted for one in screen.options if one.kind.asks)


def _elsewhere(wanted: str, say: Callable[[Label], str]) -> Pressed | Commanded | None:
    """What stands on no screen, or on another: the menu's labels, and a form's."""
    for key, command in COMMANDS.items():
        if fold(say(phrase(key))) == wanted:
            return Commanded(command)
    if wanted in IN_OTHER_WORDS:
        return Commanded(IN_OTHER_WORDS[wanted])
    if any(fold(say(phrase(key))) == wanted for key in WAYS):
        return Pressed(TOO_EARLY, -1)
    return None


def _near(
    wanted: str, screen: Show, answers: Sequence[Option], say: Callable[[Label], str]
) -> Pressed | None:
    """The one answer that is meant, of a question of a form that has more than one button for an
    answer: a consent is given in its own words."""
    codes = [one.code for one in screen.options]
    several = sum(not code.startswith(":") for code in codes) > 1
    if not screen.closed or not several or ":cancel" not in codes:
        return None
    labels = [say(one.label) for one in answers]
    near = ranged(wanted, labels)
    near = near if near is not None else near_label(wanted, [fold(one) for one in labels])
    return Pressed(answers[near].code, screen.turn) if near is not None else None
