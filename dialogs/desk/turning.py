"""An answer's draft that is none: one press makes it what it is.

A question, a note to colleagues, «Не наше», a promise with its day; or «Взять в работу», and of the
coordinators «Передать» to whom it names and «Объединить». Which it is, the quality of the draft
says (:mod:`core.unfit`, :mod:`core.shop_talk`); the operator presses, or sends it as it stands.
"""

from collections.abc import Collection, Mapping
from datetime import date

from core.desk.agencies import FARTHEST
from core.numbers import part_number
from core.quality import Flaw
from core.town import Town
from core.words.days_named import day_named
from dialogs.effects import Answers, Effect, Option, Say, Take, phrase
from dialogs.enclosures import enclosed
from dialogs.engine import Dialog
from dialogs.state import State, Turn

from .merging import INTO, AboutTicket, Route
from .steps import BEGAN, today_of, workday_after

REASON_AT_MOST = 500

BACK = Option("turn.refuse", phrase("draft-refuse"))
NOTE = Option("turn.note", phrase("draft-note"))
TURNS: Mapping[str, Option] = {
    "rude": NOTE,
    "asks": Option("turn.ask", phrase("draft-ask")),
    "talk": NOTE,
    "taking": Option("turn.take", phrase("card-take")),
    "not_ours": BACK,
    "double": BACK,
    "ahead": Option("turn.promise", phrase("draft-promise")),
}
"""What is wrong with a draft → the button of what it is."""

OF_COORDINATORS: Mapping[str, Option] = {
    "not_ours": Option("turn.route", phrase("card-route")),
    "double": Option("turn.merge", phrase("card-merge")),
}
"""What the coordinators have is theirs to pass on."""

AFTER_THE_OUTCOMES = frozenset({"turn.promise"})
"""«Запланировано» is the nearest to what was written; all others stand first, for that one is
pressed blindly."""

TO = "turn.route."
"""Followed by the agency's code."""


def turns(town: Town, answers: Answers, found: Collection[Flaw]) -> tuple[Option, ...]:
    """What a draft may become. Of a reason its reader sees no files."""
    words = str(answers.get("words") or "")
    given = not answers.get("files") and len(words) <= REASON_AT_MOST
    coordinators = bool(answers.get("routes"))
    whose = {flaw.code: flaw.found for flaw in found}
    options = []
    for code, option in TURNS.items():
        if code not in whose or option in options:
            continue
        if coordinators and code in OF_COORDINATORS:
            agency = town.agency(whose[code]) if code == "not_ours" else None
            options.append(_to(agency.code, agency.short) if agency else OF_COORDINATORS[code])
        elif given or option is not BACK:
            options.append(option)
    return tuple(options)


def _to(code: str, name: str) -> Option:
    label = phrase("draft-route", agency=name)
    return Option(f"{TO}{code}", label)


def turned(town: Town, forms: Mapping[str, Dialog], state: State, button: str) -> Turn | None:
    """What a draft became: a question is shown before it goes, and what is given back or noted is,
    by this very press. None: it is no such button."""
    if not button.startswith("turn.") or all(
        one.code != button for one in forms[state.dialog].show(state).options
    ):
        return None
    number, began = state.about, str(state.answers.get(BEGAN) or "")
    done = State(turn=state.turn + 1)
    if button == "turn.take":
        return done, (Take(number),)
    if button.startswith(TO):
        return done, (_let_go(state), Route(number, button.removeprefix(TO), began))
    if button in ("turn.route", "turn.merge"):
        name = button.removeprefix("turn.")
        into, _ = part_number(str(state.answers.get("words") or ""))
        answers = {BEGAN: began, INTO: into} if name == "merge" and into else {BEGAN: began}
        screen = State(name, answers, turn=state.turn + 1, about=number)
        return screen, (_let_go(state), AboutTicket(number, name == "merge", into))
    into_form = forms[button.removeprefix("turn.")]
    kept = {key: one for key, one in state.answers.items() if key != "outcome"}
    if into_form.name == "refuse":
        kept["reason"] = kept.pop("words")
    if into_form.name == "promise" and (day := _day_named(town, kept)):
        kept["day"] = day.isoformat()
    return into_form.begin(State(turn=state.turn), kept, about=state.about, seen=state.seen)


def _day_named(town: Town, answers: Answers) -> date | None:
    """The day by which the draft says that it will be done; None: it names none, or one too far."""
    words, today = str(answers.get("words") or ""), today_of(answers)
    day = day_named(words, today, lambda count: workday_after(town, answers, count))
    return day if day and day < today + FARTHEST else None


def _let_go(state: State) -> Effect:
    """The words of a draft that gives way, to be copied."""
    files = state.answers.get("files")
    text = phrase(
        "draft-let-go",
        ticket=state.about,
        text=str(state.answers.get("words") or ""),
        enclosed=enclosed(files) if isinstance(files, tuple) else (),
    )
    return Say(text, about=state.about)
