"""What PostgreSQL refuses: by its code (SQLSTATE), or by ours where it could not even answer.

Codes and their classes: postgresql.org/docs/current/errcodes-appendix.html.
"""

UNREACHABLE = "PG_UNREACHABLE"
UNKNOWN_HOST = "PG_UNKNOWN_HOST"
SILENT = "PG_SILENT"
BUSY = "PG_BUSY"
LOST = "PG_LOST"
STALE = "PG_STALE"

CONFLICTS = frozenset({
    "23505",  # unique_violation: somebody else has made the row
    "40001",  # serialization_failure
    "40P01",  # deadlock_detected
    STALE,  # the tables were migrated under a prepared statement
})  # fmt: skip
"""The race was lost: the same work, begun anew, sees what the other wrote."""

PASSING = (
    "08",  # connection exceptions
    "25006",  # read_only_sql_transaction: a standby, until it is promoted
    "25P",  # a transaction that was idle too long, as of a process that was stopped
    "53",  # insufficient resources: disk, memory, connections
    "55P03",  # lock_not_available
    "57",  # operator intervention: a shutdown, a start, a statement that took too long
    "58",  # system errors: the server's disk
    "PG_",
)
"""What passes, or what an administrator mends, without the work having been wrong."""

REASONS = {
    UNREACHABLE: "сервер не отвечает: соединение отвергнуто",
    UNKNOWN_HOST: "сервера с таким адресом не нашлось",
    SILENT: "сервер молчит: время ожидания вышло",
    BUSY: "все соединения заняты",
    LOST: "соединение с сервером потеряно",
    "08": "соединение с сервером потеряно",
    "25006": "сервер сейчас только для чтения",
    "28": "сервер не пускает: имя или пароль не те, или вход с этого адреса закрыт",
    "3D000": "такой базы на сервере нет — создайте её (createdb)",
    "42501": "у этого имени нет прав на базу",
    "53100": "на диске сервера кончилось место",
    "53200": "у сервера кончилась память",
    "53300": "у сервера заняты все соединения (max_connections)",
    "55P03": "её таблицы заняты другой программой",
    "57014": "запрос шёл слишком долго",
    "57P": "сервер запускается или останавливается",
    "58": "диск сервера не читается или не пишется",
}


def reason_of(state: str) -> str:
    """Why PostgreSQL refused, by the code: the finest that is known."""
    for length in (len(state), 3, 2):
        if found := REASONS.get(state[:length]):
            return found
    return f"ошибка PostgreSQL {state}".rstrip()
