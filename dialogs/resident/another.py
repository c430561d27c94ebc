"""Another problem in the story of a complaint that was filed just now: it is offered a complaint of
its own, which knows already what was said of it, where it is and how its teller is reached.

A danger comes first, if another agency's topic is for it: nothing of it is asked again, not even
what was passed over, and where nothing is missing one press files it.
"""

import re
from collections.abc import Mapping

from msgspec.structs import replace

from core.problems import besides
from core.topics import Suggestions
from core.town import Town
from core.words.digits import has_digits
from dialogs.complaint.alarms import WARNED
from dialogs.complaint.dangers_told import dangers_told, others_told, words_of
from dialogs.complaint.own_questions import topic_code
from dialogs.complaint.storytelling import REST, STORY
from dialogs.complaint.topic_choice import ALSO
from dialogs.effects import Answer, Answers, Option, Phrase, phrase
from dialogs.engine import Dialog
from dialogs.events import Pressed
from dialogs.state import MENU, State, Turn
from dialogs.ticket.whereabouts import topic_name

ANOTHER = "another"
"""Among the menu's answers: the topic of the problem; as a button, with it."""

KEPT = ("place", "municipality", "settlement", "contact")
"""Answers that are the same for all that is told in one story."""
URGENT = "emergency"
"""Among them where it is of a danger: what to do first was said, and is not asked to be read."""
_ASKED_FOR = re.compile(
    r"\W*(?:(?:а|и|ну|да|ещё|еще|теперь|тогда|давай|давайте|and) )*"
    r"(?:про|насч[её]т|что с|что со|как с|как быть с|по поводу|what about) ",
    re.IGNORECASE,
)
_ASKED_FOR_AT_MOST = 7
_PASSED = ("settlement", "contact")
"""What was passed over for one is passed over for the danger beside it."""


def others_in(town: Town, suggestions: Suggestions, answers: Mapping[str, Answer]) -> Answers:
    """What the menu keeps of the next problem that was told besides the one just filed, and of
    those after it; nothing where there is none."""
    told = [answers.get(STORY), answers.get(REST)]
    story = "\n".join(one for one in told if isinstance(one, str))
    filed = topic_code(answers)
    dangers = dict(others_told(town, suggestions, answers))
    urgent = {code: words_of(kind, answers) for code, kind in dangers.items()}
    heard = urgent | {
        code: words for code, words in besides(suggestions, story, filed) if code not in urgent
    }
    meant = [code for code in str(answers.get(ALSO) or "").split() if code != filed]
    others = {code: heard.get(code, story) for code in (*urgent, *meant, *heard)}
    if not others:
        return {}
    (code, words), *rest = others.items()
    kept = {key: answers[key] for key in KEPT if answers.get(key) is not None}
    if code in urgent:
        passed = {key: None for key in _PASSED if key in answers and answers[key] is None}
        done = {dangers[code], *_own_kinds(suggestions, answers)}
        warned = " ".join(kind for kind in dangers_told(answers) if kind not in done)
        kept = {**kept, **passed, URGENT: "go_on", WARNED: warned}
    left = {REST: "\n".join(heard[code] for code, _ in rest if code in heard)}
    left[ALSO] = " ".join(one for one in meant if one != code)
    return {**kept, **{key: one for key, one in left.items() if one}, ANOTHER: code, STORY: words}


def _own_kinds(suggestions: Suggestions, answers: Answers) -> tuple[str, ...]:
    """The kinds of danger that the complaint's own topic is for."""
    filed = topic_code(answers)
    told = dangers_told(answers)
    return tuple(kind for kind in told if (suggestions.of_danger(kind) or kind) == filed)


def and_another(town: Town, accepted: Phrase, others: Answers) -> Phrase:
    """Add it to the words by which the complaint was accepted."""
    topic = topic_name(town, str(others[ANOTHER]))
    return phrase(
        "accepted-urgent" if URGENT in others else "accepted-another",
        accepted=accepted,
        topic=topic,
    )


def way_to_another(town: Town, state: State) -> tuple[Option, ...]:
    """The button under those words."""
    code = state.answers.get(ANOTHER) if state.dialog == MENU else None
    topic = town.topic(code) if isinstance(code, str) else None
    sign = "🚨" if URGENT in state.answers else "➕"
    return (Option(ANOTHER, f"{sign} {topic.name}"),) if topic else ()


def told_of_others(state: State) -> Answers:
    """What the menu keeps of other problems, as it goes on to the next screen with this menu."""
    if state.dialog != MENU or ANOTHER not in state.answers:
        return {}
    return {
        key: one
        for key, one in state.answers.items()
        if key in (ANOTHER, STORY, REST, ALSO, URGENT, WARNED, *KEPT)
    }


def begins_with(state: State, button: str) -> Answers | None:
    """What the complaint begins with that this button of the menu leads to; None where it is of
    another problem, and none was told."""
    if button != ANOTHER:
        return {}
    told = dict(told_of_others(state))
    code = told.pop(ANOTHER, None)
    return {"linked": code, "guess": code, **told} if code else None


def named_in_words(suggestions: Suggestions, state: State, text: str) -> Answers | None:
    """What the complaint begins with that is asked for in a few words: «а про снег кто будет?»;
    None: none is, or they tell of something that was not told before."""
    told = dict(told_of_others(state))
    first = str(told.pop(ANOTHER, ""))
    if not first or _ASKED_FOR.match(text) is None or len(text.split()) > _ASKED_FOR_AT_MOST:
        return None
    lines = [line for line in str(told.pop(REST, "")).split("\n") if line]
    words = {suggestions.likeliest(line).topic: line for line in lines}
    words[first] = str(told[STORY])
    code = suggestions.among(text, tuple(words))
    if not code or suggestions.plainly(text) not in ("", code) or has_digits(text):
        return None
    left = "\n".join(line for one, line in words.items() if one != code)
    if code != first:  # what is known of a danger is not of this
        told = {key: one for key, one in told.items() if key not in (URGENT, WARNED)}
    return {
        "linked": code,
        "guess": code,
        **told,
        STORY: words[code],
        **({REST: left} if left else {}),
    }


def at_once(form: Dialog, begun: Turn) -> Turn:
    """What is urgent goes by the press that began it, where nothing of it is missing."""
    state, _ = begun
    if state.answers.get(URGENT) is None or state.dialog != form.name or state.at is not None:
        return begun
    before = state.turn - 1  # it is one press
    return form.take(replace(state, turn=before), Pressed(":send", before))
