"""What aiogram did not build when it was imported, it builds when it is used, and as it was."""

from typing import Any

import pytest
from aiogram import methods, types
from aiogram.methods.base import Response
from pydantic import ValidationError

import bots.doors.telegram  # noqa: F401  because it is what imports aiogram lightly

MESSAGE: dict[str, Any] = {
    "message_id": 7,
    "date": 1,
    "chat": {"id": 501, "type": "private"},
    "photo": [{"file_id": "p", "file_unique_id": "u", "width": 2, "height": 1}],
    "reply_markup": {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]},
}


def test_an_answer_is_read_down_to_its_smallest_part() -> None:
    answer = Response[list[types.Message]].model_validate({"ok": True, "result": [MESSAGE]})
    assert answer.result is not None
    read = answer.result[0]
    assert isinstance(read.chat, types.Chat)
    assert read.photo is not None
    assert isinstance(read.photo[0], types.PhotoSize)
    assert read.reply_markup is not None
    assert read.reply_markup.inline_keyboard[0][0].callback_data == "yes"


def test_a_call_keeps_which_of_several_types_it_was_given() -> None:
    scope = types.BotCommandScopeAllGroupChats()
    named = types.BotCommand(command="new", description="Подать обращение")
    call = methods.SetMyCommands(commands=[named], scope=scope)
    assert call.scope == scope
    assert call.model_dump()["commands"][0]["command"] == "new"


def test_what_is_wrong_is_still_refused() -> None:
    with pytest.raises(ValidationError, match="location"):
        types.Venue.model_validate({"title": "Мэрия", "address": "Ленина, 133"})
    with pytest.raises(ValidationError, match="chat_id"):
        methods.SendPhoto.model_validate({"photo": "p"})
