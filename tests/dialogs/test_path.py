"""A path followed on from where it led before is the path followed from the beginning."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.messages import File, FileKind
from core.places import Place
from dialogs.complaint.questions import complaint
from dialogs.effects import Answer, Answers
from dialogs.heard.typed import NONE_OF_THEM
from dialogs.path import REMEMBERED, Path
from tests.shipped import TOWN

from .samples import SUGGESTIONS, WHOLE
from .talking import Form, Talk, moves, talk

COMPLAINT = complaint(TOWN, SUGGESTIONS)
KEYS = [step.key for step in COMPLAINT.steps]
TOPICS = [*TOWN.topics, *(group.code for group in TOWN.groups), NONE_OF_THEM]
PHOTO = File(FileKind.PHOTO, "telegram", "f1")

law = settings(max_examples=200, derandomize=True, deadline=None, database=None)

GONE = object()
answers_given: st.SearchStrategy[Any] = st.one_of(
    st.just(GONE),
    st.none(),
    st.sampled_from([*WHOLE.values()]),
    st.sampled_from(TOPICS),
    st.sampled_from(["Яма", "1", "go_on", "left", Place("Ленина, 5"), Place(), (PHOTO,), ()]),
)
changes = st.lists(st.tuples(st.sampled_from([*KEYS, "gone"]), answers_given), max_size=40)


def fresh(answers: Answers) -> object:
    return Path(COMPLAINT.steps).walk(answers)


@law
@given(changes, st.lists(st.booleans(), min_size=40, max_size=40))
def test_whatever_was_answered_before(made: list[tuple[str, Any]], returned: list[bool]) -> None:
    path = Path(COMPLAINT.steps)
    answers: dict[str, Answer] = {**WHOLE}
    seen: list[dict[str, Answer]] = [answers]
    for (key, answer), back in zip(made, returned, strict=False):
        answers = dict(seen[len(seen) // 2] if back else answers)
        if answer is GONE:
            answers.pop(key, None)
        else:
            answers[key] = answer
        seen.append(answers)
        assert path.walk(answers) == fresh(answers)
        assert path.walk(answers) is path.walk(answers)
    for known in seen:
        assert path.walk(known) == fresh(known)


@law
@given(st.builds(talk, st.sampled_from([Form(COMPLAINT, WHOLE), Form(COMPLAINT)]), moves))
def test_in_a_conversation(had: Talk) -> None:
    path = Path(COMPLAINT.steps)
    for one in had.trace:
        assert path.walk(one.after.answers) == fresh(one.after.answers)


def test_it_remembers_no_more_than_those_who_speak_at_the_moment() -> None:
    path = Path(COMPLAINT.steps)
    first: Answers = dict(WHOLE)
    way = path.walk(first)
    assert path.walk(first) is way
    others = [dict(WHOLE) for _ in range(REMEMBERED)]
    for one in others:
        path.walk(one)
    assert path.walk(first) is not way
    assert path.walk(others[-1]) is path.walk(others[-1])
