"""/videos/{videoToken}: where a video can be watched."""

from typing import Final

from bots.sandbox.max.door import MaxDoor
from bots.sandbox.max.objects import KINDS, file_link, token_of
from bots.sandbox.max.rules import Call, not_found
from bots.sandbox.world import Json


def get_video(door: MaxDoor, call: Call) -> Json:
    media = door.file(call.get("videoToken"))
    if media is None or KINDS.get(media.kind) != "video":
        raise not_found("Video not found")
    return {
        "token": token_of(media),
        "urls": {"mp4_480": file_link(media)},
        "width": media.width or 640,
        "height": media.height or 480,
        "duration": media.duration,
    }


HANDLERS: Final = {"GET /videos/{videoToken}": get_video}
