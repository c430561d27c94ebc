"""The laws of the dialog engine, over random conversations with the real dialogs.

Each law was seen to fail once, when the code was broken on purpose: docs/decisions.md has the list.
"""

import json
from dataclasses import replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import structs

from core.tickets import State as Stage
from core.topics import Suggestions
from core.town import Town
from dialogs.agency.chat import OperatorDesk
from dialogs.complaint.questions import complaint, draft
from dialogs.conversation import Conversation, dump, load
from dialogs.desk.forms import operator_forms
from dialogs.effects import DropTemplate, Hint, Say, Show, Submit, phrase
from dialogs.engine import Dialog
from dialogs.events import Commanded, Opened, Pressed, Replied, Said, Touched
from dialogs.presses import once_more
from dialogs.resident.asked_where import OF_THE_MENU
from dialogs.resident.forms import resident_forms
from dialogs.resident.which import WHICH
from dialogs.state import MENU, State
from dialogs.steps import Text
from tests.shipped import TOWN

from .agency_chat import Group
from .samples import ANNA, FORGED, JUNK, SUGGESTIONS, WHOLE, a_ticket
from .talking import COMMANDS, Form, Host, Moves, Talk, finish, moves, resident, talk

COMPLAINT = complaint(TOWN, SUGGESTIONS)
DESK = OperatorDesk(TOWN)
SKIPPED = {**WHOLE, "q.where": None, "photos": None}
"""A complaint ready to be sent, without what may be left out. Another topic may need it."""
FORMS = (*resident_forms().values(), *operator_forms(TOWN).values())
TODAY = {"today": "2026-11-24"}
"""What an agency's chat tells of every turn."""
FORM_HOSTS = (
    *map(Form, resident_forms().values()),
    *(Form(one, TODAY) for one in operator_forms(TOWN).values()),
)
RESIDENT = resident()
RESIDENTS: tuple[Host, ...] = (
    RESIDENT,
    replace(RESIDENT, found=a_ticket(Stage.ANSWERED)),
    replace(RESIDENT, found=None),
)
HOSTS: tuple[Host, ...] = (
    *RESIDENTS * 2,
    *[Form(COMPLAINT), Form(COMPLAINT, WHOLE), Form(COMPLAINT, SKIPPED)] * 2,
    *FORM_HOSTS,
    *[Group(DESK, "roads"), Group(DESK, "zur")] * 3,
    Group(DESK, None),
)
SENDS = (":send", "send.planned", "send.explained", "send.refused")
FORM_NAMES = {form.name for form in (COMPLAINT, *FORMS)}
PICKS = st.lists(st.integers(0, 999), min_size=60, max_size=60)

law = settings(max_examples=70, derandomize=True, deadline=None, database=None)
slow_law = settings(law, max_examples=40)

talks = st.builds(talk, st.sampled_from(HOSTS), moves)
residents = st.builds(talk, st.sampled_from(RESIDENTS), moves)
operators = st.builds(talk, st.sampled_from([Group(DESK, "roads"), Group(DESK, "zur")]), moves)


@law
@given(residents)
def test_every_event_is_accepted_in_every_state_and_something_is_said(had: Talk) -> None:
    for one in had.trace:
        assert one.commands or any(isinstance(said, Show | Say | Hint) for said in one.effects)


@law
@given(operators)
def test_an_operator_is_answered_whenever_the_bot_is_meant(had: Talk) -> None:
    for one in had.trace:
        match one.event:
            case Touched() | Replied() | Opened() | Commanded("help" | "cancel" | "bind"):
                assert one.effects
            case Said() if one.before.at in ("words", "reason"):
                assert one.effects
            case Pressed(turn=turn) if turn != one.before.turn or one.before.dialog != MENU:
                assert one.effects


@law
@given(st.builds(talk, st.just(Group(DESK, None)), moves))
def test_nothing_counts_in_a_chat_that_is_nobodys(had: Talk) -> None:
    for one in had.trace:
        assert one.after == State()
        if not (isinstance(one.event, Commanded) and one.event.name == "bind"):
            assert not one.commands


@law
@given(talks)
def test_a_stale_press_does_nothing(had: Talk) -> None:
    for one in had.trace:
        if isinstance(one.event, Pressed) and one.event.turn != one.before.turn:
            assert not one.commands
            if one.before.dialog == WHICH and one.event.button in OF_THE_MENU:
                continue  # there they lead where they say
            assert one.after in (one.before, had.host.restore(one.before))


@law
@given(talks)
def test_a_double_press_is_one_press(had: Talk) -> None:
    for one in had.trace:
        if not isinstance(one.event, Pressed) or one.event.turn != one.before.turn:
            continue
        if one.after.turn == one.before.turn:
            assert not one.commands
            assert one.after == one.before
        elif not (isinstance(had.host, Form) and one.submits):
            again = had.host.take(one.after, one.event, one.consent)
            assert again == (one.after, (once_more(one.after),))


def states(had: Talk) -> list[State]:
    """One state of each screen that the conversation came to."""
    return list({(one.after.dialog, one.after.at): one.after for one in had.trace}.values())


@settings(law, max_examples=15)
@given(st.builds(talk, st.sampled_from([*RESIDENTS, Form(COMPLAINT, WHOLE)]), moves))
def test_whatever_comes_on_a_screen_it_is_answered_and_can_be_drawn_again(had: Talk) -> None:
    for state in states(had):
        for event in JUNK:
            after, effects = had.host.take(state, event, had.consent)
            assert effects
            assert had.host.restore(after) == after


@slow_law
@given(talks)
def test_a_button_that_is_not_on_the_screen_does_nothing(had: Talk) -> None:
    for state in states(had):
        screen = had.host.show(state)
        if screen is None or state.dialog not in FORM_NAMES:
            continue
        for code in {*FORGED} - {option.code for option in screen.options}:
            after, effects = had.host.take(state, Pressed(code, state.turn), had.consent)
            assert after == state
            assert not [effect for effect in effects if isinstance(effect, COMMANDS)]


def test_no_template_is_deleted_before_it_was_asked_once_more() -> None:
    had = Talk(Group(DESK, "roads"))
    had.take(Commanded("templates"))
    had.take(Pressed("t1", had.state.turn))
    forged = had.take(Pressed("drop-yes", had.state.turn))
    assert not forged.commands
    had.take(Pressed("drop", had.state.turn))
    assert had.take(Pressed("drop-yes", had.state.turn)).commands == [DropTemplate(1)]


@law
@given(talks)
def test_turns_never_go_back(had: Talk) -> None:
    for one in had.trace:
        assert one.after.turn >= one.before.turn
        assert all(show.turn == one.after.turn for show in one.shows)


@law
@given(talks)
def test_what_is_submitted_is_whole_and_on_the_path(had: Talk) -> None:
    for one in had.trace:
        for submit in one.submits:
            form = form_of(submit)
            assert form.walk(submit.answers) == (submit.answers, None)
            assert one.after.dialog == MENU
            if form.confirms:
                assert one.before.dialog == submit.dialog
                assert one.before.at is None
                assert isinstance(one.event, Pressed)
                assert one.event.turn == one.before.turn
                assert one.event.button in SENDS
            if submit.dialog == COMPLAINT.name:
                is_a_ticket(submit)


def form_of(submit: Submit) -> Dialog:
    return next(form for form in (COMPLAINT, *FORMS) if form.name == submit.dialog)


def is_a_ticket(submit: Submit) -> None:
    """What the desk needs is there, told independently of the steps."""
    made = draft(TOWN, SUGGESTIONS, submit.answers, "ru")
    topic = TOWN.topic(made.topic)
    assert submit.answers["consent"] == TOWN.consent.version
    assert 3 <= len(made.text) <= 8000
    assert topic is not None
    assert made.municipality == "" or TOWN.municipality(made.municipality) is not None
    assert made.place.address or made.place.point
    assert made.place.point is None or TOWN.covers(*made.place.point)
    assert len({file.ref for file in made.files}) == len(made.files) <= 10
    assert made.files or topic.photo != "required" or "camera" in submit.answers
    asked = {question.text for question in topic.questions}
    needed = {question.text for question in topic.questions if not question.optional}
    assert needed <= {question for question, _ in made.extras} <= asked


@law
@given(talks)
def test_a_screen_is_drawn_again_the_same_from_its_state(had: Talk) -> None:
    for one in had.trace:
        if not one.shows:
            continue
        stored = kept(one.after)
        assert stored == one.after
        assert had.host.restore(stored) == stored
        drawn, shown = had.host.show(stored), one.shows[-1]
        if one.after.dialog == MENU:
            assert drawn is None or drawn.options == shown.options
        elif one.after.turn == one.before.turn:
            # It stands above: not all of a long text is said again, or a list is shown besides.
            assert drawn is not None
        else:
            assert drawn == shown


@law
@given(st.builds(talk, st.sampled_from([Form(COMPLAINT, WHOLE), Form(COMPLAINT)]), moves))
def test_a_screen_says_only_what_still_holds(had: Talk) -> None:
    """What was answered once, and is off the path now, is neither shown nor sent."""
    for one in had.trace:
        if one.after.dialog == MENU:
            continue
        holding, _ = COMPLAINT.walk(one.after.answers)
        assert COMPLAINT.show(structs.replace(one.after, answers=holding)) == COMPLAINT.show(
            one.after
        )


def kept(state: State) -> State:
    """The state as the database gives it back."""
    memory: dict[str, Any] = json.loads(json.dumps(dump(Conversation(ANNA, state))))
    return load(ANNA, memory).state


# after a deploy

KEYS = [step.key for step in COMPLAINT.steps]
ADDED = Text(key="phone", at_most=20, asks=lambda answers: phrase("write-contact"))


@slow_law
@given(
    moves,
    st.sets(st.sampled_from(KEYS), max_size=5),
    st.none() | st.integers(0, 8),
    PICKS,
)
def test_any_stored_state_can_be_finished_under_changed_steps(
    chosen: Moves, gone: set[str], added: int | None, picks: list[int]
) -> None:
    had = talk(Form(COMPLAINT), chosen)
    assume(had.state.dialog == COMPLAINT.name)
    steps = [step for step in COMPLAINT.steps if step.key not in gone]
    if added is not None:
        steps.insert(min(added, len(steps)), ADDED)
    today = replace(COMPLAINT, steps=tuple(steps))
    state = today.restore(kept(had.state))
    assert today.restore(state) == state
    told = {key: said for key, said in had.state.answers.items() if key not in gone}
    assert told.items() <= state.answers.items()
    submit = finish(Talk(Form(today), state), picks)
    assert submit is not None
    assert today.walk(submit.answers) == (submit.answers, None)
    assert not set(submit.answers) & gone
    assert added is None or "phone" in submit.answers


@slow_law
@given(residents, st.integers(0, 11), st.booleans(), PICKS)
def test_any_stored_state_can_be_finished_under_another_town_file(
    had: Talk, gone: int, consent_anew: bool, picks: list[int]
) -> None:
    town = other_town(gone, consent_anew=consent_anew)
    today = resident(town, Suggestions(town))
    under_way = Talk(today, today.restore(kept(had.state)))
    under_way.consent = had.consent
    complaints = (finish(under_way, picks[at : at + 30]) for at in (0, 30))
    submit = next((one for one in complaints if one and one.dialog == COMPLAINT.name), None)
    assume(submit is not None or any(one.submits for one in under_way.trace))
    if submit is not None:
        made = draft(town, Suggestions(town), submit.answers, "ru")
        assert town.topic(made.topic) is not None
        assert submit.answers["consent"] == town.consent.version


def other_town(gone: int, *, consent_anew: bool) -> Town:
    """The town without one group of topics, and perhaps with a new consent."""
    code = TOWN.groups[gone].code
    return replace(
        TOWN,
        groups=tuple(group for group in TOWN.groups if group.code != code),
        topics={key: topic for key, topic in TOWN.topics.items() if topic.group != code},
        consent=TOWN.consent.model_copy(update={"version": "2027"})
        if consent_anew
        else TOWN.consent,
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
MEMORY_KEYS = ("dialog", "answers", "at", "turn", "about", "seen", "album", "aside", "client")


@slow_law
@given(
    st.dictionaries(st.sampled_from(MEMORY_KEYS), JSON | st.sampled_from(["complaint", "what"])),
    st.dictionaries(st.sampled_from(KEYS), JSON, max_size=4),
    PICKS,
)
def test_whatever_is_stored_the_conversation_goes_on(
    memory: dict[str, Any], answers: dict[str, Any], picks: list[int]
) -> None:
    state = load(ANNA, {**memory, "answers": answers}).state
    under_way = Talk(RESIDENT, RESIDENT.restore(state))
    assert under_way.take(Opened()).effects
    assert finish(under_way, picks) is not None


@law
@given(st.sampled_from([*FORM_HOSTS, Form(COMPLAINT)]), moves, PICKS)
def test_whoever_wants_to_get_to_the_end_gets_there(
    host: Form, chosen: Moves, picks: list[int]
) -> None:
    had = talk(host, chosen)
    assume(had.state.dialog != MENU)
    assert finish(had, picks) is not None


# every screen fits every messenger


def test_the_random_conversations_get_far() -> None:
    """The laws say something only of what happens: complaints are sent, and often."""
    reached: list[str] = []

    @settings(law, max_examples=200)
    @given(residents)
    def look(had: Talk) -> None:
        reached.extend(submit.dialog for one in had.trace for submit in one.submits)

    look()
    assert reached.count("complaint") >= 20
    assert {"add", "return", "withdraw"} <= set(reached)


def test_whoever_means_it_gets_far_in_an_agencys_chat() -> None:
    """What the random conversations are drawn from leads to every form and to every command."""
    reached: set[str] = set()
    for agency in ("roads", "zur"):
        for pick in range(400):
            had = Talk(Group(DESK, agency))
            for step in range(8):
                one = had.take(had.willing(pick + step * step))
                reached.update(type(command).__name__ for command in one.commands)
                reached.update(submit.dialog for submit in one.submits)
    assert reached >= {*DESK.forms}
    assert reached >= {
        "Approve", "Assign", "Draw", "DropTemplate", "Merge", "Reclassify", "Restore", "Reveal",
        "Route", "ShowCard", "Start", "StartMany", "Substitute", "Tabulate", "Take", "Try", "Undo",
        "Unmerge",
    }  # fmt: skip
