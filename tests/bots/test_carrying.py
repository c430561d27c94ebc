"""Files over doors: kept content goes to the other messenger, and words are not held up."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from bots.delivery.carrying import WITH_FILES_AT_MOST, Carrier
from bots.doors.door import Rejected, TooLarge, Unsettled
from bots.doors.limits import LIMITS
from core.files import Fate, Found, Loss
from core.messages import Button, File, FileKind, Message, Outgoing
from core.people import Peer

from .fakes import Clock, FakeDoor, FakeFiles

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"


def photo(ref: str, door: str = "vk") -> File:
    return File(FileKind.PHOTO, door, ref)


def paper(ref: str, name: str = "", door: str = "telegram") -> File:
    return File(FileKind.DOCUMENT, door, ref, name=name)


def with_files(*files: File, text: str = "Ответ", caption: str = "") -> Outgoing:
    message = Message(text, files=files, caption=caption)
    return Outgoing(Peer("telegram", 1), message, ticket="26-000001")


def known(fate: Fate) -> Found:
    return Found(fate, Clock().now)


@pytest.fixture
def telegram() -> FakeDoor:
    return FakeDoor("telegram")


@pytest.fixture
def files(tmp_path: Path) -> FakeFiles:
    files = FakeFiles(tmp_path)
    files.keep("a", JPEG, "image/jpeg")
    files.keep("b", JPEG + b"2", "image/jpeg")
    return files


@pytest.fixture
def carrier(telegram: FakeDoor, files: FakeFiles) -> Carrier:
    return Carrier(telegram, files)


def refs(door: FakeDoor, at: int = -1) -> list[str]:
    return [file.ref for file in door.delivered[at].outgoing.message.files]


async def test_files_of_another_door_are_brought_over(carrier: Carrier, telegram: FakeDoor) -> None:
    await carrier.deliver(with_files(photo("a"), photo("own", "telegram"), photo("b")), 1)
    assert refs(telegram) == ["adopted a", "own", "adopted b"]
    assert telegram.adopted == [JPEG, JPEG + b"2"]
    assert [file.name for file in telegram.given] == ["photo.jpg", "photo.jpg"]


async def test_words_go_alone_where_a_file_is_missing(
    carrier: Carrier, telegram: FakeDoor, files: FakeFiles
) -> None:
    files.fates["a"] = [known(Fate.MISSING)]
    await carrier.deliver(with_files(photo("a"), photo("b")), 1)
    assert (telegram.texts, refs(telegram)) == (["Ответ"], ["adopted b"])
    assert files.losses == [("a", Loss.GONE)]


async def test_a_message_of_nothing_but_missing_files_is_not_sent(
    carrier: Carrier, telegram: FakeDoor, files: FakeFiles
) -> None:
    files.fates["a"] = [known(Fate.MISSING)]
    assert await carrier.deliver(with_files(photo("a"), text="", caption="№ 5"), 1) == ""
    assert telegram.delivered == []


async def test_a_file_worth_waiting_for_holds_the_message_back(
    carrier: Carrier, telegram: FakeDoor, files: FakeFiles
) -> None:
    files.fates["a"] = [Unsettled("still to come")]
    with pytest.raises(Unsettled):
        await carrier.deliver(with_files(photo("a")), 1)
    assert telegram.delivered == []


async def test_words_do_not_wait_for_ever_for_a_file_that_never_goes(
    carrier: Carrier, telegram: FakeDoor, files: FakeFiles
) -> None:
    """Nor does all that comes after them in their chat."""
    files.fates["a"] = [Unsettled("never processed")]
    message = with_files(photo("a"))
    with pytest.raises(Unsettled):
        await carrier.deliver(message, 1, WITH_FILES_AT_MOST - 1)
    assert files.losses == []
    await carrier.deliver(message, 1, WITH_FILES_AT_MOST)
    assert [one.text for one in telegram.delivered] == ["Ответ"]
    assert files.losses == [("a", Loss.UNTAKEN)]


async def test_where_nothing_goes_no_file_is_given_up(
    carrier: Carrier, telegram: FakeDoor, files: FakeFiles
) -> None:
    telegram.answering = lambda outgoing: Unsettled("502")
    with pytest.raises(Unsettled):
        await carrier.deliver(with_files(photo("a")), 1, WITH_FILES_AT_MOST)
    assert files.losses == []


async def test_a_file_that_is_late_follows(
    carrier: Carrier, telegram: FakeDoor, files: FakeFiles
) -> None:
    files.fates["a"] = [known(Fate.WANTED)]
    await carrier.deliver(with_files(photo("a")), 1)
    assert (telegram.texts, refs(telegram), files.following) == (["Ответ"], [], ["a"])


async def test_a_file_that_comes_at_the_last_moment_goes_along(
    carrier: Carrier, telegram: FakeDoor, files: FakeFiles
) -> None:
    files.fates["a"] = [known(Fate.WANTED), *files.fates["a"]]
    await carrier.deliver(with_files(photo("a")), 1)
    assert refs(telegram) == ["adopted a"]


async def test_what_its_own_messenger_forgot_is_sent_from_what_is_kept(
    carrier: Carrier, telegram: FakeDoor
) -> None:
    telegram.answering = lambda outgoing: (
        Rejected("wrong file_id") if outgoing.message.files[0].ref == "a" else None
    )
    await carrier.deliver(with_files(photo("a", "telegram")), 1)
    assert refs(telegram) == ["adopted a"]


async def test_what_is_not_taken_as_a_photograph_is_sent_as_a_document(
    carrier: Carrier, telegram: FakeDoor
) -> None:
    telegram.answering = lambda outgoing: (
        Rejected("PHOTO_INVALID_DIMENSIONS")
        if outgoing.message.files[0].kind is FileKind.PHOTO
        else None
    )
    await carrier.deliver(with_files(photo("a")), 1)
    assert [file.kind for file in telegram.given] == [FileKind.PHOTO, FileKind.DOCUMENT]
    assert refs(telegram) == ["adopted a"]


async def test_words_arrive_though_no_file_is_taken_and_it_is_told(
    carrier: Carrier, telegram: FakeDoor, files: FakeFiles
) -> None:
    telegram.answering = lambda outgoing: Rejected("no") if outgoing.message.files else None
    files.keep("own", JPEG, "image/jpeg")
    await carrier.deliver(with_files(photo("a"), photo("own", "telegram")), 1)
    assert telegram.texts == ["Ответ"]
    assert ("a", Loss.UNTAKEN) in files.losses


@pytest.mark.parametrize(
    ("refusal", "why"), [(TooLarge("50 MB"), Loss.LARGE), (Rejected("no"), Loss.UNTAKEN)]
)
async def test_a_file_that_cannot_be_uploaded_is_told(
    carrier: Carrier, telegram: FakeDoor, files: FakeFiles, refusal: Exception, why: Loss
) -> None:
    telegram.adopting = lambda file: refusal
    await carrier.deliver(with_files(photo("a")), 1)
    assert (telegram.texts, files.losses) == (["Ответ"], [("a", why)])


async def test_a_document_is_looked_at_even_where_it_came_from(
    carrier: Carrier, telegram: FakeDoor, files: FakeFiles
) -> None:
    files.fates["virus"] = [known(Fate.REFUSED)]
    await carrier.deliver(with_files(paper("virus"), paper("a")), 1)
    assert refs(telegram) == ["a"]


@pytest.mark.parametrize(("name", "sent"), [("план.pdf", ["big"]), ("план.pdf.exe", [])])
async def test_a_document_too_large_to_look_at_goes_on_where_it_came_from(
    carrier: Carrier, telegram: FakeDoor, files: FakeFiles, name: str, sent: list[str]
) -> None:
    files.fates["big"] = [known(Fate.MISSING)]
    await carrier.deliver(with_files(paper("big", name)), 1)
    assert refs(telegram) == sent


async def test_what_is_no_photograph_travels_beside_the_album(
    carrier: Carrier, telegram: FakeDoor, files: FakeFiles
) -> None:
    files.keep("b", b"%PDF-1.4", "application/pdf")
    album = with_files(photo("a"), photo("b"), text="", caption="№ 5")
    assert await carrier.deliver(album, 1) == "1001,1002"
    first, second = (one.outgoing.message for one in telegram.delivered)
    assert [(first.files[0].ref, first.caption), (second.files[0].ref, second.caption)] == [
        ("adopted a", "№ 5"), ("adopted b", ""),
    ]  # fmt: skip
    assert (second.files[0].kind, second.files[0].name) == (FileKind.DOCUMENT, "photo.pdf")


async def test_where_a_document_goes_alone_what_turned_out_to_be_one_leaves_the_buttons(
    files: FakeFiles,
) -> None:
    door = FakeDoor("max", LIMITS["max"])
    files.keep("c", b"%PDF-1.4", "application/pdf")
    rows = ((Button("Взять", "t/take/5"),),)
    both = Message("Ответ", rows, (photo("a"), photo("c")), reply_to="7")
    outgoing = Outgoing(Peer("max", 1), both, ticket="26-000001")
    await Carrier(door, files).deliver(outgoing, 1)
    sent = [one.outgoing.message for one in door.delivered]
    assert [[file.kind for file in one.files] for one in sent] == [
        [FileKind.DOCUMENT],
        [FileKind.PHOTO],
    ]
    assert [(one.text, bool(one.rows), one.reply_to) for one in sent] == [
        ("", False, None),
        ("Ответ", True, "7"),
    ]
    alone = replace(outgoing, message=replace(both, files=(photo("c"),)), edits="9")
    await Carrier(door, files).deliver(alone, 1)
    (changed,) = door.delivered[2:]
    assert (changed.outgoing.edits, changed.outgoing.message.files) == ("9", ())
