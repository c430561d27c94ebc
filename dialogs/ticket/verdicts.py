"""What a resident is told of an answer's outcome, and asked of the answer.

Only «решено» is asked «Помогло?»: of what is planned, explained or refused it would be mockery. The
verdicts are the same, and the buttons say what is asked: who is polite presses «Помогло» under a
promise, and the lamp that does not burn is closed.
"""

from core.tickets import Outcome
from dialogs.effects import Phrase, phrase


def told_outcome(outcome: str) -> Phrase | str:
    """The outcome in a resident's words; "" for «решено», which «Помогло?» says, and for none."""
    if outcome == Outcome.SOLVED or outcome not in set(Outcome):
        return ""
    return phrase(f"told-outcome-{outcome}")


def asked(outcome: str, *, closed: bool = False) -> Phrase:
    """What stands under an answer; ``closed``: what they thought is known."""
    told = told_outcome(outcome)
    return (
        phrase("verdict-given", outcome=told) if closed else phrase("verdict-asked", outcome=told)
    )


def suits(outcome: str) -> bool:
    """Is it asked whether the answer suits, and not whether it helped?"""
    return told_outcome(outcome) != ""


def worded(action: str, outcome: str) -> str:
    """How a verdict's button is worded; ``outcome``: of the answer that it is about, or ""."""
    same = action in ("inpart", "reply") or not suits(outcome)
    return action if same else f"suits-{action}"
