"""What VK's long poll has lost is read in its conversations: how much of it, and in which order."""

from typing import Any

import pytest

from bots.doors.door import Raw, Unreachable
from bots.doors.vk.reading_back import ReadingBack


class Vk:
    """The two methods, over conversations told as peer → dates of messages, the oldest first."""

    def __init__(self, conversations: dict[int, list[int]]) -> None:
        self.conversations = conversations
        self.calls: list[tuple[str, int]] = []
        self.failing: set[int] = set()

    async def call(self, method: str, asked: dict[str, Any]) -> Any:
        peer, offset = asked.get("peer_id", 0), asked["offset"]
        self.calls.append((method, peer))
        if peer in self.failing:
            raise Unreachable("put out of the chat")
        if method == "messages.getHistory":
            items = [self._message(peer, at) for at in range(len(self.conversations[peer]))][::-1]
        else:
            ordered = sorted(self.conversations, key=lambda each: -self.conversations[each][-1])
            items = [
                {"conversation": {"peer": {"id": each}}, "last_message": self._message(each, -1)}
                for each in ordered
            ]
        return {"count": len(items), "items": items[offset : offset + asked["count"]]}

    def _message(self, peer: int, at: int) -> Raw:
        return {
            "peer_id": peer, "from_id": 5, "out": 0, "conversation_message_id": at,
            "date": self.conversations[peer][at],
        }  # fmt: skip


def read(events: list[Raw]) -> list[tuple[int, int]]:
    messages = [event["object"]["message"] for event in events]
    return [(message["peer_id"], message["conversation_message_id"]) for message in messages]


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bots.doors.vk.reading_back.PAUSE", 0)


@pytest.mark.usefixtures("no_pause")
async def test_only_what_is_newer_is_read_and_a_long_conversation_page_by_page() -> None:
    vk = Vk({1: [10, 20], 2: [*range(3_000, 3_450)], 3: [5_000, 5_001]})
    back = ReadingBack(vk.call, 77, "5.199")
    found = read(await back.more(3_700, ()))  # ten minutes earlier: from 3100 on
    assert back.done
    assert found == [(3, 0), (3, 1), *((2, at) for at in range(100, 450))]
    assert (await back.more(9_000, ()), back.done) == ([], True)


@pytest.mark.usefixtures("no_pause")
async def test_a_few_at_a_time_those_that_speak_now_first_and_a_thousand_at_most() -> None:
    vk = Vk({peer: [10_000 - peer] for peer in range(1, 1_500)})
    back = ReadingBack(vk.call, 77, "5.199")
    first = [peer for peer, _ in read(await back.more(1_000, [700, 0, 1_400]))]
    assert first == [700, *range(1, 10)]
    seen = set(first)
    while not back.done:
        seen |= {peer for peer, _ in read(await back.more(1_000, ()))}
    assert seen == set(range(1, 1_001))


@pytest.mark.usefixtures("no_pause")
async def test_what_was_handed_over_and_not_written_down_is_read_again() -> None:
    vk = Vk({peer: [10_000 - peer] for peer in range(1, 21)})
    back = ReadingBack(vk.call, 77, "5.199")
    first = read(await back.more(1_000, ()))
    back.again()
    assert read(await back.more(1_000, ())) == first
    assert not back.done
    await back.more(1_000, ())
    assert back.done


@pytest.mark.usefixtures("no_pause")
async def test_a_conversation_that_cannot_be_read_holds_up_no_other() -> None:
    vk = Vk({1: [5_000], 2: [5_000]})
    vk.failing = {1}
    back = ReadingBack(vk.call, 77, "5.199")
    assert read(await back.more(1_000, ())) == [(2, 0)]
    assert back.done
