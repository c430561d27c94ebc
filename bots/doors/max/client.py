"""maxapi as a client of MAX's API: its session, its certificates, its errors, and no more.

* MAX's certificate chains to the national authority («Russian Trusted Root CA»), which systems do
  not bring along. maxapi does; it is trusted here and for MAX alone.
* maxapi sends a request again by itself after a 502, 503 or 504 and after a cut connection, also
  one that sends a message: then a person gets it twice. It is told not to: the outbox repeats.
* Answers are taken raw: maxapi's types refuse a whole answer for one field that they do not know.
* The token goes to MAX's API alone. maxapi would show it to the servers that files go to and come
  from, whose addresses stand in what MAX answers; so those have a session of their own.
"""

from functools import cache
from ssl import SSLContext
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from maxapi.bot import Bot
from maxapi.client.default import DefaultConnectionProperties
from maxapi.client.ssl import create_default_ssl_context
from maxapi.enums.http_method import HTTPMethod
from maxapi.exceptions import InvalidToken, MaxApiError, MaxError

from bots.doors.door import DoorError, Misconfigured, Unsettled
from bots.doors.leaving import Connector

from .calls import Call, Json, door_error

TIMEOUT = 30.0
"""Seconds for a call that waits for nothing."""

CONNECTIONS = 600
"""At once: thirty deliveries a second that all hang until their time-out, and some room."""


class Client:
    """``base`` is the address of another server (None: MAX's own)."""

    def __init__(self, token: str, base: str | None) -> None:
        self._token = token
        self._base = base
        self._opened: tuple[Bot, Connector, ClientSession] | None = None

    async def call(self, call: Call, seconds: float = TIMEOUT) -> Json:
        """Make one call, once; give the JSON object that MAX answers. Raises the port's errors."""
        bot, _, _ = self._open()
        try:
            answer: Any = await bot.request(
                HTTPMethod(call.verb),
                call.path,
                is_return_raw=True,
                params=call.query,
                json=call.body,
                timeout=ClientTimeout(total=seconds),
            )
        except InvalidToken:
            raise Misconfigured("MAX 401: the token is not known") from None
        except MaxApiError as error:
            raise self._refusal(call, error) from None
        except (MaxError, ClientError, TimeoutError) as error:
            raise Unsettled(f"{call.verb} {call.path}: {type(error).__name__}") from None
        if answer.get("success") is False:
            raise door_error(call, 400, {"code": "", **answer})
        return dict(answer)

    @property
    def files(self) -> ClientSession:
        """For the servers that hold files: without the token."""
        _, _, session = self._open()
        return session

    async def close(self) -> None:
        if self._opened is not None:
            bot, connector, session = self._opened
            self._opened = None
            await bot.close_session()
            await session.close()
            await connector.close()

    def _refusal(self, call: Call, error: MaxApiError) -> DoorError:
        """The port's error, without the token in its text."""
        if error.code < 300:
            return Unsettled(f"{call.verb} {call.path}: the answer is not MAX's")
        told = door_error(call, error.code, error.raw)
        told.args = tuple(str(part).replace(self._token, "…") for part in told.args)
        return told

    def _open(self) -> tuple[Bot, Connector, ClientSession]:
        """Made when they are first used: a connection belongs to the loop that is running."""
        if self._opened is None:
            connector = Connector(limit=CONNECTIONS, ssl=_trusting_the_nation())
            once = DefaultConnectionProperties(
                timeout=TIMEOUT, max_retries=0, retry_on_statuses=(), connector=connector
            )
            bot = Bot(self._token, default_connection=once)
            if self._base is not None:
                bot.set_api_url(self._base)
            session = ClientSession(connector=connector, connector_owner=False)
            self._opened = bot, connector, session
        return self._opened


@cache
def _trusting_the_nation() -> SSLContext:
    """Once in a process: to read all the certificates takes longer than anything else here."""
    return create_default_ssl_context()
