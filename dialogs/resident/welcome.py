"""What is said to thanks, and to «ок», «понял, жду», which thank nobody."""

from dialogs.effects import Phrase, phrase
from dialogs.heard.content import is_glad
from dialogs.heard.wishes import is_noted


def welcome(said: str, *, awaited: bool) -> Phrase:
    """``awaited``: is there something that its writer will be told of?"""
    if is_noted(said):
        return phrase("well-noted" if awaited else "well-noted-at-end")
    return phrase("you-are-welcome" if awaited else "you-are-welcome-at-end")


def nothing_over(said: str) -> Phrase:
    """What is said to «починили, спасибо» where there is nothing to withdraw."""
    return welcome(said, awaited=False) if is_glad(said) else phrase("say-what")
