"""Every text exists, in every language, takes what the code gives it, and says it unchanged.

The keys that the code names are read from its source. A key the code puts together stands in
``FAMILIES`` with all it can become: a new one is not forgotten, for an unknown one fails here.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from fluent.syntax import ast as ftl
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.actors import RESIDENT
from core.dangers import KINDS
from core.jobs import Deed, Stage
from core.messages import Card, FileKind
from core.notices import ToAgency, ToResident, after
from core.people import Speaker
from core.places import Place
from core.practice import Wants
from core.quality import CODES
from core.tickets import OPEN, Move, Moved, Outcome, State, Ticket, TicketEvent
from core.topics import Suggestions
from dialogs.agency.chat import OperatorDesk
from dialogs.commands import SORRY
from dialogs.coordination.broadcasting import STEERS
from dialogs.coordination.bulk import DEEDS
from dialogs.coordination.jobs import WHY
from dialogs.desk.forms import LETTERS
from dialogs.effects import Arg, phrase
from dialogs.engine import Dialog
from dialogs.heard.typed import COMMANDS, WAYS
from dialogs.heard.wishes import ABOUT_US, Wish
from dialogs.overview.filters import FLAGS
from dialogs.resident.chat import Resident
from dialogs.resident.mine import INNER, RESIDENTS_WAYS
from dialogs.resident.mine import WAYS as VERDICT_WAYS
from dialogs.steps import STRANGE
from dialogs.telling import FOR_FOLLOWERS
from dialogs.texts import LANGUAGES
from dialogs.ticket.cards import NOTICE_BUTTONS
from dialogs.ticket.verdicts import worded
from dialogs.ticket.ways import ACTIONS, COORDINATORS, OPERATORS
from tests.shipped import TOWN

from .written import (
    CATALOGUE,
    GAPS,
    HERE,
    KEYS,
    PLURALS,
    SAMPLE,
    WHEN,
    entries,
    given_names,
    samples,
    say,
)

ROOT = Path(__file__).parents[2]
LABEL_AT_MOST = 40  # VK's limit, https://dev.vk.com/ru/api/bots/development/keyboard
STORY_AT_MOST = 8000

HOSTILE = '{ $number } { "x" } {{ [one] *[other] <b>b</b> _i_ *b* [a](b) \\u0041 -a = .b # &amp; @c'


def test_no_text_is_unreadable_or_written_twice() -> None:
    for language in LANGUAGES:
        names = [one.id.name for one in entries(language) if isinstance(one, ftl.Message)]
        assert not [one.content for one in entries(language) if isinstance(one, ftl.Junk)]
        assert len(names) == len(set(names))


def test_every_text_is_in_every_language_with_the_same_arguments() -> None:
    for language in LANGUAGES:
        assert CATALOGUE.keys(language) == set(KEYS)
        for key in KEYS:
            assert given_names(GAPS[language][key]) == given_names(GAPS["ru"][key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said_in_each_of_its_variants(language: str) -> None:
    for key in KEYS:
        for args in samples(language, key):
            text = say(language, key, args)
            assert text.strip(), (key, args)
            assert "{" not in text, (key, args)
            assert "\n\n\n" not in text, (key, args)
            for line in text.split("\n"):
                assert line == line.strip(), (key, args, text)
                assert "  " not in line, (key, args, text)


# what the code says


def is_beneath(move: Move) -> bool:
    notices = after(moved(move))
    return any(isinstance(one, ToAgency) and one.card is Card.UNDER for one in notices)


def told(move: Move) -> set[str]:
    again = replace(moved(move), before=replace(moved(move).ticket, promised=WHEN))
    told = (*after(moved(move)), *after(again))
    return {one.kind for one in told if isinstance(one, ToResident)}


def moved(move: Move) -> Moved:
    ticket = Ticket(
        "26-000042", Speaker("any", 1, 1), WHEN, State.ROUTED, "roads.pothole", "blag", "roads",
        SAMPLE, Place(SAMPLE), WHEN, WHEN,
    )  # fmt: skip
    event = TicketEvent(ticket.number, WHEN, move, RESIDENT, None, ticket.state, ticket.agency)
    return Moved(ticket, event, ticket)


def name_of(step: str) -> str:
    return step.partition(".")[0]


def dialogs() -> tuple[Dialog, ...]:
    suggestions = Suggestions(TOWN)
    return (*Resident(TOWN, suggestions).forms.values(), *OperatorDesk(TOWN).forms.values())


def questions() -> set[str]:
    """Steps with no words of their own. What is only volunteered is asked when edited, unless it
    is silent: then it never is."""
    return {
        f"{dialog.name}-{name_of(step.key)}"
        for dialog in dialogs()
        for step in dialog.steps
        if step.asks is None and not (step.volunteered({}) and (step.silent or not dialog.confirms))
    }


def steps_ways(kind: str) -> set[str]:
    return {getattr(step, kind) for dialog in dialogs() for step in dialog.steps}


NOTHING_ELSE: Mapping[str, Arg] = {"enclosed": (), "warnings": (), "busy": ""}
ENCLOSURES = ("photo", "voice", "file")

FAMILIES: Mapping[str, set[str]] = {
    "f'about-{wish}'": {
        f"about-{one}" for one in ABOUT_US - {Wish.HELP, Wish.HUMAN, Wish.DATA, Wish.PRAISE}
    },
    "f'menu-{way}'": {"menu-join", "menu-part"},
    "f'menu-{found.way}'": {"menu-join", "menu-part"},
    "f'state-{leads.state}'": {f"state-{state}" for state in State},
    "f'state-{_state_of(ticket)}'": {f"state-{state}" for state in State},
    "f'state-{alike.state}'": {f"state-{state}" for state in OPEN},
    "f'which-{_sent(state)}'": {f"which-{one}" for one in (*ENCLOSURES, "place")},
    "f'which-{move}'": {f"which-{one}" for one in ("add", "return", "inpart", "helped", "suits")},
    "f'which-{move}-named'": {"which-add-named", "which-return-named"},
    "f'state-{ticket.state}'": {f"state-{state}" for state in State},
    "f'status-{ticket.state}'": {f"status-{state}" for state in State},
    "f'history-{event.move}'": {f"history-{move}" for move in Move if move not in INNER},
    "f'under-{event.move}'": {
        "under-answer",  # where it went in the place of one that waited
        *(f"under-{move}" for move in Move if is_beneath(move)),
    },
    "f'notice-{kind}'": {
        f"notice-{FOR_FOLLOWERS.get(kind, kind)}" for move in Move for kind in told(move)
    }
    | {f"notice-{kind}" for move in Move for kind in told(move)},
    "f'notice-{worded(action, told)}'": {
        f"notice-{worded(action, outcome)}"
        for rows in NOTICE_BUTTONS.values()
        for row in rows
        for action in row
        for outcome in ("", *Outcome)
    },
    "f'danger-{kind}'": {f"danger-{kind}" for kind in KINDS},
    "f'job-{job.stage}'": {f"job-{stage}" for stage in Stage},
    "f'bulk-{job.stage}'": {f"bulk-{stage}" for stage in Stage},
    "f'bulk-did-{order.deed}'": {f"bulk-did-{deed}" for deed in Deed},
    "f'bulk-why-{code}'": {f"bulk-why-{code}" for code in WHY},
    "f'state-{code}'": {f"state-{state}" for state in State},
    "f'bulk-ask-{deed}'": {f"bulk-ask-{deed}" for deed in DEEDS},
    "f'bulk-will-{deed}'": {f"bulk-will-{deed}" for deed in DEEDS},
    "f'bulk-{one}'": {f"bulk-{deed}" for deed in DEEDS},
    "f'card-{way}'": {f"card-{way}" for way in STEERS},
    "f'card-{name}'": {f"card-{action}" for action in (*ACTIONS, "undo")},
    "f'outcome-{outcome}'": {f"outcome-{outcome}" for outcome in Outcome},
    "f'outcome-{leads.outcome}'": {f"outcome-{outcome}" for outcome in Outcome},
    "f'copy-{what}'": {"copy-unmade", "copy-unsent"},
    "f'{made}-{what}'": {
        *("poster-unmade", "poster-unsent"),
        *("export-unmade", "export-unsent"),
    },
    "f'outcome-{said}'": {f"outcome-{outcome}" for outcome in Outcome},
    "f'told-outcome-{outcome}'": {
        f"told-outcome-{outcome}" for outcome in Outcome if outcome is not Outcome.SOLVED
    },
    "f'warning-{one.code}'": {f"warning-{code}" for code in CODES},
    "f'warning-{code}'": {f"warning-{code}" for code in CODES},
    "f'{name}-words'": {"answer-words", "correct-words"},
    "f'can-{way}'": {f"can-{way}" for way in OPERATORS | COORDINATORS},
    "f'mine-can-{way}'": {f"mine-can-{way}" for way in RESIDENTS_WAYS},
    "f'ticket-{worded(code, outcome)}'": {
        f"ticket-{worded(code, outcome)}" for _, code in VERDICT_WAYS for outcome in ("", *Outcome)
    },
    "f'{self.name}-kept'": {"add-kept", "return-kept"},
    "f'{self.name}-send'": {f"{dialog.name}-send" for dialog in dialogs() if dialog.confirms},
    "f'{self.name}-{self._name(step)}'": questions(),
    "f'edit-{self._name(step)}'": {
        f"edit-{name_of(step.key)}"
        for dialog in dialogs()
        if dialog.confirms
        for step in dialog.steps
        if step.edits is None and not step.silent
    },
    "f'{name}-summary'": {f"{name}-summary" for name in LETTERS},
    "f'complaint-{kind}-more'": {"complaint-photos-more", "complaint-files-more"},
    "f'card-{_named(ticket.files)}-of'": {"card-photos-of", "card-files-of"},
    "f'under-{_named(event.files)}'": {"under-photos", "under-files"},
    "f'under-{_named(ticket.files)}'": {"under-photos", "under-files"},
    "f'notice-{_named(event.files)}'": {"notice-photos", "notice-files"},
    "f'{kind}-needs-words'": {f"{kind}-needs-words" for kind in ENCLOSURES},
    "f'{enclosure(new)}-noted'": {f"{kind}-noted" for kind in ENCLOSURES},
    "f'left-{unit}'": {"left-working", "left-wall", "left-days"},
    "f'late-{unit}'": {"late-working", "late-wall", "late-days"},
    "f'filter-{flag}'": {f"filter-{flag}" for flag in FLAGS},
    "f'past-{event.move}'": {f"past-{move}" for move in Move},
    "f'enclosed-{kind}'": {f"enclosed-{kind}" for kind in FileKind},
    "f'file-{file.kind}'": {f"file-{kind}" for kind in FileKind},
    "SORRY[type(error)]": set(SORRY.values()),
    "f'practice-did-{mark.did}'": {f"practice-did-{one}" for one in Wants},
    "f'practice-wants-{case.wants}'": {f"practice-wants-{one}" for one in Wants},
    "f'practice-flaw-{code}'": {f"practice-flaw-{code}" for code in CODES},
    "step.done": steps_ways("done"),
    "step.skipped": steps_ways("skipped"),
    "STRANGE.get(what, 'strange-other')": {*STRANGE.values(), "strange-other"},
}
BY_NAME: Mapping[str, set[str]] = {
    "resident/left_behind.py": {"added", "informed", "returned", "appealed"},
    "resident/commands.py": {"added", "informed", "returned", "appealed"},
    "desk/carrying.py": {"answer-sent", "correction-sent"},
    "resident/mine.py": {"my", "my-none"},
    "resident/chat.py": {"edited", "edited-late"},
    "heard/typed.py": {*COMMANDS, *WAYS},
    "agency/chat.py": {"operator-help", "operator-help-coordinators"},
}
"""What ``phrase(key, …)`` says in a file."""


def sources() -> list[Path]:
    return sorted((ROOT / "dialogs").rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(ROOT / "dialogs").as_posix()


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def keys_of(path: Path, call: ast.Call) -> set[str]:
    """Every key that a call of ``phrase`` may name."""
    return _keys(path, call.args[0])


def _keys(path: Path, named: ast.expr) -> set[str]:
    match named:
        case ast.Constant(value=str(key)):
            return {key}
        case ast.IfExp(body=body, orelse=other):
            return _keys(path, body) | _keys(path, other)
        case ast.Name("key"):
            return BY_NAME.get(_name(path), set())
    source = ast.unparse(named)
    assert source in FAMILIES, f"{_name(path)}: list what {source} can become in FAMILIES"
    return FAMILIES[source]


@pytest.mark.parametrize("path", sources(), ids=_name)
def test_the_code_says_only_what_is_written_and_gives_all_it_takes(path: Path) -> None:
    for call in calls(path, "phrase"):
        if path.name == "effects.py":
            continue
        known = {word.arg for word in call.keywords if word.arg}
        keys = keys_of(path, call)
        assert keys, f"{_name(path)}:{call.lineno}"
        for key in keys:
            where = f"{_name(path)}:{call.lineno}: {key}"
            assert key in GAPS["ru"], where
            for language in LANGUAGES:
                assert given_names(GAPS[language][key]) <= known, where


def labels() -> set[str]:
    """The texts that stand on buttons."""
    return {
        key
        for path in sources()
        for button in calls(path, "Option", "Button")
        for node in ast.walk(button)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "phrase"
        for key in keys_of(path, node)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_on_a_button_can_be_read_whole(language: str) -> None:
    found = labels()
    assert {"menu-new", "way-back", "card-take", "notice-helped", "answer-send"} <= found
    too_long = {key for key in found if len(say(language, key, {})) > LABEL_AT_MOST}
    assert not too_long


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", State)
def test_a_ticket_on_a_button_keeps_its_number_and_state(language: str, state: State) -> None:
    stage = phrase(f"state-{state}")
    args: dict[str, Arg] = {"number": "26-000042", "state": stage, "topic": SAMPLE}
    assert len(say(language, "my-item", args)) <= LABEL_AT_MOST


# counting


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_something_is_counted_no_form_is_missing(language: str) -> None:
    needed = {"ru": {"one", "few", "many"}, "en": {"one", "other"}}[language]
    for key, found in GAPS[language].items():
        for variants in found.variants.values():
            words = {one for one in variants if not one.isdecimal()}
            if words <= PLURALS and not words <= {"other"}:
                assert words == needed, key


@pytest.mark.parametrize(
    ("count", "came_back", "sent", "too_long"),
    [
        (1, "вернул 1 раз", "1 открытое обращение.", "1 знак при 3"),
        (2, "вернул 2 раза", "2 открытых обращения.", "2 знака при 3"),
        (5, "вернул 5 раз", "5 открытых обращений.", "5 знаков при 3"),
        (11, "вернул 11 раз", "11 открытых обращений.", "11 знаков при 3"),
        (21, "вернул 21 раз", "21 открытое обращение.", "21 знак при 3"),
        (22, "вернул 22 раза", "22 открытых обращения.", "22 знака при 3"),
    ],
)
def test_russian_counts_are_right(count: int, came_back: str, sent: str, too_long: str) -> None:
    assert say("ru", "card-returned", {"count": count}).endswith(came_back)
    assert sent in say("ru", "bound", {"count": count, "agency": SAMPLE})
    assert too_long in say("ru", "too-long", {"length": count, "limit": 3})


def test_english_counts_are_right() -> None:
    assert say("en", "enclosed-photo", {"count": 1}) == "📷 1 photo"
    assert say("en", "enclosed-photo", {"count": 21}) == "📷 21 photos"


# what people write


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "written", [HOSTILE, "{", "}", "{ $text }", "→\t\u2028 x", "я" * STORY_AT_MOST],
    ids=["all", "open", "close", "gap", "spaces", "long"],
)  # fmt: skip
def test_what_people_write_is_said_unchanged_in_every_text(language: str, written: str) -> None:
    for key in KEYS:
        pairs = zip(samples(language, key), samples(language, key, written), strict=True)
        for plain, strange in pairs:
            expected = say(language, key, plain).replace(SAMPLE, written)
            assert say(language, key, strange) == expected, key


@given(written=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
@settings(derandomize=True, deadline=None)
def test_whatever_people_write_is_said_unchanged(written: str) -> None:
    assert say("ru", "line-what", {"text": written}) == f"📝 {written}"
    assert say("en", "ask-summary", {**NOTHING_ELSE, "ticket": "1", "text": written}) == (
        f"A question for the resident (1):\n\n{written}"
    )
    assert CATALOGUE.say("ru", written, HERE) == written
