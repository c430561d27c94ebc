"""What the layout itself has to say is said in the reader's language."""

import pytest

from bots.delivery.fitting import fitting
from core.messages import Button, Client, Message, Outgoing
from core.people import Peer
from dialogs.texts import Catalogue

BARE = Client(buttons=False, inline=False)


@pytest.mark.parametrize(
    ("language", "said"),
    [("ru", "Ответьте номером"), ("en", "Reply with a number"), ("de", "Ответьте номером")],
)
def test_a_list_of_buttons_is_explained_in_the_readers_language(language: str, said: str) -> None:
    rows = ((Button("A", "a"),), (Button("B", "b"),))
    message = Message("?", rows, screen=True, numbered=True)
    outgoing = Outgoing(Peer("vk", 1), message, client=BARE, language=language)
    (fitted,) = fitting(Catalogue())(outgoing)
    assert said in fitted.message.text
