"""The screen that asks where words go: to a ticket, or into a complaint of their own."""

from collections.abc import Mapping

from msgspec.structs import replace

from core.numbers import find_number
from dialogs.effects import Answer, Answers, Option, Phrase, Show, phrase
from dialogs.enclosures import enclosed, enclosure
from dialogs.heard.corrections import corrects
from dialogs.state import State
from dialogs.steps import PHOTOS_AT_MOST
from dialogs.taking import Took, gather

from .forms import is_question, questions_of
from .later_day import beginning
from .mine import MENU_BUTTON
from .naming import named_of
from .two_aside import taken_up

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
    ways = ways_of(state)
    several = len(set(map(find_number, ways))) > 1
    named = named_of(state.answer(NAMED)) if several else {}
    asked = waiting_questions(state.answers)
    options = (
        *(Option(way, _label(way, asked, named)) for way in ways),
        *(Option(one, _of_none(state, one)) for one in others(state)),
        MENU_BUTTON,
    )
    text = phrase("which", words=shown) if shown else phrase(f"which-{_sent(state)}")
    if is_left(state):
        story = beginning(str((state.aside or {}).get("what") or ""))
        text = phrase("which-left", words=shown, story=story)
    if answered := str(state.answers.get(ANSWERED) or ""):
        mark = mark_of(state).partition(".")[0]
        text = phrase("which-of-answered", ticket=answered, words=shown)
        text = phrase("which-judged", ticket=answered, words=shown, mark=mark) if mark else text
    elif shown and (ticket := correction_of(state)):
        text = phrase("which-correction", ticket=ticket, words=shown)
    if asked and shown:
        lines = tuple(
            phrase("which-asked-line", ticket=number, question=question)
            for number, question in asked.items()
        )
        text = phrase("which-asked", words=shown, lines=lines)
    files = state.answers.get("files")
    if isinstance(files, tuple) and (words or len(files) > 1):
        text = phrase("which-with-files", which=text, files=enclosed(files))
    return Show(text, options, state.turn)


def is_left(state: State) -> bool:
    """Is it asked only whether they go to a complaint that was left on an earlier day?"""
    return DRAFT in state.answers and not ways_of(state)


def others(state: State) -> tuple[str, ...]:
    """Where the words may go that are of no ticket."""
    if is_left(state):
        return DRAFT, STORY
    return (DRAFT,) if DRAFT in state.answers else (STORY,)


def _of_none(state: State, other: str) -> Phrase:
    if other == STORY:
        return phrase("which-story")
    return phrase("which-left-draft" if is_left(state) else "which-draft")


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


def mark_of(state: State) -> str:
    """The way that sets the mark which the question asks for by itself («Помогло?»); "": none."""
    first = next(iter(ways_of(state)), "")
    return first if state.answer(ANSWERED) and first.startswith(MARKS) else ""


def correction_of(state: State) -> str:
    """The ticket of whose address or contact the words say that it was wrong; "": of none, or
    nobody knows of which."""
    ways = ways_of(state)
    if len(ways) != 1 or not ways[0].startswith("add.") or DRAFT in state.answers:
        return ""
    return find_number(ways[0]) or "" if corrects(state.answer("words")) else ""


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
    asked = {key: text for key, text in state.answers.items() if is_question(key)}
    return {**as_complaint(state), **asked, WAYS: ways, **named}


def with_words(draft: Answers, state: State) -> dict[str, Answer]:
    """The complaint in whose middle they were said, where it is not told that they are of the
    answer: no word is lost, and no picture that came with them."""
    told = f"{draft.get('what') or ''}\n{state.answer('words')}".strip()
    files, place = state.answers.get("files"), state.answers.get(PLACE)
    whole: dict[str, Answer] = {**draft, "what": told}
    if isinstance(files, tuple):
        took = gather(files, draft.get("photos"), PHOTOS_AT_MOST)
        whole |= {"photos": took.answer} if isinstance(took, Took) else {}
    if place is not None and not draft.get(PLACE):
        whole[PLACE] = place
    return whole


def asked_again(state: State) -> State | None:
    """The question, from what was kept of it; None: a complaint was kept."""
    kept, earlier = taken_up(state.aside or {})
    if not kept.get(WAYS):
        return None
    told = {"words": kept.get("what"), "files": kept.get("photos"), WAYS: kept.get(WAYS)}
    told |= {key: kept.get(key) for key in (PLACE, NAMED)}
    told |= {key: text for key, text in kept.items() if is_question(key)}
    answers = {key: answer for key, answer in told.items() if answer}
    return State(WHICH, answers, turn=state.turn + 1, aside=earlier, desk=state.desk)


def waiting_questions(answers: Answers) -> dict[str, str]:
    """The questions of several agencies, one of which the words answer; {}: it is not asked so."""
    asked = questions_of(answers)
    ways = _ways_in(answers)
    several = {number: text for number, text in asked.items() if f"add.{number}" in ways}
    return several if len(several) > 1 else {}


def _label(way: str, asked: Mapping[str, str], named: Mapping[str, str]) -> Phrase:
    """Where several tickets are to choose from, nobody knows them by their numbers alone."""
    move, _, number = way.partition(".")
    if move == "add" and number in asked:
        return phrase("which-answers", ticket=number, question=" ".join(asked[number].split()))
    if number in named and move in ("add", "return"):
        return phrase(f"which-{move}-named", ticket=number, named=named[number])
    return phrase(f"which-{move}", ticket=number)


def answer_left(state: State, number: str) -> Answers | None:
    """What was written to the questions of several agencies, of which this one's ticket is one, and
    was never said to be of which: asked still, or put away."""
    held: Answers = state.answers if state.dialog == WHICH else state.aside or {}
    if questions_of(held).keys() <= {number} or f"add.{number}" not in _ways_in(held):
        return None
    words, files = held.get("words") or held.get("what"), held.get("files") or held.get("photos")
    said = {"words": words, "files": files}
    return {key: answer for key, answer in said.items() if answer} or None


def without_answer(state: State, number: str) -> State:
    """The same when this one has it; where it was the last, nothing waits."""

    def left(held: Answers) -> Answers:
        ways = [way for way in _ways_in(held) if way != f"add.{number}"]
        return {**held, WAYS: " ".join(ways)} if ways else {}

    if state.dialog == WHICH:
        rest = left(state.answers)
        if rest:
            return replace(state, answers=rest)
        return State(turn=state.turn + 1, aside=state.aside, desk=state.desk)
    return replace(state, aside=left(state.aside or {}) or None)


def _ways_in(held: Answers) -> list[str]:
    return str(held.get(WAYS) or "").split()
