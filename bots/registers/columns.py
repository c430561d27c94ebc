"""The columns of a table of tickets, as control centres know them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.reports.registers import Line
from core.town import Town, group_of
from dialogs.texts import Catalogue

ENDED = {
    "confirm": "житель поставил оценку",
    "close": "по времени после ответа",
    "expire": "житель не ответил на вопрос",
    "withdraw": "отозвано жителем",
    "merge": "объединено с другим",
    "join": "житель присоединился к поданному раньше",
    "reject": "отклонено",
}

Value = str | int | datetime | timedelta | None
"""What stands in a cell. A moment is in the reader's zone."""


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in characters."""

    heading: str
    value: Callable[[Line], Value]
    width: int


def columns(town: Town, catalogue: Catalogue, zone: ZoneInfo) -> tuple[Column, ...]:
    """All of them, in order."""
    names = _Names(town, catalogue)

    def moment(at: datetime | None) -> datetime | None:
        return at.astimezone(zone) if at else None

    return (
        Column("Номер", lambda line: line.number, 12),
        Column("Подано", lambda line: moment(line.filed_at), 16),
        Column("Группа тем", lambda line: names.group(line.topic), 22),
        Column("Тема", lambda line: names.topic(line.topic), 24),
        Column("Муниципалитет", lambda line: names.municipality(line.municipality), 18),
        Column("Адрес", _place, 34),
        Column("Исполнитель", lambda line: names.agency(line.agency), 30),
        Column("Важность", lambda line: names.importance(line.topic), 12),
        Column("Состояние", lambda line: names.state(line.state), 18),
        Column("Исход", lambda line: names.word("outcome", line.outcome), 14),
        Column("Срок ответа", lambda line: moment(line.deadline), 16),
        Column("Первый ответ", lambda line: moment(line.answered_at), 16),
        Column("Время до ответа", _time, 12),
        Column("В срок", _in_time, 9),
        Column("Возвраты", lambda line: line.returns, 10),
        Column("Оценка", lambda line: names.word("verdict", line.verdict), 16),
        Column("Закрыто", lambda line: moment(line.ended_at), 16),
        Column("Причина закрытия", names.ended, 28),
        Column("Текст", lambda line: line.text, 60),
    )


def _place(line: Line) -> str:
    if line.address or line.latitude is None or line.longitude is None:
        return line.address
    return f"{line.latitude:.5f}, {line.longitude:.5f}"


def _time(line: Line) -> timedelta | None:
    return timedelta(minutes=line.answer_minutes) if line.answer_minutes is not None else None


def _in_time(line: Line) -> str:
    return "" if line.in_time is None else "да" if line.in_time else "нет"


class _Names:
    """What codes are called; of one that the town file has no more, the code itself."""

    def __init__(self, town: Town, catalogue: Catalogue) -> None:
        self._town = town
        self._catalogue = catalogue

    def group(self, code: str) -> str:
        group = self._town.group(group_of(code))
        return group.name if group else code

    def topic(self, code: str) -> str:
        topic = self._town.topic(code)
        return topic.name if topic else code

    def municipality(self, code: str) -> str:
        return self._town.ground_named(code)

    def agency(self, code: str) -> str:
        return self._town.agency_name(code)

    def importance(self, code: str) -> str:
        topic = self._town.topic(code)
        if topic is not None and topic.emergency:
            return "аварийная"
        return "срочная" if topic is not None and topic.fast else "обычная"

    def state(self, code: str) -> str:
        return self.word("state", code)

    def word(self, of: str, code: str | None) -> str:
        """What a state, an outcome or a verdict is called; "" for none."""
        return self._catalogue.plain("ru", f"{of}-{code}") if code else ""

    def ended(self, line: Line) -> str:
        if line.ended_by == "reject" and (reason := self._town.reject_reason(line.reason)):
            return f"отклонено: {reason.name}"
        return ENDED.get(line.ended_by, "")
