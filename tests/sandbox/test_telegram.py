"""The Bot API as aiogram meets it: what the real one refuses is refused, all else arrives."""

from collections.abc import Awaitable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramForbiddenError,
)
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from bots.sandbox.pictures import sample
from bots.sandbox.server import TELEGRAM_TOKEN

from .conftest import House

TEXT_ONLY = (
    "Bad Request: can't parse inline keyboard button: "
    "Text buttons are unallowed in the inline keyboard"
)
YES = InlineKeyboardButton(text="Да", callback_data="yes")


def inline(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=list(rows))


async def refusal(call: Awaitable[Any]) -> str:
    with pytest.raises(TelegramAPIError) as caught:
        await call
    return caught.value.message


async def test_what_the_bot_sends_is_what_the_person_sees(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    sent = await bot.send_message(anna, "Здравствуйте!", reply_markup=inline([YES]))
    seen = (await house.messages("telegram", anna))[-1]
    assert (seen["id"], seen["text"]) == (sent.message_id, "Здравствуйте!")
    assert seen["from"]["bot"]
    assert [[button["label"] for button in row] for row in seen["buttons"]] == [["Да"]]
    assert sent.reply_markup is not None
    assert sent.reply_markup.inline_keyboard[0][0].callback_data == "yes"


async def test_an_unknown_method_or_token_is_refused(house: House, bot: Bot) -> None:
    assert await house.telegram("sendMesage", status=404) == "Not Found"
    url = f"{house.sandbox.url}/telegram/botnonsense/getMe"
    async with house.session.get(url) as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")
    assert (await bot.me()).username == "paradnaya_sandbox_bot"


async def test_methods_are_case_insensitive_and_take_any_encoding(house: House) -> None:
    anna = await house.person("telegram")
    url = f"{house.sandbox.url}/telegram/bot{TELEGRAM_TOKEN}/SENDMESSAGE"
    for request in (
        {"params": {"chat_id": str(anna), "text": "а"}},
        {"data": {"chat_id": str(anna), "text": "а"}},
        {"json": {"chat_id": anna, "text": "а"}},
    ):
        async with house.session.post(url, **request) as answer:
            assert (await answer.json())["ok"], request


async def test_an_unknown_parameter_is_refused_and_named(house: House) -> None:
    anna = await house.person("telegram")
    said = await house.telegram(
        "sendMessage", status=400, chat_id=anna, text="а", reply_to_message_id=1
    )
    assert '"reply_to_message_id" of sendMessage' in said


async def test_text_is_4096_units_of_utf_16_at_most(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    await bot.send_message(anna, "я" * 4096)
    await bot.send_message(anna, "🚧" * 2048)
    too_long = "Bad Request: message is too long"
    assert await refusal(bot.send_message(anna, "я" * 4097)) == too_long
    assert await refusal(bot.send_message(anna, "🚧" * 2048 + "!")) == too_long
    assert await refusal(bot.send_message(anna, " \n ")) == "Bad Request: message text is empty"


async def test_a_caption_is_1024_units_at_most(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    photo = BufferedInputFile(sample("lamp"), "lamp.png")
    await bot.send_photo(anna, photo, caption="я" * 1024)
    said = await refusal(bot.send_photo(anna, photo, caption="я" * 1025))
    assert said == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("keyboard", "said"),
    [
        (
            inline([InlineKeyboardButton(text="А", callback_data="я" * 33)]),
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (inline(*[[YES]] * 101), "Bad Request: reply markup is too long"),
        (inline([YES] * 9), "Bad Request: reply markup is too long"),
        (
            inline([InlineKeyboardButton(text="А")]),
            TEXT_ONLY,
        ),
        (
            inline([InlineKeyboardButton(text="А", url="нет")]),
            "Bad Request: inline keyboard button URL 'нет' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_a_wrong_keyboard_is_refused(
    house: House, bot: Bot, keyboard: InlineKeyboardMarkup, said: str
) -> None:
    anna = await house.person("telegram")
    assert await refusal(bot.send_message(anna, "?", reply_markup=keyboard)) == said


async def test_the_largest_keyboard_is_taken(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    most = InlineKeyboardButton(text="А", callback_data="я" * 32)
    await bot.send_message(anna, "?", reply_markup=inline(*[[YES] * 8] * 12, [most] * 4))


async def test_a_location_is_asked_for_in_private_only(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    group = await house.group("telegram", anna)
    keyboard = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Я тут", request_location=True)]])
    await bot.send_message(anna, "Где?", reply_markup=keyboard)
    said = await refusal(bot.send_message(group, "Где?", reply_markup=keyboard))
    assert said == "Bad Request: location can be requested in private chats only"


async def test_a_reply_keyboard_stays_until_it_is_removed(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    keyboard = ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text="Меню")]], input_field_placeholder="Что случилось?"
    )
    await bot.send_message(anna, "Вот", reply_markup=keyboard)
    await bot.send_message(anna, "И ещё", reply_markup=inline([YES]))
    chat = (await house.read("state"))["chats"][0]
    assert chat["keyboard"]["rows"][0][0]["label"] == "Меню"
    assert chat["keyboard"]["placeholder"] == "Что случилось?"
    await house.act("press", door="telegram", chat=anna, person=anna, button="Меню")
    assert (await bot.get_updates())[-1].message.text == "Меню"  # type: ignore[union-attr]  # because every update here is a message
    await bot.send_message(anna, "Убрал", reply_markup=ReplyKeyboardRemove())
    assert (await house.read("state"))["chats"][0]["keyboard"] is None


async def test_who_cannot_be_written_to(house: House, bot: Bot) -> None:
    stranger = await house.person("telegram", starts=False)
    said = await refusal(bot.send_message(stranger, "!"))
    assert said == "Forbidden: bot can't initiate conversation with a user"
    assert await refusal(bot.send_message(1, "!")) == "Bad Request: chat not found"
    anna = await house.person("telegram")
    await house.act("block", door="telegram", person=anna, blocked=True)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(anna, "!")
    await house.act("block", door="telegram", person=anna, blocked=False)
    await bot.send_message(anna, "!")
    statuses = [
        update.my_chat_member.new_chat_member.status
        for update in await bot.get_updates()
        if update.my_chat_member
    ]
    assert statuses == ["kicked", "member"]


async def test_editing(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    sent = await bot.send_message(anna, "Раз", reply_markup=inline([YES]))
    number = sent.message_id
    said = await refusal(
        bot.edit_message_text("Раз", chat_id=anna, message_id=number, reply_markup=inline([YES]))
    )
    assert said.startswith("Bad Request: message is not modified: specified new message content")
    await bot.edit_message_text("Два", chat_id=anna, message_id=number)
    seen = (await house.messages("telegram", anna))[-1]
    assert (seen["text"], seen["edited"], seen["buttons"]) == ("Два", True, [])
    said = await refusal(bot.edit_message_text("Три", chat_id=anna, message_id=999))
    assert said == "Bad Request: message to edit not found"
    said = await refusal(bot.edit_message_text("Три", chat_id=anna, message_id=1))
    assert said == "Bad Request: message can't be edited"
    asked = await bot.send_message(anna, "Ответьте", reply_markup=ForceReply())
    said = await refusal(bot.edit_message_text("?", chat_id=anna, message_id=asked.message_id))
    assert said == "Bad Request: message can't be edited"


async def test_deleting(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    sent = await bot.send_message(anna, "Раз")
    await bot.delete_message(anna, sent.message_id)
    assert (await house.messages("telegram", anna))[-1]["deleted"]
    said = await refusal(bot.delete_message(anna, sent.message_id))
    assert said == "Bad Request: message to delete not found"
    old = await bot.send_message(anna, "Давно")
    house.clock.now += 49 * 3600
    said = await refusal(bot.delete_message(anna, old.message_id))
    assert said == "Bad Request: message can't be deleted for everyone"


async def test_a_press_is_answered_once_and_in_time(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    sent = await bot.send_message(anna, "?", reply_markup=inline([YES]))

    async def press() -> str:
        press = await house.act(
            "press", door="telegram", chat=anna, person=anna, message=sent.message_id, button="Да"
        )
        return str(press["press"])

    first = await press()
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.id, query.data, query.from_user.id) == (first, "yes", anna)
    await bot.answer_callback_query(first, "Принято")
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await refusal(bot.answer_callback_query(first)) == too_old
    second = await press()
    assert await refusal(bot.answer_callback_query(second, "я" * 201)) == (
        "Bad Request: MESSAGE_TOO_LONG"
    )
    house.clock.now += 61
    assert await refusal(bot.answer_callback_query(second)) == too_old


async def test_photos_travel_both_ways(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    await house.act(
        "photo", door="telegram", chat=anna, person=anna, samples=["pothole", "snow"], caption="Яма"
    )
    first, second = [update.message for update in await bot.get_updates()][-2:]
    assert first is not None
    assert second is not None
    assert first.media_group_id == second.media_group_id is not None
    assert (first.caption, second.caption) == ("Яма", None)
    assert first.photo is not None
    largest = first.photo[-1]
    content = await bot.download(largest.file_id)
    assert content is not None
    assert content.read() == sample("pothole")
    again = await bot.send_photo(anna, largest.file_id)
    assert again.photo is not None
    assert again.photo[-1].file_unique_id == largest.file_unique_id
    said = await refusal(bot.send_document(anna, largest.file_id))
    assert said == "Bad Request: can't use file of type Photo as Document"
    said = await refusal(bot.send_photo(anna, BufferedInputFile(b"no picture", "a.png")))
    assert said == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_an_album_is_of_two_to_ten(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")

    def album(size: int) -> Any:
        content = BufferedInputFile(sample("water"), "water.png")
        return [InputMediaPhoto(media=content, caption="Течёт") for _ in range(size)]

    sent = await bot.send_media_group(anna, album(3))
    assert len({message.media_group_id for message in sent}) == 1
    for size in (1, 11):
        assert "2-10" in await refusal(bot.send_media_group(anna, album(size)))


async def test_a_file_larger_than_20_mb_is_not_given(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    content = BufferedInputFile(b"0" * (20 * 2**20 + 1), "large.bin")
    sent = await bot.send_document(anna, content)
    assert sent.document is not None
    assert await refusal(bot.get_file(sent.document.file_id)) == "Bad Request: file is too big"
    too_large = BufferedInputFile(b"0" * (50 * 2**20 + 1), "larger.bin")
    assert await refusal(bot.send_document(anna, too_large)) == "Request Entity Too Large"


async def test_replies_topics_and_copies(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    forum = await house.group("telegram", anna, kind="forum", all_messages=True)
    topic = await bot.create_forum_topic(forum, "Дороги")
    sent = await bot.send_message(forum, "Карточка", message_thread_id=topic.message_thread_id)
    assert sent.is_topic_message
    said = await refusal(bot.send_message(forum, "!", message_thread_id=777))
    assert said == "Bad Request: message thread not found"
    said = await refusal(
        bot.send_message(anna, "!", reply_parameters=ReplyParameters(message_id=777))
    )
    assert said == "Bad Request: message to be replied not found"
    copied = await bot.copy_message(anna, forum, sent.message_id)
    forwarded = await bot.forward_message(anna, forum, sent.message_id)
    assert forwarded.message_id == copied.message_id + 1
    assert forwarded.forward_origin is not None
    said = await refusal(bot.copy_message(anna, forum, 999))
    assert said == "Bad Request: message to copy not found"


async def test_html_is_parsed_and_refused_when_wrong(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    sent = await bot.send_message(anna, "🚧 <b>Яма</b> &amp; лужа", parse_mode="HTML")
    assert sent.text == "🚧 Яма & лужа"
    assert sent.entities is not None
    assert [(each.type, each.offset, each.length) for each in sent.entities] == [("bold", 3, 3)]
    said = await refusal(bot.send_message(anna, "<вася>", parse_mode="HTML"))
    assert said.startswith("Bad Request: can't parse entities")
    said = await refusal(bot.send_message(anna, "Дом 5.", parse_mode="MarkdownV2"))
    assert "Character '.' is reserved" in said
    sent = await bot.send_message(anna, "*Дом* 5\\.", parse_mode="MarkdownV2")
    assert sent.text == "Дом 5."
    plain = await bot.send_message(anna, "<b>как есть</b>")
    assert plain.text == "<b>как есть</b>"


async def test_a_chat_the_bot_was_put_out_of(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    group = await house.group("telegram", anna)
    me = (await bot.me()).id
    assert await bot.get_chat_member_count(group) == 2
    assert (await bot.get_chat_member(group, me)).status == "member"
    await house.act("member", door="telegram", chat=group, person=me, present=False)
    said = await refusal(bot.send_message(group, "!"))
    assert said == "Forbidden: bot was kicked from the group chat"
    await house.act("member", door="telegram", chat=group, person=me, present=True)
    await bot.send_message(group, "!")
    await bot.leave_chat(group)
    said = await refusal(bot.send_message(group, "!"))
    assert said == "Forbidden: bot is not a member of the group chat"


async def test_topics_are_closed_opened_again_and_deleted(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    forum = await house.group("telegram", anna, kind="forum", all_messages=True)
    thread = (await bot.create_forum_topic(forum, "Дороги")).message_thread_id
    assert await refusal(bot.reopen_forum_topic(forum, thread)) == "Bad Request: TOPIC_NOT_MODIFIED"
    await bot.close_forum_topic(forum, thread)
    assert await refusal(bot.close_forum_topic(forum, thread)) == "Bad Request: TOPIC_NOT_MODIFIED"
    said: Any = {"door": "telegram", "chat": forum, "person": anna, "text": "!", "thread": thread}
    await house.act("say", status=400, **said)
    await bot.reopen_forum_topic(forum, thread)
    written = await house.act("say", **said)
    assert (written["thread"], written["reply_to"]) == (thread, None)
    await house.act("lose_topic", door="telegram", chat=forum, thread=thread)
    assert await refusal(bot.close_forum_topic(forum, thread)) == "Bad Request: TOPIC_ID_INVALID"
    lost = await refusal(bot.send_message(forum, "!", message_thread_id=thread))
    assert lost == "Bad Request: message thread not found"


async def test_only_an_administrator_of_a_forum_opens_topics(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    plain = await house.group("telegram", anna, kind="supergroup", all_messages=True)
    assert await refusal(bot.create_forum_topic(plain, "!")) == (
        "Bad Request: the chat is not a forum"
    )
    forum = await house.group("telegram", anna, kind="forum", all_messages=False)
    assert await refusal(bot.create_forum_topic(forum, "!")) == (
        "Bad Request: not enough rights to create a topic"
    )
