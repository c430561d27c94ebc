"""Which of a resident's tickets is named in few words: by its number, by its place in the order in
which they were filed, by what it tells itself, or by its topic."""

from collections.abc import Sequence

from core.numbers import part_number
from core.tickets import Ticket
from core.topics import Suggestions
from core.town import Town, group_of
from core.words.stems import root, stems
from dialogs.heard.of_several import name_in, place_in
from dialogs.ticket.whereabouts import topic_name


class Naming:
    """Pure."""

    def __init__(self, town: Town, suggestions: Suggestions) -> None:
        self._town = town
        self._suggestions = suggestions

    def meant(self, words: str, tickets: Sequence[Ticket]) -> tuple[Ticket, ...]:
        """The tickets that are named; none: the words name nothing of theirs."""
        number, _ = part_number(words)
        if number:
            return tuple(one for one in tickets if one.number == number)
        name, place = name_in(words), place_in(words)
        named = self._named(name, tickets) if name else tickets
        if place is None or (name and len(named) < 2):  # «второй подъезд» counts no tickets
            return tuple(named) if name else ()
        in_order = sorted(named, key=lambda one: one.number)
        return tuple(in_order[place:][:1]) if -len(in_order) <= place else ()

    def _named(self, name: Sequence[str], tickets: Sequence[Ticket]) -> Sequence[Ticket]:
        """By words of its own first: «автобус» is nearer to what tells of a bus than any topic."""
        wanted = frozenset(map(root, name))
        shared = {one.number: len(wanted & self._own(one)) for one in tickets}
        most = max(shared.values(), default=0)
        if most:
            return [one for one in tickets if shared[one.number] == most]
        code = self._suggestions.among(" ".join(name), [one.topic for one in tickets])
        if code:
            return [one for one in tickets if one.topic == code]
        groups = {group_of(one) for one in self._suggestions.topics(" ".join(name))}
        near = [one for one in tickets if group_of(one.topic) in groups]
        return near if len(near) == 1 else ()

    def _own(self, ticket: Ticket) -> frozenset[str]:
        named = topic_name(self._town, ticket.topic)
        return stems(f"{ticket.text} {named} {ticket.place.address}")


def told_apart(town: Town, tickets: Sequence[Ticket]) -> str:
    """What each of them is about in few words, a line for each, after its number: its topic, or its
    address where another one has the same."""
    topics = [one.topic for one in tickets]
    return "\n".join(
        f"{one.number} {_about(town, one, alone=topics.count(one.topic) == 1)}" for one in tickets
    )


def named_of(told: str) -> dict[str, str]:
    """What each ticket is about, by its number: what :func:`told_apart` keeps."""
    lines = (line.partition(" ") for line in told.split("\n"))
    return {number: named for number, _, named in lines if named}


def _about(town: Town, ticket: Ticket, *, alone: bool) -> str:
    group = town.group(group_of(ticket.topic))
    named = town.topic_named(ticket.topic)
    if not alone and ticket.place.address:
        named = ticket.place.address.rpartition(f"{_town_of(town, ticket)}, ")[2]
    return f"{group.emoji} {named}" if group else named


def _town_of(town: Town, ticket: Ticket) -> str:
    known = town.municipality(ticket.municipality)
    return known.name if known else ""
