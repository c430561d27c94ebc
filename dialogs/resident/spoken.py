"""Whether words are of a ticket that is there to be spoken of, or plainly of something else.

Of something else is what has another topic, or names another place. A town's groups of topics are
compared, and not its topics: in a few words one is easily taken for its neighbour.
"""

import re
from collections.abc import Callable, Iterable
from datetime import timedelta

from core.dangers import dangers
from core.places import Place
from core.tickets import State as TicketState
from core.tickets import Ticket
from core.topics import Suggestions
from core.town import group_of
from core.words.wordsets import words_of
from dialogs.complaint.own_questions import topic_code
from dialogs.effects import Answers
from dialogs.events import FoundMeant, Said, Sent
from dialogs.heard.declining import asks_what_for
from dialogs.heard.earlier import asks_of_earlier
from dialogs.heard.following import Following, asks_for_news, following
from dialogs.heard.idle import is_nonsense, talks
from dialogs.heard.impatience import only_time_passed
from dialogs.heard.kept_contacts import is_contact_alone
from dialogs.heard.of_the_work import (
    answers_back,
    is_done_elsewhere,
    names_another,
    without_workers,
)
from dialogs.heard.praise import names_good, praises
from dialogs.heard.questions import asks_for_facts, asks_whether_to_tell
from dialogs.heard.remarks import goes_on_telling
from dialogs.heard.verdicts import asks_back, begins_as_verdict, begins_with_no, says_no
from dialogs.heard.wishes import not_helped
from dialogs.lookups import FindMeant
from dialogs.state import MENU, State
from dialogs.texts import fold

ANOTHER = words_of(
    "еще другой другая другое другие другом другую новая новую новый новых также another"
)
"""Said of a problem besides the one that was spoken of."""
NOT_THE_SAME = ANOTHER - words_of("еще")
"""«Всё ещё темно» is the same."""
AT_A_PLACE = words_of("у возле около напротив за перед между рядом in at near behind")
"""Few words after one of these say where it is, and not what."""

WITH_PICTURES = (Following.NOT_HELPED, Following.REACTS, Following.ADDS)
"""What may be said of a ticket under a picture."""
LETTERS = re.compile(r"[^\W\d_]{2}")
"""What is no word is no complaint."""
REMARK_AT_MOST = 25
"""Words: longer is a story, in words of its own."""
ANSWERED_AT = "answered-at"
"""Among the menu's answers: when an agency's question was answered."""
LACKING_AT_MOST = 4
"""Words: longer tells what is lacking, and where."""
NEAR_AT_MOST = 8
"""Words: so few are easily taken for a topic's neighbour."""

OF_ANY_TOPIC = (
    *(Following.ADDS, Following.REMARKS, Following.GOES_ALONG, Following.REGRETS),
    *(Following.THANKS, Following.GRADES, Following.WONDERS),
)
"""Words that name no trouble of their own."""
FRESH = timedelta(days=1)
"""How long «нет света» may be of the answer that came, whatever that was about."""


class SpokenOf:
    """Pure. ``addresses``: those that a text names."""

    def __init__(
        self, suggestions: Suggestions, addresses: Callable[[Answers], tuple[str, ...]]
    ) -> None:
        self._suggestions = suggestions
        self._addresses = addresses

    def groups(self, words: str) -> frozenset[str]:
        """The groups of the topics that are heard in it."""
        return frozenset(group_of(code) for code in self._suggestions.topics(words))

    def fitting(self, found: FoundMeant, about: str) -> tuple[Ticket, ...]:
        """Those of the tickets that the words may be about; «нет, …» answers what was asked, in
        whatever words it goes on."""
        fitting = self._fitting(found, about)
        return fitting or (self._denied(found) if says_no(found.words) else ())

    def _fitting(self, found: FoundMeant, about: str) -> tuple[Ticket, ...]:
        """Those of the tickets that the words may be about: of the topic of one, or of none that
        is heard. ``about``: the one that is looked at, or was spoken of just now."""
        if not found.tickets:  # nearly everybody's: nothing of it need be heard
            return ()
        if found.what in OF_ANY_TOPIC:
            return tuple(sorted(found.tickets, key=lambda one: one.number != about))
        if asks_of_earlier(found.words):
            return self._on_topic(found)
        if asks_for_news(found.words):
            return self._on_topic(found) or found.tickets
        if found.what == Following.REACTS:
            return self._reacted_to(found, about) or self._judged_first(found)
        if found.what == Following.DENIES:
            return self._denied(found) or (
                self._told_of(found) if self.groups(found.words) else found.tickets
            )
        if found.what == Following.TELLS:
            return self._told_of(found) or self._asked_back(found) or self._lacks_still(found)
        return self._on_topic(found) or self._judged_first(found)

    def _on_topic(self, found: FoundMeant) -> tuple[Ticket, ...]:
        groups = self.groups(found.words)
        return tuple(one for one in found.tickets if not groups or group_of(one.topic) in groups)

    def _judged_first(self, found: FoundMeant) -> tuple[Ticket, ...]:
        """Answers that wait, where the verdict is said first: what follows is its reason, whatever
        topic has such a word («не помогло, и вообще вы хамы»)."""
        sure = not_helped(found.words) is not None
        if found.what not in (Following.NOT_HELPED, Following.REACTS):
            return ()
        if not sure and self._suggestions.plainly(without_workers(found.words)):
            return ()
        listed = found.what == Following.NOT_HELPED  # «нет, яма на месте», and no other trouble
        begins = sure or listed or begins_as_verdict(found.words)
        return tuple(one for one in found.tickets if begins and not one.state.is_open)

    def _denied(self, found: FoundMeant) -> tuple[Ticket, ...]:
        """Answers that wait, where «нет, …» is said to their question: whatever it names is the
        reason, if it is not said to be another, or somewhere else."""
        if names_another(found.words):
            return ()
        places = self._addresses({"what": found.words})
        return tuple(
            one
            for one in found.tickets
            if not one.state.is_open and (not places or any(is_at(one, place) for place in places))
        )

    def _lacks_still(self, found: FoundMeant) -> tuple[Ticket, ...]:
        """The answer that came just now, where a few words say what there is not: «нет света»
        after «фонарь починили» is a neighbour's topic, and may be of it."""
        few = len(found.words.split()) <= LACKING_AT_MOST
        if not few or found.now is None or not begins_with_no(found.words):
            return ()
        since = found.now - FRESH
        return tuple(one for one in self._denied(found) if one.changed_at >= since)

    def _asked_back(self, found: FoundMeant) -> tuple[Ticket, ...]:
        """Answers that wait, where it is asked back («а почему так поздно? там люди падают») and
        no other trouble is told plainly."""
        if not asks_back(found.words) or self.is_plain(found.words):
            return ()
        return tuple(one for one in found.tickets if not one.state.is_open)

    def _reacted_to(self, found: FoundMeant, about: str) -> tuple[Ticket, ...]:
        """An answer is near while it waits for a verdict. What is only under way is near if it is
        the one that is spoken of, or if its topic is: «опять» begins many a complaint."""
        if NOT_THE_SAME & set(fold(found.words).split()):
            return ()
        heard = bool(self.groups(found.words))
        places = self._addresses({"what": found.words})
        return tuple(
            one
            for one in self._on_topic(found)
            if (heard or one.number == about or not one.state.is_open)
            and (not places or any(is_at(one, place) for place in places))
        )

    def _told_of(self, found: FoundMeant) -> tuple[Ticket, ...]:
        """Of the topic that is told of; in few words, and of an answer, its group is enough. What
        is said to be done in the wrong place names the right one, which is another."""
        bare, few = without_workers(found.words), len(found.words.split()) <= NEAR_AT_MOST
        codes = self._suggestions.topics(bare)
        groups, places = self.groups(bare), self._addresses({"what": found.words})
        elsewhere = is_done_elsewhere(found.words)

        def is_meant(one: Ticket) -> bool:
            waits = not one.state.is_open
            near = (few or waits) and group_of(one.topic) in groups
            here = not places or any(is_at(one, place) for place in places)
            return (near or one.topic in codes[:2]) and (here or (waits and elsewhere))

        return tuple(filter(is_meant, found.tickets))

    def thrown(self, state: State, found: FoundMeant) -> list[str]:
        """Where words belong that are said in the middle of a complaint, and thrown back at an
        answer: they name what that was about and the complaint is not, or they answer somebody."""
        if found.what != Following.REACTS:
            return []
        groups = self.groups(without_workers(found.words))
        if groups:
            near = groups - self._told_in(state)
            waiting = [one for one in found.tickets if group_of(one.topic) in near]
        elif answers_back(found.words):
            waiting = [one for one in found.tickets if one.state is TicketState.ANSWERED]
        else:
            return []
        return [f"return.{one.number}" for one in waiting if not one.state.is_open]

    def _told_in(self, state: State) -> frozenset[str]:
        """The groups that a complaint under way may be of."""
        code = topic_code(state.answers)
        of_topic = frozenset({group_of(code)}) if code else frozenset()
        return of_topic | self.groups(state.answer("what"))

    def tells(self, event: Said | Sent) -> FindMeant | None:
        """What has to be asked of words in which a trouble is heard: of a ticket that is of the
        same, unless they say that it is another one; None: a story begins with them."""
        text = event.text.strip()
        if event.forwarded or len(text.split()) > REMARK_AT_MOST or dangers(text):
            return None
        if names_another(text) or not self.groups(without_workers(text)):
            return None
        if isinstance(event, Said):
            return FindMeant(Following.TELLS, text)
        return FindMeant(Following.TELLS, text, event.files, event.album)

    def wonders(self, state: State, event: Said | Sent) -> FindMeant | None:
        """What has to be asked of words that may go on about a ticket, or are a contact and nothing
        else; None: they are no such words."""
        if (along := self._goes_along(state, event)) is not None:
            return along
        text = event.text.strip()
        what = following(text)
        if isinstance(event, Sent):
            meant = what in WITH_PICTURES
            return FindMeant(what, text, event.files, event.album) if meant and what else None
        if not dangers(text) and asks_of_earlier(text) and not names_another(text):
            what = Following.ASKS
        elif what is None and praises(text) and self.is_no_trouble(text):
            what = Following.THANKS
        elif what is None and (_asks_in_general(text) or self._is_idle(text)):
            what = Following.WONDERS
        elif what is None and only_time_passed(text):
            what = Following.REMARKS
        if is_contact_alone(text):
            what = Following.ADDS
        return FindMeant(what, text) if what and not event.forwarded else None

    def remarked(self, event: Said | Sent) -> FindMeant | None:
        """The same of words in which no trouble is heard and no place is named, so that they may be
        of a ticket, whatever they say: «срок прошёл» cannot be listed."""
        text = event.text.strip()
        if event.forwarded or not LETTERS.search(text) or len(text.split()) > REMARK_AT_MOST:
            return None
        heard = self.groups(without_workers(text))
        if heard or self._addresses({"what": text}) or dangers(text):
            return None
        if isinstance(event, Said):
            return FindMeant(Following.REMARKS, text)
        return FindMeant(Following.REMARKS, text, event.files, event.album)

    def is_plain(self, text: str) -> bool:
        """Is a trouble told in so many words that it needs no other: plainly, or with its place?"""
        bare = without_workers(text)
        if dangers(text) or self._suggestions.plainly(bare):
            return True
        placed = names_another(text) or bool(self._addresses({"what": text}))
        return bool(self.groups(bare)) and placed

    def is_besides(self, state: State, text: str) -> bool:
        """Is a trouble told plainly that a complaint under way does not tell: of other topics, or
        of the same one somewhere else?"""
        groups, told = self.groups(without_workers(text)), self._told_in(state)
        if not groups or not told or not self.is_plain(text):
            return False
        if groups.isdisjoint(told):
            return True
        place, places = state.answers.get("place"), self._addresses({"what": text})
        told_at = self._addresses({"what": state.answer("what")})
        known = (*told_at, place.address) if isinstance(place, Place) else told_at
        return bool(places and known) and not any(_is_of(one, known) for one in places)

    def is_no_trouble(self, text: str) -> bool:
        """Is no trouble told? «Спасибо за яму» mocks, «спасибо дворнику» names a topic only."""
        if dangers(text) or self._suggestions.plainly(text):
            return False
        return names_good(text) or not self.groups(text)

    def _is_idle(self, text: str) -> bool:
        return is_nonsense(text) or (talks(text) and self.is_no_trouble(text))

    def is_vague(self, text: str) -> bool:
        """Is no trouble told plainly, no danger, and no place?"""
        plain = self._suggestions.plainly(without_workers(text))
        return not plain and not dangers(text) and not self._addresses({"what": text})

    def of_groups(self, text: str, tickets: Iterable[Ticket]) -> bool:
        """Is any of these of a group that is heard in it?"""
        groups = self.groups(without_workers(text))
        return any(group_of(one.topic) in groups for one in tickets)

    def may_be_apart(self, text: str) -> bool:
        """May it be no answer to what an agency asks, but something of its own?"""
        if dangers(text) or following(text) is Following.ASKS:
            return True
        return bool(self.groups(text)) and bool(self._addresses({"what": text}))

    def is_of_another(self, ticket: Ticket, text: str) -> bool:
        """Is another trouble heard in it, and a danger, or another place?"""
        groups = self.groups(text)
        if group_of(ticket.topic) in groups:
            return False
        places = self._addresses({"what": text})
        away = bool(places) and not any(is_at(ticket, place) for place in places)
        return bool(dangers(text)) or (bool(groups) and away)

    def _goes_along(self, state: State, event: Said | Sent) -> FindMeant | None:
        """What has to be asked of words that follow an answer to an agency's question, or go on
        («и вот ещё») about what was filed: people write in several messages. A verdict and a
        question are none of it."""
        text, said = event.text.strip(), following(event.text)
        verdicts = (Following.ASKS, Following.HELPED, Following.NOT_HELPED, Following.OVER)
        if event.forwarded or said in verdicts or dangers(text):
            return None
        if state.answer(ANSWERED_AT):
            along = not names_another(text)
        else:
            filed = state.dialog == MENU and bool(state.about)
            along = filed and (goes_on_telling(text) or self._is_shown(event, said))
        if not along or self._is_elsewhere(state, text):
            return None
        files, album = (event.files, event.album) if isinstance(event, Sent) else ((), None)
        return FindMeant(Following.GOES_ALONG, text, files, album)

    def _is_shown(self, event: Said | Sent, said: Following | None) -> bool:
        """Is it a picture whose words tell of no trouble of their own?"""
        plain = isinstance(event, Sent) and said in (None, Following.ADDS)
        return plain and self.remarked(event) is not None

    def _is_elsewhere(self, state: State, text: str) -> bool:
        """Is it plainly of another group than the ticket spoken of, or a trouble with its place?"""
        bare = without_workers(text)
        plain, heard = self._suggestions.plainly(bare), self.groups(bare)
        foreign = bool(plain) and group_of(plain) != group_of(state.answer("topic"))
        return foreign or (bool(heard) and bool(self._addresses({"what": text})))

    def goes_on(self, state: State, event: Said | Sent) -> bool:
        """May it go on about the ticket that is looked at, or was spoken of just now? What is
        plainly about something else, or somewhere else, does not."""
        topic = state.answers.get("topic")
        if not state.about or not isinstance(topic, str):
            return False
        if isinstance(event, Said) and event.forwarded:
            return False
        words = fold(event.text).split()
        if len(words) < 5 and words and words[0] in AT_A_PLACE:  # «у второго подъезда»
            return True
        if len(words) < 4 and not ANOTHER & set(words) and state.dialog == MENU:
            return not self._addresses({"what": event.text})  # «ой, 4 подъезда»
        groups = self.groups(event.text)
        another = ANOTHER & set(words) or self._addresses({"what": event.text})
        return not groups or (group_of(topic) in groups and not another)


def _asks_in_general(text: str) -> bool:
    asks = asks_for_facts(text) or asks_whether_to_tell(text) or asks_what_for(text)
    return asks and not dangers(text)


def is_at(ticket: Ticket, place: str) -> bool:
    """Is it the ticket's own address, in fewer words or as many?"""
    return _is_of(place, (ticket.place.address,))


def _is_of(place: str, known: Iterable[str]) -> bool:
    said = set(fold(place).split())
    return any(said <= set(fold(one).split()) for one in known)
