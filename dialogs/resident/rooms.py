"""A resident's screens, and the ways between them.

The complaint that was begun last is not thrown away on the way: it waits aside, and the menu
offers it.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from core.tickets import Move
from core.town import Town
from dialogs.effects import Answers, Effect, Hint, Option, Phrase, Show, phrase
from dialogs.engine import Dialog
from dialogs.events import Said, Sent
from dialogs.lookups import FindKept, FindMine, FindTicket
from dialogs.state import MENU, State, Turn

from . import taking_back, withdrawing
from .another import way_to_another
from .forms import resident_forms
from .mine import MENU_BUTTON
from .own_desk import SCREENS as DESK_SCREENS
from .own_desk import OwnDesk
from .taking_back import TAKING_BACK
from .two_aside import laid_over, taken_up
from .which import DRAFT, WHICH, asked_again, kept_of, which, with_words
from .withdrawing import WITHDRAWING

MINE, TICKET, LANGUAGE = "my", "ticket", "language"
DATA, ERASING = "data", "erasing"
LANGUAGES: Mapping[str, str] = {"ru": "Русский", "en": "English"}


class Rooms:
    """Draws the screens and leads from one to another. Pure."""

    def __init__(self, town: Town, form: Dialog, own: OwnDesk) -> None:
        self._town = town
        self._complaint = form
        self.complaint = form.name
        self._own = own
        self.forms: Mapping[str, Dialog] = {form.name: form, **resident_forms()}

    def restore(self, state: State) -> State:
        """Bring a stored state under today's code."""
        form = self.forms.get(state.dialog)
        if form is not None:
            return form.restore(state)
        if state.dialog in (MENU, MINE, TICKET, LANGUAGE, DATA, ERASING, WHICH, *DESK_SCREENS):
            return state
        if state.dialog in (TAKING_BACK, WITHDRAWING):
            return state
        return State(turn=state.turn + 1, aside=state.aside, desk=state.desk)

    def show(self, state: State) -> tuple[Effect, ...]:
        """Draw the screen of a state, or ask for the facts it needs."""
        if state.dialog in self.forms:
            return (self.forms[state.dialog].show(state),)
        match state.dialog:
            case "my":
                return (FindMine(page_of(state)),)
            case "ticket":
                return (FindTicket(state.about),)
            case "data" | "erasing":
                return (FindKept(),)
            case "desk" | "held":
                return (self._own.ask(state),)
            case "which":
                return (which(state),)
            case "withdrawing":
                return (withdrawing.shown(state),)
            case "taking-back":
                return (taking_back.shown(state),)
            case "language":
                options = tuple(Option(code, name) for code, name in LANGUAGES.items())
                text = phrase("language")
                return (Show(text, (*options, MENU_BUTTON), state.turn),)
        return (self.menu(state, phrase("menu", town=self._town.name)),)

    def menu(self, state: State, text: Phrase) -> Show:
        """The menu under any words: it stands under every end of a form."""
        resume = (Option("resume", phrase("menu-resume")),) if state.aside else ()
        desk = (Option("desk", phrase("menu-desk")),) if state.desk else ()
        ways = (*_way_of(state), *way_to_another(self._town, state), *desk)
        options = (*ways, Option("new", phrase("menu-new")), *resume, *MENU_REST)
        return Show(text, options, state.turn, closed=False, lasting=text.key != "menu")

    def form(
        self,
        state: State,
        name: str,
        number: str,
        written: Said | Sent | None = None,
        answers: Answers | None = None,
        album: tuple[str, str] | None = None,
    ) -> Turn:
        """Open a form about a ticket, with what was written for it already; ``answers`` and
        ``album`` come along from another one."""
        form = self.forms[name]
        left = replace(self.left(state), turn=state.turn)  # the form counts the turn
        state, effects = form.begin(left, answers or {}, about=number, album=album)
        return in_one_turn(form, state, written) if written else (state, effects)

    def begin(
        self, state: State, answers: Answers, consented: str, album: str | None = None
    ) -> Turn:
        """Begin a complaint with what is known of it. ``consented``: to which version, or ""."""
        consent = {"consent": consented} if consented else {}
        kept = replace(state, aside=self.left(state).aside)
        return self._complaint.begin(
            kept, {**answers, **consent}, album=(album, "photos") if album else None
        )

    def resume(self, state: State, consented: str) -> Turn:
        """The complaint that was left last goes on, or what is asked about its words."""
        if (asked := asked_again(state)) is not None:
            return asked, self.show(asked)
        last, earlier = taken_up(state.aside or {})
        return self.begin(replace(state, aside=earlier), last, consented)

    def left(self, state: State) -> State:
        """At the menu; a complaint that was begun is kept aside."""
        state = taking_back.told(state) if state.dialog == TAKING_BACK else state
        begun = state.dialog in (self._complaint.name, TAKING_BACK)
        unfinished = state.answers if begun else None
        told = {key: answer for key, answer in (unfinished or {}).items() if key != "consent"}
        aside = laid_over(told, state.aside)
        if state.dialog == WHICH and DRAFT in state.answers and state.aside:
            aside = with_words(state.aside, state)
        elif state.dialog == WHICH:
            aside = laid_over(kept_of(state), state.aside)
        return State(turn=state.turn + 1, aside=aside, desk=state.desk)

    def leave(self, state: State, text: Phrase) -> Turn:
        """Go to the menu, which stands under these words."""
        state = self.left(state)
        return state, (self.menu(state, text),)

    def helped(self, state: State, told: Phrase) -> Turn:
        """In the midst of a form what it asks follows; elsewhere nothing stands below the help."""
        if state.dialog in self.forms:
            return state, (Hint(told), *self.show(state))
        return (
            (state, (self.menu(state, told),)) if state.dialog == MENU else self.leave(state, told)
        )

    def set_aside(self, state: State, told: Answers, why: Phrase) -> Turn:
        """What was told in vain waits as a complaint just begun, unless another one waits."""
        if state.aside or state.dialog == self._complaint.name:
            return state, (Hint(phrase("and-not-kept", why=why)), *self.show(state))
        kept = phrase("and-kept", why=why)
        if state.dialog in self.forms:
            state = replace(state, aside=told)
            return state, (Hint(kept), *self.show(state))
        return self.leave(replace(state, aside=told), kept)

    def to(self, state: State, dialog: str, *, about: str = "", page: int = 0) -> Turn:
        answers: Answers = {"page": str(page)}
        state = replace(self.left(state), dialog=dialog, about=about, answers=answers)
        return state, self.show(state)

    def view(self, state: State, number: str) -> Turn:
        return self.to(state, TICKET, about=number)

    def mine(self, state: State, page: int = 0) -> Turn:
        return self.to(state, MINE, page=max(0, page))


def in_one_turn(form: Dialog, begun: State, written: Said | Sent) -> Turn:
    """What was written goes into a form by the very press that opened it: that is one turn, or the
    second of two presses would not be known."""
    turn = form.take(replace(begun, turn=begun.turn - 1), written)
    return turn if turn[0].turn == begun.turn else form.take(begun, written)


def page_of(state: State) -> int:
    page = state.answers.get("page")
    return int(page) if isinstance(page, str) and page.isdecimal() else 0


def _way_of(state: State) -> tuple[Option, ...]:
    """What else may be done with the ticket that was filed just now."""
    way = state.answers.get(WAY) if state.dialog == MENU else None
    return (Option(way, phrase(f"menu-{way}")),) if isinstance(way, str) and way in JOINING else ()


JOINING: Mapping[str, Move] = {"join": Move.JOIN, "part": Move.PART}
WAY = "way"
MENU_REST = (Option("my", phrase("menu-my")), Option("help", phrase("menu-help")))
