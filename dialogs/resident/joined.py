"""What a resident is told of an earlier ticket on the same, and what they say to it in words.

Of somebody else's ticket they learn when it was filed and how it stands: no number, no words.
"""

import re

from core.desk import Desk
from core.tickets import Ticket
from core.town import Town
from core.words.classes import YES
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
    if said in APART or is_refusal(text) or OTHER.fullmatch(said):
        return "part" if way == "part" else "apart"
    return "join" if way == "join" and (said in SAME or _agrees(text)) else ""


def _agrees(text: str) -> bool:
    """«Хорошо», «ок» thank for what was said with it: that it was filed."""
    return is_yes(text) and not YES.isdisjoint(fold(text).split())
