"""How people say no to a question: «нет», «нет телефона», «не согласен», «зачем?».

Only a text whose every word is known is a no: «нет воды» is a story. So it is
with a plea («а можно без этого»), which is answered, not taken.
"""

import re
from functools import lru_cache

from core.words.classes import FILLERS, GIVING, PLEASE, THANKS, VOCATIVES
from core.words.classes import NO as REFUSED
from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.texts import fold

from .calling_off import is_called_off
from .greetings import WORDS as GREETINGS

ASKED_AGAIN = 256
"""Texts of which the answer is kept: a turn asks the same of one message several times."""

NO = REFUSED | words_of(
    "нету не без никак ненадо отказываюсь незачем пропустить not none skip don t немає",
)
WHY = words_of("зачем почему why")
"""Asks before it says no. It is one only to what names it among its own words."""

AROUND = (
    words_of(
        "а и у меня я мне вам его ее это этого такого надо нужно хочу буду могу ничего",
        "там сейчас пока просто",
        "i do have want can need you any it the my to a",
    )
    | PLEASE
    | THANKS
    | VOCATIVES
)

PHONE = words_of(
    "телефон телефона телефоны номер номера почта почты контакт контакта контактов звоните",
    "звонить оставлять давать указывать писать phone number email mail contact leave give call",
)
PICTURE = words_of(
    "фото фотографии фотографий фотография фоток фотку фотки снимка снимков камера камеры",
    "камерой",
    "телефон телефона кнопочный старый сфотографировать снять сделать прислать отправить",
    "получается получится возможности фотоаппарата умею умеем фотать фоткать фотографировать",
    "снимать фотки делать же сказал сказала говорю говорил говорила",
    "photo photos camera picture pictures take send phone old",
)
_OF_PICTURES = ("фот", "снимк", "камер", "сним", "сфот", "умею", "photo", "pictur", "camera")
LATER = words_of("потом позже позднее попозже завтра вечером later tomorrow")
SENDING = words_of(
    "пришлю вышлю отправлю скину сделаю сниму сфотографирую сфоткаю добавлю приложу могу смогу",
    "можно как дома буду когда приду днем утром сегодня чуть немного send add will",
)
CONSENT = (GIVING | WHY) | words_of(
    "согласен согласна согласие согласия даю дам давать данные мои свои персональные для чего",
    "нужны оно agree consent give data personal is this",
)


def is_no(text: str, about: frozenset[str]) -> bool:
    """Is nothing said but no, in the words of what is asked about?"""
    words = frozenset(fold(text).split())
    return bool(words & (NO | WHY)) and words <= NO | AROUND | about


def is_no_picture(text: str) -> bool:
    """Is nothing said but that there is no picture, or that none can be taken?"""
    words = fold(text).split()
    named = any(word.startswith(_OF_PICTURES) for word in words)
    return named and is_no(text, PICTURE)


_LACKING = words_of("кнопочный кнопочная сломан сломана сломалась разбит разбита разряжен сел")
_CAMERAS = words_of("телефон телефона камера камеры фотоаппарат phone camera")
_COMING = words_of(
    "сфоткал сфоткала сфотографировал сфотографировала снял сняла фоткаю фотографирую снимаю",
    "пришлю",
    "скину вышлю загружаю гружу грузится грузятся отправляется сниму сфоткаю сфотографирую сейчас",
    "щас ща секунду сек минуту минутку смотрите смотри",
)
_ROUND_COMING = (_COMING | PICTURE | AROUND | FILLERS) | words_of("уже ее их его одну одно еще")
NOTHING_SAID = frozenset({"-", "–", "—", "--", "0"})
"""Put in place of an answer, as on paper forms."""


def is_lacking_camera(text: str) -> bool:
    """«Телефон кнопочный»: no picture can be taken."""
    words = frozenset(fold(text).split())
    named = words & _CAMERAS and words & _LACKING
    return bool(named) and words <= PICTURE | AROUND | FILLERS | _CAMERAS | _LACKING


def is_coming(text: str) -> bool:
    """«Сфоткал, сейчас», «вот, смотрите»: a picture is on its way."""
    words = frozenset(fold(text).split())
    return "?" not in text and not words.isdisjoint(_COMING) and words <= _ROUND_COMING


def is_later(text: str) -> bool:
    """Is nothing said but that a picture comes later?"""
    words = frozenset(fold(text).split())
    return bool(words & LATER) and words <= LATER | SENDING | PICTURE | NO | AROUND


_CHANGED = words_of("передумал передумала передумали раздумал раздумала забудьте забейте nevermind")
_CHANGING = words_of(
    "ой ну все да нет уже больше лучше знаете извините простите ладно писать отправлять",
    "отправляйте жаловаться подавать обращение жалобу заявку ничего тогда",
)
_NOT_NEEDED = (
    r"(?:уже |больше |теперь )*(?:ничего )?(?:не (?:надо|нужно|актуальн\w+|требуется)|ненадо"
    r"|неактуальн\w+)(?: уже| больше| спасибо| ничего| никого)*"
)
_DONE = (
    r"(?:дали|вывезли|починили|включили|убрали|сделали|заделали|засыпали|исправили|устранили"
    r"|забрали"
    r"|вернули|появил\w+|приехали|отремонтировали|заработал\w*|открыли|нашл\w+|почистили"
    r"|done|fixed)"
)
_DONE_OR_LIT = rf"(?:{_DONE}|горит|горят|есть|идет)"
"""«Уже горит» alone may be a fire."""
_NOUN = (
    r"(?:свет|воду|вода|газ|тепло|отопление|мусор|снег|лифт|фонарь|яму|яма|дорогу|контейнеры?|баки?"
    r"|люк|автобус|собак\w*|электричество|интернет|кошк\w*)"
)
_THING = rf"(?:{_NOUN}|его|ее|их|сами|сам|нам|у нас|там)"
_BEFORE = r"(?:(?:ой|а|ну|все|всё|уже|да|извините|простите|спасибо|так|вот|только что|нам|мне) )*"
_OVER = re.compile(
    rf"{_BEFORE}(?:"
    rf"(?:{_THING} )?(?:уже |все |только что )*{_DONE_OR_LIT}(?: уже| все| нам| сами)*"
    rf"(?: {_THING})?(?: уже)?(?: спасибо)? (?:так что |поэтому |и |можно )?{_NOT_NEEDED}"
    rf"|{_NOT_NEEDED} (?:уже |все )*(?:{_THING} )?(?:уже |все )*{_DONE_OR_LIT}(?: {_THING})?"
    r"(?: уже)?"
    rf"|(?:{_THING} )?уже (?:все )?{_DONE}(?: {_THING})?(?: спасибо)?|уже {_DONE} спасибо"
    rf"|{_NOUN} (?:нам |все )?{_DONE}(?: спасибо)?|{_DONE} (?:нам |все )?{_NOUN}(?: спасибо)?"
    rf"|(?:проблема|вопрос|все)(?: уже)? (?:решил\w+|решен\w?)(?: сам\w*)?(?: спасибо)?"
    rf"|(?:я )?(?:ошибся|ошиблась) {_NOT_NEEDED}"
    r"|(?:уже|больше|теперь) (?:не надо|не нужно|ненадо|неактуально|не актуально)(?: спасибо)?"
    r"|не (?:надо|нужно) (?:уже|больше)(?: ничего)?(?: спасибо)?"
    r"|(?:уже )?(?:неактуально|не актуально)|отбой|(?:я )?передумал[аи]?"
    r"|not needed(?: any ?more)?|never mind"
    r")"
)


@lru_cache(maxsize=ASKED_AGAIN)
def is_over(text: str) -> bool:
    """Is nothing said but that it is no problem any more: «дали уже свет, не надо»?"""
    said = fold(text)
    if _OVER.fullmatch(said) or _changed_mind(text) or is_called_off(text):
        return True
    words = frozenset(NOT_NEEDED.sub("close", said).split()) - GREETINGS
    return "?" not in text and _is_called_off(words)


def _changed_mind(text: str) -> bool:
    """«А нет, не надо, передумал»."""
    words = frozenset(fold(text).split())
    return bool(words & _CHANGED) and words <= _CHANGED | NO | AROUND | _CHANGING


def is_not_needed(text: str) -> bool:
    """Is nothing said but «не надо»? To a question about a picture or a contact it is a no."""
    words = fold(text).split()
    needed = {"надо", "нужно", "ненадо"} & set(words)
    said = "не" in words or "ненадо" in words
    return bool(needed) and said and frozenset(words) <= NO | AROUND | _CHANGING


def _is_called_off(said: frozenset[str]) -> bool:
    """Is it done, with thanks or a word that calls it off, or called off with no thing named?"""
    if said & DONE:
        enough = CALLED_OFF if said & CAME and not said & (DONE - CAME) else CALLED_OFF | THANKED
        return bool(said & enough) and said <= DONE | OF_IT | CALLED_OFF | THANKED
    return bool(said & CALLED_OFF_ALONE) and said <= CALLED_OFF | THANKED | AROUND_IT


NOT_NEEDED = re.compile(
    r"\b(?:(?:можно |можете |лучше )?не (?:надо|нужно|требуется|актуально|приезжайте|приезжать"
    r"|ехать|присылайте|ждите|ждем|жду)|(?:do not|don t|no need to) (?:come|need|bother|send))\b"
)
DONE = words_of(
    "горит горят светит светят работает работают заработал заработала заработало заработали",
    "починили починил починен починено починилось сделали",
    "сделано заделали засыпали убрали убрано вывезли",
    "вывезено включили включено дали дал вернули вернулся вернулась вернулось приехал приехали",
    "приехала пришел пришла пришли устранили устранено исправили исправлено отремонтировали",
    "отремонтировано появился появилась появилось появились восстановили решено решилось решили",
    "потушили потухло погасло нашелся нашлась нашлись нашли забрали увезли пошла пошло пустили",
    "открыли закрыли почистили отключили прекратилось закончилось перестало перестали прошло",
    "works working fixed done solved resolved back came arrived repaired gone",
)
CAME = words_of("приехал приехали приехала пришел пришла пришли came arrived")
"""Who came may have done nothing yet, and is thanked for it."""
THANKED = words_of(
    "спасибо спасибочки благодарю благодарим большое огромное вам всем очень thanks thank you many"
)
CALLED_OFF_ALONE = words_of(
    "отмените отмени отменить отменяйте отменяю отменяем отмена отбой отзовите отзываю отозвать",
    "неактуально cancel",
)
CALLED_OFF = CALLED_OFF_ALONE | words_of(
    "закройте закрыть закрывайте снимите снять актуально withdraw close"
)
"""«Закройте» alone is said of a manhole."""
AROUND_IT = words_of(
    "ой а ну все всё уже да нет извините простите пожалуйста так вот теперь сейчас и я мы вы можно",
    "прошу хочу надо нужно это больше please sorry i we can now it oh the",
)
OF_IT = AROUND_IT | words_of(
    "только что нам мне у нас там тут сам сама само сами его ее их он она оно они снова опять",
    "наконец то хорошо отлично ура мужики ребята родные молодцы девочки мальчики слава богу",
    "заявку обращение жалобу заявка свет воду вода газ тепло отопление мусор снег лифт фонарь",
    "фонари яму яма дорогу контейнеры баки люк",
    "автобус собаку собак собака электричество интернет лампу",
    "лампочку батареи батарея горячую холодную светофор домофон кнопку дверь течь трубу скорая",
    "врач мастер аварийка бригада сантехник проблема вопрос is are has have been all everything",
    "light water again already just my request ticket problem",
)


_PLEA = re.compile(
    r"(?:(?:а|и|ну|но|да|ой|слушайте|извините|простите|я|вам|это) )*(?:"
    r"зачем|почему|для чего|к чему|(?:это )?обязательно"
    r"|(?:лучше |можно (?:ли |я )?)(?:не|без|потом|позже|пропуст\w+|обойтись)\b"
    r"|не (?:хочу|буду|стану|желаю|скажу|обязан\w*)\b|как(?:ая|ой) (?:вам )?(?:разница|смысл)"
    r"|какое (?:вам |ваше )?дело|без этого|обойд(?:ем|ет|у|е)\w*с[ья]\b|пропуст\w+"
    r"|(?:мне )?(?:все равно|не важно|неважно)"
    r"|сколько(?: еще| можно)+|(?:так |слишком )?много вопросов|отстань\w*"
    r"|why|do i have to|is (?:it|this) (?:necessary|required)|can i skip|i d rather not"
    r"|i (?:do not|don t) want|what for|what does it matter"
    r")"
)
"""How it begins."""
_GOES_ON = re.compile(
    r"(?: (?:(?:вопрос|спраш|телефон|номер|контакт|почт|адрес|данны|обязательн|нуж[не]|говор|указ"
    r"|отвеч|оставл|называ|пропус|фото|сним|как(?:ая|ой|ие)|так(?:ой|ие)|сто?лько|точн|имен)\w*"
    r"|вам|вы|мне|меня|мы|нам|я|все|это|этого|этот|эти|его|ее|их|мой|мою|мои|свой|свою|свои|ваш\w*"
    r"|личн\w+|знать|надо|дело|разница|сказать|писать|скажу|дать|дам|давать|звон\w+|чтобы|где|тут"
    r"|здесь|там|так|нельзя|никак|много|еще|уже|же|ли|бы|и|а|да|ну|не|без|или|то|если|можно|дальше"
    r"|потом|позже"
    r"|пока|сразу|шаг|пункт|место|места|дома|вообще|просто|пожалуйста|спасибо|конечно"
    r"|do|you|need|ask|i|to|it|is|this|that|my|your|me|the|a|an|for|so|many|have|give|say|answer"
    r"|tell|know|skip|want|phone|number|address|contact|question|questions|place|where|please))*"
)
"""What else may be said with it. A place or a story has other words: «Пропустите мост и налево»."""


def asks_what_for(text: str) -> bool:
    """«Зачем вам мой адрес?», asked where nothing is asked for."""
    return fold(text).startswith(("зачем ", "для чего ")) and is_plea(text)


def is_plea(text: str) -> bool:
    """Is it asked what the question is for, or to do without an answer, and nothing told?"""
    if has_digits(text):
        return False
    said = fold(text)
    begun = _PLEA.match(said)
    return begun is not None and _GOES_ON.fullmatch(said, begun.end()) is not None
