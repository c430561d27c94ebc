"""What many plays begin with is played once in a process, and then remembered.

Most plays are about what becomes of a ticket, and begin alike: an agency's chat is bound, a
complaint is filed. That is half of what they take. Whoever comes later finds the stage as it was
left: the rows, the chats, the time. Only what is played from an empty stage on is remembered, by
its name and by all that is on the stage before it; a play that did anything else goes on by itself.
"""

import copy
import pickle
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from dialogs.turns import Turns

from .chats import Chat
from .kept_rows import Rows

if TYPE_CHECKING:
    from .stage import Stage

T = TypeVar("T")
P = ParamSpec("P")

ON_STAGE = ("now", "handing", "chats", "_keys", "_ids")
"""What of a stage is no row."""


@dataclass
class Left:
    """A stage as a beginning left it; ``said``: what the beginning told who played it."""

    rows: Any
    stage: dict[str, Any]
    said: Any


class _Somewhere:
    """The stage, in what is remembered."""


_SOMEWHERE = _Somewhere()
_left: dict[bytes, Left] = {}


class Beginning:
    """How far a stage is as others were. Those with other turns than the usual are not remembered,
    nor those whose ``rows`` nobody keeps."""

    def __init__(self, stage: "Stage", rows: Rows | None, usual: Turns) -> None:
        self._stage = stage
        self._usual = usual
        self._rows = rows
        self._so_far: bytes | None = rows.kind if rows is not None else None
        self._opened = False
        self._remembered: Any = None
        """The rows of the latest beginning, not put into the database yet."""

    def ends(self) -> None:
        """The database is opened, and something is done that has no name."""
        if self._rows is not None and self._remembered is not None:
            self._rows.put_back(self._remembered)
            self._remembered = None
        self._so_far = None
        self._opened = True

    async def play(self, name: str, play: Callable[[], Awaitable[T]]) -> T:
        """Play it, or remember what came of it."""
        if self._rows is None or self._so_far is None or self._stage.turns is not self._usual:
            return await play()
        before = (self._so_far, name, self._stage.now, self._stage.chats)
        so_far = pickle.dumps(before)
        left = _left.get(so_far)
        if left is not None and not self._opened:
            said: T = self._remember(left)
        else:
            said = await play()
            if left is None:
                _left[so_far] = self._keep(self._rows, said)
        self._so_far = so_far
        return said

    def _keep(self, rows: Rows, said: object) -> Left:
        stage = {name: getattr(self._stage, name) for name in ON_STAGE}
        stage, said = copy.deepcopy((stage, said), {id(self._stage): _SOMEWHERE})
        if self._remembered is not None:  # it was made of what others began with, and nothing else
            return Left(self._remembered, stage, said)
        return Left(rows.keep(), stage, said)

    def _remember(self, left: Left) -> Any:
        self._remembered = left.rows
        chats = dict(self._stage.chats)
        stage, said = copy.deepcopy((left.stage, left.said), {id(_SOMEWHERE): self._stage})
        vars(self._stage).update(stage)
        for peer, chat in chats.items():  # whoever holds one goes on seeing it
            _go_on(chat, self._stage.chats[peer])
            self._stage.chats[peer] = chat
        return said


def _go_on(chat: Chat, later: Chat) -> None:
    posts = {post.id: post for post in chat.posts}
    for post in later.posts:
        vars(posts.setdefault(post.id, post)).update(vars(post))
    vars(chat).update(vars(later), posts=[posts[post.id] for post in later.posts])


def beginning(
    play: Callable[Concatenate["Stage", P], Awaitable[T]],
) -> Callable[Concatenate["Stage", P], Coroutine[Any, Any, T]]:
    """Many plays begin with what is defined so; it is given nothing but words and numbers."""

    @wraps(play)
    async def begun(stage: "Stage", /, *given: P.args, **named: P.kwargs) -> T:
        name = f"{play.__module__}.{play.__name__} {given} {named}"
        return await stage.begins(name, lambda: play(stage, *given, **named))

    return begun
