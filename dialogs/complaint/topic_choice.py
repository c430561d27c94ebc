"""The question of what it is about: with its answer come those that the story has given already.

To «и то и другое» it is the first of those offered; the others are offered when that is filed.

Where one topic alone is offered, whoever goes on telling of it has said yes; asked «Верно?» again
after each message, people left. The summary shows it, with its button.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from core.town import group_of
from core.words.classes import FILLERS, VOCATIVES, is_sign
from core.words.wordsets import words_of
from dialogs.effects import Answer, Answers, Option, phrase
from dialogs.events import Event, Pressed, Said
from dialogs.heard.agreeing import is_right
from dialogs.heard.both import is_both
from dialogs.heard.typed import NONE_OF_THEM
from dialogs.steps import Choice
from dialogs.taking import Refused, Took
from dialogs.texts import fold

ORDINALS = (
    words_of("первая первое первый первую перв 1 1я one first"),
    words_of("вторая второе второй вторую 2 2я two second"),
    words_of("третья третье третий третью 3 3я three third"),
)
_TOP = words_of("верхняя верхнюю верхний верхнее выше сверху вверху top upper")
_LAST = words_of("последняя последнее последний последнюю last нижняя нижнюю нижний нижнее снизу")
_LAST |= words_of("ниже внизу bottom lower")
_AROUND = words_of("тема тему вариант кнопка кнопку номер да ну это вот the topic is it")
_AROUND |= words_of("та ту тот что которая которую который самая самую самый там one")
_DENIES = re.compile(
    r"(?:(?:да|ну|а|ой|но|это|вообще|совсем) )*"
    r"(?:нет|не|неверно|неправильно|мимо|друг(?:ая|ое|ой|ую)|no|not|wrong|another|other)\b"
)
"""How it begins that the topic is another."""
_LACKS = re.compile(
    r"(?:нет|не(?= \w+ \w)) "
    r"(?!(?:это|не|там|тут|а|я|у|т[оаеу]т?|про|об?|верно|правильно|совсем|друг\w+)\b)\w"
)
"""So begins a trouble as well: «нет воды», «не горит фонарь»."""


_CHOOSES = FILLERS | words_of(
    "про насчет о об по поводу давай давайте сначала сперва вначале первым первой делом раньше для",
    "вот главное главная важнее главнее лучше именно конечно только это эта этот пусть будет хочу",
    "надо нужно мне нам тема тему теме вопрос вопросу проблема проблему с начнем теперь пока же да",
    "начни начните ведь наверное скорее пожалуйста оформи оформите пиши пишите выбираю беру там",
    "about the first let us lets please with topic",
)
"""Around the word that names a topic where one is chosen."""
_FIRST = words_of("сначала сперва вначале первым начнем начни начните")
_ANY = words_of(
    "любая любую любой любое знаю разницы равно сами сам решайте реши решите выбирайте выбери",
    "выберите виднее смотрите понимаю разбираюсь any whichever choose know yourself",
)
_ROUND_ANY = (
    FILLERS
    | VOCATIVES
    | words_of(
        "не без мне все я мы вы ты же бот который какая какую какой из них тут что там пожалуйста",
        "то в этом тему тема их надо i do not you which one is it",
    )
)
"""«Любая», «не знаю», «сами решайте»: the likeliest will do, and stands on the summary."""
NAMING_AT_MOST = 6
"""Words in which one of several topics is named and more is told: «замело дорогу»."""
_ALIKE = str.maketrans("оеёэы", "аииии", "ьъ")
SOUNDS_AT_LEAST = 5


GOING_ON_AT_MOST = 25
"""Words: longer is the story itself, which messengers cut in pieces."""


def nothing(text: str) -> str:
    return ""


def none_among(text: str, codes: Sequence[str]) -> str:
    return ""


ALSO = "also"
"""Among the answers: the other topics that were meant, one space between."""


@dataclass(frozen=True, kw_only=True)
class TopicChoice(Choice):
    """``brings``: the answers to other steps that are known, by all answers with this one.
    ``plainly``: the topic that a few words name plainly, "" if none; ``among``: the one of several
    that they name. ``heard``: what a story is heard to be of, where it was more than guessed; of
    what was not, who does not know is of ``unknown``."""

    brings: Callable[[Answers], Answers]
    plainly: Callable[[str], str] = nothing
    among: Callable[[str, Sequence[str]], str] = none_among
    heard: Callable[[str], Sequence[str]] = tuple
    unknown: Option | None = None

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        if isinstance(event, Said) and not event.forwarded:
            return self._both(event.text, before, held) or self._in_words(event, before, held)
        took = super().read(event, before, held)
        pressed = isinstance(event, Pressed) and isinstance(took, Took)
        return self._known(took, held) if pressed else took

    def _both(self, text: str, before: Answers, held: Answers) -> Took | None:
        """The first of all that are offered, where all of them are meant; None: they are not."""
        offered = [one for one in self.of(before) if one.code != NONE_OF_THEM]
        if not is_both(text) or not 1 < len(offered) < len(self.of(before)):
            return None
        first, *others = offered
        said = phrase("both-noted", first=first.label, others=tuple(one.label for one in others))
        brought = self.brings({**held, self.key: first.code})
        return Took(first.code, {**brought, ALSO: " ".join(one.code for one in others)}, hint=said)

    def _in_words(self, event: Said, before: Answers, held: Answers) -> Took | Refused:
        took = super().read(event, before, held)
        named = self._named(event.text, before)
        if named is not None:
            return self._known(Took(named), held)
        if (several := self._of_several(event.text, took, before)) is not None:
            return self._known(several, held)
        if isinstance(took, Refused) and len(self._offered(before)) > 1 and is_right(event.text):
            return Refused(phrase("which-topic"))  # they are of several groups
        meant = self._gone_on_with(event.text, before) if isinstance(took, Took) else None
        if meant is None:
            return took
        return self._known(replace(took, answer=meant, more=False), held)

    def _known(self, took: Took | Refused, held: Answers) -> Took | Refused:
        """With what is known by it; who means one topic now means that one alone."""
        if isinstance(took, Refused):
            return took
        alone: Answers = {ALSO: ""} if held.get(ALSO) else {}
        known = {**held, **took.also, self.key: took.answer}
        return replace(took, also={**self.brings(known), **alone, **took.also})

    def _offered(self, before: Answers) -> list[str]:
        """The topics from which one may be chosen in words."""
        codes = [one.code for one in self.of(before)]
        return codes[:-1] if NONE_OF_THEM in codes else []

    def _named(self, text: str, before: Answers) -> Answer:
        """The topic that is meant by nothing but yes, or its number; None: none is."""
        codes = self._offered(before)
        if (place := _which(text, len(codes))) is not None:
            return codes[place]
        agrees = is_sign(text) or is_right(text)
        return codes[0] if len(codes) == 1 and agrees else None

    def _of_several(self, text: str, took: Took | Refused, before: Answers) -> Took | None:
        """The one of several that a few words name, or that is as good as any."""
        options = [one for one in self.of(before) if one.code != NONE_OF_THEM]
        words = fold(text).split()
        if not options or "?" in text or len(words) > _WORDS_AT_MOST:
            return None
        guessed = len(self.of(before)) > len(options)
        if guessed and _is_any(words):
            return self._any(options[0], before)
        if len(options) == 1:
            return None
        if _DENIES.match(" ".join(words)) and not _LACKS.match(text.lower()):
            return None
        code = self.among(text, [one.code for one in options]) or _sounds_like(words, options)
        telling = [word for word in words if word not in _CHOOSES]
        if not code:
            return None
        if len(telling) <= 1:
            return Took(code, also=_the_rest(words, code, options))
        if not isinstance(took, Took) or len(words) > NAMING_AT_MOST:
            return None
        if self.plainly(text) not in ("", code):
            return None
        return replace(took, answer=code, more=False)

    def _any(self, likeliest: Option, before: Answers) -> Took:
        """For who does not know, or to whom all is one. What nobody told is no emergency, however
        it was guessed: «сами приезжайте и увидите»."""
        told = self.unknown is None or self.heard(str(before.get("what") or ""))
        if told or self.unknown is None:
            return Took(likeliest.code, hint=phrase("topic-for-any", topic=likeliest.label))
        said = phrase("topic-for-any", topic=self.unknown.label)
        return Took(NONE_OF_THEM, also={"group": self.unknown.code}, hint=said)

    def _gone_on_with(self, text: str, before: Answers) -> Answer:
        """The one topic that is offered, where what is told may be of it."""
        codes = self._offered(before)
        if len(codes) != 1 or "?" in text or len(text.split()) > GOING_ON_AT_MOST:
            return None
        named = self.plainly(text)  # «второй подъезд» names none
        lacks = named == codes[0] and _LACKS.match(text.lower()) is not None
        denied = _DENIES.match(fold(text)) is not None and not lacks
        return None if denied or named not in ("", codes[0]) else codes[0]


_WORDS_AT_MOST = 10


def _is_any(words: Sequence[str]) -> bool:
    return not _ANY.isdisjoint(words) and set(words) <= _ANY | _ROUND_ANY


def _the_rest(words: Sequence[str], chosen: str, options: Sequence[Option]) -> Answers:
    """Who says what is first means what is next, too: of each other group what is likeliest."""
    if _FIRST.isdisjoint(words):
        return {}
    groups = {group_of(one.code): one.code for one in reversed(options)}
    groups.pop(group_of(chosen), None)
    return {ALSO: " ".join(one.code for one in options if one.code in groups.values())}


def _sounds_like(words: Sequence[str], options: Sequence[Option]) -> str:
    """The topic whose name has a word that sounds like one of these: «атапления»; "": none has, or
    several have."""
    heard = {_sounds(word) for word in words if len(word) >= SOUNDS_AT_LEAST}
    found = [
        one.code
        for one in options
        if not heard.isdisjoint(map(_sounds, fold(str(one.label)).split()))
    ]
    return found[0] if len(found) == 1 else ""


def _sounds(word: str) -> str:
    """As it is heard where no vowel is stressed, without its end."""
    return word.translate(_ALIKE)[:-1]


def _which(text: str, count: int) -> int | None:
    """The place of the topic that is named by its number: «вторая», «2»."""
    words = frozenset(fold(text).split())
    if count and words & _LAST and words <= _LAST | _AROUND:
        return count - 1
    if count and words & _TOP and words <= _TOP | _AROUND:
        return 0
    for place, named in enumerate(ORDINALS[:count]):
        if words & named and words <= named | _AROUND:
            return place
    return None
