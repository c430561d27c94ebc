"""Uploads in two steps: an address to post the file to, then a method that saves what was posted.

What the upload answers is opaque to the client: it hands it to the saving method as it came.
"""

import json
from typing import Any, Final

from bots.sandbox.identity import VK_GROUP_ID
from bots.sandbox.origin import ORIGIN
from bots.sandbox.parameters import Upload
from bots.sandbox.pictures import measure
from bots.sandbox.world import Json, Media

from .door import VkDoor
from .objects import document_object, photo_object, voice_object
from .rules import Call, VkError, bad_parameter

SERVER: Final = 1
_DOCUMENT_TYPES: Final = frozenset({"doc", "audio_message", "graffiti"})


def photos_server(door: VkDoor, call: Call) -> Json:
    if call.get("peer_id"):
        door.writable(call.get("peer_id"))
    return {
        "album_id": -64,
        "upload_url": f"{ORIGIN}/vk/upload/photo",
        "user_id": 0,
        "group_id": VK_GROUP_ID,
    }


def documents_server(door: VkDoor, call: Call) -> Json:
    if call.get("type", "doc") not in _DOCUMENT_TYPES:
        raise bad_parameter("type is invalid")
    if call.get("peer_id"):
        door.writable(call.get("peer_id"))
    return {"upload_url": f"{ORIGIN}/vk/upload/{call.get('type', 'doc')}"}


def receive(door: VkDoor, kind: str, files: dict[str, Upload]) -> Json:
    """The upload server. A photo comes as ``photo`` (or ``file``, ``file1`` …), a document as
    ``file``; what is no picture gives an empty list, as the real one does."""
    name, upload = next(iter(files.items()), ("", None))
    wanted = ("photo", "file") if kind == "photo" else ("file",)
    if upload is None or not name.startswith(wanted):
        return {"error": "ERR_UPLOAD_BAD_FILE_FIELD", "error_code": 1}
    if kind == "photo":
        return _receive_photo(door, upload)
    kept = "voice" if kind == "audio_message" else "document"
    media = door.world.keep_file(upload.content, kept, upload.name, upload.mime)
    return {"file": f"{VK_GROUP_ID}|{media.key}"}


def _receive_photo(door: VkDoor, upload: Upload) -> Json:
    measured = measure(upload.content)
    photos: list[Any] = []
    if measured is not None:
        mime, width, height = measured
        media = door.world.keep_file(
            upload.content, "photo", upload.name, mime, width=width, height=height
        )
        photos.append({"photo": media.key, "sizes": [], "kid": _signature(media)})
    signature = photos[0]["kid"] if photos else ""
    return {"server": SERVER, "photo": json.dumps(photos), "hash": signature}


def _signature(media: Media) -> str:
    return media.key[::-1][:16]


def save_photo(door: VkDoor, call: Call) -> list[Json]:
    try:
        photos = json.loads(call.get("photo"))
        media = door.world.media[photos[0]["photo"]]
    except (ValueError, LookupError, TypeError) as problem:
        raise VkError(129, "Invalid photo") from problem
    if call.get("server") != SERVER:
        raise VkError(118, "Invalid server")
    if call.get("hash") != _signature(media):
        raise VkError(121, "Invalid hash")
    media.owner = -VK_GROUP_ID
    return [photo_object(media)]


def save_document(door: VkDoor, call: Call) -> Json:
    media = door.world.media.get(call.get("file").partition("|")[2])
    if media is None:
        raise bad_parameter("file is invalid")
    media.owner = -VK_GROUP_ID
    if call.get("title"):
        media.name = call.get("title")
    if media.kind == "voice":
        return {"type": "audio_message", "audio_message": voice_object(media)}
    return {"type": "doc", "doc": document_object(media)}


HANDLERS: Final = {
    "photos.getMessagesUploadServer": photos_server,
    "photos.saveMessagesPhoto": save_photo,
    "docs.getMessagesUploadServer": documents_server,
    "docs.save": save_document,
}
