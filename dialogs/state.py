"""Where a conversation stands."""

from msgspec import Struct

from .effects import Answers, Effect

MENU = "menu"


class State(Struct, frozen=True):
    """Where a conversation stands.

    * ``at``: the step being asked; None: the summary, or nothing begun.
    * ``turn``: of the whole conversation; it never goes back and never starts over.
    * ``about``, ``seen``: the ticket a form concerns, and how many answers it had then.
    * ``album``: the album whose pictures may still come, and the step that keeps them.
    * ``aside``: the answers of a complaint that was left unfinished; of an operator, drafts that
      were put aside, see :mod:`dialogs.desk.taking_up`.
    * ``beside``: a list beside an open form, see :mod:`dialogs.agency.beside`.
    * ``desk``: this person has taken tickets in an agency's chat.
    * ``shown``: what a card's button showed last, and when, see :mod:`dialogs.desk.twice`.
    * ``written``: the messages that the words of a draft came from, see
      :mod:`dialogs.desk.amending`.
    * ``day``: of the town, in ISO 8601, on which a complaint was last spoken of.
    * ``pressed``: the button that ended the turn before, "" if something else did.
    """

    dialog: str = MENU
    answers: Answers = {}
    at: str | None = None
    turn: int = 0
    about: str = ""
    seen: int = 0
    album: tuple[str, str] | None = None
    aside: Answers | None = None
    pressed: str = ""
    desk: bool = False
    shown: str = ""
    beside: Answers | None = None
    day: str = ""
    written: tuple[tuple[str, str], ...] = ()

    def answer(self, key: str) -> str:
        """An answer, or what the screen keeps of itself, in words; "" without any."""
        kept = self.answers.get(key)
        return kept if isinstance(kept, str) else ""


Turn = tuple[State, tuple[Effect, ...]]
