"""The screen that asks where words go."""

from dialogs.state import State
from dialogs.which import WHICH, ways_of, which


def test_a_way_that_names_no_ticket_stands_on_no_screen() -> None:
    state = State(WHICH, {"words": "опять не горит", "ways": "add. return.26-000001"})
    assert ways_of(state) == ["return.26-000001"]
    assert [one.code for one in which(state).options] == ["return.26-000001", "story", "menu"]
