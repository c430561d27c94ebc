"""«Какое обращение отозвать?»: something is needed no more, and several tickets may be meant.

It is chosen by a button or in words, «яму», «первую»: the first is the one that was filed first,
and so they stand. What is chosen is asked about once more before it is withdrawn.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from core.said_to_bot import said_for
from core.tickets import Move, Ticket, may
from core.told_over import told_over
from core.town import Town
from dialogs.effects import Option, Phrase, Show, phrase
from dialogs.state import State
from dialogs.taking import is_telling

from .mine import MENU_BUTTON
from .naming import named_of, told_apart
from .which import NAMED

WITHDRAWING = "withdrawing"
FEWEST = 3
"""Words that tell something."""


def which_to_withdraw(town: Town, left: State, tickets: Sequence[Ticket]) -> State:
    """The question; ``left``: at the menu."""
    able = sorted((one for one in tickets if may(one, Move.WITHDRAW)), key=lambda one: one.number)
    return replace(left, dialog=WITHDRAWING, answers={NAMED: told_apart(town, able)})


def numbers_of(state: State) -> tuple[str, ...]:
    return tuple(named_of(state.answer(NAMED)))


def item(number: str, named: str) -> Phrase:
    return phrase("withdraw-item", ticket=number, named=named)


def shown(state: State) -> Show:
    items = tuple(
        Option(number, item(number, named))
        for number, named in named_of(state.answer(NAMED)).items()
    )
    return Show(phrase("withdraw-which"), (*items, MENU_BUTTON), state.turn)


def tells_on(text: str) -> bool:
    """Does it tell that the trouble goes on, and is neither yes nor no, nor said to the bot?"""
    few = len(text.split()) < FEWEST or text.rstrip().endswith("?")
    return not few and is_telling(text) and not said_for(text) and not told_over(text)
