"""Whether words are of a ticket that is there to be spoken of, or plainly of something else.

Of something else is what has another topic, or names another place. A town's groups of topics are
compared, and not its topics: in a few words one is easily taken for its neighbour.
"""

from collections.abc import Callable

from core.tickets import Ticket
from core.topics import Suggestions
from core.wordsets import words_of

from .effects import Answers
from .events import FoundMeant, Said, Sent
from .state import State
from .texts import fold

ANOTHER = words_of(
    "еще другой другая другое другие другом другую новая новую новый новых также another"
)
"""Said of a problem besides the one that was spoken of."""
AT_A_PLACE = words_of("у возле около напротив за перед между рядом in at near behind")
"""Few words after one of these say where it is, and not what."""


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

    def fitting(self, found: FoundMeant) -> tuple[Ticket, ...]:
        """Those of the tickets that the words may be about: of the topic of one, or of none that
        is heard."""
        groups = self.groups(found.words)
        return tuple(one for one in found.tickets if not groups or group_of(one.topic) in groups)

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
        groups = self.groups(event.text)
        another = ANOTHER & set(words) or self._addresses({"what": event.text})
        return not groups or (group_of(topic) in groups and not another)


def group_of(topic: str) -> str:
    return topic.partition(".")[0]
