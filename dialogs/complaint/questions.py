"""The complaint, as a value.

A new question is one more step in the tuple below and its texts: ``complaint-KEY`` asks it,
``edit-KEY`` names its button in the summary; ``extras`` gives its line there and on the card.
Questions that belong to one topic alone need no code: they stand in the town file.

The order is the shortest way for a person in a hurry: first in their own words what happened,
because the topic and what must be asked follow from that; then where; then pictures.
"""

from collections.abc import Mapping
from functools import cached_property, lru_cache

from core.dangers import dangers
from core.desk import Draft
from core.places import Place
from core.problems import besides
from core.topics import Suggestions
from core.town import Topic, Town, group_of
from dialogs.effects import Answer, Answers, Consented, Effect, Option, Phrase, phrase
from dialogs.enclosures import enclosed, enclosure
from dialogs.engine import Dialog
from dialogs.heard.declining import CONSENT as ABOUT_CONSENT
from dialogs.heard.kept_contacts import CONTACT
from dialogs.heard.typed import NONE_OF_THEM
from dialogs.state import State
from dialogs.steps import Choice, Given, Photos, Text, never
from dialogs.taking import STORY_AT_MOST
from dialogs.ticket.whereabouts import topic_name

from .advice import Advice, Advising
from .agreement import Agreement
from .alarms import WARNED, Alarms
from .contacts import Contact
from .ground import SETTLEMENT_AT_MOST, Ground, Settlement
from .known_places import KnownPlaces
from .narrowing import Narrowing
from .no_place import exclaims, joins
from .own_questions import MISSED, OwnQuestions, said_to, topic_code
from .places import AWAY, Where
from .retelling import Retelling
from .said_already import said_already
from .storytelling import REST, STORY, begun
from .subject import CHANGED, Turning
from .topic_choice import ALSO, TopicChoice

REMEMBERED = 2048
"""Texts whose topics and town are remembered."""


def complaint(town: Town, suggestions: Suggestions) -> Dialog:
    """Build the dialog for a town."""
    known = _Known(town, suggestions)
    advising = Advising(known.topic, Alarms(town, suggestions))
    turning = Turning(suggestions, known.label, known.said_already, known.questions.keys())
    away = phrase("region-outside", region=town.region.name)
    agreed = (Option(town.consent.version, phrase("consent-agree")),)
    return Dialog(
        "complaint",
        steps=(
            Agreement(
                key="consent",
                silent=True,
                shorter=phrase("consent-left"),
                spill="what",
                of=lambda before: agreed,
                asks=lambda answers: phrase(
                    "complaint-consent",
                    text=town.consent.text.strip(),
                    link=town.consent.link,
                    operator="" if town.operator in town.consent.text else town.operator,
                ),
                then=_consented,
                declined=phrase("consent-why", services=town.services_link, contact=town.contact),
                about=ABOUT_CONSENT,
            ),
            Text(
                key=STORY,
                at_least=3,
                at_most=STORY_AT_MOST,
                files_to="photos",
                parts=True,
                then=known.told_away,
            ),
            Given(key="linked"),
            Given(key=WARNED),
            Given(key=REST),
            Given(key=ALSO),
            Given(key=MISSED),
            *turning.steps(),
            TopicChoice(
                key="guess",
                brings=known.said_already,
                plainly=suggestions.plainly,
                among=suggestions.among,
                heard=suggestions.topics,
                unknown=_unknown(town),
                spill="what",
                when=lambda before: bool(known.guesses(before)),
                listed=lambda answers: answers.get("guess") != NONE_OF_THEM,
                of=known.guesses,
                stands=known.was_offered,
                asks=known.ask_guess,
            ),
            Choice(
                key="group",
                spill="what",
                resets=("topic",),
                when=lambda before: before.get("guess") in (None, NONE_OF_THEM),
                of=known.groups,
            ),
            TopicChoice(
                key="topic",
                brings=known.said_already,
                among=suggestions.among,
                spill="what",
                listed=never,
                when=lambda before: bool(known.topics(before)),
                of=known.topics,
            ),
            Advice(
                key="emergency",
                brings=known.said_already,
                shorter=phrase("complaint-emergency-again"),
                silent=True,
                spill="what",
                when=advising.applies,
                of=lambda before: (Option("go_on", phrase("emergency-go-on")),),
                asks=advising.ask,
            ),
            *known.questions.steps(),
            Given(key=AWAY),
            Where(
                key="place",
                covers=town.covers,
                outside=phrase("place-outside", region=town.region.name),
                taken=known.place_taken,
                offered=known.addresses,
                narrowing=Narrowing(town),
                ground="municipality",
                optional=lambda before: known.place_is(before, "optional"),
                volunteered=lambda before: known.place_is(before, "none"),
                foreign=town.is_elsewhere,
                away=away,
                resets=("settlement",),
                story=STORY,
                tells=known.tells,
                heard=known.heard,
                corrects=known.correcting.place,
                asks=known.ask_place,
            ),
            Ground(
                key="municipality",
                place="place",
                addresses=known.addresses,
                heard=known.heard,
                corrects=known.correcting.place,
                narrowing=Narrowing(town),
                foreign=town.is_elsewhere,
                away=away,
                spill="what",
                when=lambda before: known.municipality(before) is None,
                of=known.municipalities,
            ),
            Settlement(
                key="settlement",
                place="place",
                ground="municipality",
                narrowing=Narrowing(town),
                foreign=town.is_elsewhere,
                away=away,
                at_most=SETTLEMENT_AT_MOST,
                listed=never,
                optional=lambda before: AWAY not in before and not known.is_away(before),
                when=known.settlement_unknown,
            ),
            Given(key="camera"),
            Photos(
                key="photos",
                words_to="what",
                instead=CHANGED,
                without="camera",
                clears=True,
                volunteered=known.photo_unwanted,
                optional=lambda before: not known.photo_required(before),
                asks=known.ask_photos,
            ),
            Contact(key=CONTACT, words_to=STORY, optional=lambda before: True, clears=True),
        ),
        summary=known.summary,
        story=STORY,
        begun=known.begun,
        corrected=known.corrected,
        turned=turning.turned,
        retold=Retelling(known.addresses, known.likeliest, known.correcting),
    )


def _unknown(town: Town) -> Option | None:
    """The group that is a topic by itself: «Другое / не знаю»; None: the town has none."""
    return next((Option(one.code, one.label) for one in town.groups if not one.topics), None)


def _consented(answer: Answer) -> tuple[Effect, ...]:
    return (Consented(str(answer)),)


class _Known(KnownPlaces):
    """What the town file says of the answers so far. Holds no state of its own."""

    def __init__(self, town: Town, suggestions: Suggestions) -> None:
        super().__init__(town)
        self._suggestions = suggestions
        # A turn walks the path several times over the same words, and so does the next one.
        self._offered = lru_cache(maxsize=REMEMBERED)(self._offer)

    @cached_property
    def questions(self) -> OwnQuestions:
        return OwnQuestions(self._town, self.addresses)

    def extras(self, answers: Answers) -> tuple[tuple[str, str], ...]:
        """What stands on the card besides: each question with what was said to it."""
        said = said_to(self._town, answers)
        return tuple(said)

    # topics

    def guesses(self, before: Answers) -> tuple[Option, ...]:
        """Topics found in the text, offered for one press and never assumed."""
        linked = before.get("linked")
        return self._offered(
            str(before.get("what") or ""), linked if isinstance(linked, str) else ""
        )

    def likeliest(self, text: str) -> str:
        """The first of those, "" if there is none."""
        return next((one.code for one in self._offered(text, "")), "")

    def was_offered(self, answer: Answer, before: Answers) -> bool:
        """Was it offered for the beginning of the story? What is added to it later, below, is no
        reason to ask again; a story that is told anew is."""
        told = str(before.get("what") or "")
        begun = (told[:at] for at, sign in enumerate(told) if sign == "\n")
        return any(answer == one.code for part in begun for one in self._offered(part, ""))

    def heard(self, text: str) -> bool:
        """Does it name a trouble? What it only may mean is no reason to take it for one."""
        return bool(self._suggestions.topics(text))

    def ask_guess(self, answers: Answers) -> Phrase:
        alone = len(self.guesses(answers)) == 2
        return phrase("complaint-guess-one" if alone else "complaint-guess")

    def _offer(self, text: str, linked: str) -> tuple[Option, ...]:
        found = self._suggestions.offered(text)
        if self._town.topic(linked):
            found = tuple(dict.fromkeys((linked, *found)))
        options = tuple(Option(code, self.label(code)) for code in found)
        return (*options, Option(NONE_OF_THEM, phrase("guess-none"))) if options else ()

    def groups(self, before: Answers) -> tuple[Option, ...]:
        return self._groups

    @cached_property
    def _groups(self) -> tuple[Option, ...]:
        return tuple(
            Option(group.code, f"{group.emoji} {group.name}".strip()) for group in self._town.groups
        )

    def topics(self, before: Answers) -> tuple[Option, ...]:
        group = before.get("group")
        return self._topics.get(group, ()) if isinstance(group, str) else ()

    @cached_property
    def _topics(self) -> Mapping[str, tuple[Option, ...]]:
        """By their group."""
        return {
            group.code: tuple(Option(topic.code, topic.name) for topic in group.topics)
            for group in self._town.groups
        }

    def topic(self, answers: Answers) -> Topic | None:
        """The topic that the answers come to."""
        return self._town.topic(topic_code(answers))

    def said_already(self, answers: Answers) -> Answers:
        """«Неделю» of a lift is no answer about waste that is told of beside it."""
        topic, story = self.topic(answers), str(answers.get(STORY) or "")
        if topic is None or not topic.questions:
            return {}
        for _, words in besides(self._suggestions, story, topic.code):
            story = story.replace(words, ". ")
        return said_already(topic, story, answers)

    def begun(self, answers: Answers) -> tuple[Answers, Phrase | None]:
        """Who comes by a button or a link has a topic at once, and may have told what it asks."""
        told, said = begun(answers)
        away = self._away if self.is_away(told) else None
        both = phrase("said-together", first=said, second=away) if said and away else said or away
        return {**self.said_already(told), **told}, both

    def photo_required(self, answers: Answers) -> bool:
        """Who cannot take one is not turned away."""
        topic = self.topic(answers)
        return topic is not None and topic.photo == "required" and "camera" not in answers

    def photo_unwanted(self, answers: Answers) -> bool:
        """Nobody is asked to go near a torn wire for a picture; one sent already is kept."""
        topic = self.topic(answers)
        return topic is not None and topic.photo == "none"

    def place_is(self, answers: Answers, wanted: str) -> bool:
        """Is a place asked for so? A benefit that was refused stands in no street."""
        topic = self.topic(answers)
        return topic is not None and topic.place == wanted

    def label(self, code: str) -> str:
        topic = self._town.topic(code)
        group = self._town.group(group_of(code))
        name = topic.name if topic else code
        return f"{group.emoji} {name}".strip() if group else name

    # the place

    def tells(self, text: str) -> bool:
        """Is it more of what happened, and no address: a danger, or another trouble that is denied
        or joined on? «Детская площадка» is a place besides."""
        joined = joins(text) or exclaims(text)
        told = bool(dangers(text)) or (joined and bool(self._suggestions.topics(text)))
        return told and not self.addresses({"what": text})

    # what is shown

    def ask_photos(self, answers: Answers) -> Phrase:
        photos = answers.get("photos")
        if isinstance(photos, tuple) and photos:
            kind = "photos" if enclosure(photos) == "photo" else "files"
            return phrase(f"complaint-{kind}-more", count=len(photos))
        if self.photo_required(answers):
            return phrase("complaint-photos-required")
        return phrase("complaint-photos")

    def summary(self, state: State) -> Phrase:
        return phrase("complaint-summary", lines=self.lines(state.answers))

    def lines(self, answers: Answers) -> tuple[Phrase, ...]:
        """What will be sent, line by line."""
        topic = self.topic(answers)
        photos = answers.get("photos")
        contact = answers.get("contact")
        what = str(answers.get("what") or "")
        lines = [
            phrase("line-what", text=what if len(what) <= 1500 else f"{what[:1500].rstrip()}…"),
            phrase("line-topic", topic=topic_name(self._town, topic.code if topic else "")),
            *(
                phrase("line-extra", question=key, answer=said)
                for key, said in self.extras(answers)
            ),
        ]
        if where := self._where(answers):
            lines.append(phrase("line-place", place=where))
        files = photos if isinstance(photos, tuple) else ()
        wanted = topic is None or topic.photo != "none"
        lines += enclosed(files) or ((phrase("line-no-photos"),) if wanted else ())
        if isinstance(contact, str):
            lines.append(phrase("line-contact", contact=contact))
        return tuple(lines)


def draft(
    town: Town, suggestions: Suggestions, answers: Mapping[str, Answer], language: str
) -> Draft:
    """Make the desk's draft of a whole form's answers."""
    known = _Known(town, suggestions)
    topic = known.topic(answers)
    place = answers.get("place")
    photos = answers.get("photos")
    contact = answers.get("contact")
    return Draft(
        text=str(answers.get("what") or ""),
        topic=topic.code if topic else "",
        municipality=known.chosen_municipality(answers),
        place=place if isinstance(place, Place) else Place(),
        files=photos if isinstance(photos, tuple) else (),
        extras=known.extras(answers),
        contact=contact if isinstance(contact, str) else "",
        language=language,
    )
