"""The page of states is what the table of moves says."""

from bots.administration.states import PAGE, page
from core.tickets import Move, State


def test_the_page_is_drawn_from_the_table_as_it_is() -> None:
    assert PAGE.read_text("utf-8") == page(), "make states writes it anew"


def test_every_state_and_every_move_is_on_it() -> None:
    drawn = page()
    assert all(f"    {state} : " in drawn for state in State)
    assert all(f"| `{move}` |" in drawn for move in Move)
