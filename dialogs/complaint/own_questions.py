"""The topics' own questions, as steps; they stand in the town file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from core.dangers import dangers
from core.town import Question, Town
from core.words.digits import has_digits
from dialogs.effects import Answer, Answers, Label, Option, Phrase, phrase
from dialogs.events import Event, Said
from dialogs.heard.amounts import ranged
from dialogs.heard.declining import is_no, is_plea
from dialogs.heard.near_labels import told_label
from dialogs.heard.typed import NONE_OF_THEM
from dialogs.steps import NOTHING, Choice, Step, Text
from dialogs.taking import STORY_AT_MOST, Refused, Took, is_telling, tell
from dialogs.texts import fold

from .as_said import is_answer, is_ending, is_of_other, is_passing
from .no_answer import answers_nothing, says_nothing, says_where
from .shortened import shortened
from .storytelling import STORY

MISSED = "missed"
"""Keeps the question that was not answered by what was said to it last."""
SAID_AT_MOST = 8
"""Words of an answer among which a button's are looked for, at most."""


_YES_NO = frozenset({"да", "нет"})


@dataclass(frozen=True, kw_only=True)
class OwnChoice(Choice):
    """What is said in other words than the buttons' and is an answer is one, as it was said. Where
    one is needed, so are any words that are said after those that were none: nobody is asked the
    same for ever. «Нет» passes over what may be passed over."""

    is_place: Callable[[str, Answers], bool]

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        if not isinstance(event, Said) or event.forwarded or not event.text.strip():
            return super().read(event, before, held)
        said = event.text.strip()
        if is_ending(said):
            return Refused(phrase("choose-one"))
        if is_answer(said) or (self.is_place(said, before) and not dangers(said)):
            return Took(said)
        if self.optional(before) and is_no(said, NOTHING):
            return Took(None, skips=True)
        if self._is_meant(said, before):
            # «весь дом, Лазо 38»: what may be an address is looked for in the story
            told = tell(said, held, STORY) if has_digits(said) else None
            return Took(said, also=told.also if isinstance(told, Took) else {})
        if (begun := self._begun(said, before)) is not None:
            told = tell(said, held, STORY)
            return Took(begun, also=told.also if isinstance(told, Took) else {})
        required = not self.optional(before)
        if required and not dangers(said):
            if held.get(MISSED) == self.key and self.fits(said, before):
                return Took(said, also={MISSED: ""})
            if is_passing(said):
                return _missed(self.key, phrase("why-asked"))
        took = super().read(event, before, held)
        if not required:
            return took
        if isinstance(took, Took):
            return replace(took, also={**took.also, MISSED: self.key}) if took.more else took
        return _missed(self.key, took.why)

    def fits(self, answer: Answer, before: Answers) -> bool:
        own = isinstance(answer, str) and not answer.isdecimal()
        own = own and 0 < len(str(answer)) <= STORY_AT_MOST
        return super().fits(answer, before) or own

    def _begun(self, said: str, before: Answers) -> str | None:
        """The button that a few words begin with: «штук шесть, злые», «нет там никаких бирок»; what
        they say besides is told."""
        if "?" in said or len(said.split()) > SAID_AT_MOST or dangers(said):
            return None
        options = self.of(before)
        first, _, rest = said.partition(",")
        counted = ranged(first, [str(one.label) for one in options]) if rest.strip() else None
        if counted is not None:
            return options[counted].code
        word = fold(said).partition(" ")[0]
        return next((one.code for one in options if fold(str(one.label)) == word in _YES_NO), None)

    def _is_meant(self, said: str, before: Answers) -> bool:
        """Does it have the words of one button, or what «Другое» is for? It says more than they,
        and is kept whole."""
        labels = [str(one.label) for one in self.of(before)]
        if is_passing(said) or is_plea(said) or dangers(said) or not is_telling(said):
            return False
        if is_of_other(said, labels):
            return True
        few = len(said.split()) <= SAID_AT_MOST
        return few and told_label(fold(said), map(fold, labels)) is not None


@dataclass(frozen=True, kw_only=True)
class OwnText(Text):
    """Of what is too long the answer is taken out. Where one is needed, «пропустить» and «зачем»
    are told so, and are one when it is said again; so is what ``is_none``."""

    is_none: Callable[[str, Answers], bool]

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        if not isinstance(event, Said):
            return super().read(event, before, held)
        said = event.text.strip()
        if not event.forwarded and self.is_none(said, before):
            return self._left_out(said, before, held)
        if len(said) > self.at_most and (took := self._shortened(said, before, held)) is not None:
            return took
        if self.optional(before):
            return super().read(event, before, held)
        if not is_passing(said) and not is_plea(said):
            return super().read(event, before, held)
        again = held.get(MISSED) == self.key and len(said) <= self.at_most
        return Took(said, also={MISSED: ""}) if again else _missed(self.key, phrase("why-asked"))

    def _left_out(self, said: str, before: Answers, held: Answers) -> Took:
        """What is no answer belongs to the story, if anywhere; it is asked once more where an
        answer is needed."""
        told = None if says_nothing(said) else tell(said, held, STORY)
        also = dict(told.also) if isinstance(told, Took) else {}
        hint = told.hint if isinstance(told, Took) else None
        if self.optional(before):
            return Took(None, also=also, hint=hint, skips=True)
        if held.get(MISSED) == self.key:
            return Took(said, also={MISSED: ""})
        return Took(None, also={**also, MISSED: self.key}, more=True, hint=phrase("why-asked"))

    def _shortened(self, said: str, before: Answers, held: Answers) -> Took | None:
        short, all_told = shortened(said, self.at_most)
        told = tell(said, held, STORY)
        if dangers(said) and isinstance(told, Took) and self.optional(before):
            return replace(told, answer=None, more=False, skips=True)  # it tells of something else
        if not short or all_told:
            return Took(short) if short else None
        return replace(told, answer=short, more=False) if isinstance(told, Took) else None


def _missed(key: str, why: Phrase) -> Took:
    return Took(None, also={MISSED: key}, more=True, hint=why)


class OwnQuestions:
    """``addresses``: those that answers name. Built once for a town; keeps nothing between."""

    def __init__(self, town: Town, addresses: Callable[[Answers], tuple[Label, ...]]) -> None:
        self._town = town
        self._addresses = addresses
        self._questions: dict[str, dict[str, Question]] = {}
        """By their keys and then by their topics."""
        for topic in town.topics.values():
            for question in topic.questions:
                self._questions.setdefault(question.key, {})[topic.code] = question

    def keys(self) -> tuple[str, ...]:
        """Their steps'."""
        return tuple(f"q.{key}" for key in self._questions)

    def steps(self) -> Iterator[Step]:
        """One for each key. The same key in several topics is the same question, so its answer is
        kept when the topic is corrected."""
        return map(self._step, self._questions)

    def _step(self, key: str) -> Step:
        of_topics = self._questions[key]
        offered = {
            topic: tuple(
                Option(str(place), text) for place, text in enumerate(question.options or (), 1)
            )
            for topic, question in of_topics.items()
        }

        def asked(answers: Answers) -> Question | None:
            return of_topics.get(topic_code(answers))

        def choices(before: Answers) -> tuple[Option, ...]:
            return offered.get(topic_code(before), ())

        def text(answers: Answers) -> Phrase:
            question = asked(answers)
            return phrase("complaint-q", text=question.text if question else "")

        def edits(answers: Answers) -> Phrase:
            question = asked(answers)
            return phrase("edit-q", question=question.text if question else "")

        def optional(before: Answers) -> bool:
            question = asked(before)
            return question is not None and question.optional

        def applies(before: Answers) -> bool:
            return topic_code(before) in of_topics

        def is_none(said: str, before: Answers) -> bool:
            question = asked(before)
            return question is not None and answers_nothing(question.text, said, self._named)

        def is_place(said: str, before: Answers) -> bool:
            question = asked(before)
            return question is not None and says_where(question.text, said)

        known = of_topics.values()
        if any(question.options for question in known):
            return OwnChoice(
                key=f"q.{key}",
                spill=STORY,
                when=applies,
                optional=optional,
                of=choices,
                is_place=is_place,
                asks=text,
                edits=edits,
            )
        return OwnText(
            key=f"q.{key}",
            when=applies,
            optional=optional,
            declinable=True,
            is_none=is_none,
            at_most=max(question.length for question in known),
            asks=text,
            edits=edits,
        )

    def _named(self, text: str) -> tuple[str, ...]:
        return tuple(map(str, self._addresses({STORY: text})))


def said_to(town: Town, answers: Answers) -> list[tuple[str, str]]:
    """The questions of the topic that the answers come to, each with what was said to it."""
    topic = town.topic(topic_code(answers))
    said: list[tuple[str, str]] = []
    for question in topic.questions if topic else ():
        answer = answers.get(f"q.{question.key}")
        if not isinstance(answer, str):
            continue
        words = answer
        if question.options and answer.isdecimal():
            words = question.options[int(answer) - 1]
        said.append((question.text, words))
    return said


def topic_code(answers: Answers) -> str:
    """The code that the answers come to, "" if none."""
    guess = answers.get("guess")
    if isinstance(guess, str) and guess != NONE_OF_THEM:
        return guess
    code = answers.get("topic") or answers.get("group")
    return code if isinstance(code, str) and code != NONE_OF_THEM else ""
