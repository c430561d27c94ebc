"""An agency's chat, as one operator has it. The questions about facts are answered here, as the
store would: a few tickets, colleagues and templates, and what the coordinators ask for."""

from dataclasses import dataclass

from msgspec.structs import replace

from core.finding import Crowd, QueueLength
from core.jobs import Choice
from core.substitutions import Substitution
from core.templates import SHARED, Template
from core.tickets import UNDONE, Move, Ticket, may
from dialogs.agency.chat import OperatorDesk
from dialogs.coordination import broadcasting, bulk, substituting
from dialogs.desk import merging
from dialogs.desk.templates import owner_of
from dialogs.effects import Effect, Show
from dialogs.events import (
    Case,
    Commanded,
    Event,
    FoundColleagues,
    FoundCrowds,
    FoundFigures,
    FoundHistory,
    FoundQueue,
    FoundTemplate,
    FoundTemplates,
    FoundWords,
    Joined,
    Pressed,
    Replied,
    Said,
    Touched,
)
from dialogs.lookups import (
    Find,
    FindCase,
    FindColleagues,
    FindCrowds,
    FindFigures,
    FindHistory,
    FindOnDesk,
    FindQueue,
    FindTemplate,
    FindTemplates,
    FindWords,
    Wondering,
)
from dialogs.state import State, Turn
from dialogs.ticket.ways import ACTIONS
from tests.shipped import TOWN

from .samples import ANSWERED, HISTORY, MINE, PHOTOS, TICKETS, WHEN, figures

OPERATOR, COLLEAGUE = 7, 8

LONG_HISTORY = HISTORY * 2
CROWDS = tuple(
    Crowd(group.code, place.code, free=free, mine=not free, late=free, count=3)
    for group in TOWN.groups
    for place in TOWN.municipalities[:3]
    for free in (True, False)
)
TEMPLATES = (
    Template(1, "roads", "Яма", "Здравствуйте, {имя}! Заделаем {номер} до {срок}."),
    Template(2, "roads", "Ждём щебень", "Щебня пока нет."),
    Template(3, SHARED, "Спасибо", "Спасибо, что сообщили."),
)
SAID = replace(HISTORY[0], move=Move.ANSWER, text="Заделали", details=(("outcome", "solved"),))
CASES = (
    Case(WHEN),
    Case(WHEN, supervisor=True, said=SAID),
    Case(WHEN, busy="Пётр", since=WHEN, writing=True),
    Case(WHEN, busy="Пётр", since=WHEN, said=SAID),
)
BUTTONS = (*ACTIONS, "history", "undo", *(f"undo.{move}" for move in UNDONE), "approve.1a2b")
"""Of cards, and of what stands beneath them."""

COMMANDS_SAID: tuple[tuple[str, str], ...] = (
    ("queue", ""), ("queue", "мои дороги неведомое"), ("find", "яма Ленина"), ("t", "26-000042"),
    ("stats", "месяц"), ("export", "месяц"), ("export", "30"), ("templates", ""),
    ("broadcast", ""), ("substitute", ""), ("bulk", "дороги просрочено"), ("bulk", ""),
    ("undo", "26-000042"), ("take", "26-000042"),
    ("promise", "26-000042 до пятницы заделаем яму"), ("note", "26-000042 ждём щебень"),
    ("assign", "26-000042"), ("correct", "26-000042"), ("extend", "26-000042 8 ждём щебень"),
    ("reject", "26-000042"), ("merge", "26-000042"), ("route", "26-000042"), ("promise", ""),
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class Group:
    """``desk`` takes its turns; ``agency``: whose chat it is, None: nobody's."""

    desk: OperatorDesk
    agency: str | None

    def __repr__(self) -> str:
        return f"Group({self.agency})"

    def begin(self) -> Turn:
        return self.take(State(), Joined(), "")

    def take(self, state: State, event: Event, consent: str) -> Turn:
        if isinstance(event, Pressed) and event.owner is None:
            event = replace(event, owner=OPERATOR)
        state, effects = self.desk.take(state, event, self.agency, OPERATOR)
        said: list[Effect] = []
        todo = list(effects)
        while todo:
            effect = todo.pop(0)
            found = self.find(effect)
            if found is None:
                said.append(effect)
                continue
            state, more = self.desk.take(state, found, self.agency, OPERATOR)
            todo[:0] = more
        return state, tuple(said)

    def restore(self, state: State) -> State:
        return self.desk.restore(state)

    def show(self, state: State) -> Show | None:
        for effect in self.desk.show(state):
            shown, found = effect, self.find(effect)
            if found is not None:
                _, effects = self.desk.take(state, found, self.agency, OPERATOR)
                shown = next((one for one in effects if isinstance(one, Show)), effect)
            if isinstance(shown, Show):
                return shown
        return None

    def opening(self, pick: int) -> Event | None:
        """What an operator begins with: a card's button, a command, or a reply to a card."""
        action, case = BUTTONS[pick // 4 % len(BUTTONS)], CASES[pick // 3 % len(CASES)]
        match pick % 4:
            case 0 | 1:
                return Touched(action, self._ticket(pick, action), "", case)
            case 2:
                return Commanded(*COMMANDS_SAID[pick // 4 % len(COMMANDS_SAID)])
        written = (Said("Яму заделали"), PHOTOS[3])[pick // 4 % 2]
        return Replied(self._ticket(pick, "answer"), written, case=case)

    def _ticket(self, pick: int, action: str) -> Ticket:
        """Mostly one of ours to which this can be done; now and then any."""
        what = ACTIONS.get(action.partition(".")[0])
        able = [one for one in TICKETS if one.agency == self.agency and what and may(one, what)]
        return TICKETS[pick % len(TICKETS)] if pick % 5 == 0 or not able else able[pick % len(able)]

    # what the store would say

    def find(self, question: Effect) -> Event | None:
        """None: it is no question."""
        match question:
            case FindFigures():
                return FoundFigures(figures(question), question.picture)
            case FindCase() | FindColleagues() | FindTemplates() | FindTemplate():
                return self._on_desk(question)
            case Wondering():
                return self._wonder(question)
            case FindHistory() | FindCrowds() | FindQueue() | FindWords():
                return self._listed(question)
        return None

    def _listed(self, question: Find) -> Event:
        """Three pages, of which the last is gone when somebody comes to it."""
        if isinstance(question, FindHistory):
            return FoundHistory(question.number, ANSWERED, LONG_HISTORY)
        if isinstance(question, FindCrowds):
            return FoundCrowds(CROWDS)
        after = {"": "1", "1": "2"}.get(question.after, "")
        found = MINE if question.after != "2" else ()
        if isinstance(question, FindQueue):
            return FoundQueue(
                found, after, QueueLength(1001, 2), ANSWERED.deadline, question.filters
            )
        return FoundWords(found, after, question.words, ANSWERED.deadline)

    def _on_desk(self, question: FindOnDesk) -> Event:
        owner = owner_of(TOWN, self.agency or "")
        match question:
            case FindCase(action, number, words):
                known = self._ticket(len(words) + 1, action) if number == "26-000042" else None
                return Touched(action, known, words, CASES[len(words) % len(CASES)])
            case FindColleagues(number):
                people = ((OPERATOR, "Ольга"), (COLLEAGUE, "Пётр"))
                return FoundColleagues(TICKETS[3] if number == "26-000042" else None, people)
            case FindTemplates(page):
                page = min(page, 1)
                return FoundTemplates(TEMPLATES[page:], page, 2, owner)
        one = next((one for one in TEMPLATES if one.id == question.id), None)
        return FoundTemplate(one, owner)

    def _wonder(self, question: Wondering) -> Event:
        ours = self.agency == TOWN.coordinators.code
        match question:
            case merging.AboutTicket(number, into=into):
                known = TICKETS[3] if ours and number == "26-000042" else None
                target = next((one for one in (*MINE, *TICKETS) if one.number == into), None)
                return merging.ToldTicket(known, MINE if question.like else (), target=target)
            case broadcasting.AboutAudience():
                return broadcasting.ToldAudience(12 if ours else None)
            case bulk.AboutMany(words=words):
                if not ours:
                    return bulk.ToldMany(None)
                choice = Choice(WHEN, agency=question.agency, words=words)
                return bulk.ToldMany(choice, 7, MINE, known=question.into != "26-000000")
            case substituting.AboutSubstitutions():
                now = (Substitution("gas", "yards", WHEN, "Раиса", WHEN),) if ours else None
                every = frozenset(one.code for one in TOWN.agencies)
                return substituting.ToldSubstitutions(now, WHEN, every)
        raise LookupError(f"nobody tells {type(question).__name__}")
