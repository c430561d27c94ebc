"""What a resident is told of an earlier ticket on the same, and what they say to it in words.

Of somebody else's ticket they learn when it was filed and how it stands: no number, no words.
"""

import re

from core.desk import Desk
from core.tickets import Ticket
from core.town import Town
from core.words.classes import FILLERS, NO, PLEASE, VOCATIVES, YES
from core.words.wordsets import words_of
from dialogs.effects import Day, Phrase, Until, phrase
from dialogs.heard.agreeing import is_refusal, is_yes
from dialogs.state import MENU, State
from dialogs.texts import fold

from .rooms import JOINING, WAY

SAME = frozenset(
    f"{yes} {it} {same}{problem}".strip().replace("  ", " ")
    for yes in ("", "да", "ага", "угу", "точно", "верно")
    for it in ("", "это")
    for same in ("та же", "та же самая", "тоже самое", "то же самое", "она же", "она")
    for problem in ("", " проблема")
) | {"same", "the same", "it is the same"}
APART = frozenset(
    ("другая", "другое", "нет другая", "нет другое", "это другая проблема", "не то", "не та")
) | {"another", "it is another"}

OTHER = re.compile(r"(?:нет )?(?:это )?(?:совсем |вообще )?друг(?:ая|ое|ой)(?: \w+)?")
"""«Нет, это другая яма»"""


APART_AT_MOST = 12
"""Words."""
_APARTLY = words_of(
    "отдельно отдельной отдельным отдельное отдельную отдельная наоборот разъедините разделите",
    "отсоедините отделите раздельно separate separately apart",
)
_OTHER = words_of("другой другая другое другие другую другом другого different another")
_AROUND = (_APARTLY | _OTHER | FILLERS | PLEASE | VOCATIVES | NO) | words_of(
    "а можно лучше давайте это у меня нас мое моя мой мою моей я мы хочу надо нужно там же все",
    "таки заявка заявку заявкой обращение обращением жалоба жалобу жалобой проблема проблему не та",
    "тот то совсем вообще оформите оформить сделайте сделать подайте подать зарегистрируйте как",
    "здесь тут совершенно потому что ведь но пусть будет они он она его ее",
    "i want it is my mine please the",
)


def and_alike(accepted: Phrase, ticket: Ticket, alike: Ticket) -> Phrase:
    """Add it to the words by which the ticket was accepted."""
    own = alike.resident == ticket.resident
    return phrase(
        "accepted-alike",
        accepted=accepted,
        day=Day(alike.filed_at),
        state=phrase(f"state-{alike.state}"),
        own=alike.number if own else "",
    )


async def joined(desk: Desk, ticket: Ticket) -> Phrase:
    """Say whose answer comes and when, for as long as that is ahead."""
    main = await desk.main_of(ticket.number)
    return phrase(
        "joined",
        number=ticket.number,
        agency=desk.town.who_answers(main.agency),
        deadline=Until(main.deadline, desk.unit.now) if main.deadline > desk.unit.now else "",
    )


def parted(town: Town, ticket: Ticket) -> Phrase:
    return phrase(
        "parted",
        number=ticket.number,
        agency=town.who_answers(ticket.agency),
        deadline=Until(ticket.deadline, ticket.changed_at),
    )


def way_meant(state: State, text: str) -> str:
    """What few words after the filing mean: "join", that it is the same; "part", that what was
    joined is not; "apart", that it stays by itself; "" for nothing of it."""
    way, said = state.answers.get(WAY), fold(text)
    if state.dialog != MENU or way not in JOINING:
        return ""
    if said in APART or is_refusal(text) or OTHER.fullmatch(said) or is_apart(said):
        return "part" if way == "part" else "apart"
    return "join" if way == "join" and (said in SAME or _agrees(text)) else ""


def is_apart(said: str) -> bool:
    """Is it said to be another one, or wished to be apart: «можно отдельно? у меня другой
    светофор»? A thing may be named, and no other place. ``said``: folded."""
    words = said.split()
    if len(words) > APART_AT_MOST or any(one.isdecimal() for one in words):
        return False
    rest = [at for at, one in enumerate(words) if one not in _AROUND]
    if _APARTLY.isdisjoint(words):
        other = bool(rest) and rest[0] > 0 and words[rest[0] - 1] in _OTHER
        return other and len(rest) == 1
    return len(rest) <= 2


def _agrees(text: str) -> bool:
    """«Хорошо», «ок» thank for what was said with it: that it was filed."""
    return is_yes(text) and not YES.isdisjoint(fold(text).split())
