"""What to call the files that somebody sent, and what of them and their words is taken.

A picture, a voice and a paper are spoken of apart.
"""

from core.files import extension, runs_by_name
from core.messages import File, FileKind

from .effects import Answer, Phrase, phrase
from .events import Event, Said, Sent


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


def taken_along(event: Event, answer: Answer) -> Phrase:
    """Say what was taken along."""
    return noted(event.files, answer) if isinstance(event, Sent) else phrase("noted")


def caption_of_programs(event: Event) -> Said | None:
    """What was written under files none of which is passed on: the words are."""
    if not isinstance(event, Sent) or not event.text.strip():
        return None
    if not event.files or not all(runs_by_name(file.name) for file in event.files):
        return None
    return Said(event.text, event.reply_to, forwarded=event.forwarded)
