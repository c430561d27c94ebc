"""Every screen of a random conversation fits every messenger, and nothing on it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from bots.doors.layout import expand
from bots.doors.limits import LIMITS
from core.messages import ButtonKind, Message, Outgoing
from core.people import Speaker
from dialogs.effects import Option, Show
from dialogs.events import Pressed
from dialogs.payloads import read_payload
from dialogs.screens import Screens
from dialogs.texts import LANGUAGES, Catalogue
from tests.shipped import TOWN

from .talking import Form, Host, Private, Talk
from .test_laws import DESK, slow_law, talks

CATALOGUE = Catalogue()
SCREENS = Screens(CATALOGUE.say)
FAR = Speaker("any", -(2**52), 2**52)


@slow_law
@given(talks, st.integers(0, 99_999), st.sampled_from(LANGUAGES))
def test_every_screen_fits_every_messenger(had: Talk, turn: int, language: str) -> None:
    shows = {show.text.key: show for one in had.trace for show in one.shows}
    for show in shows.values():
        for door in LIMITS:
            fits(show, turn, language, door, private=is_private(had.host))


def is_private(host: Host) -> bool:
    """An agency's screens hang in a group, where a message has its own, smaller keyboard."""
    if isinstance(host, Form):
        return host.dialog.name not in DESK.forms
    return isinstance(host, Private)


def fits(show: Show, turn: int, language: str, door: str, *, private: bool) -> None:
    rows = SCREENS.arrange(show.options, language, TOWN.zone, turn, structs.replace(FAR, door=door))
    payloads = [button.payload for row in rows for button in row]
    assert all(len(payload.encode()) <= 64 for payload in payloads)
    assert len(set(payloads)) == len(payloads) == len(show.options)
    limits = LIMITS[door]
    text = CATALOGUE.say(language, show.text, TOWN.zone)
    message = Message(text, rows, screen=private, numbered=show.closed)
    carried: set[str] = set()
    for sent in expand(Outgoing(FAR.peer, message, private=private), limits):
        part = sent.message
        grid = limits.screen if part.screen else limits.own
        assert 0 < len(part.text.encode("utf-16-le")) <= 2 * limits.text
        assert len(part.rows) <= grid.rows
        assert sum(map(len, part.rows)) <= grid.buttons
        for row in part.rows:
            assert 0 < len(row) <= grid.columns
            for button in row:
                assert 0 < len(button.label) <= limits.label
                assert len(button.payload.encode()) <= limits.payload
                carried.add(button.payload)
    wanted = {b.payload for row in rows for b in row if b.kind is ButtonKind.PRESS}
    assert wanted <= carried, "a button was lost on the way"


@pytest.mark.parametrize("number", range(-3, 40))
def test_a_person_is_told_apart_from_every_other(number: int) -> None:
    option = Option("yes", "Да")
    ((button,),) = SCREENS.arrange((option,), "ru", TOWN.zone, 1, Speaker("any", 1, number))
    assert read_payload(button.payload) == Pressed("yes", 1, number)
