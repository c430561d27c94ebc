"""The topics' own questions, as steps; they stand in the town file."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.town import Question, Town
from dialogs.effects import Answer, Answers, Option, Phrase, phrase
from dialogs.events import Event, Said
from dialogs.heard.typed import NONE_OF_THEM
from dialogs.steps import Choice, Step, Text
from dialogs.taking import Refused, Took

from .as_said import is_answer
from .storytelling import STORY


@dataclass(frozen=True, kw_only=True)
class OwnChoice(Choice):
    """What is said in other words than the buttons' and is an answer is one, as it was said."""

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        if isinstance(event, Said) and not event.forwarded and is_answer(event.text):
            return Took(event.text.strip())
        return super().read(event, before, held)

    def fits(self, answer: Answer, before: Answers) -> bool:
        return super().fits(answer, before) or (isinstance(answer, str) and is_answer(answer))


class OwnQuestions:
    """Built once for a town; keeps nothing between turns."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._questions: dict[str, dict[str, Question]] = {}
        """By their keys and then by their topics."""
        for topic in town.topics.values():
            for question in topic.questions:
                self._questions.setdefault(question.key, {})[topic.code] = question

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

        known = of_topics.values()
        if any(question.options for question in known):
            return OwnChoice(
                key=f"q.{key}",
                spill=STORY,
                when=applies,
                optional=optional,
                of=choices,
                asks=text,
                edits=edits,
            )
        return Text(
            key=f"q.{key}",
            when=applies,
            optional=optional,
            declinable=True,
            at_most=max(question.length for question in known),
            asks=text,
            edits=edits,
        )


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
