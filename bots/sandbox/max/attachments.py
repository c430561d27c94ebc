"""Reads what the bot attaches: files by their tokens, a place, a contact, a keyboard."""

from typing import Any, Final

from bots.sandbox.identity import MAX
from bots.sandbox.world import Json, Media

from .door import MaxDoor
from .keyboards import read_keyboard
from .objects import KINDS, file_link, token_of
from .rules import bad_payload, read_fields

FILES: Final = frozenset({"image", "video", "audio", "file"})
_PAYLOAD: Final = {"payload": "object", "type": "text"}
_SHAPES: Final[dict[str, dict[str, str]]] = {
    **dict.fromkeys(FILES, _PAYLOAD),
    "sticker": _PAYLOAD,
    "contact": _PAYLOAD,
    "inline_keyboard": _PAYLOAD,
    "location": {"type": "text", "latitude": "number", "longitude": "number"},
}
_CONTACT: Final = {
    "name": "text",
    "contact_id": "int",
    "vcf_info": "text",
    "vcf_phone": "text",
}


def read_attachments(door: MaxDoor, items: list[Any]) -> Json:
    """The fields of a message of the world. Raises ``MaxError``."""
    content: Json = {"media": [], "place": None, "contact": None, "markup": None, "rows": []}
    for index, item in enumerate(items):
        place = f"attachments[{index}]."
        kind = item.get("type") if isinstance(item, dict) else None
        if not isinstance(kind, str) or kind not in _SHAPES:
            raise bad_payload(f"{place}type: none of {', '.join(_SHAPES)}")
        read = read_fields(item, _SHAPES[kind], place)
        if kind in FILES or kind == "sticker":
            content["media"].append(_read_file(door, kind, read.get("payload", {}), place).key)
            continue
        name = {"location": "place", "inline_keyboard": "rows"}.get(kind, kind)
        if content[name]:
            raise bad_payload(f"{place}type: a second {kind}")
        if kind == "location":
            content["place"] = _read_place(read, place)
        elif kind == "contact":
            content["contact"] = _read_contact(door, read.get("payload", {}), place)
        else:
            content["rows"] = read_keyboard(read.get("payload"))
            content["markup"] = read["payload"]
    return content


def _read_file(door: MaxDoor, kind: str, payload: Json, place: str) -> Media:
    if kind == "sticker":
        code = read_fields(payload, {"code": "text"}, f"{place}payload.").get("code", "")
        known = door.world.media.values()
        found = [each for each in known if each.kind == "sticker" and each.key[:8] == code]
        if not found:
            raise bad_payload(f"{place}payload.code: no such sticker")
        return found[0]
    token = _read_token(door, kind, payload, place)
    media = door.file(token)
    if media is None or KINDS.get(media.kind, "file") != kind:
        raise bad_payload(f"{place}payload.token: no {kind} has it")
    return media


def _read_token(door: MaxDoor, kind: str, payload: Json, place: str) -> str:
    shape = {"token": "text"}
    if kind == "image":
        shape |= {"url": "text", "photos": "object"}
    read = read_fields(payload, shape, f"{place}payload.")
    if len(read) != 1:
        raise bad_payload(f"{place}payload: exactly one of {', '.join(shape)} is expected")
    if "url" in read:
        return _token_of_link(door, read["url"], place)
    if "photos" in read:
        tokens = [each.get("token") for each in read["photos"].values() if isinstance(each, dict)]
        if len(tokens) != 1 or not isinstance(tokens[0], str):
            raise bad_payload(f"{place}payload.photos: one photo with its token is expected")
        return tokens[0]
    return str(read["token"])


def _token_of_link(door: MaxDoor, url: str, place: str) -> str:
    """The real one fetches the picture; the sandbox goes nowhere and knows its own files."""
    for media in door.world.media.values():
        if url.partition("/max/file/")[2] == file_link(media).partition("/max/file/")[2]:
            return token_of(media)
    raise bad_payload(f"{place}payload.url: the sandbox downloads nothing")


def _read_place(read: Json, place: str) -> Json:
    latitude, longitude = read.get("latitude"), read.get("longitude")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_payload(f"{place}latitude and longitude are invalid")
    return {"latitude": float(latitude), "longitude": float(longitude)}


def _read_contact(door: MaxDoor, payload: Json, place: str) -> Json:
    read = read_fields(payload, _CONTACT, f"{place}payload.")
    person = door.world.person(MAX, read["contact_id"]) if "contact_id" in read else None
    if "contact_id" in read and person is None:
        raise bad_payload(f"{place}payload.contact_id: no such user")
    name = read.get("name") or (person.name if person else "")
    phone = read.get("vcf_phone", "")
    if not (name or phone or read.get("vcf_info")):
        raise bad_payload(f"{place}payload: nothing of a contact is in it")
    return {"name": name, "phone": phone, "person": person.id if person else None}
