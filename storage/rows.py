"""Values of the core ↔ rows of the tables."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import asdict
from sqlalchemy import RowMapping

from core.actors import Actor, Party
from core.messages import Button, ButtonKind, File, FileKind, Message
from core.nearby import cell_of
from core.people import Speaker
from core.places import Place
from core.tickets import Move, Outcome, State, Ticket, TicketEvent, Verdict

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
        "cell": cell_of(ticket.place, ticket.municipality),
        "holder_door": ticket.holder.door if ticket.holder else None,
        "holder_chat": ticket.holder.chat if ticket.holder else None,
        "holder_person": ticket.holder.person if ticket.holder else None,
        "outcome": ticket.outcome.value if ticket.outcome else None,
        "into": ticket.into,
        "since": ticket.since,
        "look_at": ticket.look_at,
        "allowed": ticket.allowed,
        "reminded": ticket.reminded,
        "left": ticket.left,
        "solve_by": ticket.solve_by,
        "solve_left": ticket.solve_left,
        "promised": ticket.promised,
        "extensions": ticket.extensions,
        "first_answer_at": ticket.first_answer_at,
        "answer_minutes": ticket.answer_minutes,
        "in_time": ticket.in_time,
        "escalated": ticket.escalated,
        "paused": ticket.paused,
    }


MOMENTS = frozenset(
    {
        "filed_at",
        "deadline",
        "changed_at",
        "since",
        "look_at",
        "solve_by",
        "promised",
        "first_answer_at",
    }
)
"""Columns of a ticket that are moments."""


def to_ticket(row: RowMapping | Mapping[str, Any]) -> Ticket:
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
        holder=_holder(row),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        into=row["into"],
        since=row["since"],
        look_at=row["look_at"],
        allowed=row["allowed"],
        reminded=row["reminded"],
        left=row["left"],
        solve_by=row["solve_by"],
        solve_left=row["solve_left"],
        promised=row["promised"],
        extensions=row["extensions"],
        first_answer_at=row["first_answer_at"],
        answer_minutes=row["answer_minutes"],
        in_time=row["in_time"],
        escalated=row["escalated"],
        paused=row["paused"],
    )


def _holder(row: RowMapping | Mapping[str, Any]) -> Speaker | None:
    if row["holder_door"] is None:
        return None
    return Speaker(row["holder_door"], row["holder_chat"], row["holder_person"])


IMPERSONAL = frozenset({"state", "since", "left", "solve_left", "deadline", "solve_by", "look_at"})
"""What the deletion of a resident's data notes of a ticket as it was: nothing of theirs."""


def difference(before: Ticket, after: Ticket) -> Row:
    """The columns that a move changed, as they were before it. Moments are in ISO 8601."""
    was, now = from_ticket(before), from_ticket(after)
    known = IMPERSONAL if before.has_resident and not after.has_resident else was
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in was.items()
        if value != now[name] and name in known
    }


def was_before(latest_first: Sequence[RowMapping]) -> Row | None:
    """What these moves changed together, as it was before the first; None if one did not note it:
    it is from before that was noted."""
    if any(one["was"] is None for one in latest_first):
        return None
    return {name: value for one in latest_first for name, value in one["was"].items()}


def before(row: RowMapping, was: Row) -> Ticket:
    """A ticket as it was before the move that noted ``was``, see :func:`difference`."""
    moments = {
        name: datetime.fromisoformat(value)
        for name, value in was.items()
        if name in MOMENTS and isinstance(value, str)
    }
    return to_ticket({**row, **was, **moments})


def from_event(event: TicketEvent) -> Row:
    return {
        "number": event.number,
        "at": event.at,
        "move": event.move.value,
        "party": event.by.party.value,
        "by_agency": event.by.agency,
        "by_name": event.by.name,
        "by_person": event.by.person or None,
        "before": event.before.value if event.before else None,
        "after": event.after.value,
        "agency": event.agency,
        "text": event.text,
        "files": from_files(event.files),
        "details": [list(pair) for pair in event.details] or None,
    }


def to_event(row: RowMapping) -> TicketEvent:
    return TicketEvent(
        number=row["number"],
        at=row["at"],
        move=Move(row["move"]),
        by=Actor(Party(row["party"]), row["by_agency"], row["by_name"], row["by_person"] or ""),
        before=State(row["before"]) if row["before"] else None,
        after=State(row["after"]),
        agency=row["agency"],
        text=row["text"],
        files=to_files(row["files"]),
        details=tuple((name, value) for name, value in row["details"] or ()),
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
            [(one.label, one.payload, one.kind, one.url) for one in line] for line in message.rows
        ]
    if message.files:
        row["files"] = from_files(message.files)
    if message.screen:
        row["screen"] = True
    if message.closes:
        row["closes"] = True
    if message.caption:
        row["caption"] = message.caption
    if message.reply_to:
        row["reply_to"] = message.reply_to
    if message.numbered:
        row["numbered"] = True
    return row


def to_message(row: Row) -> Message:
    if len(row) == 1:  # nothing but a text: a broadcast is thousands of such
        return Message(row["text"])
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
