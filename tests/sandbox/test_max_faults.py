"""MAX misbehaves as it is told, and is the same after a restart."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bots.sandbox.max.numbers import DIALOGS
from bots.sandbox.pictures import sample
from bots.sandbox.server import MAX_TOKEN, serve
from bots.sandbox.world import World

from .conftest import Clock, House
from .max_hands import button, keyboard, send, updates, upload


async def rules(house: House, *rules: dict[str, Any]) -> None:
    await house.act("faults", rules=[{"door": "max", **each} for each in rules])


async def bare(house: House, person: int, text: str = "Здравствуйте") -> tuple[int, str]:
    """A message sent, and what was answered to it as it came."""
    async with house.session.post(
        f"{house.sandbox.url}/max/messages",
        params={"user_id": str(person)},
        json={"text": text},
        headers={"Authorization": MAX_TOKEN},
    ) as answer:
        return answer.status, (await answer.read()).decode(errors="replace")


async def count(house: House, person: int) -> int:
    return sum(each["from"]["bot"] for each in await house.messages("max", person))


async def test_too_many_is_said_with_its_code(house: House) -> None:
    anna = await house.person("max")
    await rules(house, {"kind": "too_many", "chat": anna, "seconds": 5, "times": 1})
    body = {"text": "Раз"}
    refused = await house.max("POST /messages", user_id=anna, body=body, status=429)
    assert refused == "too.many.requests"
    again = await house.max("POST /messages", chat_id=DIALOGS + anna, body=body, status=429)
    assert again == "too.many.requests", "held to it, however the dialog is named"
    house.clock.now += 5
    await house.max("POST /messages", user_id=anna, body=body)
    told = await house.read("faults")
    assert (told["violations"], told["busiest"]["max"]["chat"]) == (0, 2)


async def test_a_broken_server_answers_with_a_page(house: House) -> None:
    anna = await house.person("max")
    await rules(house, {"kind": "error", "code": 503, "times": 1}, {"kind": "error_after"})
    for status in (503, 502):
        answered, text = await bare(house, anna)
        assert (answered, "<html>" in text) == (status, True)
    assert await count(house, anna) == 1, "the second was carried out"


@pytest.mark.parametrize(("kind", "carried"), [("cut_before", 0), ("cut_after", 1), ("down", 0)])
async def test_a_connection_is_cut(house: House, kind: str, carried: int) -> None:
    anna = await house.person("max")
    await rules(house, {"kind": kind})
    with pytest.raises(aiohttp.ClientError):
        await bare(house, anna)
    assert await count(house, anna) == carried


async def test_half_an_answer_comes_of_a_call_that_was_carried_out(house: House) -> None:
    anna = await house.person("max")
    await rules(house, {"kind": "garbage", "times": 1}, {"kind": "slow", "seconds": 0.01})
    _, text = await bare(house, anna)
    assert not text.endswith("}")
    status, _ = await bare(house, anna)
    assert (status, await count(house, anna)) == (200, 2)


async def test_the_last_updates_come_again(house: House) -> None:
    anna = await house.person("max")
    first = await house.max("GET /updates", marker=1, timeout=0)
    await rules(house, {"kind": "long_poll", "times": 1})
    again = await house.max("GET /updates", marker=first["marker"], timeout=0)
    assert again == first
    await house.act("say", door="max", chat=anna, person=anna, text="Темно")
    assert len((await house.max("GET /updates", marker=first["marker"], timeout=0))["updates"]) == 1


async def test_a_file_is_worked_on_as_long_as_it_is_told(house: House) -> None:
    anna = await house.person("max")
    photos = (await upload(house, "image", sample("yard")))["photos"]
    await rules(house, {"kind": "not_ready", "times": 2})
    body = {"text": "Двор", "attachments": [{"type": "image", "payload": {"photos": photos}}]}
    for _ in range(2):
        refused = await house.max("POST /messages", user_id=anna, body=body, status=400)
        assert refused == "attachment.not.ready"
        await send(house, anna, "без файла")
    await house.max("POST /messages", user_id=anna, body=body)


async def test_a_rule_about_a_chat_means_its_changes_and_answers_too(house: House) -> None:
    anna = await house.person("max")
    name = await send(house, anna, "Отправить?", keyboard([button("Да", "y")]))
    number = (await house.messages("max", anna))[-1]["id"]
    await house.act("press", door="max", chat=anna, person=anna, message=number, button="Да")
    press = (await updates(house))[-1]["callback"]["callback_id"]
    await rules(house, {"kind": "too_many", "chat": anna, "seconds": 60})
    changed = {"text": "Отправлено"}
    assert await house.max("PUT /messages", message_id=name, body=changed, status=429)
    answer = {"message": changed}
    assert await house.max("POST /answers", callback_id=press, body=answer, status=429)
    await house.max("POST /answers", callback_id=press, body={"notification": "Принято"})


async def test_files_are_lost_and_their_addresses_run_out(house: House) -> None:
    anna = await house.person("max")
    await house.act("photo", door="max", chat=anna, person=anna, samples=["lamp"])
    told = (await updates(house))[-1]["message"]["body"]
    key = (await house.messages("max", anna))[-1]["photos"][0]["key"]

    async def status(address: str) -> int:
        async with house.session.get(address) as answer:
            return answer.status

    old = told["attachments"][0]["payload"]["url"]
    await house.act("lose_file", key=key, how="expired")
    body = (await house.max(f"GET /messages/{told['mid']}"))["body"]
    new = body["attachments"][0]["payload"]["url"]
    assert (await status(old), await status(new)) == (404, 200)
    await house.act("lose_file", key=key)
    assert await status(new) == 404


async def test_the_world_of_max_outlives_a_restart(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "sandbox.json"
    async with aiohttp.ClientSession() as session:
        async with serve(state_file=file, world=World(clock)) as sandbox:
            house = House(sandbox, session, clock)
            anna = await house.person("max")
            group = await house.group("max", anna, all_messages=True)
            name = await send(house, anna, "Отправить?", keyboard([button("Да", "y")]))
            given = {"admins": [{"user_id": anna, "permissions": ["write"]}]}
            await house.max(f"POST /chats/{group}/members/admins", body=given)
            video = await house.max("POST /uploads", type="video")
            marker = (await house.max("GET /updates", timeout=0))["marker"]
        async with serve(state_file=file, world=World(clock)) as sandbox:
            house = House(sandbox, session, clock)
            assert await house.max(f"GET /messages/{name}")
            assert len(await updates(house)) == 2
            await house.act("say", door="max", chat=anna, person=anna, text="Темно")
            after = await house.max("GET /updates", marker=marker, timeout=0)
            assert after["updates"][0]["message"]["body"]["text"] == "Темно"
            path = f"/chats/{group}/members/admins"
            assert await house.max(f"DELETE {path}/{anna}") == {"success": True}
            address = f"{house.sandbox.url}{video['url'].partition('/max/')[1]}"
            async with session.post(address + video["url"].partition("/max/")[2], data=b"1") as one:
                assert one.status == 200
