"""Who speaks, and where.

* A **peer** is a chat of a messenger: a resident's private chat, or an agency's group.
* A **speaker** is a person in a chat. In a private chat both are one; in a group every
  operator has a conversation of their own, so two drafts never mix.
* Authority comes from the chat, never from the person: a chat is bound to an agency by a
  one-time code, and only what is done in that chat counts for that agency.
"""

from msgspec import Struct


class Peer(Struct, frozen=True, order=True):
    """A chat of a messenger. ``door`` is the messenger's name, ``chat`` its own number."""

    door: str
    chat: int

    def __str__(self) -> str:
        return f"{self.door}:{self.chat}"


class Speaker(Struct, frozen=True, order=True):
    """A person in a chat: the key of a conversation."""

    door: str
    chat: int
    person: int

    @property
    def peer(self) -> Peer:
        return Peer(self.door, self.chat)

    @property
    def person_key(self) -> str:
        """The person in whatever chat of the messenger, as histories and the town file have it."""
        return f"{self.door}:{self.person}"

    def is_same_person(self, other: "Speaker") -> bool:
        """In whatever chat of a messenger."""
        return self.person_key == other.person_key

    def __str__(self) -> str:
        return f"{self.door}:{self.chat}:{self.person}"


NOBODY = Speaker("", 0, 0)
"""Whose a ticket is when its resident had their data deleted: no messenger has no name."""


class Operator(Struct, frozen=True):
    """Who acted for an agency. ``name`` is shown to colleagues, never to residents."""

    agency: str
    name: str
    speaker: Speaker
