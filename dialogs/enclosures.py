"""What to call the files that somebody sent. A picture, a voice and a paper are spoken of apart."""

from core.files import extension
from core.messages import File, FileKind

from .effects import Answer, Phrase, phrase


def is_picture(file: File) -> bool:
    """A picture sent «as a file» keeps its quality, and is as good."""
    picture = extension(file.name) in (".jpg", ".jpeg", ".png", ".webp", ".heic")
    return file.kind is FileKind.PHOTO or (file.kind is FileKind.DOCUMENT and picture)


def enclosure(files: tuple[File, ...]) -> str:
    """What to call these files: photo, voice, or file for anything else."""
    if all(is_picture(file) for file in files):
        return "photo"
    return "voice" if all(file.kind is FileKind.VOICE for file in files) else "file"


def enclosed(files: tuple[File, ...]) -> tuple[Phrase, ...]:
    """What is enclosed, a line for each kind: «📷 2 фото», «🎤 голосовое сообщение»."""
    kinds = [FileKind.PHOTO if is_picture(file) else file.kind for file in files]
    return tuple(
        phrase(f"enclosed-{kind}", count=kinds.count(kind)) for kind in FileKind if kind in kinds
    )


def noted(new: tuple[File, ...], whole: Answer) -> Phrase:
    """Say that files were taken along, and what becomes of a voice."""
    count = len(whole) if isinstance(whole, tuple) else 0
    return phrase(f"{enclosure(new)}-noted", count=count)
