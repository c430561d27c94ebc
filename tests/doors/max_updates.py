"""Updates as MAX sends them, made by hand. Each is compared with MAX's published schema, where that
lies beside the repository."""

from typing import Any

from . import max_contract

PERSON, DIALOG, GROUP, BOT = 501, 9_000_501, -70_123, 77
AT = 1_793_600_000_123
"""Milliseconds since 1970: the moment of whatever happens."""

Raw = dict[str, Any]


def user(number: int = PERSON, name: str = "Анна", *, bot: bool = False) -> Raw:
    return {
        "user_id": number,
        "first_name": name,
        "last_name": None if bot else "Иванова",
        "username": "gorod_bot" if bot else None,
        "is_bot": bot,
        "last_activity_time": AT,
        "name": name,
    }


def body(text: str | None = "", *attachments: Raw, mid: str = "mid7") -> Raw:
    return {"mid": mid, "seq": 7, "text": text, "attachments": list(attachments)}


def message(
    text: str | None = "", *attachments: Raw, group: bool = False, mid: str = "mid7", **more: Any
) -> Raw:
    recipient = {
        "chat_id": GROUP if group else DIALOG,
        "chat_type": "chat" if group else "dialog",
        "user_id": None if group else BOT,
    }
    told = {"sender": user(), "recipient": recipient, "timestamp": AT}
    return {**told, "body": body(text, *attachments, mid=mid), **more}


def reply(text: str, *, of: Raw | None = None, mid: str = "mid3") -> Raw:
    """A link to a message that is replied to; of the bot's, if nobody else is named."""
    return {"type": "reply", "sender": of or user(BOT, bot=True), "message": body(text, mid=mid)}


def forward(text: str | None, *attachments: Raw) -> Raw:
    origin = {"type": "forward", "sender": user(9, "Пётр"), "chat_id": -5}
    return {**origin, "message": body(text, *attachments, mid="mid1")}


def created(*said: Any, **more: Any) -> Raw:
    return update("message_created", message=message(*said, **more), user_locale="ru")


def deed(kind: str, *, chat: int = DIALOG, who: Raw | None = None, **more: Any) -> Raw:
    return update(kind, chat_id=chat, user=who or user(), **more)


def pressed(payload: str | None = "t/take/5", **more: Any) -> Raw:
    callback = {"timestamp": AT, "callback_id": "f9LH" * 20, "user": user(502, "Игорь")}
    if payload is not None:
        callback["payload"] = payload
    return update("message_callback", callback=callback, message=message("Карточка", **more))


def update(kind: str, **content: Any) -> Raw:
    raw = {"update_type": kind, "timestamp": AT, **content}
    wrong = max_contract.update(raw)
    assert not wrong, wrong
    return raw


def photo(named: str = "p1") -> Raw:
    payload = {"photo_id": 1, "token": named, "url": f"https://i.oneme.ru/{named}"}
    return {"type": "image", "payload": payload}


def video() -> Raw:
    payload = {"token": "v1", "url": "https://vd.example/player"}
    return {"type": "video", "payload": payload, "width": 640, "height": 480, "duration": 9}


def audio() -> Raw:
    return {"type": "audio", "payload": {"token": "a1", "url": "https://vd.example/a1"}}


def paper() -> Raw:
    payload = {"token": "f1", "url": "https://fd.example/f1"}
    return {"type": "file", "payload": payload, "filename": "акт.pdf", "size": 2048}


def sticker() -> Raw:
    payload = {"code": "x", "url": "https://st.example/x"}
    return {"type": "sticker", "payload": payload, "width": 128, "height": 128}


def place(latitude: float = 50.29, longitude: float = 127.53) -> Raw:
    return {"type": "location", "latitude": latitude, "longitude": longitude}


def contact(whose: Raw | None, line: str = "TEL;TYPE=cell:79145556677") -> Raw:
    card = f"BEGIN:VCARD\r\nVERSION:3.0\r\n{line}\r\nFN:Анна Иванова\r\nEND:VCARD"
    return {"type": "contact", "payload": {"vcf_info": card, "hash": "h", "max_info": whose}}


def share(url: str = "https://example.org/news") -> Raw:
    return {"type": "share", "payload": {"url": url, "token": "s1"}, "title": "Новость"}
