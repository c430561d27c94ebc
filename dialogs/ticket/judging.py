"""What is wrong with a draft, judged from its answers, and how it is said."""

from collections.abc import Callable

from core.quality import Demands, Flaw, flaws
from core.templates import NAME
from core.tickets import Details, Outcome
from core.town import Town
from core.whose import Holders
from core.words.quoting import in_line
from dialogs.effects import Answers, Phrase, phrase
from dialogs.enclosures import is_picture

Judge = Callable[[Answers, Outcome | None], tuple[Flaw, ...]]

ANY_TEXT = frozenset(
    {"rude", "caps", "gap", "phone", "mail", "passport", "snils", "card", "birth", "name"}
)
"""What is wrong in whatever goes to a resident."""
PROMISE = ANY_TEXT | {"empty"}

BLANKS = (f"{{{NAME}}}",)
"""Gaps that are filled when the text goes."""


def answers_judge(town: Town) -> Judge:
    """Judges an answer: by what its topic and its agency demand, and by its outcome."""
    holders = holders_of(town)

    def judge(answers: Answers, outcome: Outcome | None) -> tuple[Flaw, ...]:
        agency = town.agency(str(answers.get("agency") or ""))
        topic = town.topic(str(answers.get("topic") or ""))
        demands = Demands(
            greeting=bool(agency and agency.greeting),
            signature=bool(agency and agency.signature),
            photo_for_solved=bool(topic and topic.photo_for_solved),
            names=(agency.name, agency.short) if agency else (),
            holders=holders,
            own=agency.code if agency else "",
        )
        return _judged(answers, outcome, demands)

    return judge


def holders_of(town: Town) -> Holders:
    """Who answers for what in a town, by their names and by their topics'."""
    names = {
        one.code: (one.name, one.short, *one.called)
        for one in town.agencies
        if not one.coordinators
    }
    topics: dict[str, list[str]] = {}
    for group in town.groups:
        for topic in group.topics:
            topics.setdefault(town.route(topic.code, None).code, []).append(topic.name)
    return Holders(names, topics)


def texts_judge(codes: frozenset[str]) -> Judge:
    """Judges any other text, of these flaws alone."""

    def judge(answers: Answers, outcome: Outcome | None) -> tuple[Flaw, ...]:
        found = _judged(answers, None, Demands())
        return tuple(flaw for flaw in found if flaw.code in codes)

    return judge


def _judged(answers: Answers, outcome: Outcome | None, demands: Demands) -> tuple[Flaw, ...]:
    enclosed = answers.get("files")
    files = enclosed if isinstance(enclosed, tuple) else ()
    return flaws(
        str(answers.get("words") or ""),
        outcome=outcome,
        demands=demands,
        pictures=sum(map(is_picture, files)),
        files=len(files),
        blanks=BLANKS,
    )


def warnings(found: tuple[Flaw, ...]) -> tuple[Phrase, ...]:
    """A line for each, and what to do where it is not plain."""
    lines = tuple(phrase(f"warning-{one.code}", found=in_line(one.found)) for one in found)
    undated = any(one.code == "no_date" for one in found)
    return (*lines, phrase("day-how-added")) if undated else lines


def noted(found: tuple[Flaw, ...]) -> Details:
    """As the history keeps them: without the words, which may be somebody's own."""
    return tuple(("warning", one.code) for one in found)


def told_of(details: Details) -> tuple[Phrase, ...]:
    """What the history kept, a line each."""
    codes = [value for name, value in details if name == "warning"]
    return tuple(phrase(f"warning-{code}", found="") for code in codes)
