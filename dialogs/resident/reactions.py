"""What is said to an answer besides a bare verdict, or taken back: where it may go.

* Words to an answer are asked about by one press: back to work, or only added. «Добавил» to who
  writes «неправда, яма как была» would let the ticket close in silence a week later.
* Where nothing says that they are discontent, «Помогло?» is asked with them, and «да» closes it.
* A half goes with its words. What is plainly an addition («забыла сказать») stays one.
* Who is sorry for a press is offered the ticket back; what was withdrawn, to be filed again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec.structs import replace

from core.numbers import part_number
from core.places import Place
from core.tickets import Move, State, Ticket, Verdict, may
from core.told_over import told_over
from core.town import Town
from dialogs.effects import Answers, Confirm, Hint, Submit, phrase
from dialogs.events import FoundMeant, Said, Sent
from dialogs.heard.following import Following, following, is_bare
from dialogs.heard.greetings import is_greeting
from dialogs.heard.kept_contacts import is_contact_alone
from dialogs.heard.of_the_work import answers_back
from dialogs.heard.remarks import adds
from dialogs.heard.satisfied import is_discontent
from dialogs.heard.verdicts import is_doubtful, is_half
from dialogs.heard.wishes import Wish, wish_of
from dialogs.state import MENU, Turn
from dialogs.state import State as Talk
from dialogs.ticket.verdicts import suits

from .belonging import Belonging
from .marking import asked_again
from .rooms import Rooms
from .so_far import told_of_waiting

DISAGREEING = (Following.NOT_HELPED, Following.REACTS, Following.DENIES)
JUDGING = {
    "helped": Verdict.SATISFIED,
    "suits": Verdict.SATISFIED,
    "inpart": Verdict.NEUTRAL,
}
"""The ways that set a mark: the words go first."""
WORDS_OF = {"return": "reason", "add": "words", **dict.fromkeys(JUDGING, "words")}
"""Which step of the form keeps the words, by the way they go."""


class Reactions:
    """Pure."""

    def __init__(self, rooms: Rooms, belonging: Belonging) -> None:
        self._rooms = rooms
        self._belonging = belonging

    def replied(self, state: Talk, ticket: Ticket, written: Said | Sent) -> Turn | None:
        """What is written in reply, where the ticket has its answer: None: it is to be added."""
        what, bare = following(written.text), is_bare(written.text)
        disagrees = what in DISAGREEING and not (bare and isinstance(written, Said))
        if not may(ticket, Move.RETURN) or ticket.state.is_open:
            return None
        if ticket.state is State.DUPLICATE:  # whether the first is answered is not known here
            return None
        if ticket.state is not State.ANSWERED and not disagrees:
            return None
        if _only_adds(written, what):
            return None
        if isinstance(written, Said) and not disagrees:
            shown = asked_again(self._rooms, state, written.text, (ticket,))
            if shown is not None:
                return shown
        plain = what is Following.NOT_HELPED and not bare and ticket.state is State.ANSWERED
        if plain:
            return self.goes(self._rooms.left(state), f"return.{ticket.number}", written)
        return self.asks(state, written, (ticket,), ())

    def asks(
        self,
        state: Talk,
        written: Said | Sent,
        answered: Sequence[Ticket],
        under_way: Iterable[Ticket],
        now: datetime | None = None,
        place: Place | None = None,
    ) -> Turn | None:
        """Ask where it goes; None: nowhere can it."""
        under_way = tuple(under_way)
        alone = answered[0] if len(answered) == 1 else None
        ways = [f"return.{one.number}" for one in answered]
        half = is_half(written.text) or is_doubtful(written.text)
        if alone and may(alone, Move.CONFIRM):
            if half:
                ways.append(f"inpart.{alone.number}")
            elif not is_against(written.text):
                mark = "suits" if suits(str(alone.outcome or "")) else "helped"
                ways.insert(0, f"{mark}.{alone.number}")
        if alone and may(alone, Move.ADD):
            ways.append(f"add.{alone.number}")
        ways += [f"add.{one.number}" for one in under_way if may(one, Move.ADD)]
        only = under_way[0] if len(under_way) == 1 else None
        if only and not answered and may(only, Move.WITHDRAW) and told_over(written.text):
            ways.append(f"withdraw.{only.number}")
        if not ways:
            return None
        number = alone.number if alone else ""
        tickets = (*answered, *under_way)
        return self._belonging.ask(
            state, written, ways, number, now=now, tickets=tickets, place=place
        )

    def of_words(
        self,
        town: Town,
        state: Talk,
        found: FoundMeant,
        answered: Sequence[Ticket],
        under_way: Sequence[Ticket],
    ) -> Turn | None:
        """Ask for the mark once more, if they are content, or where the words go; None: nowhere."""
        if not found.files and found.what not in DISAGREEING:
            again = asked_again(self._rooms, state, found.words, answered)
            if again is not None:
                return again
        asks = self.asks(state, found.written(), answered, under_way, found.now, found.place)
        if asks is None or answered:
            return asks
        return asks[0], (*told_of_waiting(town, found, under_way), *asks[1])

    def goes(self, state: Talk, way: str, written: Said | Sent) -> Turn:
        """It goes where its writer said, with all its words and pictures."""
        move, _, number = way.partition(".")
        if move == "withdraw":  # it is asked about once more
            return self._rooms.form(replace(state, turn=state.turn + 1), move, number)
        answers: Answers = {WORDS_OF[move]: written.text.strip()} if written.text.strip() else {}
        if isinstance(written, Sent):
            answers = {**answers, "files": written.files}
        pressed = replace(state, turn=state.turn + 1)
        if (verdict := JUDGING.get(move)) is not None:
            added = (Submit("add", answers, number, state.seen, aside=True),)
            return pressed, (*added, Confirm(number, verdict))
        if isinstance(written, Sent):  # it was pressed where it goes: no «Готово» besides
            return pressed, (Submit(move, answers, number, state.seen),)
        return self._rooms.form(state, move, number, written)

    def regretted(self, state: Talk, tickets: Sequence[Ticket], written: Said) -> Turn | None:
        """Something was pressed that was not meant: what it ended last is offered back."""
        named = part_number(written.text)[0]
        meant = [one for one in tickets if named in ("", one.number)]
        last = max(meant, key=lambda one: one.changed_at, default=None)
        if last is None:
            return None
        if state.dialog in self._rooms.forms:  # «верните» in the midst of a complaint
            begun = state.dialog == self._rooms.complaint and may(last, Move.RETURN)
            return self.asks(state, written, (last,), ()) if begun else None
        if may(last, Move.RETURN):
            return self.asks(state, written, (last,), ())
        if last.state.is_open:
            viewed, effects = self._rooms.view(state, last.number)
            return viewed, (Hint(phrase("back-already", ticket=last.number)), *effects)
        told: Answers = {"what": last.text, "guess": last.topic, "linked": last.topic}
        if last.files:
            told = {**told, "photos": last.files}
        why = phrase("withdrawn-already", ticket=last.number)
        if state.aside:
            return self._rooms.leave(state, phrase("and-not-kept", why=why))
        left = replace(state, dialog=MENU, answers={}, aside=told)
        return self._rooms.leave(left, phrase("and-kept", why=why))


def is_against(text: str) -> bool:
    """Is it said against an answer, or thrown back at it?"""
    return following(text) in DISAGREEING or answers_back(text) or is_discontent(text)


def _only_adds(written: Said | Sent, what: Following | None) -> bool:
    """Is it more of what was told, thanks, or a question, and not thrown back at the answer?"""
    text = written.text
    if what in (Following.ADDS, Following.ASKS):
        return True
    if not any(map(str.isalnum, text)):  # a picture alone is waited upon: words will follow
        return True
    wish, _ = wish_of(text) or (None, "")
    content = wish in (Wish.THANKS, Wish.HELPED, Wish.IN_PART)
    return content or adds(text) or is_contact_alone(text) or is_greeting(text)
