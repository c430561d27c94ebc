"""What a resident says outside any form: where the words go.

They may be a wish, something about a ticket, or the beginning of a complaint. Which ticket they
are about the facts tell, so some come back a second time, as :class:`~dialogs.events.FoundMeant`;
what even the facts leave open is asked («О чём это?»), and the answer is heard here as well.
"""

from msgspec.structs import replace

from core.said_to_bot import UNCLEAR, said_for
from core.topics import Suggestions
from core.town import Town
from dialogs.effects import Answers, Hint, Phrase, phrase
from dialogs.events import Event, FoundMeant, Opened, Pressed, Said, Sent
from dialogs.heard.following import Following, is_bare
from dialogs.heard.greetings import is_greeting
from dialogs.heard.openings import is_opening
from dialogs.heard.to_the_bot import is_to_the_bot
from dialogs.heard.wishes import Wish, wish_of
from dialogs.lookups import FindMeant
from dialogs.state import MENU, State, Turn
from dialogs.steps import PHOTOS_AT_MOST
from dialogs.taking import Refused, gather

from .about_tickets import AboutTickets
from .another import named_in_words
from .answering import answered, nothing_here, who_answers
from .asked_where import AskedWhere, is_new
from .at_the_menu import (
    group_shown,
    heard_by_ear,
    is_asked_here,
    is_of_filed,
    is_over_here,
    wished_here,
)
from .forms import ASKED
from .joined import way_meant
from .one_of_several import OF_ONE, OneOfSeveral, said_of_one
from .rooms import Rooms, in_one_turn
from .spoken import LETTERS, SpokenOf
from .two_aside import taken_up
from .welcome import nothing_over
from .where_to import pressed_in_words
from .which import DRAFT, WHICH, as_complaint, ways_of
from .withdrawing import WITHDRAWING

OF_BOT = frozenset({"human", "idle"})
"""Kinds of what is said to the bot of itself."""
RESUMES = "resumes"
"""The kind of what asks after a complaint that was left unfinished."""
_PLAIN = {"thanks": "спасибо", "human": "позовите оператора"}


class Outside:
    """Hears what is said outside any form. Pure; built once for a town."""

    def __init__(
        self,
        town: Town,
        suggestions: Suggestions,
        rooms: Rooms,
        spoken: SpokenOf,
        tickets: AboutTickets,
    ) -> None:
        self._town = town
        self._suggestions = suggestions
        self._rooms = rooms
        self._spoken = spoken
        self._tickets = tickets
        self._asked = AskedWhere(town, rooms, spoken, tickets)
        self._one = OneOfSeveral(town, suggestions, rooms, tickets)

    def of_which(self, state: State, event: Event, consented: str) -> Turn | None:
        """Where the words go that were asked about, or which ticket is meant; None: somewhere else
        is gone to."""
        if state.dialog == WITHDRAWING:
            return self._one.withdrawing(state, event)
        event = pressed_in_words(state, event)
        match event:
            case Pressed("story"):
                here = replace(state, dialog=MENU, answers={})
                return self._rooms.begin(here, as_complaint(state), consented)
            case Pressed(button) if button in ways_of(state):
                return self._tickets.belongs(state, button)
            case Pressed("draft") if DRAFT in state.answers and state.aside:
                written = self._tickets.belonging.written(state)
                last, earlier = taken_up(state.aside)
                here = replace(state, dialog=MENU, answers={}, aside=earlier)
                begun, _ = self._rooms.begin(here, last, consented)
                return in_one_turn(self._rooms.forms[begun.dialog], begun, written)
            case Pressed() | Opened():
                return None
            case Said(forwarded=False):
                return self._asked.heard(state, event)
        return self._tickets.belonging.take(state, event)

    def asked_who(self, event: Event) -> Phrase | None:
        """What is said to who asks whose work something is; None: nobody asks."""
        if not isinstance(event, Said) or event.forwarded:
            return None
        return who_answers(self._town, self._suggestions, event.text)

    def written(
        self, state: State, event: Said | Sent, consented: str, *, named: bool = True
    ) -> Turn | None:
        """A wish, something about a ticket, or the beginning of a complaint; None: no words. Not
        ``named``: it was found that they name no ticket."""
        match event:
            case Said(text, forwarded=False) if led := self._led_on(state, text, consented):
                return led
            case _ if (told := self.asked_who(event)) is not None:
                return self._rooms.leave(state, told)
            case Said(text, forwarded=False) if of_one := _of_one(state, text, named=named):
                return state, (of_one,)
            case Said(text, forwarded=False) if wished := wished_here(state, text):
                return self._tickets.wished(state, *wished, said=text)
            case Said(text, forwarded=False) if is_opening(text):
                return self._rooms.begin(state, {}, consented)
            case Said(text) if is_greeting(text):
                return self._rooms.leave(state, phrase("welcome", town=self._town.name))
            case _ if is_asked_here(state) or is_of_filed(state, event):
                wanted = is_asked_here(state)
                why = () if wanted else (Hint(phrase("of-filed", ticket=state.about)),)
                asked: Answers = {ASKED: "yes"} if wanted else {}
                state, effects = self._rooms.form(state, "add", state.about, event, asked)
                return state, (*why, *effects)
            case _ if (wonders := self._spoken.wonders(state, event)) is not None:
                return state, (wonders,)
            case _ if self._spoken.goes_on(state, event):
                return self._tickets.belonging.ask(state, event, [f"add.{state.about}"])
            case _ if (plain := in_plain_words(event)) is not event:
                return self.written(state, plain, consented, named=named)
            case _ if remark := self._remarked(event):
                return state, (remark,)
        return self._told(state, event, consented)

    def _led_on(self, state: State, text: str, consented: str) -> Turn | None:
        """What stands under the last words, in words: «отдельно», «а про снег?»."""
        way = way_meant(state, text)
        if way == "apart":
            return self._rooms.leave(state, phrase("stays-apart"))
        if way:
            return self._tickets.judged(state, way)
        other = named_in_words(self._suggestions, state, text)
        return self._rooms.begin(state, other, consented) if other else None

    def _remarked(self, event: Said | Sent) -> FindMeant | None:
        """What has to be asked of words that cannot be listed, and of what came without any."""
        if isinstance(event, Sent) and not LETTERS.search(event.text):
            text = event.text.strip()
            return FindMeant(Following.SHOWS, text, event.files, event.album)
        return self._spoken.remarked(event) or self._spoken.tells(event)

    def meant(self, state: State, found: FoundMeant, consented: str) -> Turn:
        """Words that may be about a ticket: one that they name, of the topic of one, or of none
        that is heard."""
        if found.what not in OF_ONE:
            return self._meant(state, found, consented)
        if (turn := self._one.meant(state, found)) is not None:
            return turn
        if found.what == Following.OVER:
            return self._meant(state, found, consented)
        return self._as_others(state, found, consented)

    def _meant(self, state: State, found: FoundMeant, consented: str) -> Turn:
        groups = self._spoken.groups(found.words)
        fitting = self._spoken.fitting(found, state.about)
        if (new := self._new_at_which(state, found, consented)) is not None:
            return new
        meant = self._asked.meant(state, found, fitting)
        if meant is None:
            meant = self._tickets.meant(state, replace(found, tickets=fitting))
        if meant is not None:
            return meant
        if state.dialog in self._rooms.forms:
            return self._rooms.forms[state.dialog].take(state, found.written())
        nothing_pressed = found.what == Following.REGRETS and not found.tickets
        if nothing_pressed and state.aside:
            return self._rooms.resume(state, consented)
        if nothing_pressed or is_bare(found.words) or is_to_the_bot(found.words):
            return self._rooms.leave(state, phrase("say-what"))
        said = found.written()
        if found.what == Following.ASKS and not fitting:
            nothing = nothing_here(self._rooms, self._town, state, found, heard=bool(groups))
            if nothing is not None:
                return nothing
        if found.what == Following.OVER:
            wished = wish_of(found.words)
            left = self._rooms.leave(state, nothing_over(found.words))
            # Without the words, or they would be looked for among the tickets again.
            return self._tickets.wished(state, *wished) if wished else left
        if self._spoken.goes_on(state, said):
            return self._tickets.belonging.ask(state, said, [f"add.{state.about}"])
        if (told := self._told(state, said, consented)) is not None:
            return told
        expected = phrase("strange-contact", expected=phrase("say-what"))
        return state, (Hint(expected), *self._rooms.show(state))

    def _as_others(self, state: State, found: FoundMeant, consented: str) -> Turn:
        """No ticket of theirs is named: it is heard as anything else."""
        if found.place is not None:
            return self._rooms.begin(state, {"place": found.place}, consented)
        said, turn = found.written(), None
        if isinstance(said, Sent):
            turn = self._told(state, said, consented)
        elif state.dialog == WHICH:
            turn = self._asked.heard(state, said, named=False)
        else:
            here = self._rooms.left(state) if state.dialog == WITHDRAWING else state
            turn = self.written(here, said, consented, named=False)
        return turn or (state, (Hint(phrase("say-what")), *self._rooms.show(state)))

    def _new_at_which(self, state: State, found: FoundMeant, consented: str) -> Turn | None:
        """A new problem is told where it is asked where other words go: those wait."""
        if state.dialog != WHICH or not is_new(found, self._spoken):
            return None
        if as_complaint(state) and not state.answer("words"):  # it is the picture's own story
            story = {**as_complaint(state), "what": found.words}
            return self._rooms.begin(replace(state, dialog=MENU, answers={}), story, consented)
        told = self._told(state, found.written(), consented)
        return (told[0], (Hint(phrase("which-waits")), *told[1])) if told else None

    def _said_to_bot(self, text: str) -> Phrase | None:
        """What is said to words that begin no complaint, for they name no trouble and are plainly
        said to the bot; None: they may begin one."""
        kind = said_for(text)
        if kind in ("", UNCLEAR) or self._spoken.groups(text):
            return None
        return answered(Wish.HUMAN, self._town) if kind in OF_BOT else phrase("say-what")

    def _told(self, state: State, event: Said | Sent, consented: str) -> Turn | None:
        """The beginning of a complaint; None: nothing is told by it."""
        match event:
            case Said(text, forwarded=False) if state.aside and said_for(text) == RESUMES:
                return self._rooms.resume(state, consented)
            case Said(text, forwarded=False) if told_bot := self._said_to_bot(text):
                return self._rooms.leave(state, told_bot)
            case Said(text) if len(text.strip()) >= 3 and LETTERS.search(text):
                return self._rooms.begin(state, {"what": text.strip()}, consented)
            case Said(text) if group := group_shown(self._town, text):
                told: Answers = {"what": text.strip(), "group": group}
                return self._rooms.begin(state, told, consented)
            case Sent(files, text, album):
                photos = gather(files, None, PHOTOS_AT_MOST)
                if isinstance(photos, Refused):
                    return state, (Hint(photos.why), *self._rooms.show(state))
                words = {"what": text.strip()} if len(text.strip()) >= 3 else {}
                answers = {"photos": photos.answer, **words}
                state, effects = self._rooms.begin(state, answers, consented, album)
                return state, (*heard_by_ear(files), *effects)
        return None


def in_plain_words(event: Said | Sent) -> Said | Sent:
    """Thanks, and the wish to speak with somebody, in the words that are known for them."""
    if not isinstance(event, Said) or event.forwarded or wish_of(event.text) is not None:
        return event
    plain = _PLAIN.get(said_for(event.text))
    return replace(event, text=plain) if plain else event


def _of_one(state: State, text: str, *, named: bool) -> FindMeant | None:
    """What has to be asked of words by which something is needed no more, or one of several is
    named."""
    if is_over_here(state, text):
        return FindMeant(Following.OVER, text.strip())
    return said_of_one(state, text) if named and not is_asked_here(state) else None
