"""The messengers misbehave on request, and say truthfully what happened."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from bots.sandbox.faults import AFTER, BEFORE
from bots.sandbox.server import TELEGRAM_TOKEN, VK_GROUP_ID, VK_TOKEN

from .conftest import House

DOORS = ("telegram", "vk")
LOST = (aiohttp.ClientError, TimeoutError)


async def rule(house: House, *rules: dict[str, Any], seed: int = 0) -> Any:
    return await house.act("faults", rules=list(rules), seed=seed)


async def send(house: House, door: str, chat: int, number: int = 1, wait: float = 5) -> Any:
    """Say something with the bare API; the HTTP status and the body as it came."""
    if door == "telegram":
        url = f"{house.sandbox.url}/telegram/bot{TELEGRAM_TOKEN}/sendMessage"
        body = {"chat_id": chat, "text": f"слово {number}"}
    else:
        url = f"{house.sandbox.url}/vk/method/messages.send"
        body = {"access_token": VK_TOKEN, "v": "5.199", "peer_id": chat}
        body |= {"random_id": number, "message": f"слово {number}"}
    timeout = aiohttp.ClientTimeout(total=wait)
    async with house.session.post(url, data=body, timeout=timeout) as answer:
        return answer.status, await answer.text()


async def said(house: House, door: str, chat: int) -> list[str]:
    found = await house.messages(door, chat)
    return [message["text"] for message in found if message["from"]["bot"]]


async def last_call(house: House) -> Any:
    calls = (await house.read("traffic"))["calls"]
    return [call for call in calls if call["kind"] == "call"][-1]


async def test_too_many_tells_telegram_how_long_to_wait_and_holds_the_bot_to_it(
    house: House,
) -> None:
    anna, vera = await house.person("telegram"), await house.person("telegram", "Вера")
    await rule(house, {"kind": "too_many", "door": "telegram", "seconds": 3, "times": 1})
    status, text = await send(house, "telegram", anna)
    assert status == 429
    assert json.loads(text) == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }
    assert (await send(house, "telegram", vera))[0] == 200  # another chat need not wait
    house.clock.now += 2.5
    status, text = await send(house, "telegram", anna)
    assert (status, json.loads(text)["parameters"]) == (429, {"retry_after": 1})
    faults = await house.read("faults")
    assert faults["violations"] == 1
    assert faults["violated"][0] | {"at": 0, "told": 0} == {
        "door": "telegram",
        "method": "sendMessage",
        "chat": anna,
        "at": 0,
        "told": 0,
        "early": 0.5,
    }
    house.clock.now += 0.5
    assert (await send(house, "telegram", anna))[0] == 200
    assert (await house.read("faults"))["violations"] == 1
    assert await said(house, "telegram", anna) == ["слово 1"]


async def test_the_whole_bot_may_be_told_to_wait(house: House) -> None:
    anna, vera = await house.person("telegram"), await house.person("telegram", "Вера")
    await rule(house, {"kind": "too_many", "seconds": 5, "times": 1, "whole": True})
    assert (await send(house, "telegram", anna))[0] == 429
    assert (await send(house, "telegram", vera))[0] == 429  # it was on its way: no violation
    assert (await house.read("faults"))["violations"] == 0
    await house.act("faults", rules=[])
    assert (await send(house, "telegram", vera))[0] == 200


@pytest.mark.parametrize("code", [None, 1, 5, 6, 9, 10, 14, 29])
async def test_vk_refuses_with_the_code_that_is_asked_for(house: House, code: int | None) -> None:
    anna = await house.person("vk")
    await rule(house, {"kind": "too_many", "door": "vk", "code": code, "seconds": 2})
    status, text = await send(house, "vk", anna)
    error = json.loads(text)["error"]
    assert (status, error["error_code"]) == (200, code or 6)
    assert ("captcha_img" in error) == (code == 14)
    assert VK_TOKEN not in text
    assert await said(house, "vk", anna) == []
    house.clock.now += 1
    await send(house, "vk", anna)
    assert (await house.read("faults"))["violations"] == 0  # VK does not say how long


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("code", [500, 502, 503, 504])
async def test_a_broken_server_answers_with_a_page(house: House, door: str, code: int) -> None:
    anna = await house.person(door)
    await rule(house, {"kind": "error", "code": code, "times": 1}, {"kind": "error_after"})
    status, text = await send(house, door, anna)
    assert status == code
    assert text.startswith("<html>")
    assert await said(house, door, anna) == []
    assert (await last_call(house))["carried"] is False
    status, text = await send(house, door, anna, 2)
    assert (status, text[:6]) == (502, "<html>")
    assert await said(house, door, anna) == ["слово 2"]
    call = await last_call(house)
    assert (call["fault"], call["carried"], call["status"]) == ("error_after", True, 200)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", ["cut", "silence"])
async def test_a_lost_answer_says_nothing_about_the_call(
    house: House, door: str, kind: str
) -> None:
    anna = await house.person(door)
    for when, carried in (("before", []), ("after", ["слово 1"])):
        await rule(house, {"kind": f"{kind}_{when}", "seconds": 0.02})
        with pytest.raises(LOST):
            await send(house, door, anna)
        assert await said(house, door, anna) == carried
        call = await last_call(house)
        assert (call["fault"], call["carried"]) == (f"{kind}_{when}", bool(carried))
        assert call["at"] == house.clock.now
    await rule(house)
    assert (await send(house, door, anna, 2))[0] == 200
    assert (await last_call(house))["fault"] is None


async def test_silence_lasts_until_the_client_gives_up_or_all_is_healed(house: House) -> None:
    anna = await house.person("telegram")
    await rule(house, {"kind": "silence_after", "seconds": 600})
    with pytest.raises(TimeoutError):
        await send(house, "telegram", anna, wait=0.05)
    waiting = asyncio.create_task(send(house, "telegram", anna, 2))
    await house.sandbox.world.changed.wait(5)
    await house.act("faults", rules=[])
    with pytest.raises(aiohttp.ClientError):
        await waiting


@pytest.mark.parametrize("door", DOORS)
async def test_a_slow_answer_comes_and_a_spoiled_one_cannot_be_read(
    house: House, door: str
) -> None:
    anna = await house.person(door)
    await rule(
        house, {"kind": "slow", "seconds": 0.03, "times": 1}, {"kind": "garbage", "times": 1}
    )
    loop = asyncio.get_running_loop()
    begun = loop.time()
    status, text = await send(house, door, anna)
    assert loop.time() - begun >= 0.029  # the loop's clock tells whole milliseconds
    json.loads(text)
    status, text = await send(house, door, anna, 2)
    assert status == 200
    with pytest.raises(ValueError, match=r"\w"):
        json.loads(text)
    assert await said(house, door, anna) == ["слово 1", "слово 2"]


async def test_a_messenger_that_is_down_cuts_everything_and_the_other_goes_on(
    house: House,
) -> None:
    anna, vera = await house.person("telegram"), await house.person("vk", "Вера")
    await house.telegram("getUpdates", offset=-1)
    last = (await house.telegram("getUpdates"))[-1]["update_id"]
    polling = asyncio.create_task(house.telegram("getUpdates", offset=last + 1, timeout=20))
    await house.sandbox.telegram.queue.bell.wait(5)  # the poll has begun
    await rule(house, {"kind": "down", "door": "telegram"})
    with pytest.raises(aiohttp.ClientError):
        await polling
    for method in ("getMe", "getUpdates", "sendMessage"):
        with pytest.raises(aiohttp.ClientError):
            await house.telegram(method, chat_id=anna, text="слово")
    assert (await send(house, "vk", vera))[0] == 200
    await rule(house, {"kind": "down", "door": "vk"})
    with pytest.raises(aiohttp.ClientError):
        await house.vk("groups.getById")
    assert (await house.telegram("getMe"))["is_bot"] is True


async def test_the_last_updates_may_come_once_more(house: House) -> None:
    anna = await house.person("telegram")
    repeat = {"kind": "long_poll", "times": 1}
    await rule(house, repeat)
    first = await house.telegram("getUpdates")
    again = await house.telegram("getUpdates", offset=first[-1]["update_id"] + 1)
    assert again == first
    await house.act("say", door="telegram", chat=anna, person=anna, text="новое")
    fresh = await house.telegram("getUpdates", offset=first[-1]["update_id"] + 1)
    assert [update["message"]["text"] for update in fresh] == ["новое"]

    vera = await house.person("vk", "Вера")
    events = await house.vk_events()
    await rule(house, repeat)
    await house.act("say", door="vk", chat=vera, person=vera, text="новое")
    server = await house.vk("groups.getLongPollServer", group_id=VK_GROUP_ID)
    query = {"act": "a_check", "key": server["key"], "ts": server["ts"], "wait": "0"}
    async with house.session.get(server["server"], params=query) as answer:
        assert await answer.json() == {"ts": server["ts"], "updates": events}


@pytest.mark.parametrize("code", [1, 2, 3])
async def test_vk_long_poll_fails_as_it_is_told(house: House, code: int) -> None:
    server = await house.vk("groups.getLongPollServer", group_id=VK_GROUP_ID)
    await rule(house, {"kind": "long_poll", "code": code})
    query = {"act": "a_check", "key": server["key"], "ts": server["ts"], "wait": "0"}
    async with house.session.get(server["server"], params=query) as answer:
        failed = await answer.json()
    assert failed["failed"] == code
    assert ("ts" in failed) == (code == 1)
    assert await house.telegram("getUpdates") == []  # `failed` is VK's own


async def test_rules_choose_by_chat_method_chance_and_number(house: House) -> None:
    anna, vera = await house.person("vk"), await house.person("vk", "Вера")
    await rule(house, {"kind": "error", "chat": anna, "skip": 1, "times": 1})
    statuses = [(await send(house, "vk", chat, 1))[0] for chat in (vera, anna, anna, anna)]
    assert statuses == [200, 200, 502, 200]
    await rule(house, {"kind": "error", "methods": ["users.get"]})
    assert (await send(house, "vk", anna, 5))[0] == 200

    async def lots(seed: int) -> list[int]:
        await rule(house, {"kind": "error", "chance": 0.5}, seed=seed)
        return [(await send(house, "vk", anna, 10 + number))[0] for number in range(12)]

    assert await lots(7) == await lots(7) != await lots(8)
    assert (await house.read("faults"))["rules"][0]["fired"] in range(1, 12)


async def test_a_bundle_is_hit_by_what_it_carries(house: House) -> None:
    anna = await house.person("vk")
    call = {"peer_id": anna, "random_id": 3, "message": "слово"}
    code = f"return [API.messages.send({json.dumps(call)}), API.users.get({{}})];"
    await rule(house, {"kind": "too_many", "methods": ["messages.send"], "chat": anna, "times": 1})
    assert await house.vk("execute", code=code) == 6
    house.clock.now += 1
    assert len(await house.vk("execute", code=code)) == 2


async def test_one_call_of_a_bundle_may_be_refused_alone(house: House) -> None:
    people = [await house.person("vk", name) for name in ("Анна", "Вера", "Глеб")]
    calls = [{"peer_id": each, "random_id": 3, "message": "слово"} for each in people]
    bundle = ", ".join(f"API.messages.send({json.dumps(call)})" for call in calls)
    slow = {"kind": "too_many", "code": 9, "chat": people[1], "times": 1, "seconds": 5}
    await rule(house, {**slow, "inside": True})
    for moment in (0, 2):  # the one that was told to wait is held to it, the others are not
        house.clock.now += moment
        await house.vk("execute", code=f"return [{bundle}];")
        call = await last_call(house)
        assert [bool(each) for each in call["answer"]["response"]] == [True, False, True]
        assert [each["error_code"] for each in call["answer"]["execute_errors"]] == [9]
        assert (call["fault"], call["carried"]) == ("too_many", True)
    house.clock.now += 3
    assert all(await house.vk("execute", code=f"return [{bundle}];"))
    assert [len(await said(house, "vk", each)) for each in people] == [1, 1, 1]
    assert (await house.read("faults"))["busiest"]["vk"] == {"calls": 1, "deliveries": 3, "chat": 1}


@pytest.mark.parametrize("door", DOORS)
async def test_under_every_fault_at_once_the_traffic_tells_what_people_have_seen(
    house: House, door: str
) -> None:
    people = [await house.person(door, f"Житель {number}") for number in range(4)]
    kinds = (*BEFORE, *AFTER)
    rules = [
        {"kind": kind, "chance": 0.1, "seconds": 0.01}
        for kind in kinds
        if kind not in {"down", "long_poll", "too_many"}
    ]
    await rule(house, *rules, seed=3)
    sending = [send(house, door, people[each % 4], each + 1) for each in range(60)]
    heard = await asyncio.gather(*sending, return_exceptions=True)
    calls = [call for call in (await house.read("traffic"))["calls"] if call["kind"] == "call"]
    hits = {call["fault"] for call in calls}
    assert hits == {each["kind"] for each in rules} | {None}
    assert any(isinstance(each, BaseException) for each in heard)
    word = {"telegram": "text", "vk": "message"}[door]
    carried = [call["parameters"][word] for call in calls if call["carried"]]
    seen = [text for person in people for text in await said(house, door, person)]
    assert sorted(seen) == sorted(carried)
    assert len(calls) == 60


async def test_a_file_too_may_fail_to_go_out(house: House) -> None:
    anna = await house.person("telegram")
    await rule(house, {"kind": "error", "chat": anna, "times": 1})
    url = f"{house.sandbox.url}/telegram/bot{TELEGRAM_TOKEN}/sendDocument"
    statuses = []
    for _ in range(2):
        form = aiohttp.FormData({"chat_id": str(anna)})
        form.add_field("document", b"%PDF-1.4", filename="act.pdf")
        async with house.session.post(url, data=form) as answer:
            statuses.append(answer.status)
    assert statuses == [502, 200]


async def test_the_busiest_second_is_told(house: House) -> None:
    anna, vera = await house.person("telegram"), await house.person("telegram", "Вера")
    for chat, moment in ((anna, 0.0), (vera, 0.5), (anna, 0.4), (anna, 0.2), (anna, 3.0)):
        house.clock.now += moment
        assert (await send(house, "telegram", chat))[0] == 200
    busiest = (await house.read("faults"))["busiest"]
    assert busiest == {"telegram": {"calls": 3, "deliveries": 3, "chat": 2}}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "плохо"},
        {"kind": "slow", "seconds": -1},
        {"kind": "slow", "chance": 2},
        {"kind": "slow", "door": "icq"},
        {"kind": "slow", "methods": "sendMessage"},
        {"kind": "slow", "chat": "Анна"},
        {"kind": "slow", "whole": 1},
        {"kind": "slow", "inside": True},
        {"kind": "error", "code": 404},
        {"kind": "slow", "colour": "red"},
        "slow",
    ],
)
async def test_a_rule_that_cannot_be_is_refused_in_russian(house: House, wrong: Any) -> None:
    refused = await house.act("faults", status=400, rules=[wrong])
    assert any("а" <= letter <= "я" for letter in refused["error"]), refused
    assert (await house.read("faults"))["rules"] == []


async def test_a_bare_list_is_enough_and_reset_heals(house: House) -> None:
    url = f"{house.sandbox.url}/control/faults"
    async with house.session.post(url, json=[{"kind": "down"}]) as answer:
        assert [rule["kind"] for rule in (await answer.json())["rules"]] == ["down"]
    await house.act("reset")
    assert (await house.telegram("getMe"))["is_bot"] is True
    async with house.session.post(url, data="{") as answer:
        assert answer.status == 400
