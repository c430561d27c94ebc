"""Chats as their people see them: messages as they are now, with the toasts beside."""

from dataclasses import dataclass, field

from core.messages import Button, File, Message
from core.people import Peer


@dataclass
class Post:
    """A message in a chat, as it stands there now."""

    id: str
    message: Message
    edited: int = 0
    thread: int = 0

    @property
    def text(self) -> str:
        return self.message.text

    @property
    def files(self) -> tuple[File, ...]:
        return self.message.files

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.message.rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]

    def button(self, label: str) -> Button:
        """The button whose label contains these words."""
        found = [button for button in self.buttons if label.lower() in button.label.lower()]
        assert found, f"no button «{label}» among {self.labels}"
        return found[0]


@dataclass
class Chat:
    """What was said by the bot in one chat."""

    peer: Peer
    posts: list[Post] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    blocked: bool = False
    forum: bool = False
    threads: dict[int, str] = field(default_factory=dict)
    """A forum's threads: their names."""
    closed: set[int] = field(default_factory=set)

    def post(self, words: str = "") -> Post:
        """The latest message with these words."""
        for post in reversed(self.posts):
            if words in post.text or words in post.message.caption:
                return post
        told = "\n---\n".join(post.text for post in self.posts[-5:])
        raise AssertionError(f"nothing says «{words}»; the last were:\n{told}")

    def with_button(self, label: str) -> Post:
        for post in reversed(self.posts):
            if any(label.lower() in one.lower() for one in post.labels):
                return post
        seen = [post.labels for post in self.posts[-3:]]
        raise AssertionError(f"no button «{label}»; the last were {seen}")

    @property
    def last(self) -> str:
        return self.posts[-1].text if self.posts else ""

    def says(self, words: str) -> bool:
        return any(words in post.text for post in self.posts)
