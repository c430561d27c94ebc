"""Random conversations with the real dialogs.

A conversation is a list of moves; a move is a manner (willing, rash, late, …) and a number that
picks among what can be done in that manner on the screen of that moment. So the same list is
the same conversation, and Hypothesis can make a failing one shorter.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from hypothesis import strategies as st
from msgspec.structs import replace

from core.messages import ButtonKind
from core.tickets import Ticket
from core.topics import Suggestions
from core.town import Town
from dialogs.effects import (
    Answer,
    Approve,
    Assign,
    Bind,
    Confirm,
    Consented,
    Coordinating,
    Copied,
    Draw,
    DropTemplate,
    Effect,
    Erase,
    Hint,
    Hush,
    Restore,
    Reveal,
    Show,
    ShowCard,
    Speak,
    Submit,
    Substitute,
    Tabulate,
    Take,
    Unbind,
    Undo,
    phrase,
)
from dialogs.engine import Dialog
from dialogs.events import (
    Event,
    FoundDesk,
    FoundHeld,
    FoundJudged,
    FoundKept,
    FoundMeant,
    FoundMine,
    FoundTicket,
    Opened,
    Pressed,
    Said,
    Touched,
)
from dialogs.lookups import (
    FindCase,
    FindDesk,
    FindHeld,
    FindJudged,
    FindKept,
    FindMeant,
    FindMine,
    FindTicket,
)
from dialogs.resident.chat import Resident
from dialogs.state import MENU, State, Turn
from tests.shipped import TOWN

from .samples import (
    ANSWERED,
    FORGED,
    HISTORY,
    JUNK,
    KEPT,
    MINE,
    PHOTOS,
    PLACES,
    SUGGESTIONS,
    TICKETS,
    WORDS,
)

COMMANDS = (
    Submit, Confirm, Consented, Speak, Bind, Unbind, Take, Reveal, ShowCard, Hush, Undo, Assign,
    Approve, DropTemplate, Substitute, Restore, Coordinating, Draw, Tabulate,
    Copied, Erase,
)  # fmt: skip
"""Effects that change something outside the conversation."""


class Host(Protocol):
    """Who takes the turns: a form by itself, a resident's whole conversation, an agency's."""

    def begin(self) -> Turn: ...
    def take(self, state: State, event: Event, consent: str) -> Turn: ...
    def restore(self, state: State) -> State: ...
    def show(self, state: State) -> Show | None: ...
    def opening(self, pick: int) -> Event | None: ...


@dataclass(frozen=True, repr=False)
class Form:
    """A dialog by itself, with what is known when it begins."""

    dialog: Dialog
    known: Mapping[str, Answer] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Form({self.dialog.name})"

    def begin(self) -> Turn:
        return self.dialog.begin(State(turn=3), self.known, about="26-000042")

    def take(self, state: State, event: Event, consent: str) -> Turn:
        if state.dialog == MENU and not isinstance(event, Pressed):
            return self.dialog.begin(state, self.known, about="26-000042")
        if state.dialog == MENU:
            return state, (Hint(phrase("already")),)
        return self.dialog.take(state, event)

    def restore(self, state: State) -> State:
        return state if state.dialog == MENU else self.dialog.restore(state)

    def show(self, state: State) -> Show | None:
        return None if state.dialog == MENU else self.dialog.show(state)

    def opening(self, pick: int) -> Event | None:
        return None


@dataclass(frozen=True, repr=False)
class Private:
    """A resident's chat. The questions about facts are answered here, as the store would."""

    resident: Resident
    found: Ticket | None = TICKETS[3]

    def __repr__(self) -> str:
        return f"Private({'own ticket' if self.found else 'no ticket'})"

    def begin(self) -> Turn:
        return self.take(State(), Opened(), "")

    def take(self, state: State, event: Event, consent: str) -> Turn:
        state, effects = self.resident.take(state, event, consent)
        said: list[Effect] = []
        for effect in effects:
            if isinstance(effect, FindMine | FindTicket | FindDesk | FindHeld | FindKept):
                state, more = self.take(state, self.find(effect), consent)
                said += more
            elif isinstance(effect, FindJudged):
                judged = (self.found,) if self.found else ()
                state, more = self.take(state, FoundJudged(effect.action, judged), consent)
                said += more
            elif isinstance(effect, FindMeant):
                meant = (self.found,) if self.found else ()
                found = FoundMeant(
                    effect.what,
                    effect.words,
                    meant,
                    effect.files,
                    effect.album,
                    place=effect.place,
                )
                state, more = self.take(state, found, consent)
                said += more
            elif isinstance(effect, FindCase):
                touched = Touched(effect.action, self.found, effect.words, button=effect.button)
                state, more = self.take(state, touched, consent)
                said += more
            elif isinstance(effect, Erase):  # whoever writes next is a stranger
                state = State()
                said += [effect, Hint(phrase("erased"))]
            elif isinstance(effect, Submit | Confirm):
                state, ended = self.end(state)
                said += [effect, ended]
            else:
                said.append(effect)
        return state, tuple(said)

    def find(self, question: FindMine | FindTicket | FindDesk | FindHeld | FindKept) -> Event:
        if isinstance(question, FindDesk):
            return FoundDesk(MINE, {"": "1", "1": "2"}.get(question.after, ""), ANSWERED.deadline)
        if isinstance(question, FindHeld):
            return FoundHeld(self.found, "26-000042 · Ямы", "Дороги")
        if isinstance(question, FindKept):
            return FoundKept(KEPT)
        if isinstance(question, FindTicket):
            return FoundTicket(self.found, HISTORY if self.found else ())
        return FoundMine(MINE, question.page, 3)

    def end(self, state: State) -> tuple[State, Effect]:
        """What is said when the desk has done it."""
        if state.dialog in self.resident.forms:
            return state, Hint(phrase("already"))
        state = replace(state, dialog=MENU, about="")
        return state, self.resident.menu(state, phrase("already"))

    def restore(self, state: State) -> State:
        return self.resident.restore(state)

    def show(self, state: State) -> Show | None:
        (effect,) = self.resident.show(state)
        if isinstance(effect, FindMine | FindTicket | FindDesk | FindHeld | FindKept):
            _, (effect, *_) = self.resident.take(state, self.find(effect), "")
        return effect if isinstance(effect, Show) else None

    def opening(self, pick: int) -> Event | None:
        return None


@dataclass(frozen=True)
class Exchange:
    """One turn of a conversation."""

    before: State
    event: Event
    after: State
    effects: tuple[Effect, ...]
    consent: str

    @property
    def shows(self) -> list[Show]:
        return [effect for effect in self.effects if isinstance(effect, Show)]

    @property
    def commands(self) -> list[Effect]:
        return [effect for effect in self.effects if isinstance(effect, COMMANDS)]

    @property
    def submits(self) -> list[Submit]:
        return [effect for effect in self.effects if isinstance(effect, Submit)]


class Talk:
    """A conversation under way."""

    def __repr__(self) -> str:
        return "".join(f"\n  {one.before.at} {one.event} -> {one.after.at}" for one in self.trace)

    def __init__(self, host: Host, state: State | None = None) -> None:
        self.host = host
        self.consent = ""
        self.trace: list[Exchange] = []
        self.state, effects = host.begin() if state is None else (state, ())
        self.screen = host.show(self.state)
        self._note(effects)

    def take(self, event: Event) -> Exchange:
        before, consent = self.state, self.consent
        self.state, effects = self.host.take(before, event, consent)
        self._note(effects)
        self.trace.append(Exchange(before, event, self.state, effects, consent))
        return self.trace[-1]

    def _note(self, effects: Sequence[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Consented):
                self.consent = effect.version
            elif isinstance(effect, Show):
                self.screen = effect
        if not any(isinstance(effect, Show) for effect in effects):
            self.screen = self.host.show(self.state)

    # manners

    def willing(self, pick: int) -> Event:
        """What someone does who wants to get to the end."""
        if self.screen is None or self.state.dialog == MENU:
            return self._opening(pick)
        codes = [one.code for one in self.screen.options if one.kind is ButtonKind.PRESS]
        answers = [code for code in codes if not code.startswith(":")]
        if ":send" in codes:
            return Pressed(":send", self.screen.turn)
        if "yes" in codes and pick % 3:
            return Pressed("yes", self.screen.turn)
        if answers and (self.screen.closed or pick % 3 == 0):
            return Pressed(answers[pick % len(answers)], self.screen.turn)
        if self.state.at in ("photos", "files"):
            going_on = [code for code in codes if code in (":next", ":skip")]
            sent = PHOTOS[0] if pick % 3 or not going_on else None
            return sent or Pressed(going_on[0], self.screen.turn)
        if self.state.at == "contact":
            ways: tuple[Event, ...] = (Pressed(":skip", self.screen.turn), Said("+79141234567"))
            return ways[pick % 2] if ":skip" in codes else ways[1]
        if ":next" in codes and pick % 2:
            return Pressed(":next", self.screen.turn)
        return Said(WORDS[(0, 1, 2, 8, 9)[pick % 5]] if self.state.at != "q.entrance" else "3")

    def _opening(self, pick: int) -> Event:
        opening = self.host.opening(pick)
        if opening is not None:
            return opening
        ways: tuple[Event, ...] = (
            Said(WORDS[pick % 3]),
            Pressed("new", self.state.turn),
            PHOTOS[3],
            PLACES[0],
            *(
                Touched(action, ANSWERED)
                for action in ("view", "view", "view", "nothelped", "reply")
            ),
        )
        return ways[pick % len(ways)]

    def rash(self, pick: int) -> Event:
        """Any button of the screen."""
        options = self.screen.options if self.screen else ()
        if not options:
            return JUNK[pick % len(JUNK)]
        return Pressed(options[pick % len(options)].code, self.state.turn)

    def correcting(self, pick: int) -> Event:
        """Changes one's mind: at the summary a line of it, before that an answer."""
        codes = [option.code for option in self.screen.options] if self.screen else []
        edits = [code for code in codes if code.startswith(":edit.")]
        if edits and self.screen:
            return Pressed(edits[pick % len(edits)], self.screen.turn)
        if self.state.at == "what" and self.state.answers.get("what"):
            return Said(
                ("Ужас что творится", "Пахнет газом", "Упало дерево", "Стая собак")[pick % 4]
            )
        return self.willing(pick)

    def late(self, pick: int) -> Event:
        """A button of the screen, or one that was good once, with another turn."""
        event = self.rash(pick)
        away = (-1, -2, -7, 1, 5)[pick % 5]
        button = event.button if isinstance(event, Pressed) else ":send"
        return Pressed(button, max(-1, self.state.turn + away))

    def forging(self, pick: int) -> Event:
        """A button that may not be on the screen, with the right turn."""
        return Pressed(FORGED[pick % len(FORGED)], self.state.turn)

    def again(self, pick: int) -> Event:
        """Something done before."""
        return self.trace[-1 - pick % len(self.trace)].event if self.trace else self.rash(pick)

    def junk(self, pick: int) -> Event:
        return JUNK[pick % len(JUNK)]


MANNERS: Mapping[str, Callable[[Talk, int], Event]] = {
    "willing": Talk.willing,
    "correcting": Talk.correcting,
    "rash": Talk.rash,
    "late": Talk.late,
    "forging": Talk.forging,
    "again": Talk.again,
    "junk": Talk.junk,
}
OFTEN = (
    *["willing"] * 12,
    *["correcting"] * 8,
    "rash",
    "rash",
    "late",
    "forging",
    "again",
    "junk",
    "junk",
)

Moves = list[tuple[str, int]]


move = st.tuples(st.sampled_from(OFTEN), st.integers(0, 999))
moves = st.lists(move, max_size=12) | st.lists(move, min_size=20, max_size=50)
"""Short ones, to meet every screen's surprises early; long ones, to get to the end."""


def talk(host: Host, chosen: Moves) -> Talk:
    """Have a whole conversation."""
    under_way = Talk(host)
    for manner, pick in chosen:
        under_way.take(MANNERS[manner](under_way, pick))
    return under_way


def finish(under_way: Talk, picks: Sequence[int]) -> Submit | None:
    """Go on as someone who wants to get to the end; return what was submitted."""
    for pick in picks:
        submits = under_way.take(under_way.willing(pick)).submits
        if submits:
            return submits[0]
    return None


def resident(town: Town = TOWN, suggestions: Suggestions = SUGGESTIONS) -> Private:
    return Private(Resident(town, suggestions))
