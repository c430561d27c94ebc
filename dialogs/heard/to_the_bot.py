"""What is said to the bot itself and tells of nothing: «да всё верно, сынок», «дочка, не понимаю,
какую кнопку», «фото чего?».

Only a text whose every word is known is such: one word more, and it may be a part of the story.
"""

from core.words.classes import (
    ASSENT,
    FILLERS,
    FINE,
    FINISHED,
    GIVING,
    GOING,
    PLEASE,
    RIGHT,
    SENDING,
    THANKS,
    URGING,
    VOCATIVES,
    YES,
    YIELDING,
)
from core.words.wordsets import words_of
from dialogs.texts import fold

from .agreeing import is_mockery
from .sending import is_sending

FILLING = FILLERS | PLEASE | URGING | words_of("же то вообще в просто тоже чего че кстати значит")
"""Around these words they say nothing; «всё то же» does, and «чего» asks."""
_ALSO_ORDERS = "шли"
_ORDERS_SHORTLY = {_ALSO_ORDERS} | YES | VOCATIVES | FILLERS | PLEASE
"""«Шли уже» orders, «мы шли» tells."""
_LOST = words_of(
    "понимаю понял поняла понятно непонятно знаю могу умею получается вижу разберусь разбираюсь",
    "нажать нажимать жать тыкать нажала нажал understand",
)
"""With «не», «как» or «куда» beside it."""
_LOST_IN = words_of(
    "не я мне какую какая какой какое куда где что как кнопку кнопка кнопки тут здесь делать",
    "дальше",
    "помоги помогите подскажи подскажите скажи скажите это ничего надо нужно все выбрать don t i",
    "what",
    "which where how button do to the is",
)
_ASKED = words_of(
    "фото фотографию фотографии снимок чего какое какую зачем кого что вам photo of what",
)
_ROUND = VOCATIVES | FILLING | THANKS | words_of("все это я мне вам там мой моя it")
_AGREEING = ASSENT | FINE | GIVING | GOING | RIGHT | URGING | (YIELDING - FILLERS)
_ORDERING = _AGREEING | SENDING
_ORDERED = _ORDERING | _ROUND | words_of("куда кому как мы согласие where i")
"""«А куда отправлять» asks, and tells nothing."""
_LOST_KNOWN = _LOST | _LOST_IN | _ROUND | _AGREEING
_ASKED_KNOWN = _ASKED | _ROUND
_ENDS = words_of("все all") | FINISHED | THANKS
_ENDING = (_ENDS | VOCATIVES | FILLERS | PLEASE) | words_of(
    "это больше ничего большое огромное у меня на этом that is"
)
_NO_MORE = words_of("больше ничего")


_BUTTONS = words_of("кнопка кнопки кнопку кнопок кнопочка кнопочки кнопочку button buttons")
_PRESSED = words_of("нажимается нажимаются нажать нажимаю нажимает жмется тыкается press")
_OF_BUTTONS = (_BUTTONS | _PRESSED | FILLING | VOCATIVES) | words_of(
    "не нет нету немає вижу видно видна видны работает работают могу получается где какая какую",
    "какие куда это эта эти тут здесь там ваша ваши пропала пропали исчезла исчезли зависла",
    "появляется появляются сломана сломались никакой никакая никаких нигде на с у меня мне в",
    "телефоне телефон",
    "телефона",
    "экране есть я они она no do not see have i any the can t where",
)


def lacks_buttons(text: str) -> bool:
    """Is nothing said but that there is no button, or that it does not work?"""
    words = frozenset(fold(text).split())
    named = words & _BUTTONS or (words & _PRESSED and "не" in words)
    return bool(named) and len(words) > 1 and words <= _OF_BUTTONS


def is_ending(text: str) -> bool:
    """Is nothing said but that all is told, or thanks for it?"""
    words = frozenset(fold(text).split())
    ends = not _ENDS.isdisjoint(words) or words >= _NO_MORE
    return ends and "?" not in text and words <= _ENDING


def is_to_the_bot(text: str) -> bool:
    """Is nothing told by it?"""
    said = fold(text).split()
    words = frozenset(said)
    if not words.isdisjoint(_ORDERING) and words <= _ORDERED:
        return True
    if is_sending(text):
        return True
    if _ALSO_ORDERS in words and words <= _ORDERS_SHORTLY:
        return True
    if not words.isdisjoint(_LOST) and words <= _LOST_KNOWN:
        return True
    asks = "?" in text and bool(words) and words <= _ASKED_KNOWN
    return asks or is_ending(text) or is_mockery(said)
