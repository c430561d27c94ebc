"""Sample photos drawn in code, and the size of a picture that was sent. No imaging library.

The samples are PNG files of 640 by 480 pixels: flat shapes on a gradient, enough to tell a pothole
from a street lamp on the page.
"""

import math
import struct
import zlib
from collections.abc import Callable
from functools import cache
from typing import Final

WIDTH: Final = 640
HEIGHT: Final = 480

Color = tuple[int, int, int]
Shader = Callable[[float, float], Color]


def _mix(first: Color, second: Color, share: float) -> Color:
    share = min(1.0, max(0.0, share))
    return (
        round(first[0] + (second[0] - first[0]) * share),
        round(first[1] + (second[1] - first[1]) * share),
        round(first[2] + (second[2] - first[2]) * share),
    )


def _inside(x: float, y: float, center: tuple[float, float], radii: tuple[float, float]) -> float:
    """How far a point lies from an ellipse's centre: below 1 is inside."""
    return math.hypot((x - center[0]) / radii[0], (y - center[1]) / radii[1])


def _pothole(x: float, y: float) -> Color:
    road = _mix((118, 120, 126), (82, 84, 92), y)
    if y < 0.3:
        return _mix((168, 205, 232), (226, 236, 240), y / 0.3)
    if abs(x - 0.5) < 0.012 + 0.02 * (y - 0.3) and math.sin(40 / (y + 0.05)) > 0:
        road = (232, 230, 220)
    wobble = 0.1 * math.sin(9 * math.atan2(y - 0.68, x - 0.46))
    depth = _inside(x, y, (0.46, 0.68), (0.24, 0.15)) + wobble
    if depth < 1:
        water = _mix((94, 116, 140), (52, 50, 52), depth**2)
        return _mix(water, (40, 38, 38), (depth - 0.8) / 0.2)
    return _mix((62, 60, 62), road, (depth - 1) / 0.14)


def _yard(x: float, y: float) -> Color:
    if y > 0.7:
        return _mix((136, 178, 98), (92, 140, 72), (y - 0.7) / 0.3)
    if 0.12 < x < 0.78 and y > 0.14:
        column, row = ((x - 0.12) * 12) % 1, ((y - 0.14) * 12) % 1
        if 0.25 < column < 0.75 and 0.25 < row < 0.8:
            return (255, 226, 150) if int(x * 97) % 3 else (112, 142, 172)
        return _mix((226, 198, 166), (202, 168, 138), y)
    if _inside(x, y, (0.88, 0.52), (0.1, 0.19)) < 1:
        return (74, 128, 70)
    return _mix((146, 192, 232), (220, 236, 244), y)


def _lamp(x: float, y: float) -> Color:
    night = _mix((18, 24, 52), (54, 58, 96), y)
    if y > 0.84:
        night = (38, 38, 50)
    if abs(x - 0.42) < 0.01 and y > 0.2:
        return (96, 100, 112)
    if abs(y - 0.2) < 0.012 and 0.42 < x < 0.62:
        return (96, 100, 112)
    if _inside(x, y, (0.62, 0.225), (0.05, 0.03)) < 1:
        return (70, 74, 84)
    stars = math.sin(x * 311.7) * math.sin(y * 271.3)
    return (210, 216, 240) if stars > 0.993 and y < 0.8 else night


def _water(x: float, y: float) -> Color:
    if y < 0.35:
        return _mix((176, 184, 190), (206, 198, 186), y / 0.35)
    wave = 0.5 + 0.5 * math.sin(26 * y + 3 * math.sin(9 * x + 4 * y))
    pool = _mix((70, 126, 168), (148, 196, 222), wave * (1.2 - y))
    distance = _inside(x, y, (0.55, 0.42), (0.07, 0.05))
    spray = abs(x - 0.55) < 0.02 + 0.05 * (0.42 - y) and 0.12 < y < 0.42
    if spray:
        return _mix((240, 248, 252), (150, 200, 226), y)
    return (238, 246, 250) if distance < 1 else pool


def _garbage(x: float, y: float) -> Color:
    if y > 0.78:
        return _mix((150, 146, 136), (120, 116, 108), y)
    if 0.2 < x < 0.8 and 0.42 < y < 0.78:
        lid = y < 0.48
        return (44, 98, 70) if lid else _mix((62, 138, 94), (40, 96, 66), (x - 0.2) / 0.6)
    bags = (((0.32, 0.36), (0.11, 0.1)), ((0.52, 0.33), (0.13, 0.12)), ((0.69, 0.37), (0.1, 0.09)))
    for center, radii in bags:
        distance = _inside(x, y, center, radii)
        if distance < 1:
            return _mix((92, 92, 104), (30, 30, 38), distance)
    return _mix((196, 210, 222), (228, 226, 216), y)


def _snow(x: float, y: float) -> Color:
    drift = 0.58 + 0.09 * math.sin(5 * x + 1) + 0.03 * math.sin(13 * x)
    if y > drift:
        return _mix((250, 252, 255), (188, 206, 230), (y - drift) / (1 - drift))
    flakes = math.sin(x * 127.1 + y * 311.7) * math.sin(x * 269.5 - y * 183.3)
    sky = _mix((146, 160, 186), (206, 214, 228), y)
    return (255, 255, 255) if flakes > 0.985 else sky


_SHADERS: Final[dict[str, Shader]] = {
    "pothole": _pothole,
    "yard": _yard,
    "lamp": _lamp,
    "water": _water,
    "garbage": _garbage,
    "snow": _snow,
}
SAMPLES: Final = tuple(_SHADERS)


@cache
def sample(name: str) -> bytes:
    """A built-in photo as PNG. Raises ``KeyError`` for a name that is not in ``SAMPLES``."""
    shader = _SHADERS[name]
    lines = bytearray()
    for row in range(0, HEIGHT, 2):
        line = bytearray(b"\x00")
        for column in range(0, WIDTH, 2):
            line += bytes(shader(column / WIDTH, row / HEIGHT)) * 2
        lines += line * 2  # two by two pixels: a quarter of the work, and none the uglier
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(bytes(lines), 6))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def measure(content: bytes) -> tuple[str, int, int] | None:
    """The MIME type, width and height of a picture; None where it is not one we know."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) > 24:
        width, height = struct.unpack(">II", content[16:24])
        return "image/png", width, height
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) > 10:
        width, height = struct.unpack("<HH", content[6:10])
        return "image/gif", width, height
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return ("image/webp", *_measure_webp(content))
    if content.startswith(b"\xff\xd8"):
        size = _measure_jpeg(content)
        return None if size is None else ("image/jpeg", *size)
    return None


def _measure_webp(content: bytes) -> tuple[int, int]:
    kind = content[12:16]
    if kind == b"VP8X":
        return (
            int.from_bytes(content[24:27], "little") + 1,
            int.from_bytes(content[27:30], "little") + 1,
        )
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", content[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _measure_jpeg(content: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 < len(content):
        if content[position] != 0xFF:
            return None
        marker = content[position + 1]
        if marker == 0xFF:
            position += 1
        elif 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        elif marker == 0x01 or 0xD0 <= marker <= 0xD7:
            position += 2
        else:
            position += 2 + int(struct.unpack(">H", content[position + 2 : position + 4])[0])
    return None
