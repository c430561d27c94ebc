"""What people really send: each gets a sensible answer, and the conversation stays where it was."""

import pytest

from dialogs.events import (
    Commanded,
    Edited,
    Event,
    Left,
    Placed,
    Pressed,
    Said,
    Sent,
    Shared,
    Strange,
    Touched,
)
from dialogs.payloads import read_payload

from .samples import photo
from .talking import resident
from .telling_it import Told, at_the_place, at_the_summary

UNREADABLE: dict[str, tuple[Event, str]] = {
    "sticker": (Strange("sticker"), "Стикер вижу"),
    "music": (Strange("audio"), "Эту запись мне не отдают"),
    "video": (Strange("video"), "Это видео мне не отдают"),
    "poll": (Strange("poll"), "Опрос здесь не поможет"),
    "something new": (Strange("hologram"), "читать не умею"),
    "edited": (Edited("иначе"), "исправили"),
    "unknown command": (Commanded("сломайся"), "Команды /сломайся я не знаю"),
    "last year's payload": (read_payload("answer:42:yes"), "уже не действует"),
    "last year's button": (Pressed(":send", 77_777), "уже не действует"),
    "a card's button": (Touched("take", None), "не нашёл"),
    "another region": (Placed(55.75, 37.62), "не в нашем регионе"),
    "nowhere": (Placed(float("nan"), float("nan")), "не в нашем регионе"),
    "another's contact": (Shared("+79141234567", own=False), "онтакт"),
    "bind in private": (Commanded("bind", "AAAA-BBBB"), "работает в групповом чате"),
    "help": (Commanded("help"), "Как это работает"),
}


@pytest.mark.parametrize("what", UNREADABLE)
@pytest.mark.parametrize("where", ["menu", "what", "guess", "place", "summary"])
def test_it_is_answered_and_nothing_moves(what: str, where: str) -> None:
    event, answer = UNREADABLE[what]
    anna = stand(where)
    before = anna.state
    anna.does(event)
    assert any(answer in said for said in (*anna.hints, anna.sees)), anna.hints
    assert anna.state == before
    assert anna.submitted is None


def stand(where: str) -> Told:
    match where:
        case "what":
            return Told().presses("Сообщить о проблеме")
        case "guess":
            return Told().says("Яма на дороге")
        case "place":
            return at_the_place()
        case "summary":
            return at_the_summary()
    return Told()


def test_five_thousand_characters_in_two_pieces_are_one_story() -> None:
    """Messengers cut at 4096: the second piece comes as a message of its own."""
    story = "Яма на дороге. " + "Очень большая! " * 330
    anna = Told().says(story[:4096])
    assert anna.asked == "guess"
    anna.says(story[4096:5000])
    assert anna.asked == "guess"
    told = str(anna.state.answers["what"])
    assert len(told) >= 4960
    anna.presses("Ямы", "Пропустить").says("Благовещенск, Ленина, 5")
    anna.presses("Пропустить", "Пропустить")
    assert len(anna.sees) < 4096


def test_a_story_without_end_is_stopped_with_a_reason() -> None:
    anna = Told().says("Яма на дороге " + "я" * 4000).says("ю" * 4000)
    assert "слишком длинно" in anna.hints[0]
    assert anna.asked == "guess"
    assert len(str(anna.state.answers["what"])) < 4100


def test_a_forwarded_message_is_a_story_like_any() -> None:
    anna = Told().does(Said("Яма на дороге", forwarded=True))
    assert anna.asked == "guess"


def test_thirty_photos_at_once_begin_a_complaint_with_ten() -> None:
    anna = Told().does(Sent(tuple(photo(str(number)) for number in range(30))))
    assert len(anna.photos()) == 10
    assert anna.asked == "what"


@pytest.mark.parametrize(
    "text",
    ["<b>Яма</b> & <script>", "Яма { $number } {{x}}", "*яма* _здесь_ `x` [a](b)", "Яма 🕳🚧👩‍👩‍👧"],
)
def test_what_is_written_is_shown_as_it_was_written(text: str) -> None:
    anna = at_the_summary(Told()).presses("Описание").says(text)
    while anna.asked is not None:
        anna.presses(next(label for label in anna.labels if "Ямы" in label or "Другое" in label))
    assert text in anna.sees


@pytest.mark.parametrize("text", ["?", "…", "🕳", "а", " ", "\n"])
def test_what_tells_nothing_begins_nothing(text: str) -> None:
    anna = Told().says(text)
    assert anna.asked is None
    assert "Напишите, что случилось" in anna.hints[0]


@pytest.mark.parametrize("text", ["ё", "🙂🙂🙂🙂", "...", "12"])
def test_a_story_too_short_to_understand_is_asked_again(text: str) -> None:
    anna = Told().presses("Сообщить о проблеме").says(text)
    assert anna.asked == "what"
    assert anna.hints


def test_a_number_typed_outside_looks_a_ticket_up() -> None:
    anna = Told(resident()).says("26-000042")
    assert anna.state.dialog == "ticket"


def test_someone_who_blocked_the_bot_is_taken_as_they_come() -> None:
    anna = at_the_place()
    before = anna.state
    anna.does(Left())
    assert anna.state == before


def test_a_sticker_at_the_consent_is_no_consent() -> None:
    anna = Told(consented="").says("Яма на дороге").does(Strange("sticker"))
    assert anna.asked == "consent"
