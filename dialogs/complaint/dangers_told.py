"""Dangers that a complaint tells of beside what it is about: «не горит фонарь, и провод искрит».

Its teller was warned, and that is all an alarm does. Who reads the card of the lamp must see it
too, and the topic that the town has for such a danger is another agency's.
"""

from collections.abc import Iterator

from core.dangers import KINDS, dangers
from core.dangers.likely import UNCLEAR
from core.topics import Suggestions
from core.town import Town
from dialogs.effects import Answers, Phrase, phrase

from .alarms import WARNED
from .own_questions import topic_code
from .storytelling import REST, STORY


def dangers_told(answers: Answers) -> tuple[str, ...]:
    """The kinds of danger of which the teller was warned."""
    return tuple(str(answers.get(WARNED) or "").split())


def others_told(
    town: Town, suggestions: Suggestions, answers: Answers
) -> Iterator[tuple[str, str]]:
    """The topics for dangers that are not the complaint's own, each with its kind."""
    filed = topic_code(answers)
    for kind in dangers_told(answers):
        code = suggestions.of_danger(kind) or kind
        if code != filed and town.topic(code) is not None:
            yield code, kind


def words_of(kind: str, answers: Answers) -> str:
    """The messages that tell of it, wherever they were said; else the whole story."""
    story = str(answers.get(STORY) or "")
    own = [said for key, said in answers.items() if key.startswith("q.") and isinstance(said, str)]
    told = [story, str(answers.get(REST) or ""), *own]
    lines = (line.strip() for one in told for line in one.split("\n"))
    return "\n".join(dict.fromkeys(line for line in lines if kind in dangers(line))) or story


def on_card(town: Town, suggestions: Suggestions, answers: Answers) -> tuple[Phrase | str, ...]:
    """What the card names beside its topic. Who does not want to live was told who helps, and that
    is for no chat of an agency to be pointed at."""
    filed = topic_code(answers)
    return tuple(
        phrase("danger-kind", kind=kind) if kind in (*KINDS, UNCLEAR) else town.topic_named(kind)
        for kind in dangers_told(answers)
        if kind != "suicide" and (suggestions.of_danger(kind) or kind) != filed
    )
