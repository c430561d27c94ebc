"""The screen that asks where words go: to a ticket, or into a complaint of their own."""

from collections.abc import Mapping

from core.numbers import find_number
from dialogs.effects import Answer, Answers, Option, Phrase, Show, phrase
from dialogs.enclosures import enclosed, enclosure
from dialogs.state import State

from .mine import MENU_BUTTON
from .naming import named_of

WHICH = "which"
STORY = "story"
DRAFT = "draft"
"""Among the answers, and as a button: a complaint is being told, and the words may be of that."""
NAMED = "named"
"""Among the answers: what each ticket is about, a line for each."""
PLACE = "place"
SINCE = "since"
"""When the last of the words were said."""
WAYS = "ways"
NEW = Option(STORY, phrase("which-story"))
ANSWERED = "answered"
"""Among the answers: whose answer the words are about."""
SHOWN = 200
"""Characters of the words that are shown once more."""


def which(state: State) -> Show:
    """The screen that asks where the words go."""
    words = str(state.answers.get("words") or "")
    shown = words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"
    ways = ways_of(state)
    several = len(set(map(find_number, ways))) > 1
    named = named_of(state.answer(NAMED)) if several else {}
    options = (
        *(Option(way, _label(way, named)) for way in ways),
        Option(DRAFT, phrase("which-draft")) if DRAFT in state.answers else NEW,
        MENU_BUTTON,
    )
    text = phrase("which", words=shown) if shown else phrase(f"which-{_sent(state)}")
    if answered := str(state.answers.get(ANSWERED) or ""):
        text = phrase("which-of-answered", ticket=answered, words=shown)
    files = state.answers.get("files")
    if isinstance(files, tuple) and (words or len(files) > 1):
        text = phrase("which-with-files", which=text, files=enclosed(files))
    return Show(text, options, state.turn)


def _sent(state: State) -> str:
    """What to call what came without a word."""
    if state.answers.get(PLACE) is not None:
        return "place"
    files = state.answers.get("files")
    return enclosure(files) if isinstance(files, tuple) else "file"


def ways_of(state: State) -> list[str]:
    """What may be done with the words. A way that names no ticket leads nowhere, and the words
    would be lost on it: kept by older code or not, it stands on no screen."""
    ways = str(state.answers.get("ways") or "").split()
    return [way for way in ways if find_number(way)]


def as_complaint(state: State) -> dict[str, Answer]:
    """What was written, as the beginning of a complaint."""
    told = {"what": state.answers.get("words"), "photos": state.answers.get("files")}
    told[PLACE] = state.answers.get(PLACE)
    return {key: answer for key, answer in told.items() if answer}


def kept_of(state: State) -> dict[str, Answer]:
    """The same, with what leads back to the question: it was left before it was answered."""
    ways = " ".join(ways_of(state))
    if not ways or DRAFT in state.answers:
        return {}
    named = {NAMED: state.answer(NAMED)} if state.answer(NAMED) else {}
    return {**as_complaint(state), WAYS: ways, **named}


def with_words(draft: Answers, state: State) -> dict[str, Answer]:
    """The complaint in whose middle they were said, where it is not told that they are of the
    answer: no word is lost."""
    told = f"{draft.get('what') or ''}\n{state.answer('words')}".strip()
    return {**draft, "what": told}


def asked_again(state: State) -> State | None:
    """The question, from what was kept of it; None: a complaint was kept."""
    kept = state.aside or {}
    if not kept.get(WAYS):
        return None
    told = {"words": kept.get("what"), "files": kept.get("photos"), WAYS: kept.get(WAYS)}
    told |= {key: kept.get(key) for key in (PLACE, NAMED)}
    answers = {key: answer for key, answer in told.items() if answer}
    return State(WHICH, answers, turn=state.turn + 1, desk=state.desk)


def _label(way: str, named: Mapping[str, str]) -> Phrase:
    """Where several tickets are to choose from, nobody knows them by their numbers alone."""
    move, _, number = way.partition(".")
    if number in named and move != "inpart":
        return phrase(f"which-{move}-named", ticket=number, named=named[number])
    return phrase(f"which-{move}", ticket=number)
