"""Answers as plain JSON, as a conversation's memory keeps them."""

from typing import Any

from core.messages import File, FileKind
from core.places import Place

from .effects import Answer


def as_json(answer: Answer) -> Any:
    """Write an answer as plain JSON; :func:`from_json` reads it back."""
    match answer:
        case Place(address, latitude, longitude):
            return {"place": [address, latitude, longitude]}
        case tuple():
            return {
                "files": [
                    [file.kind.value, file.door, file.ref, file.url, file.name, file.size]
                    for file in answer
                ]
            }
    return answer


def from_json(value: Any) -> Answer:
    """Read an answer of :func:`as_json`. Raises ValueError or TypeError on anything else."""
    match value:
        case None | str():
            return value
        case {"place": [str(address), latitude, longitude]}:
            return Place(address, latitude, longitude)
        case {"files": list(files)}:
            return tuple(File(FileKind(kind), *rest) for kind, *rest in files)
    raise ValueError("no answer of ours")
