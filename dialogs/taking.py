"""What becomes of what a person did: an answer, more of a story, files gathered, or a refusal."""

from msgspec import Struct

from core.files import runs_by_name
from core.messages import File
from core.words.classes import FILLERS
from core.words.reachable import apart

from .effects import Answer, Answers, Phrase, phrase
from .heard.agreeing import is_refusal
from .heard.declining import is_no, is_no_picture
from .heard.greetings import is_greeting
from .heard.kept_contacts import kept_apart, reached
from .heard.to_the_bot import is_to_the_bot
from .heard.wishes import Wish, wish_of
from .texts import fold

STORY_AT_MOST = 8000
"""Characters. Longer than one message of any messenger: a long story arrives in pieces."""


class Took(Struct, frozen=True):
    """``also`` are answers to other steps that came along (a photo with its words).

    ``more``: stay here, something may follow. ``hint`` is said with the next screen. ``skips``: it
    was said that there is no answer.
    """

    answer: Answer
    also: Answers = {}
    more: bool = False
    hint: Phrase | None = None
    skips: bool = False


class Refused(Struct, frozen=True):
    why: Phrase


def is_telling(text: str) -> bool:
    """Is this part of a story? «Кв 8» is; a bare number, which is more likely a button that is not
    there, is not, nor is what is said of course: a greeting, yes, no, no picture, thanks, and what
    is said to the bot."""
    if apart(text) is not None:
        return True
    if not any(sign.isalpha() for sign in text) or sum(sign.isalnum() for sign in text) < 2:
        return False
    wished = wish_of(text)
    no = is_no(text, frozenset()) or is_no_picture(text)
    of_course = is_greeting(text) or is_refusal(text) or no or is_to_the_bot(text)
    of_course = of_course or FILLERS.issuperset(fold(text).split())
    return not of_course and (wished is None or wished[0] is not Wish.THANKS)


def tell(text: str, held: Answers, story: str) -> Took | Refused:
    """Add words to the story told so far; what is said of course is none, and a contact among
    them is kept apart."""
    if not is_telling(text):
        return Refused(phrase("choose-one"))
    found = apart(text)
    told = held.get(story)
    known = told if isinstance(told, str) and not is_greeting(told) else ""
    if text.strip() in known.split("\n"):
        return Took(None, more=True, hint=phrase("added-to-text"))  # it was sent twice
    whole = f"{known}\n{found.rest if found else text.strip()}".strip()
    if len(whole) > STORY_AT_MOST:
        return Refused(phrase("too-long", length=len(whole), limit=STORY_AT_MOST))
    if found is None:
        return Took(None, also={story: whole}, more=True, hint=phrase("added-to-text"))
    also = {**({story: whole} if found.rest else {}), **reached(found, held)}
    return Took(None, also=also, more=True, hint=kept_apart(found, also))


def gather(new: tuple[File, ...], held: Answer, at_most: int) -> Took | Refused:
    """Add files to those held: each once, no programs, and no more than fit."""
    files = held if isinstance(held, tuple) else ()
    good = tuple(file for file in new if not runs_by_name(file.name))
    if not good:
        return Refused(phrase("file-not-taken"))
    known = {file.ref for file in files}
    fresh = tuple(file for file in good if file.ref not in known)
    whole = (*files, *fresh)
    hint = None if len(whole) <= at_most else phrase("too-many-photos", limit=at_most)
    return Took(whole[:at_most], hint=hint)
