"""``paradnaya log``: everything that happened to a ticket, who did it and what it changed.

* Who was shown the resident's contact stands first: that is what is asked most (152-FZ).
* The contact itself is in neither form: who looks into the log has not asked for it.
* Times are the town's. What people wrote is shown with its unseen characters written out.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from core.actors import Party
from core.quality import CODES
from core.tickets import Move, Ticket, TicketEvent
from core.town import Town
from dialogs.effects import phrase
from dialogs.texts import Catalogue
from dialogs.ticket.whereabouts import topic_name
from storage.finding.audit import Entry

from .terminal import visible

MOVES = {
    Move.FILE: "подано",
    Move.ROUTE: "передано исполнителю",
    Move.RECALL: "забрано координаторами",
    Move.TAKE: "взято в работу",
    Move.ASSIGN: "поручено коллеге",
    Move.ASK: "задан вопрос жителю",
    Move.PROMISE: "назначен срок",
    Move.SUBMIT: "ответ на согласовании",
    Move.APPROVE: "ответ согласован и отправлен",
    Move.REWORK: "ответ возвращён на доработку",
    Move.ANSWER: "ответ отправлен",
    Move.CORRECT: "ответ исправлен",
    Move.REFUSE: "«Не наше»",
    Move.REJECT: "отклонено",
    Move.MERGE: "объединено с другим",
    Move.UNMERGE: "отделено: не повтор",
    Move.RECLASSIFY: "исправлена тема или муниципалитет",
    Move.EXTEND: "срок продлён",
    Move.NOTE: "заметка для своих",
    Move.REVEAL: "показан контакт жителя",
    Move.UNDO: "отменено последнее действие",
    Move.INFORM: "житель ответил на вопрос",
    Move.ADD: "житель дополнил",
    Move.CONFIRM: "житель оценил ответ",
    Move.RETURN: "житель: не решено",
    Move.APPEAL: "житель: не решено, снова",
    Move.WITHDRAW: "житель отозвал",
    Move.JOIN: "житель присоединился к поданному раньше",
    Move.PART: "житель: это отдельная проблема",
    Move.ERASE: "данные жителя удалены",
    Move.REMIND: "напоминание о сроке",
    Move.ESCALATE: "срок ответа вышел",
    Move.COME_DUE: "наступил обещанный срок",
    Move.EXPIRE: "закрыто: житель не ответил",
    Move.CLOSE: "закрыто по времени",
}

FIELDS = {
    "state": "состояние",
    "agency": "исполнитель",
    "taken_by": "занимается",
    "topic": "тема",
    "municipality": "муниципалитет",
    "address": "адрес",
    "text": "текст",
    "deadline": "срок ответа",
    "solve_by": "срок решения",
    "promised": "обещано до",
    "extensions": "переносов срока",
    "outcome": "исход",
    "verdict": "оценка жителя",
    "into": "объединено с",
    "answers": "ответов",
    "returns": "возвратов",
    "first_answer_at": "первый ответ",
}
"""What of a ticket's fields is told on a terminal; ``--json`` has all."""

HIDDEN = frozenset({"contact", "door", "chat", "person"})
"""Who the resident is."""

DETAILS = {
    "outcome": "исход",
    "verdict": "оценка",
    "until": "до",
    "reason": "причина",
    "into": "в обращение",
    "from": "обращение",
    "withdrawn": "отозвано обращение",
    "share": "прошло %",
    "warning": "замечание",
    "instead": "вместо ответа сотрудника",
    "for": "за исполнителя",
    "to": "кому",
    "on-paper": "по письменному заявлению",
    "move": "отменено",
    "topic": "прежняя тема",
    "municipality": "прежний муниципалитет",
}
UNTOLD = frozenset({"stamp"})
"""What the program finds an event again by."""


class Historian:
    """Tells a ticket's history in a town's words."""

    def __init__(self, town: Town, catalogue: Catalogue) -> None:
        self._town = town
        self._catalogue = catalogue

    def told(self, ticket: Ticket, entries: Sequence[Entry]) -> RenderableType:
        """For a terminal."""
        zone = self._town.zone
        table = Table("Когда", "Кто", "Что", "Изменилось", "Слова и подробности", show_lines=True)
        for entry in entries:
            event = entry.event
            words = [visible(event.text)] if event.text else []
            words += [
                f"{DETAILS.get(name, name)}: {self._detail(name, value)}"
                for name, value in event.details
                if name not in UNTOLD
            ]
            words += [f"вложений: {len(event.files)}"] if event.files else []
            row = (
                _moment(event.at, zone),
                self._who(event),
                MOVES[event.move],
                "\n".join(self._changes(entry)),
                "\n".join(words),
            )
            table.add_row(*(Text(cell) for cell in row))
        return Group(
            Text(f"{ticket.number} · {topic_name(self._town, ticket.topic)}"),
            Text(f"Сейчас: {self._value('state', ticket.state.value)}; часы города ({zone})"),
            Text(self._contact(entries)),
            table,
        )

    def as_data(self, ticket: Ticket, entries: Sequence[Entry]) -> dict[str, Any]:
        """For a program: moments in ISO 8601 with the town's offset, names and states as codes."""
        zone = self._town.zone
        return {
            "ticket": ticket.number,
            "state": ticket.state.value,
            "zone": str(zone),
            "contact_shown": [
                {"at": _iso(one.at, zone), "by": one.by.name, "agency": one.by.agency}
                for one in _shown(entries)
            ],
            "events": [
                {
                    "at": _iso(entry.event.at, zone),
                    "move": entry.event.move.value,
                    "party": entry.event.by.party.value,
                    "by": entry.event.by.name,
                    "by_agency": entry.event.by.agency,
                    "before": entry.event.before.value if entry.event.before else None,
                    "after": entry.event.after.value,
                    "agency": entry.event.agency,
                    "text": entry.event.text,
                    "files": len(entry.event.files),
                    "details": [list(pair) for pair in entry.event.details],
                    "changed": None
                    if entry.changed is None
                    else {
                        name: {"was": was, "became": became}
                        for name, (was, became) in entry.changed.items()
                        if name not in HIDDEN
                    },
                }
                for entry in entries
            ],
        }

    def _contact(self, entries: Sequence[Entry]) -> str:
        zone = self._town.zone
        shown = [f"{self._who(one)} {_moment(one.at, zone)}" for one in _shown(entries)]
        return "Контакт жителя видели: " + ("; ".join(shown) or "никто")

    def _who(self, event: TicketEvent) -> str:
        match event.by.party:
            case Party.RESIDENT:
                return "житель"
            case Party.SYSTEM:
                return "время"
        agency = self._value("agency", event.by.agency)
        return ", ".join(filter(None, (visible(event.by.name), agency)))

    def _changes(self, entry: Entry) -> Iterator[str]:
        if entry.changed is None:
            return
        for name, (was, became) in entry.changed.items():
            if name in FIELDS:
                told = f"{self._value(name, was)} → {self._value(name, became)}"
                yield f"{FIELDS[name]}: {told}"

    def _detail(self, name: str, value: str) -> str:
        match name:
            case "until":
                return self._value("promised", value)
            case "for":
                return self._value("agency", value)
            case "move" if value in set(Move):
                return MOVES[Move(value)]
            case "on-paper":
                return "да"
            case "reason" if known := self._town.reject_reason(value):
                return known.name
            case "warning" if value in CODES:
                told = phrase(f"warning-{value}", found="")
                return self._catalogue.say("ru", told, self._town.zone).removeprefix("⚠️ ")
        return self._value(name, value)

    def _value(self, name: str, value: Any) -> str:
        """A field's value in words."""
        if name == "municipality":
            return self._town.ground_named(str(value))
        if value in (None, ""):
            return "—"
        match name:
            case "state" | "outcome" | "verdict":
                return self._catalogue.plain("ru", f"{name}-{value}")
            case "agency":
                return self._town.agency_short(str(value))
            case "topic":
                return topic_name(self._town, str(value))
            case "deadline" | "solve_by" | "promised" | "first_answer_at":
                return _moment(datetime.fromisoformat(str(value)), self._town.zone)
        return visible(str(value))


def _shown(entries: Sequence[Entry]) -> list[TicketEvent]:
    return [entry.event for entry in entries if entry.event.move is Move.REVEAL]


def _moment(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%d.%m.%Y %H:%M}"


def _iso(at: datetime, zone: tzinfo) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds")
