"""Whether words are of a ticket that is there to be spoken of, or plainly of something else.

Of something else is what has another topic, or names another place. A town's groups of topics are
compared, and not its topics: in a few words one is easily taken for its neighbour.
"""

import re
from collections.abc import Callable

from core.dangers import dangers
from core.tickets import Ticket
from core.topics import Suggestions
from core.town import group_of
from core.words.wordsets import words_of
from dialogs.effects import Answers, FindMeant
from dialogs.events import FoundMeant, Said, Sent
from dialogs.heard.following import Following, asks_for_news, following
from dialogs.heard.kept_contacts import is_contact_alone
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
        """Those of the tickets that the words may be about: of the topic of one, or of none that
        is heard. ``about``: the one that is looked at, or was spoken of just now."""
        if found.what in (Following.ADDS, Following.REMARKS, Following.REGRETS):
            return tuple(sorted(found.tickets, key=lambda one: one.number != about))
        if asks_for_news(found.words):
            return self._on_topic(found) or found.tickets
        if found.what == Following.REACTS:
            return self._reacted_to(found, about)
        return self._on_topic(found)

    def _on_topic(self, found: FoundMeant) -> tuple[Ticket, ...]:
        groups = self.groups(found.words)
        return tuple(one for one in found.tickets if not groups or group_of(one.topic) in groups)

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

    def wonders(self, event: Said | Sent) -> FindMeant | None:
        """What has to be asked of words that may go on about a ticket, or are a contact and nothing
        else; None: they are no such words."""
        text = event.text.strip()
        what = following(text)
        if isinstance(event, Sent):
            meant = what in WITH_PICTURES
            return FindMeant(what, text, event.files, event.album) if meant and what else None
        if is_contact_alone(text):
            what = Following.ADDS
        return FindMeant(what, text) if what and not event.forwarded else None

    def remarked(self, event: Said | Sent) -> FindMeant | None:
        """The same of words in which no trouble is heard and no place is named, so that they may be
        of a ticket, whatever they say: «срок прошёл» cannot be listed."""
        text = event.text.strip()
        if event.forwarded or not LETTERS.search(text) or len(text.split()) > REMARK_AT_MOST:
            return None
        if self.groups(text) or self._addresses({"what": text}) or dangers(text):
            return None
        if isinstance(event, Said):
            return FindMeant(Following.REMARKS, text)
        return FindMeant(Following.REMARKS, text, event.files, event.album)

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


def is_at(ticket: Ticket, place: str) -> bool:
    """Is it the ticket's own address, in fewer words or as many?"""
    return set(fold(place).split()) <= set(fold(ticket.place.address).split())
