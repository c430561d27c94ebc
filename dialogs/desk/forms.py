"""An operator's forms about one ticket.

What goes to a resident is shown back before it goes, with what is wrong with it. The rest is done
as soon as it is whole, and can be undone.

* **An outcome sends.** Four buttons stand under an answer, each sends it with its outcome. So the
  shortest way is one press, as it was, and the outcome is never what nobody chose.
* What is wrong with an answer only because of the outcome that was pressed is said first: the same
  press once more sends it all the same.
* Facts about the ticket come with the form as answers that nobody is asked for (:class:`Given`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.quality import Flaw
from core.templates import NAME, TEXT_AT_MOST, TITLE_AT_MOST
from core.tickets import Outcome, Ticket
from core.timing import clocks
from core.town import Town
from dialogs.effects import Answer, Answers, Option, Phrase, Stamp, Until, phrase
from dialogs.effects import Day as DayNamed
from dialogs.enclosures import enclosed
from dialogs.engine import Dialog
from dialogs.events import Case
from dialogs.state import State, Turn
from dialogs.steps import (
    WORDS_AT_MOST,
    Choice,
    Given,
    Step,
    Text,
    files_step,
    has_files,
    never,
)
from dialogs.ticket.judging import ANY_TEXT, PROMISE, Judge, answers_judge, texts_judge, warnings

from .steps import BEGAN, KNOWN_GAPS, Day, Hours, TemplateText, today_of
from .turning import AFTER_THE_OUTCOMES, REASON_AT_MOST, turns

OFFICE_NOTES: Mapping[str, Phrase] = {
    "photo": phrase("office-photo-noted"),
    "voice": phrase("office-voice-noted"),
    "file": phrase("office-file-noted"),
}
"""What becomes of an operator's files: it is the resident who will see and hear them."""

INNER_NOTES: Mapping[str, Phrase] = {
    "photo": phrase("inner-photo-noted"),
    "voice": phrase("inner-voice-noted"),
    "file": phrase("inner-file-noted"),
}
"""What becomes of a note's files: no resident sees or hears them."""

OUTCOMES = (
    Option("send.planned", phrase("send-planned")),
    Option("send.explained", phrase("send-explained")),
    Option("send.refused", phrase("send-refused")),
)
"""Besides «решено», which is the button that sends."""

MEANT: Mapping[str, Outcome] = {
    "ahead": Outcome.PLANNED,
    "refusal": Outcome.REFUSED,
    "denial": Outcome.EXPLAINED,
}
"""What a draft says that goes as «решено» → the outcome that is nearest to it."""

TEMPLATES = Option(":templates", phrase("draft-templates"))

Promised = tuple[Until | str, DayNamed | str]
"""Until when, and the day that was said, where it is a day off."""

FACTS = (
    "number",
    "topic",
    "agency",
    "today",
    "busy",
    "since",
    "writing",
    "approval",
    "routes",
    "again",
    BEGAN,
)
"""What a form is told of its ticket."""


def _facts() -> tuple[Step, ...]:
    return tuple(Given(key=key) for key in FACTS)


def known(town: Town, ticket: Ticket, case: Case) -> dict[str, Answer]:
    """The facts of a ticket, for a form that begins."""
    agency = town.agency(ticket.agency)
    zone = town.calendar(ticket.agency).zone
    facts = {
        "number": ticket.number,
        "topic": ticket.topic,
        "agency": ticket.agency,
        "today": case.now.astimezone(zone).date().isoformat(),
        "busy": "" if case.waits and case.own else case.busy,
        "since": case.since.isoformat() if case.since else "",
        "writing": _how(case),
        "approval": "yes" if agency and agency.approval and not case.supervisor else "",
        "routes": "yes" if case.routes else "",
        "again": str(ticket.extensions) if ticket.promised else "",
        BEGAN: case.now.isoformat(),
    }
    return {key: value for key, value in facts.items() if value}


def _how(case: Case) -> str:
    """How somebody is on it; "": they took it."""
    if case.writing:
        lies = case.since is not None and case.now - case.since > WRITTEN_LATELY
        return "lies" if lies else "yes"
    if case.asked:
        return "asked"
    if case.waits and not case.own:  # one's own is changed by sending another
        return "waits" if case.supervisor else "waits-theirs"
    return ("own" if case.own else "answered") if case.answered else ""


def busy(state: State) -> Phrase | str:
    """Who else is on the ticket, and since when; "" if nobody is."""
    who, since = state.answer("busy"), state.answer("since")
    if not who or not since:
        return ""
    how = state.answer("writing")
    if how in AFTER_AN_ANSWER and state.dialog != "answer":
        return ""  # a note, or a correction that shows the answer anyhow
    at = Stamp(datetime.fromisoformat(since))
    match how:
        case "lies":
            return phrase("busy-lies", who=who, at=at)
        case "asked":
            return phrase("busy-asked", who=who, at=at)
        case "answered":
            return phrase("busy-answered", who=who, at=at)
        case "own":
            return phrase("busy-answered-yourself", at=at)
        case "waits":
            return phrase("busy-waits", who=who, at=at)
        case "waits-theirs":
            return phrase("busy-waits-theirs", who=who, at=at)
    return phrase("busy-writing" if how else "busy-taken", who=who, at=at)


WRITTEN_LATELY = timedelta(minutes=30)
"""A draft older than this is not being written: it was left."""

AFTER_AN_ANSWER = frozenset({"answered", "own", "waits", "waits-theirs"})
"""Somebody, or this person, has said already what is about to be said."""


@dataclass(frozen=True)
class CardForm(Dialog):
    """A form about a ticket. Its questions say first who else is on it."""

    def _question(self, state: State, step: Step) -> Phrase:
        question, other = super()._question(state, step), busy(state)
        return phrase("busy-first", busy=other, question=question) if other else question


@dataclass(frozen=True)
class Letter(CardForm):
    """What goes to the resident. ``outcomes``: each of them sends it."""

    judge: Judge = lambda answers, outcome: ()
    outcomes: bool = False
    templates: bool = False
    town: Town | None = None
    """Whose rules say what it may become instead; None: nothing else."""

    def found(self, answers: Answers) -> tuple[Flaw, ...]:
        """What is wrong with it, for the outcome that was chosen, or the likeliest."""
        return self.judge(answers, outcome_chosen(answers) if self.outcomes else None)

    def _options(
        self, kept: dict[str, Answer], step: Step | None, before: dict[str, Answer]
    ) -> tuple[Option, ...]:
        options = super()._options(kept, step, before)
        chosen = (TEMPLATES,) if self.templates and (step is None or step.key == "words") else ()
        if step is not None:
            return (*chosen, *options)
        send, *others = options
        found = self.found(kept) if self.outcomes else ()
        if self.outcomes and kept.get("approval"):  # questions and days need nobody's
            send = Option(":send", phrase("answer-submit"))
        sending = (send, *OUTCOMES) if self.outcomes else (send,)
        nearest = (MEANT[one.code] for one in found if one.code in MEANT)
        wanted = f"send.{next(nearest, outcome_chosen(kept))}"
        instead = turns(self.town, kept, found) if self.town else ()
        first = tuple(one for one in instead if one.code not in AFTER_THE_OUTCOMES)
        last = tuple(one for one in instead if one not in first)
        if self.outcomes and (first or any(one.code == wanted for one in sending)):
            # Pressed before something was mended, or the only one that fits, it stands first: that
            # one is pressed blindly. A bare «:send» would stand above what the draft is instead.
            solved = Option(f"send.{Outcome.SOLVED}", send.label)
            sending = tuple(sorted((solved, *sending[1:]), key=lambda one: one.code != wanted))
        return (*first, *sending, *last, *chosen, *others)

    def _way(
        self,
        state: State,
        button: str,
        kept: dict[str, Answer],
        step: Step | None,
        before: dict[str, Answer],
    ) -> Turn | None:
        if step is None and self.outcomes and (button == ":send" or button.startswith("send.")):
            return self._sent(
                state, Outcome(button.removeprefix("send.").replace(":send", "solved"))
            )
        return super()._way(state, button, kept, step, before)

    def _sent(self, state: State, outcome: Outcome) -> Turn:
        """Off it goes; but first what is wrong with it for this outcome alone."""
        shown = self.found(state.answers)
        state = self._with(state, {"outcome": outcome.value})
        if set(self.found(state.answers)) - set(shown):
            return self._ask(state, None)
        return self._off(state)


def outcome_chosen(answers: Answers) -> Outcome:
    """The outcome that an answer is sent with, or the likeliest."""
    said = answers.get("outcome")
    return Outcome(said) if isinstance(said, str) and said in set(Outcome) else Outcome.SOLVED


def _words(
    asks: Callable[[Answers], Phrase] | None = None,
    wordless: Callable[[Answers], bool] = never,
    at_least: int = 1,
    notes: Mapping[str, Phrase] = OFFICE_NOTES,
) -> Text:
    return Text(
        key="words",
        asks=asks,
        at_least=at_least,
        at_most=WORDS_AT_MOST,
        files_to="files",
        notes=notes.__getitem__,
        optional=wordless,
        skipped="way-wordless",
    )


def _letter(
    name: str,
    judge: Judge,
    steps: tuple[Step, ...],
    *,
    outcomes: bool = False,
    templates: bool = False,
    town: Town | None = None,
    promised: Callable[[State], Promised] = lambda state: ("", ""),
) -> Letter:
    def summary(state: State) -> Phrase:
        files = state.answers.get("files")
        found = judge(state.answers, outcome_chosen(state.answers) if outcomes else None)
        until, off = promised(state)
        return phrase(
            f"{name}-summary",
            ticket=state.about,
            text=state.answer("words"),
            enclosed=enclosed(files) if isinstance(files, tuple) else (),
            warnings=warnings(found),
            busy=busy(state),
            until=until,
            off=off,
            approval=state.answer("approval") or "no",
        )

    return Letter(
        name,
        (*_facts(), Given(key="outcome"), Given(key="template"), *steps),
        summary=summary,
        judge=judge,
        outcomes=outcomes,
        templates=templates,
        town=town,
    )


def _asks(name: str) -> Callable[[Answers], Phrase]:
    """A question that shows what was written already."""

    def ask(answers: Answers) -> Phrase:
        number, text = str(answers.get("number") or ""), str(answers.get("words") or "")
        return phrase(f"{name}-words", ticket=number, text=text)

    return ask


def _asks_day(town: Town) -> Callable[[Answers], Phrase]:
    def ask(answers: Answers) -> Phrase:
        number, again = str(answers.get("number") or ""), str(answers.get("again") or "")
        limit = town.desk.extensions
        if not again:
            return phrase("promise-day", ticket=number)
        count = int(again)
        left = limit if count < limit else 0  # beyond that only a supervisor is asked
        return phrase("promise-day-again", ticket=number, count=count, limit=left)

    return ask


def _until(town: Town) -> Callable[[State], Promised]:
    def until(state: State) -> Promised:
        day, agency = date.fromisoformat(state.answer("day")), state.answer("agency")
        zone = town.calendar(agency).zone
        until = clocks.promised_until(town, agency, day).astimezone(zone)
        off = DayNamed(datetime.combine(day, time(), zone)) if until.date() != day else ""
        return Until(until, today_of(state.answers)), off

    return until


def answer(town: Town) -> Letter:
    words = _words(_asks("answer"), wordless=has_files)
    steps = (files_step(), words)
    judge = answers_judge(town)
    return _letter("answer", judge, steps, outcomes=True, templates=True, town=town)


def correct(town: Town) -> Letter:
    """The last answer, as it should have been."""
    steps = (files_step(), _words(_asks("correct"), wordless=has_files))
    return _letter("correct", answers_judge(town), steps, outcomes=True)


def ask(town: Town) -> Letter:
    return _letter("ask", texts_judge(ANY_TEXT), (files_step(), _words()), templates=True)


def promise(town: Town) -> Letter:
    """A day, and what will be done by it; the day's end is what the resident is told."""
    day = Day(key="day", town=town, asks=_asks_day(town))
    steps = (day, files_step(), _words(at_least=3))
    judge = texts_judge(PROMISE)
    return _letter("promise", judge, steps, templates=True, promised=_until(town))


REFUSE = CardForm(
    "refuse",
    (*_facts(), Text(key="reason", at_least=3, at_most=REASON_AT_MOST)),
    confirms=False,
)

REWORK = CardForm(
    "rework",
    (*_facts(), Text(key="reason", at_least=3, at_most=WORDS_AT_MOST)),
    confirms=False,
)

NOTE = Dialog(
    "note",
    (files_step(), _words(wordless=has_files, notes=INNER_NOTES)),
    confirms=False,
)

EXTEND = Dialog(
    "extend",
    (Given(key=BEGAN), Hours(key="hours"), Text(key="reason", at_least=3, at_most=REASON_AT_MOST)),
    confirms=False,
)

TEMPLATE = Dialog(
    "template",
    (
        Given(key="id"),
        Text(key="title", at_least=2, at_most=TITLE_AT_MOST),
        TemplateText(
            key="body",
            at_least=3,
            at_most=TEXT_AT_MOST,
            asks=lambda answers: phrase("template-body", known=KNOWN_GAPS, name=f"{{{NAME}}}"),
        ),
    ),
    confirms=False,
)


def reject(town: Town) -> Dialog:
    """Why a ticket is not taken on: a reason of the town's list."""
    options = tuple(Option(one.code, one.name) for one in town.desk.reject_reasons)
    steps = (Given(key=BEGAN), Choice(key="why", of=lambda before: options))
    return Dialog("reject", steps, confirms=False)


def operator_forms(town: Town) -> Mapping[str, Dialog]:
    letters = (answer(town), ask(town), promise(town), correct(town))
    others = (REFUSE, REWORK, NOTE, EXTEND, TEMPLATE, reject(town))
    return {form.name: form for form in (*letters, *others)}


LETTERS = frozenset({"answer", "ask", "promise", "correct"})
"""Forms whose words are not lost when they give way to something else."""

ASKED = ("words", "reason", "day", "hours", "title", "body")
"""Steps that wait for an operator's words."""
