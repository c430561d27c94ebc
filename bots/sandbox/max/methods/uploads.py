"""/uploads and the upload server: an address to post the file to, and a token to attach it by.

* An address takes one file. It comes as the part ``data`` of a multipart request, or as the whole
  body (the real one can take that in pieces; here it comes in one).
* The token of a video or an audio is given with the address, before the file is there: a message
  that comes with it too early is refused as one whose file is still worked on. The token of an
  image or a file is in the upload server's answer.
"""

from typing import Any, Final

from bots.sandbox.max.attachments import FILES
from bots.sandbox.max.door import MaxDoor
from bots.sandbox.max.objects import token_of
from bots.sandbox.max.rules import Call, MaxError, bad_payload, not_found
from bots.sandbox.origin import ORIGIN
from bots.sandbox.parameters import Upload
from bots.sandbox.pictures import measure
from bots.sandbox.world import Json, Media, World

LARGEST_SIDE: Final = 7680
"""Of an image, in pixels."""

TOKEN_FIRST: Final = frozenset({"video", "audio"})


def make_address(door: MaxDoor, call: Call) -> Json:
    kind = call.get("type")
    if kind not in FILES:
        raise bad_payload(f"type: none of {', '.join(sorted(FILES))}")
    slot = door.slots.make(kind)
    answer = {"url": f"{ORIGIN}/max/upload/{kind}/{slot.key}"}
    return answer | ({"token": slot.token} if kind in TOKEN_FIRST else {})


def receive(door: MaxDoor, kind: str, key: str, upload: Upload | None) -> Any:
    """The upload server's answer: JSON, or the words of an old one. Raises ``MaxError``."""
    slot = door.slots.found(key)
    if slot is None or slot.kind != kind:
        raise not_found("No such upload")
    if slot.media is not None:
        raise bad_payload("The address was used: one file for one address")
    if upload is None or not upload.content:
        raise bad_payload("data: a file is expected")
    media = _keep(door.world, kind, upload)
    slot.media = media.key
    if kind in TOKEN_FIRST:
        return "<retval>1</retval>"
    if kind == "image":
        return {"photos": {f"{media.number}": {"token": token_of(media)}}}
    return {"fileId": media.number, "token": token_of(media)}


def _keep(world: World, kind: str, upload: Upload) -> Media:
    if kind != "image":
        kept = "document" if kind == "file" else kind
        return world.keep_file(upload.content, kept, upload.name, upload.mime)
    measured = measure(upload.content)
    if measured is None:
        raise MaxError(400, "upload.error", "The file is no picture")
    mime, width, height = measured
    if max(width, height) > LARGEST_SIDE:
        raise MaxError(400, "upload.error", f"{LARGEST_SIDE} pixels a side at most")
    return world.keep_file(upload.content, "photo", upload.name, mime, width=width, height=height)


HANDLERS: Final = {"POST /uploads": make_address}
