"""What a worker does. By default all of it; a region's workers may share it out among them.

Each role may be had by any number of workers: what one of them alone does, polling and the
watch, is held by leases (:mod:`bots.workers.leasing`).
"""

from collections.abc import Collection
from enum import StrEnum


class Role(StrEnum):
    INTAKE = "intake"
    """Asks the messengers for updates, and takes them."""
    COURIER = "courier"
    """Sends what waits in the outbox; fetches the files that people sent."""
    WATCH = "watch"
    """Does what happens because time passes."""
    WEB = "web"
    """Answers HTTP: health, metrics, and what the messengers bring to the webhook."""


ALL: frozenset[Role] = frozenset(Role)
EXPECTED = f"ожидаются через запятую {', '.join(Role)}"
NEEDED_ALONE = {
    Role.INTAKE: "никто не примет сообщения",
    Role.COURIER: "никто не отправит ответы",
    Role.WATCH: "никто не напомнит о сроках и не отправит отложенное на минуту и рассылки",
}
"""What a town's only worker must do, and what comes of it otherwise."""


def read_roles(given: str) -> frozenset[Role]:
    """Read roles with commas between them. Raises ValueError with a line for a person."""
    names = [name for part in given.split(",") if (name := part.strip().lower())]
    if not names:
        raise ValueError(EXPECTED)
    for name in names:
        if name not in set(Role):
            raise ValueError(f"роли «{name}» нет; {EXPECTED}")
    return frozenset(Role(name) for name in names)


def written(roles: Collection[Role]) -> str:
    return ",".join(role for role in Role if role in roles)


def wrong_alone(roles: Collection[Role], *, sandbox: bool, hooked: bool) -> str:
    """Why a worker with these roles cannot be the town's only one; "" if it can."""
    if sandbox and ALL - set(roles):
        return (
            f"«{written(roles)}» — без токенов запускается песочница, ей нужны все роли; "
            "ожидаются токены в .env или ни одной роли"
        )
    for role, comes in NEEDED_ALONE.items():
        if role not in roles:
            return (
                f"«{written(roles)}» — с базой SQLite работает один процесс, и без {role} {comes}; "
                "ожидаются все роли или база PostgreSQL"
            )
    if hooked and Role.WEB not in roles:
        return (
            f"«{written(roles)}» — есть PARADNAYA_WEB__PUBLIC, а без web вебхуки никто не примет; "
            "ожидаются все роли или база PostgreSQL"
        )
    return ""
