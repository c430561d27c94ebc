"""What is said in the middle of a form and is no answer to what it asks.

* Who asks when it will be done, of a complaint that is not sent yet, is told that it is not.
* «Не помогло» there may be of an answer that came meanwhile: the facts are asked.
* Who wants the returned ticket back, or asks what to write, has given no reason yet.
"""

import re

from core.dangers import dangers
from core.town import Town
from dialogs.complaint.agreement import doubts
from dialogs.complaint.no_place import waits
from dialogs.effects import Phrase, phrase
from dialogs.events import Event, Said
from dialogs.heard.agreeing import is_refusal
from dialogs.heard.content import accepts
from dialogs.heard.declining import is_not_needed, is_over, is_plea
from dialogs.heard.finished import is_finished
from dialogs.heard.following import Following, following, is_bare
from dialogs.heard.of_the_work import answers_back
from dialogs.heard.questions import asks_for_facts
from dialogs.heard.satisfied import is_satisfied
from dialogs.heard.stopping import is_misdialled, puts_off, stops
from dialogs.heard.taking_back import is_all_wrong, is_mistaken, takes_back
from dialogs.heard.to_the_bot import lacks_buttons
from dialogs.heard.verdicts import wants_back
from dialogs.heard.wishes import ABOUT_US, Wish, not_helped, wish_of
from dialogs.lookups import FindMeant
from dialogs.state import State
from dialogs.texts import fold

from .answering import answered

_MISTAKEN = re.compile(
    r".*\b(?:ошиб(?:ся|лась|очка)|случайно|нечаянно|не туда (?:нажал|ткнул)\w*)\b.*"
)
_NOT_PASSED = ("guess", "group", "topic", "place", "municipality", None)
"""The questions to which «не надо» means the whole complaint; None: what is shown to be sent."""
_PASSED = ("photos", "contact")
"""Those to which «не буду» and «потом» are answers, as to a topic's own."""
_HAS_BUTTONS = ("кноп", "лифт", "домофон", "светофор", "звон", "турникет", "банкомат", "терминал")
"""Words of a story that tells of what is pressed."""
_BEFORE_PLACES = ("consent", "guess", "group", "topic")
"""The questions that no number answers, of a house or of a phone."""
OVER = phrase("over-already")
"""It is asked whether the complaint is taken back."""
_ASKS_WHAT = re.compile(r"(?:(?:а|и|ну|извините) )*(?:что|как|куда|зачем|какой|какую)(?: \w+){0,3}")
"""«А что писать?»: with a question mark."""


def beside_complaint(state: State, said: Said, town: Town) -> Phrase | FindMeant | None:
    """What is to be said to it, or asked; None: it may be an answer."""
    if said.forwarded:
        return None
    wished = wish_of(said.text)
    wish, number = wished or (None, "")
    if (asked := _asked(state, wish if not number else None, said.text, town)) is not None:
        return asked
    if state.at == "consent" and doubts(said.text):
        return None  # what it is for is told there
    if (screen := _of_the_screen(state, said.text)) is not None:
        return screen
    if (not_on := _not_gone_on(state, said.text)) is not None:
        return not_on
    if "what" in state.answers and (wish is Wish.STATUS or following(said.text) is Following.ASKS):
        return phrase("not-sent-yet")
    if wants_back(said.text):
        return FindMeant(Following.REGRETS, said.text.strip())
    if wish is Wish.HELPED and not number:
        return FindMeant(Following.HELPED, said.text.strip())
    if (wish is Wish.NOT_HELPED and not number) or not_helped(said.text) is not None:
        return FindMeant(Following.NOT_HELPED, said.text.strip())
    reacts = following(said.text) in (Following.REACTS, Following.NOT_HELPED)
    if (reacts and not is_bare(said.text)) or answers_back(said.text):
        return FindMeant(Following.REACTS, said.text.strip())
    return None


def _asked(state: State, wish: Wish | None, text: str, town: Town) -> Phrase | None:
    """What is said to who asks the bot, about itself or for what it does not know."""
    if wish is Wish.PICTURE and state.at == "photos":
        return None  # «а без фото можно?» may be the answer
    if wish in ABOUT_US and wish:
        return answered(wish, town)
    if state.at in _BEFORE_PLACES and asks_for_facts(text) and not dangers(text):
        return phrase("about-facts")
    return None


def _of_the_screen(state: State, text: str) -> Phrase | None:
    """What is said to who has no buttons; of a lift, «кнопка не нажимается» tells."""
    if not lacks_buttons(text):
        return None
    story = str(state.answers.get("what") or "").lower()
    begun = bool(story) or state.at == "consent"
    if not begun or any(one in story for one in _HAS_BUTTONS):
        return None
    return phrase("consent-in-words" if state.at == "consent" else "no-buttons")


def _not_gone_on(state: State, text: str) -> Phrase | None:
    """What is said to who does not go on: who takes it back, puts it off, or sees a mistake."""
    passed = state.at in _PASSED or str(state.at).startswith("q.")
    may_pass = passed or state.at == "consent"  # «не хочу» is answered there
    mistaken = _is_mistaken_here(state, text)
    if takes_back(text) or is_over(text) or (stops(text, may_pass=may_pass) and not mistaken):
        return OVER
    if state.at in _NOT_PASSED and is_not_needed(text):
        return OVER
    if mistaken or (state.at is None and is_plea(text)):
        return phrase("wrong-what")
    if state.at is None and is_refusal(text):
        return phrase("draft-stays")
    if puts_off(text, may_pass=passed) and not (state.at == "place" and waits(text)):
        return phrase("draft-stays" if state.at is None else "draft-waits")
    return None


def _is_mistaken_here(state: State, text: str) -> bool:
    """Is something of what is shown to be sent said to be wrong? «Ошибся номером» may be of the
    contact in it."""
    return state.at is None and (is_all_wrong(text) or is_mistaken(text) or is_misdialled(text))


def returns_for_nothing(state: State, event: Event) -> bool:
    """Is it asked why a ticket is returned, and no reason given? After a picture, which is one,
    «да» is «Готово»."""
    if state.dialog != "return" or not isinstance(event, Said) or not is_no_reason(event.text):
        return False
    return not (state.answers.get("files") and is_finished(event.text))


def gives_in(state: State, event: Event) -> bool:
    """Is it read, and taken as it is, where the reason to return is asked: «ладно, понял»? Nothing
    was told by then, so nothing is lost."""
    if state.dialog != "return" or not isinstance(event, Said) or event.forwarded:
        return False
    held = state.answers.get("files") or state.answers.get("reason")
    return (
        not held and (wish_of(event.text) or (None, ""))[0] is Wish.THANKS and accepts(event.text)
    )


def is_no_reason(text: str) -> bool:
    """Is it no reason to return a ticket: that all is well, that it was a mistake, a question?"""
    asks = text.rstrip().endswith("?") and _ASKS_WHAT.fullmatch(fold(text)) is not None
    well = following(text) in (Following.HELPED, Following.OVER) or is_satisfied(text)
    return well or asks or is_plea(text) or _MISTAKEN.fullmatch(fold(text)) is not None
