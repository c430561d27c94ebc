"""The first story: what happened, without how its teller is reached.

A telephone number in it would stand on the card, which a whole chat reads; see
:mod:`core.words.reachable`.
"""

from core.words.reachable import apart
from dialogs.effects import Answers, Phrase
from dialogs.heard.kept_contacts import kept_apart, reached

STORY = "what"
REST = "rest"
"""Parts of an earlier story that tell of still other problems."""
"""The step that keeps it."""


def begun(answers: Answers) -> tuple[Answers, Phrase | None]:
    """What a complaint begins with, and what is said of it."""
    told = answers.get(STORY)
    found = apart(told) if isinstance(told, str) else None
    if found is None:
        return answers, None
    others = {key: answer for key, answer in answers.items() if key != STORY}
    words = {STORY: found.rest} if found.rest else {}
    begins = {**others, **words, **reached(found, answers)}
    return begins, kept_apart(found, begins)
