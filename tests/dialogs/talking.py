"""Random conversations with the real dialogs.

A conversation is a list of moves; a move is a manner (willing, rash, late, …) and a number that
picks among what can be done in that manner on the screen of that moment. So the same list is
the same conversation, and Hypothesis can make a failing one shorter.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from hypothesis import strategies as st

from core.messages import ButtonKind, File, FileKind
from core.people import Speaker
from core.tickets import RESIDENT, Move, Place, Ticket, TicketEvent
from core.tickets import State as Stage
from core.topics import Suggestions
from core.town import Town, load_town
from dialogs.effects import (
    Answer,
    Bind,
    Confirm,
    Consented,
    Effect,
    FindMine,
    FindTicket,
    Hint,
    Reveal,
    Show,
    Speak,
    Submit,
    Take,
    phrase,
)
from dialogs.engine import MENU, Dialog, State, Turn
from dialogs.events import (
    Acted,
    Commanded,
    Edited,
    Event,
    FoundMine,
    FoundTicket,
    Joined,
    Left,
    Moved,
    Opened,
    Placed,
    Pressed,
    Replied,
    Returned,
    Said,
    Sent,
    Shared,
    Strange,
    Touched,
)
from dialogs.operator import OperatorDesk
from dialogs.resident import Resident

ROOT = Path(__file__).parents[2]
TOWN = load_town(ROOT / "town.toml")
SUGGESTIONS = Suggestions(TOWN)
WHEN = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
ANNA = Speaker("any", 1, 1)
OPERATOR = 7

COMMANDS = (Submit, Confirm, Consented, Speak, Bind, Take, Reveal)
"""Effects that change something outside the conversation."""


def photo(name: str) -> File:
    return File(FileKind.PHOTO, "any", name)


def a_ticket(stage: Stage = Stage.ROUTED, agency: str = "roads", answers: int = 0) -> Ticket:
    return Ticket(
        "26-000042", ANNA, WHEN, stage, "roads.pothole", "blag", agency, "Яма у дома",
        Place("Ленина, 5"), WHEN, WHEN, answers=answers,
    )  # fmt: skip


WHOLE: Mapping[str, Answer] = {
    "consent": TOWN.consent.version,
    "what": "Яма на дороге",
    "guess": "roads.pothole",
    "q.where": "2",
    "place": Place("Благовещенск, Ленина, 5"),
    "photos": (photo("a"),),
    "contact": None,
}
"""A complaint answered to the end."""
TICKETS = tuple(a_ticket(stage, agency) for stage in Stage for agency in ("roads", "gas", "zur"))
ANSWERED = next(ticket for ticket in TICKETS if ticket.state is Stage.ANSWERED)
MINE = tuple(replace(TICKETS[at], number=f"26-{at:06}") for at in range(5))
HISTORY = tuple(
    TicketEvent("26-000042", WHEN, move, RESIDENT, None, Stage.ROUTED, "roads", "слова")
    for move in Move
)

WORDS = (
    "Яма на дороге у дома 5", "Пахнет газом в подъезде", "Во дворе упало дерево", "ё", "да", "2",
    "+7 914 123-45-67", "anna@example.org", "Благовещенск, Ленина, 5", "улица без города", "…",
    "<b>Лифт</b> & { $number } 🛗", "26-000042", "я" * 4000, "", "  ", "Не работает светофор",
)  # fmt: skip
COMMANDS_SAID = ("start", "new", "report", "my", "help", "cancel", "language", "bind", "чтоэто")
PAYLOADS = ("", "roads-pothole", "power-gas", "other", "26-000042", "нет такого", "s/1/1/new")
PLACES = (
    Placed(50.29, 127.53), Placed(55.75, 37.62), Placed(52.0, 128.0), Placed(51.38, 128.13, "Дом"),
    Placed(float("nan"), 0.0), Placed(0.0, 0.0),
)  # fmt: skip
PHOTOS = (
    Sent((photo("a"),)), Sent((photo("b"),), album="one"), Sent((photo("c"),), album="one"),
    Sent((photo("d"),), "Подпись к снимку"), Sent(tuple(map(photo, map(str, range(30))))),
    Sent((File(FileKind.DOCUMENT, "any", "e", name="смета.pdf"),)), Sent(()),
    Sent((File(FileKind.DOCUMENT, "any", "f", name="IMG.JPG"),), "два", album="two"),
)  # fmt: skip
FORGED = (
    ":send", ":skip", ":next", ":back", ":edit.what", ":edit.consent", ":edit.linked", ":place",
    "roads.pothole", "other", "none", "blag", "go_on", "yes", "1", "gas", "⚙", "", ":",
)  # fmt: skip
ACTIONS = ("helped", "nothelped", "reply", "view", "take", "ask", "refuse", "route", "contact", "?")
JUNK: tuple[Event, ...] = (
    *map(Opened, PAYLOADS),
    *map(Said, WORDS),
    *(Commanded(name) for name in COMMANDS_SAID),
    Commanded("new", "Фонарь не горит"), Commanded("start", "roads-pothole"),
    *PHOTOS,
    *PLACES,
    Shared("+79141234567", own=True), Shared("+79141234567", own=False), Shared("", own=True),
    *(Acted(action, "26-000042") for action in ACTIONS),
    Edited("иначе"),
    *map(Strange, ("sticker", "voice", "video", "poll", "неведомое")),
    Left(), Returned(), Joined(), Moved(5),
    *(Replied(ticket, Said("Ответ на сообщение")) for ticket in TICKETS),
    *(Replied(ticket, Sent((photo("r"),))) for ticket in TICKETS),
    *(Touched(action, ticket) for action in ACTIONS for ticket in (None, *TICKETS[3:9])),
    Pressed("", -1), Pressed(":send", 0), Pressed("new", 99_999), Pressed("⚙", 3, 5),
)  # fmt: skip


class Host(Protocol):
    """Who takes the turns: a form by itself, a resident's whole conversation, an agency's."""

    def begin(self) -> Turn: ...
    def take(self, state: State, event: Event, consent: str) -> Turn: ...
    def restore(self, state: State) -> State: ...
    def show(self, state: State) -> Show | None: ...


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
            if isinstance(effect, FindMine | FindTicket):
                state, more = self.resident.take(state, self.find(effect), consent)
                said += more
            elif isinstance(effect, Submit | Confirm):
                state, ended = self.end(state)
                said += [effect, ended]
            else:
                said.append(effect)
        return state, tuple(said)

    def find(self, question: FindMine | FindTicket) -> Event:
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
        if isinstance(effect, FindMine | FindTicket):
            _, (effect, *_) = self.resident.take(state, self.find(effect), "")
        return effect if isinstance(effect, Show) else None


@dataclass(frozen=True, repr=False)
class Group:
    """An agency's chat, as one operator has it."""

    desk: OperatorDesk
    agency: str | None

    def __repr__(self) -> str:
        return f"Group({self.agency})"

    def begin(self) -> Turn:
        return self.take(State(), Joined(), "")

    def take(self, state: State, event: Event, consent: str) -> Turn:
        if isinstance(event, Pressed) and event.owner is None:
            event = replace(event, owner=OPERATOR)
        return self.desk.take(state, event, self.agency, OPERATOR)

    def restore(self, state: State) -> State:
        return self.desk.restore(state)

    def show(self, state: State) -> Show | None:
        shown = [one for one in self.desk.show(state) if isinstance(one, Show)]
        return shown[0] if shown else None


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
        if isinstance(self.host, Group):
            ways: tuple[Event, ...] = (
                *(Touched(action, TICKETS[3]) for action in ("ask", "refuse", "route")),
                Replied(TICKETS[3], Said("Яму заделали")),
                Replied(TICKETS[3], PHOTOS[3]),
            )
            return ways[pick % len(ways)]
        ways = (
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
