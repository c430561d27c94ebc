"""What is said to who asks the bot: about itself, about a request that is not here, or for what it
does not know."""

from core.topics import Suggestions
from core.town import Town
from dialogs.effects import Answers, Phrase, phrase
from dialogs.events import FoundMeant
from dialogs.heard.asking_after import asks_news
from dialogs.heard.declining import asks_what_for
from dialogs.heard.earlier import asks_of_earlier
from dialogs.heard.idle import is_nonsense, talks
from dialogs.heard.questions import asks_for_facts
from dialogs.heard.who_answers import asked_of
from dialogs.heard.wishes import Wish, wish_of
from dialogs.state import State, Turn
from dialogs.ticket.whereabouts import topic_name

from .rooms import Rooms


def answered(wish: Wish, town: Town) -> Phrase:
    """What is said to a wish that is of no ticket: who is here, how it works, or where one's own
    data are."""
    if wish is Wish.HELP:
        return phrase("help", services=town.services_link, contact=town.contact)
    if wish is Wish.DATA:
        return phrase("data-how")
    if wish is Wish.PRAISE:
        return phrase("praised")
    if wish is not Wish.HUMAN:
        return phrase(f"about-{wish}")
    return phrase("who-is-here", contact=town.contact)


def who_answers(town: Town, suggestions: Suggestions, text: str) -> Phrase | None:
    """Whose work the thing is that somebody asks about; None: they ask nothing."""
    thing = asked_of(text)
    if not thing:
        return None
    code = next(iter(suggestions.topics(thing)), "")
    if not code:
        return phrase("about-facts")
    places = [one for one in town.municipalities if one.code]
    agencies = {one.name: town.route(code, one.code).name for one in places}
    agencies = agencies or {"": town.route(code, None).name}
    several = len(set(agencies.values())) > 1
    lines = (
        phrase("who-answers-in", municipality=place, agency=agency)
        for place, agency in agencies.items()
    )
    return phrase(
        "who-answers",
        topic=topic_name(town, code),
        agency="" if several else next(iter(agencies.values())),
        lines=tuple(lines) if several else (),
    )


TELLING = 8
"""Words: so many say what it was about, too («писала вам про подвал, а вы не ответили»)."""


def nothing_here(
    rooms: Rooms, town: Town, state: State, found: FoundMeant, *, heard: bool
) -> Turn | None:
    """It is asked about a request, and there is none to mean; ``heard``: a trouble is named.
    None: it may be a story."""
    wish, _ = wish_of(found.words) or (None, "")
    if wish is Wish.TIME:
        return rooms.leave(state, answered(wish, town))
    if asks_of_earlier(found.words) or asks_news(found.words):
        why, told = phrase("none-here"), {"what": found.words}
        tells = heard or len(found.words.split()) >= TELLING
        return rooms.set_aside(state, told, why) if tells else rooms.leave(state, why)
    return None if heard else rooms.mine(state)


def answered_in_general(rooms: Rooms, town: Town, state: State, found: FoundMeant) -> Turn:
    """What may be told here, and what may not be asked."""
    if asks_for_facts(found.words):
        return rooms.leave(state, phrase("about-facts"))
    if asks_what_for(found.words):
        return rooms.leave(state, answered(Wish.HELP, town))
    if is_nonsense(found.words):
        return rooms.leave(state, phrase("say-what"))
    if talks(found.words):
        return rooms.leave(state, answered(Wish.HUMAN, town))
    told: Answers = {"what": found.words}
    return rooms.set_aside(state, told, phrase("about-telling"))
