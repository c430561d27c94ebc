"""Methods about the bot itself, its updates and its chats."""

import json
import re
from typing import Any, Final

from bots.sandbox.identity import TELEGRAM, TELEGRAM_BOT_ID
from bots.sandbox.world import BOT, Chat, Json, Person

from .door import TelegramDoor
from .objects import bot, bot_member, chat_object, find_file, media_object, user
from .queue import Webhook
from .rules import Call, bad_request

DOWNLOAD_LIMIT: Final = 20 * 2**20
_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_SUFFIX: Final = re.compile(r"[A-Za-z0-9]{1,10}")
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_TEXT_LIMITS: Final = {"name": 64, "description": 512, "short_description": 120}
_FOLDERS: Final = {
    "photo": "photos",
    "thumbnail": "thumbnails",
    "voice": "voice",
    "video": "videos",
    "video_note": "video_notes",
    "audio": "music",
    "animation": "animations",
    "sticker": "stickers",
}


def get_me(door: TelegramDoor, call: Call) -> Json:
    return {
        **bot(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(door: TelegramDoor, call: Call) -> list[Any]:
    return await door.queue.take(
        call.get("offset", 0),
        call.get("limit", 100),
        call.get("timeout", 0),
        call.get("allowed_updates"),
    )


def set_webhook(door: TelegramDoor, call: Call) -> bool:
    url = call.get("url", "")
    if url and not url.startswith(("http://", "https://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.get("secret_token", "")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = call.get("max_connections", 40)
    if not 1 <= connections <= 100:
        raise bad_request("max_connections must be of 1-100")
    if isinstance(call.get("allowed_updates"), list):
        door.queue.allowed = [str(kind) for kind in call.get("allowed_updates")]
    door.queue.webhook = Webhook(url, secret, connections)
    door.queue.end_polls("Conflict: terminated by setWebhook request")
    return _drop_pending(door, call)


def delete_webhook(door: TelegramDoor, call: Call) -> bool:
    door.queue.webhook = Webhook()
    return _drop_pending(door, call)


def _drop_pending(door: TelegramDoor, call: Call) -> bool:
    if call.get("drop_pending_updates"):
        door.queue.waiting = []
    door.queue.bell.ring()
    return True


def get_webhook_info(door: TelegramDoor, call: Call) -> Json:
    webhook = door.queue.webhook
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(door.queue.waiting),
    }
    if webhook.url:
        info["max_connections"] = webhook.connections
    if webhook.error:
        info |= {"last_error_date": webhook.error_date, "last_error_message": webhook.error}
    if door.queue.allowed:
        info["allowed_updates"] = door.queue.allowed
    return info


def set_my_commands(door: TelegramDoor, call: Call) -> bool:
    commands = call.get("commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad_request("expected an Array of at most 100 BotCommand")
    for command in commands:
        if not isinstance(command, dict) or set(command) - {"command", "description"}:
            raise bad_request("can't parse BotCommand")
        if not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    door.commands[_scope(call)] = commands
    return True


def get_my_commands(door: TelegramDoor, call: Call) -> list[Json]:
    return door.commands.get(_scope(call), [])


def delete_my_commands(door: TelegramDoor, call: Call) -> bool:
    door.commands.pop(_scope(call), None)
    return True


def _scope(call: Call) -> str:
    scope = json.dumps(call.get("scope") or {"type": "default"}, sort_keys=True)
    return f"{scope} {call.get('language_code', '')}"


def set_my_text(door: TelegramDoor, call: Call) -> bool:
    """setMyName, setMyDescription, setMyShortDescription."""
    name = _text_name(call)
    text = call.get(name, "")
    if len(text) > _TEXT_LIMITS[name]:
        raise bad_request(f"{name} is too long")
    door.texts[name + call.get("language_code", "")] = text
    return True


def get_my_text(door: TelegramDoor, call: Call) -> Json:
    name = _text_name(call)
    text = door.texts.get(name + call.get("language_code", ""), door.texts.get(name, ""))
    return {name: text}


def _text_name(call: Call) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", call.method[5:]).lower()


def get_chat(door: TelegramDoor, call: Call) -> Json:
    chat = door.readable(call.get("chat_id"))
    if chat.private and not door.world.people[TELEGRAM][chat.id].started:
        raise bad_request("chat not found")
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return {
        **chat_object(door.world, chat),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
    }


def get_chat_member(door: TelegramDoor, call: Call) -> Json:
    chat = door.readable(call.get("chat_id"))
    number = call.get("user_id")
    if number == TELEGRAM_BOT_ID:
        return bot_member("administrator" if _is_administrator(chat) else "member")
    person = door.world.person(TELEGRAM, number) if number is not None else None
    if person is None:
        raise bad_request("user not found")
    return _member(chat, person)


def _is_administrator(chat: Chat) -> bool:
    return chat.all_messages and not chat.private


def _member(chat: Chat, person: Person) -> Json:
    if person.id not in chat.members:
        return {"status": "left", "user": user(person)}
    if not chat.private and chat.members[0] == person.id:
        return {"status": "creator", "user": user(person), "is_anonymous": False}
    return {"status": "member", "user": user(person)}


def get_chat_administrators(door: TelegramDoor, call: Call) -> list[Json]:
    chat = door.readable(call.get("chat_id"))
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    owner = door.world.person(TELEGRAM, chat.members[0]) if chat.members else None
    members = [_member(chat, owner)] if owner is not None else []
    if call.get("return_bots") and _is_administrator(chat):
        members.append(bot_member("administrator"))
    return members


def get_chat_member_count(door: TelegramDoor, call: Call) -> int:
    return len(door.readable(call.get("chat_id")).members) + 1


def leave_chat(door: TelegramDoor, call: Call) -> bool:
    chat = door.readable(call.get("chat_id"))
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_present = False
    door.world.post(chat, BOT, service="Парадная вышла из чата", action={"left_chat_member": bot()})
    door.world.tell("chat", chat)
    return True


def get_file(door: TelegramDoor, call: Call) -> Json:
    media, kind = find_file(door.world, call.get("file_id", ""))
    if media.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    drawn = media_object(media, "document" if kind in {"photo", "thumbnail"} else kind)
    folder = _FOLDERS.get(kind, "documents")
    suffix = media.name.rpartition(".")[2]
    if suffix == media.name or not _SUFFIX.fullmatch(suffix):
        suffix = "bin"
    return {
        "file_id": call.get("file_id"),
        "file_unique_id": drawn["file_unique_id"],
        "file_size": media.size,
        "file_path": f"{folder}/{media.link}.{suffix}",
    }


HANDLERS: Final = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": set_my_text,
    "getMyName": get_my_text,
    "setMyDescription": set_my_text,
    "getMyDescription": get_my_text,
    "setMyShortDescription": set_my_text,
    "getMyShortDescription": get_my_text,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
    "getFile": get_file,
}
