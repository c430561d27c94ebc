"""The words of a messenger that is overloaded or broken: 429, VK's errors, nginx's error pages."""

import json
import math
from typing import Any, Final

from aiohttp import web

from .calls import Asked
from .identity import MAX, TELEGRAM, Door
from .vk.rules import VkError, refusal
from .world import Json

_REASONS: Final = {
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Temporarily Unavailable",
    504: "Gateway Time-out",
}
_VK_WORDS: Final = {
    1: "Unknown error occurred",
    5: "User authorization failed: invalid access_token (4).",
    6: "Too many requests per second",
    9: "Flood control",
    10: "Internal server error",
    14: "Captcha needed",
    29: "Rate limit reached",
}


def too_many(
    door: Door, method: str, values: dict[str, Any], seconds: float, code: int | None
) -> tuple[int, Json]:
    """The refusal of a call that comes too often: HTTP status and answer."""
    if door == MAX:
        return 429, {"code": "too.many.requests", "message": "Too many requests"}
    if door != TELEGRAM:
        return 200, _vk_answer(method, values, vk_error(code))
    wait = max(1, math.ceil(seconds))
    return 429, {
        "ok": False,
        "error_code": 429,
        "description": f"Too Many Requests: retry after {wait}",
        "parameters": {"retry_after": wait},
    }


def not_ready(call: Asked) -> Json:
    """MAX's refusal of a message whose file is still worked on."""
    words = f"Key: errors.process.attachment.{min(call.carries)}.not.processed"
    return {"code": "attachment.not.ready", "message": words}


def vk_error(code: int | None) -> VkError:
    """VK's refusal by its code; too many per second where none is given."""
    return VkError(code or 6, _VK_WORDS[code or 6])


def _vk_answer(method: str, values: dict[str, Any], error: VkError) -> Json:
    answer = refusal(error, method, values)
    if error.code == 14:
        sid = "238047530541"
        answer["error"] |= {
            "captcha_sid": sid,
            "captcha_img": f"https://api.vk.com/captcha.php?sid={sid}&s=1",
        }
    return answer


def error_page(code: int) -> web.Response:
    """What nginx says for a server behind it that does not answer: HTML, where JSON is expected."""
    reason = _REASONS[code]
    lines = (
        "<html>",
        f"<head><title>{code} {reason}</title></head>",
        "<body>",
        f"<center><h1>{code} {reason}</h1></center>",
        "<hr><center>nginx/1.18.0</center>",
        "</body>",
        "</html>",
        "",
    )
    return web.Response(status=code, text="\r\n".join(lines), content_type="text/html")


def half(answer: web.StreamResponse) -> web.Response:
    """Half of an answer, as if whatever stood between had lost the rest."""
    whole = answer.body if isinstance(answer, web.Response) else None
    text = whole if isinstance(whole, bytes) else json.dumps({"ok": True}).encode()
    return web.Response(body=text[: max(1, len(text) // 2)], content_type="application/json")
