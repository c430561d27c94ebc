"""What people do, whichever messenger they hold. One implementation for each door."""

from typing import Any, Protocol

from .world import Button, Chat, Json, Message, Person


class People(Protocol):
    def say(self, chat: Chat, person: Person, text: str, **content: Any) -> Message:
        """Say a text, cut as the real client cuts it; the last message that came of it."""

    def post(self, chat: Chat, person: Person, **content: Any) -> Message:
        """Say anything: the fields of ``Message``. The bot is told if it may hear it."""

    def photos(
        self, chat: Chat, person: Person, keys: list[str], caption: str, reply_to: int | None
    ) -> list[Message]: ...

    def start(self, chat: Chat, person: Person) -> Message:
        """The first press in an empty private chat."""

    def follow(self, chat: Chat, person: Person, payload: str) -> Message:
        """Come to the bot by a link that carries something for it."""

    def press_text(self, chat: Chat, person: Person, button: Button) -> Message:
        """Press a button that says its label."""

    def press(self, chat: Chat, person: Person, message: Message, button: Button) -> str:
        """Press a button that calls the bot; the press's id."""

    def answer_of(self, number: str) -> Json | None:
        """What the bot answered to a press; None while it has not."""

    def edit(self, chat: Chat, message: Message, text: str) -> None: ...

    def delete(self, chat: Chat, person: Person, message: Message) -> None: ...

    def block(self, person: Person, *, blocked: bool) -> None: ...

    def invite_bot(self, chat: Chat, person: Person | None) -> None: ...

    def expel_bot(self, chat: Chat, person: Person) -> None: ...

    def join(self, chat: Chat, person: Person, by: Person | None) -> None:
        """Come into a chat, by oneself or let in by another."""

    def leave(self, chat: Chat, person: Person, by: Person | None) -> None:
        """Go, or be put out by another."""

    def rename(self, chat: Chat, person: Person, title: str) -> None:
        """Give a group another title."""

    def promote_bot(self, chat: Chat, *, promoted: bool) -> None:
        """Let the bot hear everything said in the chat, or only what is meant for it."""
