"""How people say no to a question: «нет», «нет телефона», «не согласен», «зачем?».

Only a text whose every word is known is a no: «нет воды» is a story.
"""

from core.wordsets import words_of

from .texts import fold

NO = words_of(
    "нет нету не без никак ненадо отказываюсь незачем пропустить no not none nope skip don t"
)
WHY = words_of("зачем почему why")
"""Asks before it says no. It is one only to what names it among its own words."""

AROUND = words_of(
    "а и у меня я мне вам его ее это этого такого надо нужно хочу буду могу спасибо пожалуйста",
    "ничего там сейчас пока просто",
    "i do have want can need thanks thank you please any it the my to a",
)

PHONE = words_of(
    "телефон телефона телефоны номер номера почта почты контакт контакта контактов звоните",
    "звонить оставлять давать указывать писать phone number email mail contact leave give call",
)
PICTURE = words_of(
    "фото фотографии фотографий фотография фоток фотку снимка снимков камера камеры камерой",
    "телефон телефона кнопочный старый сфотографировать снять сделать прислать отправить",
    "получается получится возможности фотоаппарата",
    "photo photos camera picture pictures take send phone old",
)
CONSENT = WHY | words_of(
    "согласен согласна согласие согласия даю дам давать данные мои свои персональные для чего",
    "нужны оно agree consent give data personal is this",
)


def is_no(text: str, about: frozenset[str]) -> bool:
    """Is nothing said but no, in the words of what is asked about?"""
    words = frozenset(fold(text).split())
    return bool(words & (NO | WHY)) and words <= NO | AROUND | about
