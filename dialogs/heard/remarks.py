"""What says itself that it belongs to what was told before: «забыла сказать», «дополнение: …».

Whatever trouble or place stands in it, it is more likely of the ticket that is open; which it is
its writer says, see :mod:`dialogs.resident.belonging`. Verbs that ask for a thing as well
(«добавьте лавочек», «исправьте яму») count only with what they are said of here.
"""

import re

from dialogs.texts import fold

from .corrections import corrects

_OF_IT = (
    r"(?:к|в|мо\w+|это|эту|ее|его|еще|также|тему|адрес|дом|улицу|место|телефон|номер|контакт|фото"
    r"|описание|заявк\w*|обращени\w*|жалоб\w*|пожалуйста)"
)
_ADDS = re.compile(
    r"(?:(?:ой|а|и|да|так|еще|извините|простите|здравствуйте|пожалуйста|хочу|хотел|хотела|прошу|надо"
    r"|можно|нужно|я|там|кстати|чуть не) )*(?:"
    r"дополнени[ея]|в дополнение|дополняю|дополнить|дополню|уточнени[ея]|уточняю|уточню|поправка"
    r"|забыл[аи]? (?:сказать|написать|указать|добавить|дописать|уточнить|упомянуть)"
    r"|не (?:сказал|написал|указал|дописал|уточнил|упомянул)[аи]?"
    r"|ошиб(?:ся|лась|лись|ка|очка)|опечатк[аи]|опечатал(?:ся|ась)|перепутал[аи]?"
    r"|неправильно (?:указал|написал|назвал)[аи]?|не тот (?:дом|адрес|номер)|не та улица"
    rf"|(?:добав(?:ьте|ить|лю|ляю)|допи(?:шите|сать)|исправ(?:ьте|ить|лю)|поправ(?:ьте|ить|лю)"
    rf"|измен(?:ите|ить)|помен(?:яйте|ять)|смен(?:ите|ить)|удали(?:те|ть)) {_OF_IT}"
    r"|i forgot to|correction|in addition"
    r")(?: .*)?"
)
_GOES_ON = re.compile(
    r"(?:(?:и|а|да|ой|ох|ну|вот|там|тут|так|же|чуть не) )*"
    r"(?:(?:еще|также|тоже|кстати|плюс|вдобавок|дополн\w+|добавлю|забыл[аи]?|also|plus|forgot)\b"
    r"|(?<=и )вот\b|(?<=а )вот\b|(?<=там )же\b)"
    r"(?! (?:од(?:ин|на|но|ну)|друг\w+|нов\w+|one)\b)(?: .*)?"
)
WORDS_AT_MOST = 60
"""Longer than anything added: a story."""


def adds(text: str) -> bool:
    """Does it say itself that it is more of what was told?"""
    said = fold(text)
    if len(said.split()) > WORDS_AT_MOST:
        return False
    return _ADDS.fullmatch(said) is not None or corrects(text)


def goes_on_telling(text: str) -> bool:
    """Does it begin as more of what was told just now: «и вот ещё», «там ещё …»? «Ещё одна» is
    another."""
    said = fold(text)
    return len(said.split()) <= WORDS_AT_MOST and _GOES_ON.fullmatch(said) is not None
