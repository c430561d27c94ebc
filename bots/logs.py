"""What the process says of itself: structlog, pretty on a terminal, JSON elsewhere.

Rules
-----
* One line an event, a name and fields. ``conversation`` is ``door:chat:person``, ``ticket`` a
  number: both say who and what without a name, a text or a telephone number.
* What libraries log goes the same way, from warnings on: they have addresses with tokens in them.
* Secrets never come out: those of the settings wherever they stand, and whatever looks like a
  messenger's token. It is done last, on the text itself, tracebacks included.
"""

import logging
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "[скрыто]"

TOKENS = re.compile(
    r"""
      \d{6,}:[A-Za-z0-9_-]{30,}               # Telegram's, as in the address of a call
    | vk1\.a\.[A-Za-z0-9_-]{16,}              # VK's
    | (?<=access_token=)[^\s&"']+             # any token in an address of VK's
    | (?<=Authorization':\s')[^']+            # MAX's, in a request's headers
    | (?<=://)[^\s/:@"']+:[^\s/@"']+(?=@)     # name and password in an address
    """,
    re.VERBOSE,
)

SHORTEST = 8
"""Characters of a secret worth hiding: a shorter one would black out ordinary words."""


class Redaction:
    """Takes secrets out of whatever is logged."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({one for one in secrets if len(one) >= SHORTEST}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def __call__(self, logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
        return {key: self.of(value) for key, value in event.items()}

    def of(self, value: Any) -> Any:
        """The value without secrets; what is neither text nor a collection is told as text."""
        if isinstance(value, str):
            return self.text(value)
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, Mapping):
            return {self.of(key): self.of(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self.of(inner) for inner in value]
        return self.text(str(value))

    def text(self, text: str) -> str:
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        return TOKENS.sub(HIDDEN, text)


def set_up_logs(
    secrets: Iterable[str] = (), *, pretty: bool | None = None, out: TextIO | None = None
) -> None:
    """Log to ``out`` (standard error). ``pretty``: for a person; by default, on a terminal."""
    out = out or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                Redaction(secrets),
                _renderer(out.isatty() if pretty is None else pretty),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for ours in ("bots", "storage", "core"):
        logging.getLogger(ours).setLevel(logging.INFO)


def _renderer(pretty: bool) -> Processor:
    if pretty:
        return structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    return structlog.processors.JSONRenderer(ensure_ascii=False)
