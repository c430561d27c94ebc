"""Files over doors: fetched once, kept, given on; a missing one is said and holds up no words."""

import pytest

from bots.carrying import MISSING, Carrier
from bots.doors.door import Rejected, Unreachable, Unsettled
from core.messages import File, FileKind, Message, Outgoing
from core.people import Peer

from .fakes import FakeDoor, FakeFiles


def photo(ref: str, door: str = "vk") -> File:
    return File(FileKind.PHOTO, door, ref)


def with_files(*files: File, text: str = "Ответ", caption: str = "") -> Outgoing:
    return Outgoing(Peer("telegram", 1), Message(text, files=files, caption=caption))


@pytest.fixture
def vk() -> FakeDoor:
    return FakeDoor("vk", contents={"a": b"A", "b": b"B"})


@pytest.fixture
def telegram() -> FakeDoor:
    return FakeDoor("telegram")


@pytest.fixture
def files() -> FakeFiles:
    return FakeFiles()


@pytest.fixture
def carrier(telegram: FakeDoor, vk: FakeDoor, files: FakeFiles) -> Carrier:
    return Carrier(telegram, {"telegram": telegram, "vk": vk}, files)


async def test_files_of_another_door_are_brought_over(
    carrier: Carrier, telegram: FakeDoor, files: FakeFiles
) -> None:
    await carrier.deliver(with_files(photo("a"), photo("own", "telegram"), photo("b")), 1)
    (delivery,) = telegram.delivered
    refs = [file.ref for file in delivery.outgoing.message.files]
    assert refs == ["adopted a", "own", "adopted b"]
    assert {file.door for file in delivery.outgoing.message.files} == {"telegram"}
    assert telegram.adopted == [b"A", b"B"]
    assert files.kept == {"a": b"A", "b": b"B"}


async def test_a_kept_file_outlives_its_messenger(
    carrier: Carrier, telegram: FakeDoor, vk: FakeDoor
) -> None:
    await carrier.deliver(with_files(photo("a")), 1)
    vk.contents["a"] = Rejected("the link is too old")
    await carrier.deliver(with_files(photo("a")), 2)
    assert vk.fetched == ["a"]
    assert telegram.texts == ["Ответ", "Ответ"]


@pytest.mark.parametrize("refusal", [Rejected("gone"), Unreachable("forbidden")])
async def test_a_missing_file_is_said_and_the_rest_goes(
    carrier: Carrier, telegram: FakeDoor, vk: FakeDoor, refusal: Exception
) -> None:
    vk.contents["a"] = refusal
    await carrier.deliver(with_files(photo("a"), photo("b")), 1)
    message = telegram.delivered[0].outgoing.message
    assert message.text == f"Ответ\n\n{MISSING}"
    assert [file.ref for file in message.files] == ["adopted b"]


async def test_a_missing_file_is_said_under_pictures_that_travel_apart(
    carrier: Carrier, telegram: FakeDoor, vk: FakeDoor
) -> None:
    vk.contents["a"] = Rejected("gone")
    await carrier.deliver(with_files(photo("a"), photo("b"), text="", caption="№ 5"), 1)
    await carrier.deliver(with_files(photo("a"), text="", caption="№ 5"), 2)
    some, none = (one.outgoing.message for one in telegram.delivered)
    assert (some.text, some.caption) == ("", f"№ 5\n{MISSING}")
    assert (none.text, none.files) == (f"№ 5\n\n{MISSING}", ())


async def test_a_file_of_a_door_that_is_switched_off_is_missing(
    carrier: Carrier, telegram: FakeDoor
) -> None:
    await carrier.deliver(with_files(photo("a", "max")), 1)
    assert MISSING in telegram.texts[0]


async def test_a_failure_that_may_pass_holds_the_message_back(
    carrier: Carrier, telegram: FakeDoor, vk: FakeDoor
) -> None:
    vk.contents["a"] = Unsettled("cut")
    with pytest.raises(Unsettled):
        await carrier.deliver(with_files(photo("a")), 1)
    assert telegram.delivered == []
