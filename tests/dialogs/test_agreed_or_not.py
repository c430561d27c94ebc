"""What sounds like yes and is none: to the consent, to the topic, to what is to be sent."""

import pytest

from core.addresses import addresses
from core.people import Speaker
from dialogs.complaint.agreement import agrees, agrees_besides
from dialogs.conversation import Conversation, dump, load
from dialogs.heard.agreeing import is_right, is_yes
from dialogs.heard.sending import agrees_to_send, is_sending
from dialogs.state import State


@pytest.mark.parametrize(
    "text",
    [
        "да ну нафиг", "ага, хрен вам", "конечно, хер вам", "да ну",
        "ну да конечно", "ага, конечно", "ага, щас", "да ладно", "да блин", "хрен я согласна",
        "ах да", "да так", "да?", "да я",
        "вряд ли согласна", "мама согласна", "сначала прочитаю, потом соглашаюсь",
    ],
)  # fmt: skip
def test_a_rude_no_is_no_consent(text: str) -> None:
    assert not agrees(text)
    assert not agrees_besides(text)
    assert not is_right(text)
    assert not is_yes(text)
    assert not agrees_to_send(text)


@pytest.mark.parametrize(
    "text", ["да похер согласен", "ну да", "да конечно", "согласна", "окей, доча"]
)
def test_yes_is_yes_however_it_is_said(text: str) -> None:
    assert agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "а кому это отправить", "так, сейчас", "да ну", "ну так", "куда отправить",
        "и куда передать", "хорошо, а это кому", "давайте сейчас", "пошли все", "да сейчас я",
    ],
)  # fmt: skip
def test_who_asks_or_thinks_sends_nothing(text: str) -> None:
    assert not agrees_to_send(text)


@pytest.mark.parametrize("text", ["сейчас отправляю", "отправляю", "а куда отправлять"])
def test_who_sends_a_picture_passes_over_nothing(text: str) -> None:
    assert not is_sending(text)


@pytest.mark.parametrize("text", ["Яма на Ленина 12-", "8-8-8-", "12-"])
def test_a_dash_at_the_end_is_a_dash(text: str) -> None:
    assert all("-" not in one.house for one in addresses((), ()).find(text))


def test_a_conversation_is_written_down_whole() -> None:
    state = State(
        dialog="add", answers={"what": "яма"}, at="what", turn=5, about="26-000001", seen=2,
        pressed="x", album=("a", "photos"), aside={"what": "снег"}, desk=True, shown="s",
        beside={"page": "2"},
    )  # fmt: skip
    kept = Conversation(Speaker("telegram", 1, 1), state, name="Анна", tapped="да")
    assert load(kept.speaker, dump(kept)) == kept
