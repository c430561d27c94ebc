"""Which of the open tickets an operator wants to see: the filters of a queue.

* Filters combine: whatever is named must hold. «Mine» and «free» exclude one another.
* What can be chosen is what there is: every choice tells how many tickets it would leave, under the
  filters that stand already; topics and municipalities that would leave none are not offered.
* They can be typed too: ``/queue мои дороги``. A word that names nothing is said, never guessed.
* The coordinators may name an agency besides, whose queue it is then: ``/queue roads free``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from core.finding import Crowd
from core.town import Town
from core.words.stems import stem
from dialogs.effects import Option, Phrase, phrase
from dialogs.lookups import Filters
from dialogs.texts import fold

MINE, FREE, LATE = "f.mine", "f.free", "f.late"
CHOOSE, TOPICS, PLACES = "f.choose", "f.topics", "f.places"
LIST, NONE = "f.list", "f.none"
EARLIER, MORE = "f.earlier", "f.more"
TOPIC, PLACE = "f.g.", "f.m."
"""Codes of buttons; the last two are followed by a group's code, and a municipality's."""

FLAGS = ("mine", "free", "late")

SCREENS = (CHOOSE, TOPICS, PLACES)

CHOICES_ON_A_PAGE = 6
"""With the ways around them they fit every messenger's message."""

BEGINNING = 3
"""Letters by which an agency is called."""

WORDS: Mapping[str, str] = {
    **dict.fromkeys(("мои", "мое", "mine"), MINE),
    **dict.fromkeys(("ничьи", "свободные", "free"), FREE),
    **dict.fromkeys(("просроченные", "просрочено", "late", "overdue"), LATE),
}
"""What is typed after /queue."""


class _Choice(Struct, frozen=True):
    code: str
    name: str
    chosen: bool
    left: Filters
    """The filters, if it is pressed."""


def written(filters: Filters) -> str:
    """As a conversation keeps them."""
    flags = [flag for flag in FLAGS if getattr(filters, flag)]
    return " ".join(flags) + f"/{filters.group}/{filters.municipality}/{filters.agency}"


def read(kept: str) -> Filters:
    """What a conversation kept; what cannot be read any more is no filter."""
    flags, group, municipality, agency = [*kept.split("/"), "", "", "", ""][:4]
    named = flags.split()
    return Filters("mine" in named, "free" in named, "late" in named, group, municipality, agency)


def pressed(filters: Filters, button: str) -> Filters:
    """The filters after a button: pressed once more, a filter is taken off."""
    match button:
        case "f.mine":
            return replace(filters, mine=not filters.mine, free=False)
        case "f.free":
            return replace(filters, free=not filters.free, mine=False)
        case "f.late":
            return replace(filters, late=not filters.late)
        case "f.none":
            return Filters()
    if button.startswith(TOPIC):
        code = button.removeprefix(TOPIC)
        return replace(filters, group="" if code == filters.group else code)
    if button.startswith(PLACE):
        code = button.removeprefix(PLACE)
        return replace(filters, municipality="" if code == filters.municipality else code)
    return filters


def agency_in(town: Town, text: str) -> tuple[str, str]:
    """The code of the agency that words name by its code, name or short name ("": none), and the
    words without it."""
    typed = f" {fold(text)} "
    for one in town.agencies:
        for name in (one.code, one.name, one.short):
            if f" {fold(name)} " in typed:
                return one.code, typed.replace(f" {fold(name)} ", " ", 1).strip()
    return "", typed.strip()


def agency_beginning(town: Town, words: str) -> str:
    """The code of the one agency whose name begins with these words; "": none does, or several."""
    typed = fold(words)
    if len(typed) < BEGINNING:
        return ""
    found = [
        one.code
        for one in town.agencies
        if any(fold(name).startswith(typed) for name in (one.name, one.short))
    ]
    return found[0] if len(found) == 1 else ""


def count(crowds: Iterable[Crowd], filters: Filters) -> int:
    """How many tickets the filters leave."""
    return sum(crowd.count for crowd in crowds if _holds(crowd, filters))


def _holds(crowd: Crowd, filters: Filters) -> bool:
    return (
        (crowd.mine or not filters.mine)
        and (crowd.free or not filters.free)
        and (crowd.late or not filters.late)
        and filters.group in ("", crowd.group)
        and filters.municipality in ("", crowd.municipality)
    )


class Chooser:
    """Names filters, and draws what can be chosen. Pure."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def named(self, filters: Filters) -> tuple[Phrase, ...]:
        """The filters that stand, by their names."""
        names = [phrase(f"filter-{flag}") for flag in FLAGS if getattr(filters, flag)]
        if filters.agency:
            agency = self._town.agency_short(filters.agency)
            names.insert(0, phrase("filter-named", name=agency))
        if filters.group:
            names.append(phrase("filter-named", name=self._group(filters.group)))
        if filters.municipality:
            names.append(phrase("filter-named", name=self._place(filters.municipality)))
        return tuple(names)

    def typed(self, text: str) -> tuple[Filters, str]:
        """The filters that words name, and the words that name none."""
        filters, unknown = Filters(), []
        for word in dict.fromkeys(fold(text).split()):
            button = self._button(word)
            if button is None:
                unknown.append(word)
            else:
                filters = pressed(filters, button)
        return filters, " ".join(unknown)

    def options(
        self, screen: str, page: int, filters: Filters, crowds: Sequence[Crowd]
    ) -> tuple[Option, ...]:
        """The buttons of a screen of :data:`SCREENS`; ``page`` from 0."""
        if screen == CHOOSE:
            return self._ways(filters, crowds)
        choices = self._groups(filters) if screen == TOPICS else self._places(filters)
        offered = [one for one in choices if one.chosen or count(crowds, one.left)]
        begins, ends = page * CHOICES_ON_A_PAGE, (page + 1) * CHOICES_ON_A_PAGE
        earlier = (Option(EARLIER, phrase("list-back")),) if page else ()
        more = (Option(MORE, phrase("list-further")),) if offered[ends:] else ()
        shown = tuple(_named(one, crowds) for one in offered[begins:ends])
        return (*shown, *earlier, *more, Option(CHOOSE, phrase("filter-back")))

    def _ways(self, filters: Filters, crowds: Sequence[Crowd]) -> tuple[Option, ...]:
        flags = tuple(Option(f"f.{flag}", self._flag(flag, filters, crowds)) for flag in FLAGS)
        topics, places = (
            Option(TOPICS, phrase("filter-topics")),
            Option(PLACES, phrase("filter-places")),
        )
        off = (Option(NONE, phrase("filter-off")),) if filters != Filters() else ()
        return (*flags, topics, places, *off, Option(LIST, phrase("filter-list")))

    def _flag(self, flag: str, filters: Filters, crowds: Sequence[Crowd]) -> Phrase:
        left = count(crowds, _with(filters, flag))
        return _label(phrase(f"filter-{flag}"), left, chosen=getattr(filters, flag))

    def _groups(self, filters: Filters) -> Iterator[_Choice]:
        for group in self._town.groups:
            code, chosen = f"{TOPIC}{group.code}", group.code == filters.group
            left = replace(filters, group=group.code)
            yield _Choice(code, f"{group.emoji} {group.name}", chosen, left)

    def _places(self, filters: Filters) -> Iterator[_Choice]:
        for place in self._town.municipalities:
            chosen = place.code == filters.municipality
            left = replace(filters, municipality=place.code)
            yield _Choice(f"{PLACE}{place.code}", place.short, chosen, left)

    def _group(self, code: str) -> str:
        known = self._town.group(code)
        return known.label if known else code

    def _place(self, code: str) -> str:
        known = self._town.municipality(code)
        return known.short if known else code

    def _button(self, word: str) -> str | None:
        """The button that a word means. A municipality may be called like a filter."""
        for place in self._town.municipalities:
            if word in (fold(place.short), fold(place.name)):
                return f"{PLACE}{place.code}"
        if word in WORDS:
            return WORDS[word]
        for group in self._town.groups:
            if stem(word) in map(stem, fold(group.name).split()):
                return f"{TOPIC}{group.code}"
        return None


def _with(filters: Filters, flag: str) -> Filters:
    """The filters with a flag on, however it stands now."""
    return filters if getattr(filters, flag) else pressed(filters, f"f.{flag}")


def _named(choice: _Choice, crowds: Sequence[Crowd]) -> Option:
    return Option(
        choice.code, _label(choice.name, count(crowds, choice.left), chosen=choice.chosen)
    )


def _label(name: str | Phrase, left: int, *, chosen: bool) -> Phrase:
    """A choice, and how many tickets it would leave."""
    return phrase("filter-choice", name=name, count=left, chosen="yes" if chosen else "no")
