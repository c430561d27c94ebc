"""The screen that asks where words go: to a ticket, or into a complaint of their own."""

from core.numbers import find_number
from dialogs.effects import Answer, Answers, Option, Phrase, Show, phrase
from dialogs.enclosures import enclosed, enclosure
from dialogs.state import State

from .mine import MENU_BUTTON

WHICH = "which"
STORY = "story"
DRAFT = "draft"
"""Among the answers, and as a button: a complaint is being told, and the words may be of that."""
SINCE = "since"
"""When the last of the words were said."""
WAYS = "ways"
NEW = Option(STORY, phrase("which-story"))
ANSWERED = "answered"
"""Among the answers: whose answer the words are about."""
MARKS = ("helped.", "suits.")
"""Ways that say that all is well: they stand first where nothing was said against it."""
SHOWN = 200
"""Characters of the words that are shown once more."""


def which(state: State) -> Show:
    """The screen that asks where the words go."""
    words = str(state.answers.get("words") or "")
    shown = words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"
    options = (
        *(Option(way, _label(way)) for way in ways_of(state)),
        Option(DRAFT, phrase("which-draft")) if DRAFT in state.answers else NEW,
        MENU_BUTTON,
    )
    text = phrase("which", words=shown) if shown else phrase(f"which-{_sent(state)}")
    if answered := str(state.answers.get(ANSWERED) or ""):
        mark = mark_of(state).partition(".")[0]
        text = phrase("which-of-answered", ticket=answered, words=shown)
        text = phrase("which-judged", ticket=answered, words=shown, mark=mark) if mark else text
    files = state.answers.get("files")
    if isinstance(files, tuple) and (words or len(files) > 1):
        text = phrase("which-with-files", which=text, files=enclosed(files))
    return Show(text, options, state.turn)


def _sent(state: State) -> str:
    """What to call what came without a word."""
    files = state.answers.get("files")
    return enclosure(files) if isinstance(files, tuple) else "file"


def ways_of(state: State) -> list[str]:
    """What may be done with the words. A way that names no ticket leads nowhere, and the words
    would be lost on it: kept by older code or not, it stands on no screen."""
    ways = str(state.answers.get("ways") or "").split()
    return [way for way in ways if find_number(way)]


def mark_of(state: State) -> str:
    """The way that sets the mark which the question asks for by itself («Помогло?»); "": none."""
    first = next(iter(ways_of(state)), "")
    return first if state.answer(ANSWERED) and first.startswith(MARKS) else ""


def as_complaint(state: State) -> dict[str, Answer]:
    """What was written, as the beginning of a complaint."""
    told = {"what": state.answers.get("words"), "photos": state.answers.get("files")}
    return {key: answer for key, answer in told.items() if answer}


def kept_of(state: State) -> dict[str, Answer]:
    """The same, with what leads back to the question: it was left before it was answered."""
    ways = " ".join(ways_of(state))
    return {**as_complaint(state), WAYS: ways} if ways and DRAFT not in state.answers else {}


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
    answers = {key: answer for key, answer in told.items() if answer}
    return State(WHICH, answers, turn=state.turn + 1, desk=state.desk)


def _label(way: str) -> Phrase:
    move, _, number = way.partition(".")
    return phrase(f"which-{move}", ticket=number)
