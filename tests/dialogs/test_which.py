"""The screen that asks where words go."""

import pytest

from core.messages import File, FileKind
from dialogs.effects import phrase
from dialogs.resident.which import WHICH, ways_of, which
from dialogs.state import State


def test_a_way_that_names_no_ticket_stands_on_no_screen() -> None:
    state = State(WHICH, {"words": "опять не горит", "ways": "add. return.26-000001"})
    assert ways_of(state) == ["return.26-000001"]
    assert [one.code for one in which(state).options] == ["return.26-000001", "story", "menu"]


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (FileKind.PHOTO, "which-photo"),
        (FileKind.VOICE, "which-voice"),
        (FileKind.DOCUMENT, "which-file"),
    ],
)
def test_what_came_without_a_word_is_called_what_it_is(kind: FileKind, key: str) -> None:
    state = State(WHICH, {"files": (File(kind, "any", "a"),), "ways": "add.26-000001"})
    assert which(state).text == phrase(key)
