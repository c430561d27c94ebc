"""The consent: given by its button, or in words that agree and tell nothing else.

Whoever tells more meanwhile is told that nothing goes on without it, with the button under that:
its text scrolls away, and they would wait for ever. What they say to the bot stands in no story.
"""

import re
from dataclasses import dataclass

from msgspec.structs import replace

from core.words.classes import (
    AGREED,
    ASSENT,
    CONFIRMING,
    FILLERS,
    GIVING,
    GOING,
    OKAY,
    PLEASE,
    REFUSING,
    RIGHT,
    THANKS,
    URGING,
    VOCATIVES,
    YIELDING,
    is_mocking,
    is_sign,
)
from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.effects import Answer, Answers, phrase
from dialogs.events import Event, Said
from dialogs.heard.declining import is_plea
from dialogs.steps import Choice
from dialogs.taking import Refused, Took, tell
from dialogs.texts import fold

from .hesitating import hesitates

_EARNEST = AGREED | CONFIRMING
_YES = ASSENT | GIVING
"""«Верно» is no consent by itself."""
_GOING_ON = (
    YIELDING
    | URGING
    | GOING
    | words_of(
        "берите обрабатывайте пользуйтесь храните делайте действуйте согл ставлю поставил",
        "поставила",
        "галочка галочку галку отмечаю отметил отметила",
    )
)
"""«Ладно», «ну давай уже»: with nothing else beside it, what was asked is agreed to."""
_MORE_THAN_THANKS = _YES - OKAY
"""«Хорошо, спасибо» is none."""
_SELF = words_of("я мы i")
"""«Да я…» goes on, «я согласна» does not."""
_AROUND = words_of(
    "полностью вообще просто тоже на все это обработку данных быть пусть раз надо своих моих",
    "персональных с условиями согласие само собой of course my consent give",
)
_ALONG = _AROUND | _GOING_ON | RIGHT | PLEASE | THANKS | VOCATIVES | FILLERS | REFUSING
_KNOWN = _YES | _SELF | _ALONG
_DENIES = words_of(
    "не нет ни но если без нельзя кроме только соседи сосед соседка жильцы муж жена дети они он",
    "она",
    "администрация управляющая с со потом сначала сперва когда может вряд была был были передумала",
    "передумал мама папа бабушка дедушка почти что буду разве not no but if when maybe first later",
)
"""With one of these it is no consent, or somebody else's."""
_DENIED = _DENIES | REFUSING
_NO_MATTER = re.compile(
    r"\b(?:без (?:проблем|вопросов|возражений)|(?:(?:я|мы) )?не (?:вопрос|против|возражаю|возражаем"
    r"|жалко)|(?:ну )?(?:да )?ради бога|бог с вами|так и быть|(?:а )?куда деваться"
    r"|что (?:ж|же) (?:поделать|делать)|no problem)\b"
)
"""Said for yes, though it denies."""
_THE_CONSENT = words_of("согласие согласия согласию согласием consent")
_DATA = words_of("данные данных data")
_ASKING = words_of(
    "можно если что какие каких какая чьи кому куда зачем почему нахрен нафиг кто what which why",
)
_FEARING = words_of(
    "мошенник мошенники мошенников мошенникам мошенничество мошенничества развод разводят",
    "разводилы",
    "обман обмана обманете обманут доверяю доверяем доверия верю верим украдут сольете сольют",
    "утечка утечки утечет безопасно безопасна scam fraud trust safe",
)
_AFRAID = words_of("боюсь боимся опасаюсь страшно стремно afraid")
_TO_GIVE = (
    GIVING
    | AGREED
    | words_of(
        "дам дать давать соглашусь соглашаться подпишу подписывать нажму нажимать хочу буду",
        "откажусь",
    )
)
_DOUBTING = (FILLERS | PLEASE | VOCATIVES | _TO_GIVE | _FEARING | _AFRAID) | words_of(
    "я мы вы это этого мне меня мои мой вам вас а если не нет что будет тогда ли вдруг как",
    "кто чего кому никому точно вообще телефон номер do you it is my",
    "куда же паспорт данные данных согласие согласия согласием номер телефон обманывать попасть на",
    "в к и то if i not",
)
_UKRAINIAN = frozenset("іїєґ")
SHORT = 6
"""Words of a reply to the bot, at most."""


@dataclass(frozen=True, kw_only=True)
class Agreement(Choice):
    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        if not isinstance(event, Said) or event.forwarded:
            return super().read(event, before, held)
        consent = self.of(before)[0].code
        if agrees(event.text):
            return Took(consent)
        if agrees_besides(event.text):
            told = tell(event.text, held, self.spill)
            return replace(told, answer=consent, more=False) if isinstance(told, Took) else told
        if _is_ukrainian_yes(event.text, held.get(self.spill)):
            return Took(consent)
        if self.declined and (is_plea(event.text) or asks_about_it(event.text)):
            return Refused(self.declined)
        if hesitates(event.text):
            return Refused(phrase("draft-waits"))
        took = super().read(event, before, held)
        # There is nothing to choose from.
        return Refused(phrase("consent-not-yet")) if _is_choosing(took) else took


def _is_choosing(took: Took | Refused) -> bool:
    return isinstance(took, Refused) and took.why == phrase("choose-one")


def _is_ukrainian_yes(text: str, story: Answer) -> bool:
    """«Так» of who told it in Ukrainian; in Russian it begins a thought."""
    return fold(text) == "так" and not _UKRAINIAN.isdisjoint(str(story or "").lower())


def agrees(text: str) -> bool:
    """«Ну ладно, согласна», «да конечно», «без проблем»; «не согласна» is none, nor is anything
    told with it."""
    if is_sign(text):
        return True
    if "?" in text:
        return False
    words = _NO_MATTER.sub("yes", fold(text)).split()
    said = frozenset(words)
    if not said <= _KNOWN or said.isdisjoint(_YES | _GOING_ON):
        return False
    refuses = not said.isdisjoint(REFUSING)
    if not said.isdisjoint(_EARNEST):
        return not refuses or _first(words, _EARNEST) < _first(words, REFUSING)
    if refuses or is_mocking(words):
        return False
    if said.isdisjoint(GIVING) and not said.isdisjoint(_SELF):
        return False
    return not said.isdisjoint(_MORE_THAN_THANKS | _GOING_ON) or said.isdisjoint(THANKS)


def _first(words: list[str], known: frozenset[str]) -> int:
    """The place of the first of these words: «хрен я согласна» refuses, swearing after it does
    not."""
    return next(at for at, word in enumerate(words) if word in known)


def agrees_besides(text: str) -> bool:
    """«Согласна, вода течёт»: the consent, with a part of the story."""
    words = frozenset(fold(text).split())
    agreed = bool(words & AGREED) and len(words) <= SHORT and not words & _DENIED
    return agreed and "?" not in text and not has_digits(text)


def doubts(text: str) -> bool:
    """«Боюсь мошенников», «а что будет, если не дам?»: the consent is doubted, and nothing told."""
    words = frozenset(fold(text).split())
    if not words <= _DOUBTING:
        return False
    afraid = bool(words & _AFRAID and words & (_THE_CONSENT | _DATA | _TO_GIVE))
    refused = bool(words & {"если", "if"}) and bool(words & _TO_GIVE)
    return afraid or refused or bool(words & _FEARING)


def asks_about_it(text: str) -> bool:
    """«Что за согласие?», «какие данные?», or is it doubted?"""
    if doubts(text):
        return True
    words = frozenset(fold(text).split())
    if len(words) > SHORT:
        return False
    asks = "?" in text or bool(words & _ASKING)
    return asks and bool(words & (_THE_CONSENT | _DATA))
