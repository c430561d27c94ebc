"""What a file is, by its bytes; what is a program; and names that say nothing else."""

import io
import zipfile

import pytest

from bots.delivery.contents import is_program, passed_on, safe_name, type_of
from core.files import Content
from core.messages import File, FileKind


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as opened:
        for name in names:
            opened.writestr(name, "x")
    return stream.getvalue()


def compound(kind: bytes) -> bytes:
    """An [MS-CFB] file with this class in its directory, at sector 1."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30:32], header[48:52] = (9).to_bytes(2, "little"), (1).to_bytes(4, "little")
    return bytes(header) + bytes(512) + bytes(80) + kind + bytes(400)


MP4 = b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41" + bytes(40)
INSTALLER = bytes.fromhex("84100c0000000000c000000000000046")
WORD = bytes.fromhex("0609020000000000c000000000000046")


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(50), "image/jpeg"),
        (b"\xff\xd8\xff\xdb\x00\x43" + bytes(50), "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(50), "image/png"),
        (b"RIFF\x24\0\0\0WEBPVP8 " + bytes(50), "image/webp"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40), "image/heif"),
        (b"%PDF-1.4\n" + b"x" * 50, "application/pdf"),
        (b"OggS\0\2" + bytes(22) + b"OpusHead" + bytes(30), "audio/ogg"),
        (MP4, "video/mp4"),
        (archive("word/document.xml"), "application/zip"),
        ("просто слова".encode(), "application/octet-stream"),
        (bytes(range(256)), "application/octet-stream"),
    ],
)
def test_the_bytes_say_what_it_is(head: bytes, known: str) -> None:
    assert type_of(head) == known


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"MZ\x90\0" + bytes(64), "фото.jpg"),
        (b"\x7fELF\2\1\1" + bytes(64), ""),
        (b"\xcf\xfa\xed\xfe" + bytes(64), ""),
        (b"#!/bin/sh\n", "readme.txt"),
        (b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F", "папка"),
        (archive("META-INF/MANIFEST.MF", "a.class"), "отчёт.zip"),
        (archive("AndroidManifest.xml", "classes.dex"), "игра.zip"),
        (compound(INSTALLER), "смета.doc"),
        (b"<!DOCTYPE html><html>", "карта"),
        ("<html>".encode("utf-16"), "карта"),
        (b"\xef\xbb\xbf \n<script>alert(1)</script>", "x.txt"),
        (b'<?xml version="1.0"?><svg onload="x()">', "схема.svg"),
        (b"del /q *", "уборка.BAT"),
        (b"del /q *", "уборка.bat\u200b"),
        (b"del /q *", "папка/уборка.bat. "),
    ],
)
def test_what_runs_is_a_program_whatever_it_is_called(head: bytes, name: str) -> None:
    assert is_program(head, head, name)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"%PDF-1.4", "акт.pdf"),
        (archive("word/document.xml"), "смета.docx"),
        (compound(WORD), "смета.doc"),
        (b'<?xml version="1.0"?><svg xmlns="x"><path d="M0 0"/></svg>', "схема.svg"),
        ("Мазут во дворе".encode(), "письмо.txt"),
        (b"", ""),
    ],
)
def test_papers_are_no_programs(head: bytes, name: str) -> None:
    assert not is_program(head, head, name)


def test_a_drawing_too_long_to_be_read_to_its_end_counts_as_a_program() -> None:
    head = b"<svg>" + bytes(100)
    assert is_program(head, b"<script>", "схема.svg")


@pytest.mark.parametrize(
    ("called", "content_type", "named"),
    [
        ("../../etc/passwd", "application/octet-stream", "passwd"),
        ("C:\\Users\\Анна\\акт.pdf", "application/pdf", "акт.pdf"),
        ("акт\u202efdp.exe", "application/pdf", "актfdp.pdf"),
        ("смета.PDF", "application/pdf", "смета.pdf"),
        ("смета.pdf", "image/jpeg", "смета.jpg"),
        ("смета.docx", "application/zip", "смета.docx"),
        ("план\n\x00дома?.txt", "application/octet-stream", "план дома_.txt"),
        ("", "image/png", "file.png"),
        (". .", "application/octet-stream", "file"),
    ],
)
def test_a_name_is_made_safe_and_true(called: str, content_type: str, named: str) -> None:
    assert safe_name(File(FileKind.DOCUMENT, "vk", "d", name=called), content_type) == named


def test_a_long_name_keeps_its_extension() -> None:
    name = safe_name(File(FileKind.DOCUMENT, "vk", "d", name="я" * 300 + ".pdf"), "application/pdf")
    assert len(name) <= 100
    assert name.endswith("….pdf")


@pytest.mark.parametrize(
    ("kind", "content_type", "becomes"),
    [
        (FileKind.PHOTO, "image/png", FileKind.PHOTO),
        (FileKind.PHOTO, "application/pdf", FileKind.DOCUMENT),
        (FileKind.PHOTO, "image/heif", FileKind.DOCUMENT),
        (FileKind.VOICE, "audio/ogg", FileKind.VOICE),
        (FileKind.VOICE, "application/octet-stream", FileKind.DOCUMENT),
        (FileKind.VIDEO, "video/mp4", FileKind.VIDEO),
        (FileKind.VIDEO, "video/webm", FileKind.DOCUMENT),
        (FileKind.DOCUMENT, "image/png", FileKind.DOCUMENT),
    ],
)
def test_what_is_not_what_it_calls_itself_travels_as_a_document(
    kind: FileKind, content_type: str, becomes: FileKind
) -> None:
    given = passed_on(File(kind, "vk", "x", size=1), Content("d", content_type, 7))
    assert (given.kind, given.size) == (becomes, 7)
