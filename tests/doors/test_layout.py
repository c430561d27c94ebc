"""Whatever is said, in every messenger: it fits, no word is lost, every button is there once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bots.doors import layout
from bots.doors.keyboards import at_once, pages, payload_json
from bots.doors.layout import WORDS, expand, fit, fit_edit, is_below, principal
from bots.doors.limits import ASKING, LIMITS, Limits
from bots.doors.plain import units
from core.messages import (
    Button,
    ButtonKind,
    Card,
    Client,
    File,
    FileKind,
    Message,
    Outgoing,
    Row,
)
from core.people import Peer

TELEGRAM, VK, MAX = LIMITS["telegram"], LIMITS["vk"], LIMITS["max"]
BLIND = Client(buttons=False, inline=False)

labels = st.text(alphabet="абвгдежз 👍7", min_size=1, max_size=60)
payloads = st.text(alphabet="s/t0123456789abcdefxyz-", min_size=1, max_size=64)
presses = st.builds(Button, label=labels, payload=payloads)
others = st.builds(
    Button,
    label=labels,
    kind=st.sampled_from([ButtonKind.PLACE, ButtonKind.CONTACT, ButtonKind.LINK]),
    url=st.just("https://example.org/"),
)
buttons = st.one_of(presses, presses, presses, others)
short = st.one_of(presses, presses, others)
row_lists = st.lists(st.lists(buttons, max_size=9).map(tuple), max_size=30).map(tuple)
long_texts = st.tuples(
    st.lists(st.text(alphabet="абвгд👍.\n", max_size=12), max_size=20).map(" ".join),
    st.integers(min_value=1, max_value=60),
).map(lambda drawn: (drawn[0] + " ") * drawn[1])
files = st.builds(
    File, kind=st.sampled_from(list(FileKind)), door=st.just("vk"), ref=st.just("photo1_2")
)
messages = st.builds(
    Message,
    text=long_texts,
    rows=row_lists,
    files=st.lists(files, max_size=23).map(tuple),
    screen=st.booleans(),
    closes=st.booleans(),
    caption=long_texts,
    reply_to=st.sampled_from([None, "7"]),
    numbered=st.booleans(),
)
doors = st.sampled_from(list(LIMITS))
clients = st.builds(Client, buttons=st.booleans(), inline=st.booleans())


def pressed(parts: tuple[Message, ...]) -> list[str]:
    return [b.payload for b in flat(parts) if b.kind is ButtonKind.PRESS]


def flat(parts: tuple[Message, ...]) -> list[Button]:
    return [button for part in parts for row in part.rows for button in row]


def assert_fits(part: Message, limits: Limits) -> None:
    assert units(part.text) <= limits.text
    assert units(part.caption) <= limits.caption
    assert len(part.files) <= limits.files
    assert part.text.strip() or part.files
    assert not (part.closes and part.rows)
    if not limits.apart and any(file.kind in limits.alone for file in part.files):
        assert len(part.files) == 1
        assert not part.rows
    if limits.apart and part.files:
        assert not part.text
        assert not part.rows
        kinds = {file.kind for file in part.files}
        assert len(part.files) == 1 or kinds in (
            {FileKind.DOCUMENT},
            {FileKind.PHOTO},
            {FileKind.VIDEO},
            {FileKind.PHOTO, FileKind.VIDEO},
        )
    assert_rows_fit(part, limits)


def assert_rows_fit(part: Message, limits: Limits) -> None:
    grid = limits.screen if part.screen else limits.own
    here = [button for row in part.rows for button in row]
    assert all(part.rows)
    assert len(part.rows) <= grid.rows
    assert len(here) <= grid.buttons
    assert all(button.label.strip() and units(button.label) <= limits.label for button in here)
    assert all(len(button.payload.encode()) <= limits.payload for button in here)
    for row in part.rows:
        special = any(button.kind is not ButtonKind.PRESS for button in row)
        assert len(row) <= (grid.special if special else grid.columns)
    if grid.payloads:
        assert sum(len(payload_json(button.payload)) for button in here) <= grid.payloads
    if limits.below and any(button.kind in ASKING for button in here):
        assert part.screen
        assert not any(button.kind is ButtonKind.LINK for button in here)


@settings(max_examples=150)
@given(messages, doors, clients, st.booleans())
def test_every_part_fits_its_messenger(
    message: Message, door: str, client: Client, private: bool
) -> None:
    for part in fit(message, LIMITS[door], client, private=private):
        assert_fits(part, LIMITS[door])


@settings(max_examples=100)
@given(messages, doors, clients)
def test_no_word_of_the_text_is_lost(message: Message, door: str, client: Client) -> None:
    said = iter(" ".join(part.text for part in fit(message, LIMITS[door], client)).split())
    assert all(word in said for word in message.text.split())


@settings(max_examples=100)
@given(messages, doors, st.booleans())
def test_every_button_is_there_exactly_once_and_in_order(
    message: Message, door: str, private: bool
) -> None:
    limits = LIMITS[door]
    parts = fit(message, limits, private=private)
    assert pressed(parts) == pressed((message,))
    links = [b for b in flat((message,)) if b.kind is ButtonKind.LINK]
    kept = [b for b in flat(parts) if b.kind is ButtonKind.LINK]
    told = sum(part.text.count("https://example.org/") for part in parts)
    assert len(links) == len(kept) + told


@settings(max_examples=60)
@given(messages, doors)
def test_every_file_is_there_exactly_once(message: Message, door: str) -> None:
    parts = fit(message, LIMITS[door])
    assert sum(len(part.files) for part in parts) == len(message.files)


@settings(max_examples=60)
@given(messages, doors)
def test_an_application_without_buttons_gets_a_whole_list(message: Message, door: str) -> None:
    parts = fit(replace(message, numbered=True), LIMITS[door], BLIND)
    assert not flat(parts)
    said = " ".join(part.text for part in parts).split()
    count = len(pressed((message,)))
    assert all(f"{number}." in said for number in range(1, count + 1))


@settings(max_examples=60)
@given(messages, doors, clients)
def test_a_change_is_one_message_that_fits(message: Message, door: str, client: Client) -> None:
    limits = LIMITS[door]
    peer = Peer(door, 5)
    outgoing = Outgoing(peer, message, edits="12", card=Card.EDIT, ticket="А-1", client=client)
    parts = expand(outgoing, limits)
    changes = [part for part in parts if part.edits]
    assert len(changes) <= 1
    # Either the one change, or a new message after the old one was stripped of its buttons.
    assert len(parts) == 1 or not changes or not changes[0].message.text
    for part in parts:
        assert units(part.message.text) <= limits.text
        assert_rows_fit(part.message, limits)


@given(st.lists(st.lists(short, max_size=4).map(tuple), max_size=5).map(tuple), doors)
def test_a_keyboard_laid_out_at_a_look_is_the_one_laid_out_with_care(
    rows: tuple[Row, ...], door: str
) -> None:
    limits = LIMITS[door]
    for grid in (limits.screen, limits.own):
        laid = at_once(rows, grid, limits.label, limits.asks)
        assert laid is None or (laid,) == (pages(rows, grid, grid) or ((),))


@pytest.mark.parametrize("door", list(LIMITS))
def test_rows_that_fit_are_kept(door: str) -> None:
    rows = (
        tuple(Button(str(mark), f"t/rate{mark}/1") for mark in range(1, 6)),
        (Button("Назад", "b"), Button("Отмена", "c")),
        (Button("Дороги, тротуары и дворы", "d"),),
    )
    (part,) = fit(Message("Оцените ответ", rows), LIMITS[door])
    assert part.rows == rows


def test_a_row_with_long_labels_is_broken_for_a_telephone() -> None:
    row = (Button("Уличное освещение во дворе", "a"), Button("Да", "b"), Button("Нет", "c"))
    (part,) = fit(Message("Что?", (row,)), TELEGRAM)
    assert [len(line) for line in part.rows] == [1, 2]


def test_a_long_column_is_packed_before_it_is_paged() -> None:
    rows = tuple((Button(f"Тема с длинным именем {at}", f"s/1/a/{at}"),) for at in range(18))
    (part,) = fit(Message("Что?", rows, screen=True), VK)
    assert [len(line) for line in part.rows] == [2] * 9


def test_vk_buttons_beyond_the_screen_hang_under_a_message_of_their_own() -> None:
    rows = tuple((Button(f"{at}", f"s/1/a/{at}"),) for at in range(45))
    first, second = fit(Message("Что?", rows, screen=True), VK)
    assert (first.screen, second.screen) == (True, False)
    assert second.text == WORDS.more


def test_numbers_go_on_on_the_second_page() -> None:
    rows = tuple((Button(f"{at}", f"s/1/a/{at}"),) for at in range(45))
    message = Message("Что?", rows, screen=True, numbered=True)
    first, second = fit(message, VK, Client(buttons=True, inline=False))
    shown = len(flat((first,)))
    assert second.text.splitlines()[2] == f"{shown + 1}. {shown}"


def test_a_keyboard_below_gives_links_as_text() -> None:
    rows = ((Button("Я здесь", kind=ButtonKind.PLACE),), (Button("Назад", "s/1/a/back"),))
    link = (Button("Карта", kind=ButtonKind.LINK, url="https://example.org"),)
    (part,) = fit(Message("Где?", (*rows, link), screen=True), TELEGRAM)
    assert part.rows == rows
    assert is_below(part, TELEGRAM)
    assert part.text == "Где?\n\n• Карта: https://example.org"


def test_nobody_is_asked_for_a_place_in_a_group() -> None:
    rows = ((Button("Я здесь", kind=ButtonKind.PLACE),), (Button("Назад", "s/1/a/back"),))
    (part,) = fit(Message("Где?", rows, screen=True), TELEGRAM, private=False)
    assert pressed((part,)) == ["s/1/a/back"]
    assert not is_below(part, TELEGRAM)


def test_telegram_removes_the_old_keyboard_before_buttons_come() -> None:
    message = Message("Готово", ((Button("Ещё", "s/1/a/more"),),), screen=True, closes=True)
    first, second = fit(message, TELEGRAM)
    assert (first.text, first.closes, first.rows) == (WORDS.closed, True, ())
    assert not second.closes
    assert second.rows


def test_a_message_without_buttons_removes_the_keyboard_itself() -> None:
    assert fit(Message("Готово", closes=True), TELEGRAM) == (Message("Готово", closes=True),)
    assert fit(Message("Готово", closes=True), VK) == (Message("Готово", closes=True),)


def test_vk_and_max_send_no_message_only_to_close() -> None:
    message = Message("Готово", ((Button("Ещё", "t/more/1"),),), closes=True)
    for limits in (VK, MAX):
        (part,) = fit(message, limits)
        assert not part.closes


def test_telegram_sends_an_album_before_the_text_and_names_it() -> None:
    photos = tuple(File(FileKind.PHOTO, "telegram", f"p{at}") for at in range(11))
    paper = File(FileKind.DOCUMENT, "telegram", "d")
    message = Message("Карточка", files=(*photos, paper), caption="№ 5", reply_to="3")
    parts = fit(message, TELEGRAM)
    assert [len(part.files) for part in parts] == [10, 1, 1, 0]
    assert [part.caption for part in parts] == ["№ 5", "", "", ""]
    assert [part.reply_to for part in parts] == ["3", None, None, None]
    assert principal(parts) == 3


def test_vk_sends_text_and_photos_together() -> None:
    photos = tuple(File(FileKind.PHOTO, "vk", f"photo1_{at}") for at in range(3))
    (part,) = fit(Message("Карточка", files=photos, caption="№ 5"), VK)
    assert part.text == "Карточка"
    assert part.files == photos


def test_only_the_part_with_buttons_is_the_card() -> None:
    photo = File(FileKind.PHOTO, "telegram", "p")
    message = Message("Карточка", ((Button("Взять", "t/take/5"),),), (photo,))
    outgoing = Outgoing(Peer("telegram", -5), message, ticket="5", card=Card.NEW, slot="card/5")
    album, card = expand(replace(outgoing, private=False), TELEGRAM)
    assert (album.card, album.ticket, album.slot) == (None, "5", "card/5#0")
    assert (card.card, card.ticket, card.slot) == (Card.NEW, "5", "card/5")


def test_a_toast_is_cut_to_what_the_messenger_shows() -> None:
    outgoing = Outgoing(Peer("vk", 5), Message("слово " * 50), toast="token")
    (toast,) = expand(outgoing, VK)
    assert units(toast.message.text) <= 90
    assert toast.toast == "token"


def test_a_toast_that_says_nothing_is_sent_only_where_a_button_waits_for_it() -> None:
    for door, answered in (("telegram", 1), ("vk", 1), ("max", 0)):
        outgoing = Outgoing(Peer(door, 5), Message(""), toast="token")
        assert len(expand(outgoing, LIMITS[door])) == answered
        said = replace(outgoing, message=Message("Уже принято"))
        assert expand(said, LIMITS[door]) == (said,)


def test_a_screen_below_is_not_changed_but_sent_anew() -> None:
    rows = ((Button("Я здесь", kind=ButtonKind.PLACE),),)
    outgoing = Outgoing(Peer("telegram", 5), Message("Где?", rows, screen=True), edits="7")
    stripped, part = expand(outgoing, TELEGRAM)
    assert part.edits is None
    assert (stripped.edits, stripped.message) == ("7", Message(""))


def test_a_change_that_one_message_does_not_hold_is_sent_anew_and_whole() -> None:
    rows = tuple((Button(f"Исполнитель {at}", f"s/1/x/{at}"),) for at in range(14))
    outgoing = Outgoing(Peer("vk", 2_000_000_001), Message("Кому?", rows), edits="7", private=False)
    parts = expand(outgoing, VK)
    assert all(part.edits is None for part in parts)
    assert sum(len(row) for part in parts for row in part.message.rows) == 14
    told = replace(outgoing, message=Message("слово " * 1000))
    assert sum(len(part.message.text.split()) for part in expand(told, VK)) == 1000
    (card,) = expand(replace(outgoing, card=Card.EDIT), VK)
    assert card.edits == "7", "a card stays where it is"


def test_a_change_of_a_long_card_is_cut_short() -> None:
    assert fit_edit(Message("слово " * 2000), TELEGRAM).text.endswith("слово…")


@settings(max_examples=250, derandomize=True, deadline=None)
@given(
    st.builds(
        Message,
        text=st.text(alphabet="абв 👍\n", max_size=30),
        rows=st.lists(st.lists(short, max_size=4).map(tuple), max_size=4).map(tuple),
        screen=st.booleans(),
        closes=st.booleans(),
        numbered=st.booleans(),
        lead=st.sampled_from(["", "Принято.", " с краю ", "слово " * 400]),
        files=st.lists(files, max_size=12).map(tuple),
        caption=st.sampled_from(["", "Приложено"]),
        reply_to=st.sampled_from([None, "5"]),
    ),
    doors,
    clients,
    st.booleans(),
    st.sampled_from([None, "7"]),
    st.sampled_from([None, Card.EDIT, Card.NEW]),
)
def test_what_fits_as_it_is_is_laid_out_as_with_care(
    message: Message, door: str, client: Client, private: bool, edits: str | None, card: Card | None
) -> None:
    outgoing = Outgoing(
        Peer(door, 1), message, edits=edits, card=card, private=private, client=client
    )
    at_a_look = expand(outgoing, LIMITS[door])
    quick = layout._plain  # noqa: SLF001  because it is what is taken away here
    layout._plain = lambda *given, **more: None  # noqa: SLF001  because nothing is plain then
    try:
        assert at_a_look == expand(outgoing, LIMITS[door])
    finally:
        layout._plain = quick  # noqa: SLF001  because it comes back
