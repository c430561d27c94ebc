"""«Ой, я дом перепутала, Горького 152», «дом не 19, а 21», «мой телефон изменился»: a house, an
address or a contact that was told before was wrong.

What is wrong is named together with a word for the mistake, or the wrong stands against the right.
«Перепутали провода» names nothing of a complaint's own.
"""

import re

from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.texts import fold

WORDS_AT_MOST = 12
"""Longer than a correction: a story."""
_MISTAKEN = (
    "перепут",
    "ошиб",
    "опечат",
    "спутал",
    "описал",
    "неправильн",
    "неверн",
    "mistake",
    "wrong",
)
_CHANGED = ("изменил", "сменил", "поменял", "нов", "changed", "new")
_OF_PLACE = (
    "адрес",
    "дом",
    "улиц",
    "квартир",
    "корпус",
    "номер",
    "подъезд",
    "address",
    "house",
    "street",
)
_OF_CONTACT = ("телефон", "номер", "контакт", "почт", "phone", "number", "contact", "email")
_OF_IT = ("заявк", "обращени", "жалоб", "сообщени")
_HINTS = words_of(
    "не пере ошиб опеч спут опис непр неве теле номе конт почт точн верн прав адре испр попр изме",
    "поме смен mist wron phon numb cont emai",
)
"""How some word of any correction begins: of most messages nothing more is heard."""
_HOUSE = r"\d{1,4}(?: ?[а-я])?(?: (?:корпус|к|строение|стр) \d+)?"
_WHERE = rf"(?:(?:дом|номер|улица|ул|на) )*(?:[^\W\d]+ ){{0,2}}(?:дом )?{_HOUSE}(?: дом)?"
_LEADS = (
    r"(?:(?:ой|ох|нет|не|это|там|тут|да|ну|а|дом|адрес|улица|номер|извините|простите|правильно|вернее"
    r"|точнее|кажется|то есть|в|заявке|обращении|ошибка|поправка|я|написала?|указала?) )*?"
)
_AGAINST = re.compile(
    rf"{_LEADS}не {_WHERE} а {_WHERE}|{_LEADS}{_WHERE} а не {_WHERE}"
    rf"|(?:(?:ой|нет|то есть|извините|простите) )*"
    rf"(?:точнее|вернее|правильн\w+ адрес|(?:новый )?адрес) {_WHERE}"
)
_ASKED = re.compile(
    r"\b(?:исправ(?:ьте|ь|ить|лю)|поправ(?:ьте|ь|ить)|измен(?:ите|и|ить)|помен(?:яйте|яй|ять)"
    r"|смен(?:ите|ить)|не т(?:от|а|у|о)) (?:(?:мой|мою|это[тй]?|эту|там) )?"
    r"(?:адрес|дом|улиц[ау]|номер|телефон|контакт|квартир[ау])\b"
)
_STREETS = re.compile(r"(?:\w+ )?не [А-ЯЁ]\w+,? а [А-ЯЁ]\w+\W*")
"""By capitals: «это не ремонт, а издевательство» is none."""


def corrects(text: str) -> bool:
    """Is it said that a house, an address or a contact was wrong, or that it is another now?"""
    said = fold(text)
    words = said.split()
    if len(words) > WORDS_AT_MOST or _HINTS.isdisjoint([word[:4] for word in words]):
        return False
    if _ASKED.search(said):
        return True
    mistaken = any(word.startswith(_MISTAKEN) for word in words)
    if mistaken and any(word.startswith((*_OF_PLACE, *_OF_CONTACT, *_OF_IT)) for word in words):
        return True
    if any(word.startswith(_OF_CONTACT) for word in words):
        return any(word.startswith(_CHANGED) for word in words)
    if "а" in words and "не" in words and _STREETS.fullmatch(text.strip()):
        return True
    if not has_digits(said):
        return False
    return _AGAINST.fullmatch(said) is not None
