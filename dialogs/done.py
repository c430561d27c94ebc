"""What comes of a command that was carried out."""

from msgspec import Struct

from core.tickets import Moved

from .conversation import Conversation
from .effects import Effect


class Done(Struct, frozen=True):
    """The conversation after it, what is said, what moved."""

    talk: Conversation
    effects: tuple[Effect, ...] = ()
    moved: tuple[Moved, ...] = ()
