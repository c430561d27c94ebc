"""What an update is known by. Pure.

MAX gives updates no number, and brings one again when it was not answered in time. So it is known
by what happened: which message, or who did what, where and when. Not by all that it says: when a
person was last seen, say, may be another when it comes again.
"""

from bots.doors.door import Raw
from bots.doors.keepable import fingerprint, is_keepable

TITLE = "chat_title"
"""What the door itself adds."""


def key_of(raw: Raw) -> str:
    """The update's own name; never raises for a dict."""
    kind = raw.get("update_type")
    message, callback = _part(raw, "message"), _part(raw, "callback")
    mid = _part(message, "body").get("mid")
    if kind == "message_created" and isinstance(mid, str) and is_keepable(mid):
        return mid  # MAX's messages have names that are theirs alone
    if kind == "message_edited" and mid and raw.get("timestamp"):
        return fingerprint([kind, mid, raw["timestamp"], _part(message, "body").get("text")])
    if kind == "message_callback" and callback.get("callback_id"):
        # «Текущий ID клавиатуры»: perhaps the same for two who press, or for two presses.
        who = _part(callback, "user").get("user_id")
        when = callback.get("timestamp") or raw.get("timestamp")
        return fingerprint([kind, callback["callback_id"], who, when, callback.get("payload")])
    who = _part(raw, "user").get("user_id")
    if who and raw.get("timestamp"):
        return fingerprint([kind, raw.get("chat_id"), who, raw["timestamp"], raw.get("payload")])
    return fingerprint({name: value for name, value in raw.items() if name != TITLE})


def _part(raw: Raw, name: str) -> Raw:
    found = raw.get(name)
    return found if isinstance(found, dict) else {}
