"""What is said is laid out for the messenger it goes through, in the language of who reads it."""

from collections.abc import Callable

from bots.doors.layout import WORDS, Words, expand
from bots.doors.limits import LIMITS
from core.messages import Outgoing
from dialogs.texts import LANGUAGES, Catalogue


def fitting(catalogue: Catalogue) -> Callable[[Outgoing], tuple[Outgoing, ...]]:
    """Make the function that turns one message into the rows of the outbox."""
    words = {
        language: Words(
            more=catalogue.plain(language, "layout-more"),
            answer=catalogue.plain(language, "layout-answer"),
            closed=catalogue.plain(language, "layout-closed"),
        )
        for language in LANGUAGES
    }

    def fit(outgoing: Outgoing) -> tuple[Outgoing, ...]:
        spoken = words.get(outgoing.language, WORDS)
        return expand(outgoing, LIMITS[outgoing.peer.door], words=spoken)

    return fit
