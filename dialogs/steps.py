"""The kinds of questions. A new question is one value; a new kind of question, one subclass.

A step reads what a person did and makes an answer of it, or says what was expected. It never
sees the clock, the database or the messenger, and keeps nothing.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from msgspec.structs import replace

from core.places import written_point
from core.words.classes import is_sign
from core.words.reachable import apart

from .effects import Answer, Answers, Effect, Label, Option, Phrase, phrase
from .enclosures import enclosed, enclosure, is_picture, noted
from .events import Event, Placed, Pressed, Said, Sent, Shared, Strange
from .heard.agreeing import is_yes
from .heard.declining import (
    NOTHING_SAID,
    asks_what_for,
    is_coming,
    is_lacking_camera,
    is_later,
    is_no,
    is_plea,
)
from .heard.declining import PICTURE as ABOUT_PICTURES
from .heard.finished import is_finished
from .heard.greetings import is_greeting
from .heard.kept_contacts import kept_apart, reached
from .heard.openings import is_opening
from .heard.to_the_bot import is_ending
from .taking import Refused, Took, gather, is_telling, tell

PHOTOS_AT_MOST = 10
WORDS_AT_MOST = 3500
"""Characters of a letter: with what stands around it, one message of any messenger."""

NO_CAMERA = "no-camera"

NOTHING: frozenset[str] = frozenset()
"""No words but those of a plain no."""


def always(answers: Answers) -> bool:
    return True


def never(answers: Answers) -> bool:
    return False


def nothing(answer: Answer) -> tuple[Effect, ...]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Step(ABC):
    """One question.

    * ``when``: whether it is asked at all, by the answers before it.
    * ``optional``: whether it may be skipped.
    * ``listed``: whether its answer has a button of its own in the summary.
    * ``volunteered``: when it is not asked by itself, only answered if something comes along.
    * ``silent``: stands in no summary, and no way leads back to it.
    * ``asks``: the text of the question, by all answers so far; by default ``DIALOG-KEY``.
    * ``edits``: the label of its button in the summary; by default ``edit-KEY``.
    * ``then``: what follows at once when it is answered.
    * ``done``, ``skipped``: the texts of the buttons that go on with, or without, an answer.
    * ``clears``: an answer given may be taken away again.
    * ``resets``: the steps whose answers go when this one is answered.
    * ``words_to``: the text step that words which are no answer to it go to.
    * ``shorter``: its text when it is shown again after what it could not read, where the whole is
      long.
    """

    anywhere: ClassVar[tuple[type, ...]] = ()
    """What it takes whichever step is being asked: a photo is a photo at any time."""
    closed: ClassVar[bool] = False
    key: str
    when: Callable[[Answers], bool] = always
    optional: Callable[[Answers], bool] = never
    listed: Callable[[Answers], bool] = always
    volunteered: Callable[[Answers], bool] = never
    silent: bool = False
    asks: Callable[[Answers], Phrase] | None = None
    edits: Callable[[Answers], Label] | None = None
    then: Callable[[Answer], tuple[Effect, ...]] = nothing
    done: str = "way-keep"
    skipped: str = "way-skip"
    clears: bool = False
    resets: tuple[str, ...] = ()
    words_to: str = ""
    shorter: Phrase | None = None

    def options(self, before: Answers) -> tuple[Option, ...]:
        return ()

    @abstractmethod
    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        """Make an answer of what the person did. ``held`` are all answers kept so far."""

    def belated(self, event: Event, held: Answers) -> Took | None:
        """What of an event that the step being asked does not read is more of this one's answer;
        None: nothing."""
        return None

    def waits_with(self, held: Answers) -> tuple[str | Phrase, ...]:
        """What was said to it so far, in lines, where it waits for «Готово»."""
        return ()

    def holds(self, answer: Answer, before: Answers) -> bool:
        """Tell whether a kept answer still stands: earlier ones change, and so does our code."""
        return self.optional(before) if answer is None else self.fits(answer, before)

    @abstractmethod
    def fits(self, answer: Answer, before: Answers) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class Choice(Step):
    """One of several. What is said instead goes to the text step ``spill``, if one is named:
    people write in several messages. ``declined``: said to who declines, in words of ``about``.
    ``stands``: what was chosen still holds, though it is offered no more."""

    closed: ClassVar[bool] = True
    of: Callable[[Answers], tuple[Option, ...]]
    spill: str = ""
    declined: Phrase | None = None
    about: frozenset[str] = frozenset()
    stands: Callable[[Answer, Answers], bool] | None = None

    def options(self, before: Answers) -> tuple[Option, ...]:
        return self.of(before)

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        match event:
            case Pressed(button) if self.fits(button, before):
                return Took(button)
            case Said(text) if self.declined and is_no(text, self.about):
                return Refused(self.declined)
            case Said(text) if self.spill and is_plea(text):
                return Refused(phrase("why-choose"))
            case Said(text) if self.spill and is_telling(text):
                told = tell(text, held, self.spill)
                return replace(told, answer=held.get(self.key)) if isinstance(told, Took) else told
        return Refused(unexpected(event, phrase("choose-one")))

    def fits(self, answer: Answer, before: Answers) -> bool:
        for option in self.of(before):  # noqa: SIM110  because any() is twice as slow, and every walk comes by here
            if option.code == answer:
                return True
        return False

    def holds(self, answer: Answer, before: Answers) -> bool:
        return super().holds(answer, before) or (
            self.stands is not None and self.stands(answer, before)
        )


@dataclass(frozen=True, kw_only=True)
class Text(Step):
    """Free text of ``at_least``…``at_most`` characters; ``files_to`` names the step that keeps
    pictures sent along; ``waits``: after a picture, wait for «Готово»; ``notes`` says in other
    words than the resident's that files were taken along: by what to call them. ``declinable``:
    «нет» is no answer where none is needed. ``parts``: a contact is kept apart from the words.
    ``at_once``: a picture that is no part of an album is an answer without words; ``points``: so is
    a place on the map, as its coordinates."""

    at_least: int = 1
    at_most: int
    files_to: str = ""
    files_at_most: int = PHOTOS_AT_MOST
    waits: bool = False
    declinable: bool = False
    parts: bool = False
    points: bool = False
    at_once: Callable[[Answers], bool] = never
    notes: Callable[[str], Phrase] | None = None

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        took = self._read(event, before, held)
        return self._parted(took, held) if self.parts and isinstance(took, Took) else took

    def _read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        match event:
            case Pressed():
                return Refused(phrase("stale"))
            case Said(text) if self.declinable and self.optional(before) and is_no(text, NOTHING):
                return Took(None, skips=True)
            case Said(text) if self.declinable and is_plea(text):
                return Refused(phrase("why-asked"))
            case Said() if self._is_ended(event, held):
                return Took(held.get(self.key), skips=True)
            case Said(text):
                return self._text(self._with_held(text, held))
            case Sent() if self.files_to:
                return self._files(event, held)
            case Placed(latitude, longitude, text) if self.points:
                point = f"{text}\n{written_point(latitude, longitude)}"
                return self._text(self._with_held(point, held))
        return Refused(unexpected(event, phrase("write-text")))

    def _with_held(self, text: str, held: Answers) -> str:
        """What was said under a picture, and taken, goes first: who is waited for goes on."""
        told, text = held.get(self.key) if self.waits else None, text.strip()
        if not isinstance(told, str):
            return text
        return told if text in told.split("\n") else f"{told}\n{text}"

    def _is_ended(self, said: Said, held: Answers) -> bool:
        """Is «Готово» said in other words? To a question that has no word yet, «да» answers."""
        if not self.waits or said.forwarded or not held.get(self.files_to):
            return False
        answers = self.at_once(held) and held.get(self.key) is None and _is_answer(said.text)
        return is_finished(said.text) and not answers

    def waits_with(self, held: Answers) -> tuple[str | Phrase, ...]:
        files, words = held.get(self.files_to), held.get(self.key)
        if not self.waits or not isinstance(files, tuple):
            return ()
        return (*((words,) if isinstance(words, str) else ()), *enclosed(files))

    def fits(self, answer: Answer, before: Answers) -> bool:
        return isinstance(answer, str) and 0 < len(answer) <= self.at_most

    def _parted(self, took: Took, held: Answers) -> Took:
        told, known = took.answer, held.get(self.key)
        found = apart(told) if isinstance(told, str) and told != known else None
        if found is None:
            return took
        also = {**took.also, **reached(found, held)}
        hint = kept_apart(found, also)
        if not found.rest:
            return replace(took, answer=known, also=also, more=True, hint=hint)
        return replace(took, answer=found.rest, also=also, hint=took.hint or hint)

    def _text(self, text: str) -> Took | Refused:
        if self.at_least > 1 and (is_greeting(text) or (self.parts and is_opening(text))):
            return Refused(phrase("hello"))
        if len(text) > self.at_most:
            return Refused(phrase("too-long", length=len(text), limit=self.at_most))
        if len(text) < self.at_least or not any(sign.isalnum() for sign in text):
            return Refused(phrase("too-short"))
        return Took(text)

    def _files(self, event: Sent, held: Answers) -> Took | Refused:
        took = gather(event.files, held.get(self.files_to), self.files_at_most)
        if isinstance(took, Refused):
            return took
        also = {self.files_to: took.answer}
        before = held.get(self.key)
        kind = enclosure(event.files)
        if not event.text.strip() and self.notes:
            return Took(before, also, more=True, hint=took.hint or self.notes(kind))
        if not event.text.strip():
            if self.at_once(held) and event.album is None and before is None:
                return Took(None, also, skips=True, hint=took.hint)
            told = noted(event.files, took.answer) if kind == "voice" else None
            hint = told if self.waits else phrase(f"{kind}-needs-words")
            return Took(before, also, more=True, hint=took.hint or hint)
        words = self._text(self._with_held(event.text, held))
        if isinstance(words, Refused):
            return Took(before, also, more=True, hint=words.why)
        return Took(words.answer, also, more=self.waits, hint=took.hint)


def _passes(text: str) -> bool:
    return is_ending(text) or text.strip() in NOTHING_SAID


def _is_answer(text: str) -> bool:
    return is_yes(text) or is_sign(text)


@dataclass(frozen=True, kw_only=True)
class Photos(Step):
    """Pictures, in one message or many, until «Готово». ``words_to``: the text step that what is
    written under them, or in place of them, is added to. ``without``: the step that keeps that
    none can be taken, where one is needed; it makes this one optional. ``instead``: the step that
    keeps what is told in place of the story until that is confirmed; what comes meanwhile is of
    it."""

    anywhere: ClassVar[tuple[type, ...]] = (Sent,)
    done: str = "way-done"
    at_most: int = PHOTOS_AT_MOST
    without: str = ""
    instead: str = ""

    def options(self, before: Answers) -> tuple[Option, ...]:
        if not self.without or self.optional(before):
            return ()
        return (Option(NO_CAMERA, phrase("way-no-camera")),)

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        match event:
            case Sent(files, text):
                took = gather(files, held.get(self.key), self.at_most)
                if isinstance(took, Refused):
                    return took
                story = self.instead if held.get(self.instead) else self.words_to
                told = tell(text, held, story) if story and text.strip() else None
                if isinstance(told, Took):
                    return Took(took.answer, told.also, True, took.hint or told.hint)
                return Took(took.answer, {}, True, took.hint or self._lacks(took, before))
            case Pressed(button) if button == NO_CAMERA:
                return self._none(before, held)
            case Said(text) if is_no(text, ABOUT_PICTURES) or is_lacking_camera(text):
                return self._none(before, held)
            case Said(text) if self.optional(before) and _passes(text):
                return self._none(before, held)
            case Said(text) if is_later(text):
                return self._none(before, held, later=True)
            case Said(text) if self.words_to and is_coming(text):
                return Refused(phrase("photo-waits"))
            case Said(text) if self.words_to and (is_plea(text) or asks_what_for(text)):
                return Refused(phrase("why-photo"))
            case Said(text) if self.words_to and is_telling(text):
                return tell(text, held, self.words_to)
        return Refused(unexpected(event, phrase("send-photo")))

    def fits(self, answer: Answer, before: Answers) -> bool:
        if not isinstance(answer, tuple) or not 0 < len(answer) <= self.at_most:
            return False
        return self.optional(before) or any(is_picture(file) for file in answer)

    def _none(self, before: Answers, held: Answers, *, later: bool = False) -> Took | Refused:
        """No picture, or no more, or one that comes ``later``; what is held stays."""
        files = held.get(self.key)
        if self.optional(before):
            return Took(files, skips=True, hint=phrase("photo-later") if later else None)
        if not self.without:
            return Refused(phrase("send-photo"))
        return Took(files, also={self.without: "yes"}, skips=True, hint=phrase("no-camera"))

    def _lacks(self, took: Took, before: Answers) -> Phrase | None:
        """Where a photograph is needed, a voice is kept too, and does not do."""
        return None if self.fits(took.answer, before) else phrase("photo-still-needed")


@dataclass(frozen=True, kw_only=True)
class Given(Step):
    """What came with the link that was followed, or is told to an operator's form of its ticket:
    never asked, never read."""

    volunteered: Callable[[Answers], bool] = always
    silent: bool = True

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        return Refused(phrase("stale"))

    def fits(self, answer: Answer, before: Answers) -> bool:
        return isinstance(answer, str)


def files_step() -> Photos:
    """What comes with the words of a letter."""
    return Photos(key="files", clears=True, volunteered=always, optional=always)


def has_files(before: Answers) -> bool:
    return bool(before.get("files"))


STRANGE: Mapping[str, str] = {
    "sticker": "strange-sticker",
    "animation": "strange-sticker",
    "dice": "strange-sticker",
    "audio": "strange-audio",
    "video": "strange-video",
    "clip": "strange-video",
    "poll": "strange-poll",
}


def unexpected(event: Event, expected: Phrase) -> Phrase:
    """Say what came, if it was something no step reads, and what was expected."""
    match event:
        case Strange(what):
            return phrase(STRANGE.get(what, "strange-other"), expected=expected)
        case Sent():
            return phrase("strange-file", expected=expected)
        case Placed():
            return phrase("strange-place", expected=expected)
        case Shared():
            return phrase("strange-contact", expected=expected)
    return expected
