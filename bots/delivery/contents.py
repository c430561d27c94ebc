"""What a file really is, found in its bytes; and a name that says nothing else. Pure.

* puremagic names the type. What it cannot tell apart safely is decided here: archives of any
  kind are ZIP and keep their names, and nothing is ever opened or unpacked to look inside.
* **Programs are refused**: what a computer or a telephone would run when somebody taps it.
  Binary programs and installers are known by their bytes, scripts by their first line, those
  without a mark (``.bat``, ``.js``) by their name. A web page is a program too, and so is a
  picture with a script in it. An archive passes: its reader sees what is in it before it runs.
* A photograph that is none travels as a document, and so does what calls itself a voice or a
  video and would not be played.
* Only the name on the way out is ours; what the person called the file is kept in the history.
"""

import re
from collections.abc import Mapping

import puremagic
from msgspec.structs import replace

from bots.doors.plain import clean, shorten
from core.files import Content, extension, runs_by_name
from core.messages import File, FileKind

NAME_AT_MOST = 100
"""Characters of a name, with its extension."""

UNKNOWN = "application/octet-stream"
ZIP = "application/zip"

EXTENSIONS: Mapping[str, tuple[str, ...]] = {
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/heif": (".heic", ".heif"),
    "image/avif": (".avif",),
    "application/pdf": (".pdf",),
    "audio/ogg": (".ogg", ".oga", ".opus", ".ogv"),
    "audio/mpeg": (".mp3",),
    "audio/mp4": (".m4a", ".mp4"),
    "video/mp4": (".mp4", ".m4v", ".m4a", ".mov", ".3gp"),
    "video/quicktime": (".mov", ".qt", ".mp4"),
    "video/webm": (".webm", ".mkv"),
}
"""The types that are known for sure, with the names they go by; the first is given."""

_ALSO_CALLED = {
    "application/ogg": "audio/ogg",
    "image/heic": "image/heif",
    "image/jpg": "image/jpeg",
}

_PHOTOS = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
"""What every messenger shows as a photograph."""

_PLAYED: Mapping[FileKind, frozenset[str]] = {
    FileKind.PHOTO: _PHOTOS,
    FileKind.VOICE: frozenset({"audio/ogg", "audio/mpeg", "audio/mp4"}),
    FileKind.VIDEO: frozenset({"video/mp4"}),
}

_USUAL_NAMES: Mapping[FileKind, str] = {
    FileKind.PHOTO: "photo",
    FileKind.VOICE: "voice",
    FileKind.VIDEO: "video",
    FileKind.DOCUMENT: "file",
}

_PROGRAMS = (
    b"MZ",  # Windows
    b"\x7fELF",  # Linux, Android
    b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",  # macOS
    b"\xca\xfe\xba\xbe",  # macOS, several in one; Java's classes
    b"dex\n",  # Android
    b"#!",  # a script with its interpreter
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a Windows shortcut
    b"!<arch>\ndebian",  # a Debian package
    b"\xed\xab\xee\xdb",  # an RPM package
    b"xar!",  # a macOS installer
    b"ITSF",  # Windows help, which runs scripts
)  # fmt: skip
"""Beginnings of what is run or installed."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_INSTALLER = bytes.fromhex("84100c0000000000c000000000000046")
"""The class of a Windows installer, in the directory of its compound file."""

_INSIDE = (b"META-INF/MANIFEST.MF", b"AndroidManifest.xml", b"classes.dex")
"""Names in an archive that is a program for Java or Android. They stand uncompressed: in the
head, where the file begins with them, or in the directory at the end."""

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe)\b", re.IGNORECASE)
_DRAWN = re.compile(rb"<svg\b", re.IGNORECASE)
_SCRIPTED = re.compile(rb"<script\b|<foreignobject\b|\bon\w+\s*=|javascript:", re.IGNORECASE)
_BEGINS = 4096
"""Bytes in which a page shows what it is."""


def type_of(head: bytes) -> str:
    """The media type of what begins like this; ``application/octet-stream`` if unknown."""
    if head.startswith(b"PK\x03\x04"):
        return ZIP
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return UNKNOWN
    for match in found:
        named = _ALSO_CALLED.get(str(match.mime_type), str(match.mime_type))
        if named in EXTENSIONS:
            return named
    return UNKNOWN


def is_program(head: bytes, tail: bytes, name: str) -> bool:
    """Would something run if this was opened? ``head`` and ``tail`` are its two ends."""
    if runs_by_name(_plain(name)) or head.startswith(_PROGRAMS):
        return True
    if head.startswith(b"PK\x03\x04"):
        return any(inside in part for inside in _INSIDE for part in (head, tail))
    if head.startswith(_OLE):
        return _is_installer(head)
    return _is_page(head, tail)


def passed_on(file: File, content: Content) -> File:
    """The file as it is given to another messenger: what it is, under a name that fits."""
    kind = file.kind
    if kind in _PLAYED and content.type not in _PLAYED[kind]:
        kind = FileKind.DOCUMENT
    return replace(file, kind=kind, name=safe_name(file, content.type), size=content.size)


def safe_name(file: File, content_type: str) -> str:
    """One line, no path, nothing unseen, at most ``NAME_AT_MOST`` characters; the extension
    tells the truth where the truth is known."""
    plain = _plain(file.name)
    known = EXTENSIONS.get(content_type, ())
    ending = extension(plain)
    stem = plain[: len(plain) - len(ending)].strip(" .")
    if known and ending not in known:
        ending = known[0]
    stem = shorten(stem or _USUAL_NAMES[file.kind], NAME_AT_MOST - len(ending))
    return stem + ending


def _plain(name: str) -> str:
    """A name without its path and what cannot be seen or is not allowed in names."""
    last = clean(name).replace("\n", " ").replace("\\", "/").rpartition("/")[2]
    return re.sub(r'[<>:"|?*%]', "_", " ".join(last.split())).strip(" .")


def _is_page(head: bytes, tail: bytes) -> bool:
    """A page for a browser, or a drawing with a script in it (or too long to be sure)."""
    text = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    if not text.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return False
    if _PAGE.search(text[:_BEGINS]):
        return True
    longer = not head.endswith(tail)
    return _DRAWN.search(text) is not None and (longer or _SCRIPTED.search(text) is not None)


def _is_installer(head: bytes) -> bool:
    """Does this compound file's directory say that it is an installer?

    The directory's first sector stands in the header at 48, a sector's size at 30 (as a power
    of two), the root's class at 80 in its entry: [MS-CFB] 2.2 and 2.6.
    """
    size = 1 << min(int.from_bytes(head[30:32], "little"), 16)
    root = (int.from_bytes(head[48:52], "little") + 1) * size
    return head[root + 80 : root + 96] == _INSTALLER or _INSTALLER in head
