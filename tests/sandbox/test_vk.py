"""VK's API as vkbottle meets it: what is sent arrives, and what the real one refuses is refused."""

import json
from collections.abc import Awaitable
from typing import Any

import pytest
from vkbottle import (
    API,
    Callback,
    DocMessagesUploader,
    Keyboard,
    OpenLink,
    PhotoMessageUploader,
    Text,
    VKAPIError,
)

from bots.sandbox.pictures import sample
from bots.sandbox.server import VK_GROUP_ID

from .conftest import House


async def code(call: Awaitable[Any]) -> int:
    with pytest.raises(VKAPIError) as caught:
        await call
    return int(caught.value.code)


def keyboard(rows: int, columns: int, *, inline: bool, label: str = "А", data: str = "{}") -> str:
    button = {"action": {"type": "text", "label": label, "payload": data}, "color": "primary"}
    return json.dumps({"inline": inline, "buttons": [[button] * columns] * rows})


async def test_what_the_community_sends_is_what_the_person_sees(house: House, vk: API) -> None:
    anna = await house.person("vk")
    drawn = Keyboard(inline=True).add(Callback("Да", {"yes": 1})).add(OpenLink("https://x.ru", "Х"))
    number = await vk.messages.send(
        peer_id=anna, random_id=7, message="Здравствуйте!", keyboard=drawn.get_json()
    )
    seen = (await house.messages("vk", anna))[-1]
    assert number > seen["id"] - 1
    assert (seen["text"], seen["from"]["bot"]) == ("Здравствуйте!", True)
    assert [button["kind"] for button in seen["buttons"][0]] == ["callback", "link"]


@pytest.mark.parametrize(
    ("parameters", "refused"),
    [
        ({"access_token": ""}, 5),
        ({"access_token": "short"}, 5),
        ({"v": ""}, 8),
        ({"v": "5.92"}, 8),
        ({"random_id": ""}, 100),
        ({"random_id": 2**31}, 100),
        ({"peer_id": ""}, 100),
        ({"peer_id": "anna"}, 100),
        ({"message": ""}, 100),
        ({"message": "я" * 4097}, 914),
        ({"text": "нет такого"}, 100),
        ({"attachment": "photo1_2"}, 100),
        ({"keyboard": "{"}, 100),
        ({"keyboard": '{"buttons":[[{"action":{"type":"text"}}]]}'}, 911),
        ({"keyboard": keyboard(11, 1, inline=False)}, 911),
        ({"keyboard": keyboard(1, 6, inline=False)}, 911),
        ({"keyboard": keyboard(9, 5, inline=False)}, 911),
        ({"keyboard": keyboard(7, 1, inline=True)}, 911),
        ({"keyboard": keyboard(3, 4, inline=True)}, 911),
        ({"keyboard": keyboard(1, 1, inline=True, label="я" * 41)}, 911),
        ({"keyboard": keyboard(1, 1, inline=True, label="")}, 911),
        ({"keyboard": keyboard(1, 1, inline=True, data='"' + "я" * 254 + '"')}, 911),
        ({"keyboard": keyboard(1, 1, inline=True, data="{нет")}, 911),
        ({"peer_id": 1}, 901),
        ({"peer_id": -5}, 936),
        ({"peer_id": 2_000_000_077}, 917),
    ],
)
async def test_a_wrong_call_is_refused(
    house: House, parameters: dict[str, Any], refused: int
) -> None:
    anna = await house.person("vk")
    right = {"peer_id": anna, "random_id": 1, "message": "!"}
    assert await house.vk("messages.send", **{**right, **parameters}) == refused
    assert len(await house.messages("vk", anna)) == 1


async def test_the_largest_keyboards_and_text_are_taken(house: House) -> None:
    anna = await house.person("vk")
    for number, drawn in enumerate(
        (
            keyboard(8, 5, inline=False, label="я" * 40),
            keyboard(10, 4, inline=False),
            keyboard(2, 5, inline=True),
            keyboard(6, 1, inline=True),
        ),
        start=1,
    ):
        answer = await house.vk(
            "messages.send", peer_id=anna, random_id=number, message="я" * 4096, keyboard=drawn
        )
        assert answer == number + 1


async def test_an_unknown_method_is_refused(house: House) -> None:
    assert await house.vk("messages.sned") == 3


async def test_a_random_id_sends_once_an_hour(house: House, vk: API) -> None:
    anna, boris = await house.person("vk"), await house.person("vk", "Борис Ким")
    first = await vk.messages.send(peer_id=anna, random_id=7, message="раз")
    assert await vk.messages.send(peer_id=anna, random_id=7, message="другое") == first
    assert await vk.messages.send(peer_id=boris, random_id=7, message="раз") != first
    house.clock.now += 3601
    assert await vk.messages.send(peer_id=anna, random_id=7, message="раз") != first
    assert await vk.messages.send(peer_id=anna, random_id=0, message="раз") != first
    said = [message["text"] for message in await house.messages("vk", anna)]
    assert said == ["Начать", "раз", "раз", "раз"]


async def test_errors_of_peer_ids_sit_in_their_places(house: House, vk: API) -> None:
    anna = await house.person("vk")
    group = await house.group("vk", anna)
    sent: Any = await vk.messages.send(peer_ids=[anna, 1, group], random_id=5, message="всем")
    good, bad, chat = sent
    assert good.error is None
    assert bad.error is not None
    assert bad.error.code == 901
    assert (chat.message_id, chat.conversation_message_id) == (0, 2)


async def test_in_a_group_chat_the_message_number_is_zero(house: House, vk: API) -> None:
    anna = await house.person("vk")
    group = await house.group("vk", anna)
    assert await vk.messages.send(peer_id=group, random_id=5, message="!") == 0


async def test_who_denied_is_not_written_to(house: House, vk: API) -> None:
    anna = await house.person("vk")
    await house.vk(
        "groups.setLongPollSettings", group_id=VK_GROUP_ID, message_deny=1, message_allow=1
    )
    await house.act("block", door="vk", person=anna, blocked=True)
    assert await code(vk.messages.send(peer_id=anna, random_id=1, message="!")) == 901
    await house.act("block", door="vk", person=anna, blocked=False)
    await vk.messages.send(peer_id=anna, random_id=1, message="!")
    kinds = [event["type"] for event in await house.vk_events()]
    assert kinds == ["message_new", "message_deny", "message_allow"]


async def test_editing(house: House, vk: API) -> None:
    anna = await house.person("vk")
    number = await vk.messages.send(
        peer_id=anna, random_id=1, message="раз", keyboard=keyboard(1, 1, inline=True)
    )
    await vk.messages.edit(peer_id=anna, message_id=number, message="два")
    seen = (await house.messages("vk", anna))[-1]
    assert (seen["text"], seen["edited"], seen["buttons"]) == ("два", True, [])
    await vk.messages.edit(peer_id=anna, cmid=seen["id"], message="три")
    assert await code(vk.messages.edit(peer_id=anna, cmid=1, message="чужое")) == 15
    assert await code(vk.messages.edit(peer_id=anna, cmid=99, message="нет")) == 100
    house.clock.now += 24 * 3600 + 1
    assert await code(vk.messages.edit(peer_id=anna, cmid=seen["id"], message="поздно")) == 909


async def test_deleting(house: House, vk: API) -> None:
    anna = await house.person("vk")
    number = await vk.messages.send(peer_id=anna, random_id=1, message="раз")
    answer = await house.vk("messages.delete", message_ids=number, delete_for_all=1)
    assert [each["response"] for each in answer] == [1]
    assert (await house.messages("vk", anna))[-1]["deleted"]


async def test_a_press_is_answered_once_by_its_own_ids(house: House, vk: API) -> None:
    anna = await house.person("vk")
    drawn = Keyboard(inline=True).add(Callback("Да", {"yes": 1})).get_json()
    await vk.messages.send(peer_id=anna, random_id=7, message="?", keyboard=drawn)
    message = (await house.messages("vk", anna))[-1]["id"]
    act: dict[str, Any] = {
        "door": "vk",
        "chat": anna,
        "person": anna,
        "message": message,
        "button": "Да",
    }
    await house.act("press", **act)
    assert [event["type"] for event in await house.vk_events()] == ["message_new"]
    await vk.groups.set_long_poll_settings(group_id=VK_GROUP_ID, message_event=True)
    press = (await house.act("press", **act))["press"]
    event = (await house.vk_events())[-1]["object"]
    assert event == {
        "user_id": anna,
        "peer_id": anna,
        "event_id": press,
        "payload": {"yes": 1},
        "conversation_message_id": message,
    }
    toast = json.dumps({"type": "show_snackbar", "text": "Принято"})

    def answer(**other: Any) -> Awaitable[Any]:
        right = {"event_id": press, "user_id": anna, "peer_id": anna, "event_data": toast}
        return vk.messages.send_message_event_answer(**{**right, **other})

    assert await code(answer(user_id=5)) == 100
    assert await code(answer(event_id="нет")) == 100
    assert await code(answer(event_data='{"type":"dance"}')) == 100
    await answer()
    assert await code(answer()) == 100
    press = (await house.act("press", **act))["press"]
    house.clock.now += 61
    assert await code(answer(event_id=press)) == 100


async def test_a_keyboard_stays_until_it_is_removed(house: House, vk: API) -> None:
    anna = await house.person("vk")
    drawn = Keyboard().add(Text("Меню", {"menu": 1})).get_json()
    await vk.messages.send(peer_id=anna, random_id=1, message="вот", keyboard=drawn)
    await house.act("press", door="vk", chat=anna, person=anna, button="Меню")
    message = (await house.vk_events())[-1]["object"]["message"]
    assert (message["text"], message["payload"]) == ("Меню", '{"menu": 1}')
    await vk.messages.send(peer_id=anna, random_id=2, message="ушла", keyboard='{"buttons":[]}')
    assert (await house.read("state"))["chats"][0]["keyboard"] is None


async def test_a_text_button_in_a_group_chat_mentions_the_community(house: House) -> None:
    anna = await house.person("vk")
    group = await house.group("vk", anna)
    await house.vk(
        "messages.send",
        peer_id=group,
        random_id=1,
        message="?",
        keyboard=keyboard(1, 1, inline=True, label="Беру"),
    )
    act: dict[str, Any] = {"door": "vk", "chat": group, "person": anna, "message": 2, "button": 0}
    await house.act("press", **act)
    message = (await house.vk_events())[-1]["object"]["message"]
    assert message["text"].startswith(f"[club{VK_GROUP_ID}|@")
    assert message["text"].endswith("] Беру")


async def test_photos_and_documents_travel_both_ways(house: House, vk: API) -> None:
    anna = await house.person("vk")
    await house.act("photo", door="vk", chat=anna, person=anna, samples=["lamp", "snow"])
    message = (await house.vk_events())[-1]["object"]["message"]
    photo = message["attachments"][0]["photo"]
    async with house.session.get(photo["sizes"][-1]["url"]) as answer:
        assert await answer.read() == sample("lamp")
    name = f"photo{photo['owner_id']}_{photo['id']}"
    refused = vk.messages.send(peer_id=anna, random_id=1, attachment=name)
    assert await code(refused) == 100
    await vk.messages.send(peer_id=anna, random_id=2, attachment=f"{name}_{photo['access_key']}")
    own = await PhotoMessageUploader(vk).upload(sample("water"), peer_id=anna)
    document = await DocMessagesUploader(vk).upload(b"%PDF-", title="акт.pdf", peer_id=anna)
    await vk.messages.send(peer_id=anna, random_id=3, attachment=f"{own},{document}")
    seen = (await house.messages("vk", anna))[-1]
    assert (len(seen["photos"]), seen["files"][0]["name"]) == (1, "акт.pdf")


async def test_a_reply_and_a_place(house: House, vk: API) -> None:
    anna = await house.person("vk")
    group = await house.group("vk", anna)
    sent: Any = await vk.messages.send(
        peer_ids=[group], random_id=1, message="Карточка", lat=50, long=127
    )
    card = sent[0].conversation_message_id
    await house.act("say", door="vk", chat=group, person=anna, text="Сделаем", reply_to=card)
    message = (await house.vk_events())[-1]["object"]["message"]
    assert message["reply_message"]["conversation_message_id"] == card
    forward = {"peer_id": group, "conversation_message_ids": [card], "is_reply": True}
    await vk.messages.send(peer_id=group, random_id=2, message="Ответ", forward=json.dumps(forward))
    assert (await house.messages("vk", group))[-1]["reply_to"] == card
    await house.act("place", door="vk", chat=anna, person=anna, latitude=50.29, longitude=127.5)
    geo = (await house.vk_events())[-1]["object"]["message"]["geo"]
    assert geo["coordinates"] == {"latitude": 50.29, "longitude": 127.5}


async def test_what_a_group_chat_lets_the_community_hear(house: House) -> None:
    anna = await house.person("vk")
    group = await house.group("vk", anna, all_messages=False)
    act: dict[str, Any] = {"door": "vk", "chat": group, "person": anna}
    await house.act("say", **act, text="между собой")
    await house.act("say", **act, text="@paradnaya_sandbox привет")
    await house.act("chat", door="vk", id=group, all_messages=True)
    await house.act("say", **act, text="слышно")
    said = [event["object"]["message"]["text"] for event in await house.vk_events()]
    mention = f"[club{VK_GROUP_ID}|@paradnaya_sandbox] привет"
    assert said == ["Начать", "", mention, "слышно"]


async def test_long_poll_keeps_what_was_missed(house: House) -> None:
    anna = await house.person("vk")
    server = await house.vk("groups.getLongPollServer", group_id=VK_GROUP_ID)
    ts = server["ts"]
    await house.act("say", door="vk", chat=anna, person=anna, text="пока вас не было")

    async def check(**query: str) -> Any:
        query = {"act": "a_check", "key": server["key"], "ts": ts, "wait": "0", **query}
        async with house.session.get(server["server"], params=query) as answer:
            return await answer.json()

    for _ in range(2):
        updates = (await check())["updates"]
        assert [each["object"]["message"]["text"] for each in updates] == ["пока вас не было"]
    ahead = str(int(ts) + 100)
    assert await check(ts=ahead) == {"failed": 1, "ts": int(ts) + 1}
    assert (await check(ts="1"))["failed"] == 1
    assert await check(key="чужой") == {"failed": 2}
    assert await check(ts="нет") == {"failed": 3}
    house.clock.now += 3601
    assert await check() == {"failed": 2}
    assert await house.vk("groups.getLongPollServer", group_id=5) == 15


async def test_execute_bundles_calls(house: House, vk: API) -> None:
    anna = await house.person("vk")
    calls = [
        f"API.messages.send({json.dumps({'peer_id': peer, 'random_id': 1, 'message': 'я);'})})"
        for peer in (anna, 1)
    ]
    answer = await house.vk("execute", code=f"return [{', '.join(calls)}, API.users.get()];")
    assert answer[0] > 0
    assert answer[1:] == [False, []]
    assert await house.vk("execute", code="return 1+1;") == 12
    assert await house.vk("execute", code=f"return [{','.join(['API.users.get({})'] * 26)}];") == 13


async def test_reading_methods(house: House, vk: API) -> None:
    anna = await house.person("vk")
    group = await house.group("vk", anna)
    assert (await vk.users.get(user_ids=[anna]))[0].first_name == "Анна"
    assert (await vk.groups.get_by_id()).groups[0].id == VK_GROUP_ID
    assert (await vk.messages.get_conversations()).count == 2
    assert (await vk.messages.get_conversation_members(peer_id=group)).count == 2
    assert (await vk.messages.get_history(peer_id=anna)).items[0].text == "Начать"
    found = await vk.messages.get_by_conversation_message_id(
        peer_id=anna, conversation_message_ids=[1]
    )
    assert found.items[0].payload == '{"command":"start"}'
    assert (await vk.messages.get_conversations_by_id(peer_ids=[anna])).count == 1
    settings = await vk.groups.get_long_poll_settings(group_id=VK_GROUP_ID)
    assert settings.is_enabled
    assert (await vk.groups.get_token_permissions()).mask
    assert await vk.messages.set_activity(peer_id=anna, type="typing")
