"""Two complaints that were left unfinished: the one left last, and the one before it.

Who cancels a complaint, asks after it in words that begin another one, and leaves that too, finds
both: the menu leads back to the last, and from it, sent or not, to the one before.
"""

from dialogs.effects import Answer, Answers

EARLIER = "earlier "
"""Begins the names of answers of the one before."""


def laid_over(last: Answers, before: Answers | None) -> Answers | None:
    """Both, as they lie aside; None: there is neither. Of three the oldest is let go."""
    if not last or not before:
        return last or before
    earlier = {f"{EARLIER}{key}": one for key, one in before.items() if not _is_earlier(key)}
    return {**earlier, **last}


def taken_up(aside: Answers) -> tuple[Answers, Answers | None]:
    """The one that was left last, and what lies aside still."""
    last = {key: one for key, one in aside.items() if not _is_earlier(key)}
    before: dict[str, Answer] = {
        key.removeprefix(EARLIER): one for key, one in aside.items() if _is_earlier(key)
    }
    return last, before or None


def _is_earlier(key: str) -> bool:
    return key.startswith(EARLIER)
