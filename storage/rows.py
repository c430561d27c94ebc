"""Values of the core ↔ rows of the tables."""

import json
from typing import Any

from msgspec.structs import asdict
from sqlalchemy import RowMapping

from core.messages import Button, ButtonKind, File, FileKind, Message
from core.nearby import cell_of
from core.people import Speaker
from core.tickets import Actor, Move, Party, Place, State, Ticket, TicketEvent, Verdict

Row = dict[str, Any]


def from_ticket(ticket: Ticket) -> Row:
    return {
        "number": ticket.number,
        "door": ticket.resident.door,
        "chat": ticket.resident.chat,
        "person": ticket.resident.person,
        "filed_at": ticket.filed_at,
        "state": ticket.state.value,
        "topic": ticket.topic,
        "municipality": ticket.municipality,
        "agency": ticket.agency,
        "text": ticket.text,
        "address": ticket.place.address,
        "latitude": ticket.place.latitude,
        "longitude": ticket.place.longitude,
        "deadline": ticket.deadline,
        "changed_at": ticket.changed_at,
        "files": from_files(ticket.files),
        "extras": [list(pair) for pair in ticket.extras],
        "contact": ticket.contact,
        "language": ticket.language,
        "taken_by": ticket.taken_by,
        "answers": ticket.answers,
        "returns": ticket.returns,
        "verdict": ticket.verdict.value if ticket.verdict else None,
        "cell": cell_of(ticket.place),
    }


def to_ticket(row: RowMapping) -> Ticket:
    return Ticket(
        number=row["number"],
        resident=Speaker(row["door"], row["chat"], row["person"]),
        filed_at=row["filed_at"],
        state=State(row["state"]),
        topic=row["topic"],
        municipality=row["municipality"],
        agency=row["agency"],
        text=row["text"],
        place=Place(row["address"], row["latitude"], row["longitude"]),
        deadline=row["deadline"],
        changed_at=row["changed_at"],
        files=to_files(row["files"]),
        extras=tuple((asked, said) for asked, said in row["extras"]),
        contact=row["contact"],
        language=row["language"],
        taken_by=row["taken_by"],
        answers=row["answers"],
        returns=row["returns"],
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
    )


def from_event(event: TicketEvent) -> Row:
    return {
        "number": event.number,
        "at": event.at,
        "move": event.move.value,
        "party": event.by.party.value,
        "by_agency": event.by.agency,
        "by_name": event.by.name,
        "before": event.before.value if event.before else None,
        "after": event.after.value,
        "agency": event.agency,
        "text": event.text,
        "files": from_files(event.files),
    }


def to_event(row: RowMapping) -> TicketEvent:
    return TicketEvent(
        number=row["number"],
        at=row["at"],
        move=Move(row["move"]),
        by=Actor(Party(row["party"]), row["by_agency"], row["by_name"]),
        before=State(row["before"]) if row["before"] else None,
        after=State(row["after"]),
        agency=row["agency"],
        text=row["text"],
        files=to_files(row["files"]),
    )


def from_files(files: tuple[File, ...]) -> list[Row]:
    return [asdict(file) for file in files]


def to_files(rows: list[Row]) -> tuple[File, ...]:
    return tuple(File(**{**row, "kind": FileKind(row["kind"])}) for row in rows)


def from_message(message: Message) -> Row:
    """Write a message down, without what is as usual: most rows are short."""
    row: Row = {"text": message.text}
    if message.rows:
        row["rows"] = [
            [[button.label, button.payload, button.kind.value, button.url] for button in line]
            for line in message.rows
        ]
    if message.files:
        row["files"] = from_files(message.files)
    flags = {
        "screen": message.screen,
        "closes": message.closes,
        "caption": message.caption,
        "reply_to": message.reply_to,
        "numbered": message.numbered,
    }
    row.update({key: value for key, value in flags.items() if value})
    return row


def to_message(row: Row) -> Message:
    rows = tuple(
        tuple(Button(label, payload, ButtonKind(kind), url) for label, payload, kind, url in line)
        for line in row.get("rows", ())
    )
    return Message(
        text=row["text"],
        rows=rows,
        files=to_files(row.get("files", [])),
        screen=row.get("screen", False),
        closes=row.get("closes", False),
        caption=row.get("caption", ""),
        reply_to=row.get("reply_to"),
        numbered=row.get("numbered", False),
    )


def without_nan(raw: object) -> object:
    """Numbers that are none (NaN, Infinity) by their names: Python reads them, JSON has none."""
    return json.loads(json.dumps(raw), parse_constant=str)


def printed(text: str) -> str:
    """NUL, which PostgreSQL takes in no text, and lone surrogates, written out."""
    return text.replace("\0", "\\0").encode(errors="backslashreplace").decode()
