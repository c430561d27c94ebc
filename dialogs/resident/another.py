"""Another problem in the story of a complaint that was filed just now: it is offered a complaint of
its own, which knows already what was said of it, where it is and how its teller is reached.
"""

from collections.abc import Mapping

from core.problems import besides
from core.topics import Suggestions
from core.town import Town
from dialogs.complaint.own_questions import topic_code
from dialogs.complaint.storytelling import REST, STORY
from dialogs.complaint.topic_choice import ALSO
from dialogs.effects import Answer, Answers, Option, Phrase, phrase
from dialogs.state import MENU, State
from dialogs.ticket.whereabouts import topic_name

ANOTHER = "another"
"""Among the menu's answers: the topic of the problem; as a button, with it."""

KEPT = ("place", "municipality", "settlement", "contact")
"""Answers that are the same for all that is told in one story."""


def others_in(suggestions: Suggestions, answers: Mapping[str, Answer]) -> Answers:
    """What the menu keeps of the next problem that was told besides the one just filed, and of
    those after it; nothing where there is none."""
    told = [answers.get(STORY), answers.get(REST)]
    story = "\n".join(one for one in told if isinstance(one, str))
    filed = topic_code(answers)
    heard = dict(besides(suggestions, story, filed))
    meant = [code for code in str(answers.get(ALSO) or "").split() if code != filed]
    others = {code: heard.get(code, story) for code in (*meant, *heard)}
    if not others:
        return {}
    (code, words), *rest = others.items()
    kept = {key: answers[key] for key in KEPT if answers.get(key) is not None}
    left = {REST: "\n".join(heard[code] for code, _ in rest if code in heard)}
    left[ALSO] = " ".join(one for one in meant if one != code)
    return {**kept, **{key: one for key, one in left.items() if one}, ANOTHER: code, STORY: words}


def and_another(town: Town, accepted: Phrase, others: Answers) -> Phrase:
    """Add it to the words by which the complaint was accepted."""
    topic = topic_name(town, str(others[ANOTHER]))
    return phrase("accepted-another", accepted=accepted, topic=topic)


def way_to_another(town: Town, state: State) -> tuple[Option, ...]:
    """The button under those words."""
    code = state.answers.get(ANOTHER) if state.dialog == MENU else None
    topic = town.topic(code) if isinstance(code, str) else None
    return (Option(ANOTHER, f"➕ {topic.name}"),) if topic else ()


def told_of_others(state: State) -> Answers:
    """What the menu keeps of other problems, as it goes on to the next screen with this menu."""
    if state.dialog != MENU or ANOTHER not in state.answers:
        return {}
    return {
        key: one for key, one in state.answers.items() if key in (ANOTHER, STORY, REST, ALSO, *KEPT)
    }


def begins_with(state: State, button: str) -> Answers | None:
    """What the complaint begins with that this button of the menu leads to; None where it is of
    another problem, and none was told."""
    if button != ANOTHER:
        return {}
    told = dict(told_of_others(state))
    code = told.pop(ANOTHER, None)
    return {"linked": code, "guess": code, **told} if code else None
