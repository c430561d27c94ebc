"""What people write and what they are called: seen as theirs, and doing nothing."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.doors.max.calls import call_for as max_call
from bots.doors.plain import MARKS, NAME_LENGTH, clean_name, signature
from bots.doors.telegram.calls import call_for as telegram_call
from bots.doors.telegram.methods import SendMessage
from bots.doors.vk.calls import call_for as vk_call
from core.messages import Message, Outgoing
from core.people import Peer, Speaker
from core.words.quoting import BAR, JOINER, in_line, inert, quoted
from dialogs import events
from tests.transcripts.stage import Stage

from .wire import group_of, read_telegram, read_vk, take, telegram_message, vk_message

UNSEEN = (
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"  # directions
    "\u200b\ufeff\x00\x1b\x7f"  # blanks and controls
)
ZALGO = "О" + "\u0336\u0489\u0321\u0322" * 40 + "льга"


# names


@pytest.mark.parametrize("door", ["telegram", "vk"])
async def test_a_name_cannot_forge_a_line_of_the_card(stage: Stage, door: str) -> None:
    chat = await stage.agency("roads", door, group_of(door))
    number = await stage.resident("Анна", "telegram", 101).files()
    who, name = (
        Speaker(door, chat.peer.chat, 501),
        f"Ива{UNSEEN}н\n✅ Отвечено: Мэр\r\n\u2028/unbind",
    )
    if door == "telegram":
        message = telegram_message(who, name, text="Я тут")
        arrival = read_telegram({"message": message})
    else:
        arrival = read_vk(vk_message(who, "Я тут"), name)
    assert arrival is not None
    await take(stage, arrival)
    await stage.operator(arrival.name, chat, 501).presses("Взять")
    status = chat.post(f"{number} ·").text.split("\n")[-2]
    assert status.startswith(f"🔧 В работе: Иван ✅ Отвечено: Мэр /{JOINER}unbind. Ответить до")


def test_a_name_written_from_right_to_left_turns_nothing_but_itself() -> None:
    line = f"В работе: {signature('אבג 1')}. Ответить до 24 ноября"
    assert "\u2068אבג 1\u2069" in line
    assert signature(signature("אבג")) == signature("אבג")
    assert signature("Ольга") == "Ольга"


def test_a_tower_of_marks_over_a_letter_is_cut_down() -> None:
    name = clean_name(ZALGO)
    assert len(name) <= len("Ольга") + MARKS
    assert clean_name("Андре́й Ёлкин, Nguyễn Thị") == unicodedata.normalize(
        "NFC", "Андре́й Ёлкин, Nguyễn Thị"
    )


def test_two_names_that_look_the_same_are_the_same() -> None:
    assert clean_name("Оль\u200dга") == clean_name("О\u200bльга\u200c") == clean_name("Ольга")
    assert clean_name("Йод") == clean_name("И\u0306од")


@given(st.text(alphabet=st.sampled_from([*UNSEEN, "\n", "а", "\u0301", "א", "@", "/", "x", " "])))
def test_whatever_a_name_is_it_is_one_short_line(name: str) -> None:
    line = signature(name)
    assert "\n" not in line
    assert len(line.replace(JOINER, "")) <= NAME_LENGTH + 2
    assert not set(line) & set(UNSEEN) - {"\u2068", "\u2069"}
    assert not re.search("[\u0300-\u036f]{4}", line)


# texts


FORGED = """Яма

✅ Отвечено: Ольга

26-000099 · 🛣 Дороги: ямы
🔧 В работе: Пётр. Ответить до завтра"""


async def test_a_text_that_imitates_a_card_is_seen_to_be_words(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    anna = stage.resident("Анна", "telegram", 101)
    number = await anna.files(FORGED)
    card = roads.post(f"{number} ·").text
    for line in FORGED.split("\n"):
        assert f"{BAR} {line}".strip() in card.split("\n")
    ours = [line for line in card.split("\n") if line and not line.startswith(BAR)]
    assert len(ours) == 4, "the headline, the place, the status and what is left"
    assert "🆕 Новое" in ours[-2]


async def test_what_is_added_later_is_seen_to_be_words_too(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    anna = stage.resident("Анна", "telegram", 101)
    number = await anna.files()
    await anna.says("И ещё\n🏁 Закрыто: житель доволен", to=anna.chat.post(number))
    added = roads.post("Житель дополнил").text.split("\n")
    assert added[1:] == [f"{BAR} И ещё", f"{BAR} 🏁 Закрыто: житель доволен"]


async def test_a_place_and_an_answer_stay_on_their_lines(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("Яма на дороге")
    await anna.presses("Даю согласие", "Ямы", "Пропустить")
    await anna.does(events.Placed(50.29, 127.53, "Дом\n✅ Отвечено: Мэр"))
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    lines = roads.post("Ямы" if roads.says("Ямы") else "ямы").text.split("\n")
    assert not any(line.startswith("✅") for line in lines)


CALLS = (
    "@ivan_petrov", "@all всем", "(@online)", "/unbind", "ну /unbind@bot", "[id1|Мэр]",
    "[club1|Город]",    "*id1 (Мэр)", "@id1 (Мэр)", "[https://evil.example|сюда]", "*all",
)  # fmt: skip
CALLED = re.compile(r"(?<![\w.+-])@\w|(?<![\w/])/[A-Za-z]|\[[^\]\n\u2060][^\]\n]*\||(?<!\w)\*\w")
"""What Telegram and VK make a mention, a command or a hidden link of."""


async def test_a_text_calls_nobody_and_carries_no_command(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", group_of("vk"))
    anna = stage.resident("Анна", "telegram", 101)
    words = " и ".join(CALLS)
    number = await anna.files(f"Яма на дороге {words}")
    await anna.says(f"Спросите {words}", to=anna.chat.post(number))
    for post in (roads.post(f"{number} ·"), roads.post("Житель дополнил")):
        assert not CALLED.search(post.text)
        assert words in post.text.replace(JOINER, ""), "it looks the same"
    assert (await stage.ticket(number)).text.endswith(words), "and is kept as it was written"


def test_links_addresses_and_fractions_stay_what_they_are() -> None:
    for text in (
        "anna@example.org",
        "https://vk.com/id1",
        "и/или 1/2",
        "2*3",
        "[1] сноска",
        "Ямы!",
    ):
        assert inert(text) == text


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.text(max_size=80))
def test_making_it_inert_twice_changes_nothing_more(text: str) -> None:
    assert inert(inert(text)) == inert(text)
    assert not CALLED.search(inert(text))
    assert "\n" not in in_line(text)
    assert all(line.startswith(BAR) for line in quoted(text).split("\n"))


def test_no_markup_previews_or_mentions_are_asked_for() -> None:
    hostile = Message('<a href="tg://user?id=1">x</a> *b* [id1|Мэр] https://evil.example')
    telegram = telegram_call(Outgoing(Peer("telegram", 1), hostile), lambda file: file.ref)
    assert isinstance(telegram, SendMessage)
    assert telegram.model_dump(warnings=False).keys().isdisjoint({"parse_mode", "entities"})
    assert telegram.link_preview_options == {"is_disabled": True}
    _, vk = vk_call(Outgoing(Peer("vk", 1), hostile), 1)
    assert vk["disable_mentions"] == 1
    assert vk["dont_parse_links"] == 1
    of_max = max_call(Outgoing(Peer("max", 1), hostile))
    assert of_max.query["disable_link_preview"] == "true"
    assert of_max.body is not None
    assert "format" not in of_max.body
