"""VK: vkbottle as a client of the API, never as a dispatcher.

* Long poll is asked by ourselves, because the cursor (``ts``) must live in the database: what
  arrived while the bot was down is then not lost. vkbottle would start from the server's.
* vkbottle's readers of answers are replaced: they wait and send again by themselves when an
  answer is not JSON, and an error among ``peer_ids`` does not raise.
* What long poll lost is read back in the conversations (``arrivals.py``), and what is read is
  the same update as the event: a new message is known by its conversation, number and date. The
  date, because a chat that was made anew counts from 1 again.
* Every call of the API waits for VK's pace, and under load several go as one: ``bundle.py``.
* An event names nobody, so the names of those who wrote are asked for once and put into the
  raw event; reading it stays pure.
"""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import AsyncGenerator, Coroutine, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout, FormData
from msgspec.structs import replace
from vkbottle import API, AiohttpClient
from vkbottle.api.response_validator.abc import ABCResponseValidator

from bots.doors.door import Batch, DoorError, Misconfigured, Raw, Reception, Rejected, Unsettled
from bots.doors.keepable import fingerprint, is_keepable, keepable
from bots.doors.leaving import Connector
from bots.doors.limits import LIMITS, Limits
from bots.doors.pacing import Making, own
from bots.doors.webhook import webhook
from core.messages import File, Lane, Outgoing
from core.words.written import read_json
from dialogs.events import Arrival

from .arrivals import VkArrivals
from .bundle import Bundles
from .callback import CallbackServer
from .calls import Parameters, announcement, call_for, door_error, heard, sent_id
from .files import Uploads, download
from .reading import DOOR, author_of, read_event
from .reading_back import ReadingBack

API_VERSION = "5.199"

EVENTS = ("message_new", "message_event", "message_allow", "message_deny", "message_edit")
"""What :mod:`.reading` reads; VK sends only what is switched on."""

NAMES_KEPT = 10_000
NAMES_ASKED = 100
"""Names kept in memory, and asked for in one call."""

TIMEOUT = 30.0
"""Seconds for a request that waits for nothing."""

CALL_TIMEOUT = 15.0
"""Seconds for a call of the API: a message may be sent again without harm, so not for long."""

CONNECTIONS = 500
"""At once: the pace times the time-out, and room for what polls, loads and brings files."""

_log = structlog.get_logger()

# vkbottle brings a handler of its own, which would write past our redaction.
logging.getLogger("vkbottle").handlers.clear()


class _Answer(ABCResponseValidator):
    """Reads an answer: gives what stands in ``response``, raises the port's errors."""

    async def validate(self, method: str, data: Any, response: Any, ctx_api: Any) -> Any:
        del data, ctx_api
        try:
            answer = read_json(response)
        except ValueError:
            raise Unsettled(f"{method}: the answer is not VK's") from None
        if not isinstance(answer, dict):
            raise Unsettled(f"{method}: the answer is not VK's")
        if error := answer.get("error"):
            raise door_error(int(error.get("error_code", 0)), str(error.get("error_msg", "")))
        if "response" not in answer:
            raise Unsettled(f"{method}: the answer is empty")
        return answer if method == "execute" else answer["response"]


class VkDoor:
    """The door to VK.

    ``token`` is the community's, ``group_id`` its number (positive). ``api_base`` is the address
    of another server (None: VK's own); ``wait``, in seconds up to 90, is how long ``arrivals``
    waits for an event; ``hook`` is the address to which VK brings events ("": they are polled).
    """

    name = DOOR
    limits: Limits = LIMITS[DOOR]
    accepted = "ok"
    hearers = 100

    def __init__(
        self,
        token: str,
        group_id: int,
        api_base: str | None = None,
        *,
        wait: int = 25,
        hook: str = "",
        making: Making = own,
    ) -> None:
        self._client = AiohttpClient(timeout=ClientTimeout(total=TIMEOUT))
        self._api = API(token, http_client=self._client)
        self._api.API_VERSION = API_VERSION
        self._api.response_validators = [_Answer()]
        if api_base is not None:
            self._api.API_URL = api_base.rstrip("/") + "/method/"
        self._bundles = Bundles(self._ask_api, making)
        self._group = group_id
        back = ReadingBack(self._call, group_id, API_VERSION)
        self._way = VkArrivals(self._call, self._http, group_id, wait, back)
        self._hook = webhook(hook, token, DOOR)
        self._callback = CallbackServer(self._call, group_id, API_VERSION, EVENTS)
        self._unnamed: list[Raw] = []
        self._naming = asyncio.Lock()
        self._names: OrderedDict[int, str] = OrderedDict()
        self._titles: OrderedDict[int, str] = OrderedDict()

    async def greet(self) -> None:
        found = await self._call("groups.getById", {"group_id": self._group})
        groups = found.get("groups", []) if isinstance(found, dict) else found
        if not any(isinstance(group, dict) and group.get("id") == self._group for group in groups):
            raise Misconfigured(f"the token is not of the community {self._group}")

    async def open(self) -> None:
        await self.greet()
        if self._hook is None:
            await self._set_long_poll({"enabled": 1, **dict.fromkeys(EVENTS, 1)})
            await self._callback.withdraw()
        else:
            await self._callback.register(self._hook)
            await self._set_long_poll({"enabled": 0})
        self._way.open()

    async def _set_long_poll(self, settings: Parameters) -> None:
        told = {"group_id": self._group, "api_version": API_VERSION, **settings}
        try:
            await self._call("groups.setLongPollSettings", told)
        except Rejected as error:  # a token may write without the right to manage
            _log.warning("vk_long_poll_not_set", reason=str(error), settings=settings)

    async def close(self) -> None:
        await self._bundles.close()
        await self._client.close()

    async def beginning(self) -> str | None:
        return (await self.arrivals(None)).cursor

    async def arrivals(self, cursor: str | None) -> Batch:
        if self._hook is None:
            batch = await self._way.poll(cursor)
        else:
            batch = await self._way.beside_webhook(cursor, self.reception)
        await self._introduce(batch.updates)
        return batch

    def stranger(self, headers: Mapping[str, str]) -> bool:
        return self._hook is None  # else only the body tells: VK shows its secret there

    def genuine(self, headers: Mapping[str, str], raw: Raw) -> bool:
        if self._hook is None or raw.get("group_id") != self._group:
            return False
        if raw.get("type") == "confirmation" and "secret" not in raw:
            return True  # VK may ask before it knows the secret, and the code is no secret
        return self._hook.knows(raw.get("secret"))

    async def welcome(self, raw: Raw) -> Batch | str:
        if raw.get("type") == "confirmation":
            return await self._callback.confirmation()
        event = {name: value for name, value in raw.items() if name != "secret"}
        # Whoever comes first asks for the names of all who wait; the lock keeps their order.
        self._unnamed.append(event)
        async with self._naming:
            events, self._unnamed = self._unnamed, []
            await self._introduce(events)
        return Batch((event,), None)

    async def reception(self) -> Reception:
        return await self._callback.reception(self._hook)

    def key(self, raw: Raw) -> str:
        """A message's place in its conversation, which names a person: so it is kept as a digest.
        Of other events their own name."""
        body = raw.get("object")
        message = body.get("message") if isinstance(body, dict) else None
        if raw.get("type") == "message_new" and isinstance(message, dict):
            named = [message.get(part) for part in ("peer_id", "conversation_message_id", "date")]
            if all(isinstance(part, int) for part in named):
                return hashlib.sha256(".".join(map(str, named)).encode()).hexdigest()
        name = raw.get("event_id")
        return name if isinstance(name, str) and is_keepable(name) else fingerprint(raw)

    def read(self, raw: Raw, key: str) -> Arrival | None:
        return keepable(read_event(raw, key, self._group))

    async def deliver(self, outgoing: Outgoing, token: int) -> str:
        method, parameters = call_for(outgoing, token)
        try:
            response = await self._call(method, parameters, outgoing.lane)
        except Rejected:
            if outgoing.toast is not None:  # a press is answered within a minute or never
                return ""
            if outgoing.message.reply_to is None:
                raise
            # Perhaps what it replies to is gone; what it says must still arrive.
            return await self.deliver(_replying_to_nothing(outgoing), token)
        if method == "messages.send":
            return sent_id(response)
        return outgoing.edits or ""

    async def announce(self, outgoing: Sequence[Outgoing], token: int) -> list[str | DoorError]:
        try:
            method, parameters = announcement(outgoing, token)
            return heard(await self._call(method, parameters, outgoing[0].lane), outgoing)
        except Rejected:
            if len(outgoing) == 1:
                raise
        # Perhaps one of them makes VK refuse the whole: the others are not to suffer for it.
        alone = (self.announce([one], token) for one in outgoing)
        return [
            told if isinstance(told, DoorError) else told[0]
            for told in await asyncio.gather(*(_or_error(one) for one in alone))
        ]

    def fetch(self, file: File) -> AsyncGenerator[bytes, None]:
        return download(self._client, file)

    async def adopt(self, file: File, path: Path, chat: int) -> File:
        ref = await Uploads(self._call, self._post).give(file, path, chat)
        return replace(file, door=self.name, ref=ref, url="")

    async def _post(self, address: str, form: FormData, seconds: float) -> Raw:
        return await self._http(address, seconds=seconds, data=form)

    async def _http(self, address: str, *, seconds: float, **sent: Any) -> Raw:
        """A POST that is not a call of the API. Raises Unsettled on all that goes wrong."""
        waits = ClientTimeout(total=seconds)
        try:
            text = await self._client.request_text(address, "POST", timeout=waits, **sent)
            answer = read_json(text)
        except (ClientError, TimeoutError, ValueError) as error:
            raise Unsettled(f"VK's server: {type(error).__name__}") from None
        if not isinstance(answer, dict):
            raise Unsettled("VK's server: the answer is not VK's")
        return answer

    async def _call(self, method: str, parameters: Parameters, lane: Lane = Lane.REPLY) -> Any:
        return await self._bundles.call(method, parameters, lane)

    async def _ask_api(self, method: str, parameters: Parameters) -> Any:
        """One request of the API."""
        if self._client.session is None:
            # vkbottle's own session opens a hundred connections, which hanging calls would fill.
            self._client.session = ClientSession(
                connector=Connector(limit=CONNECTIONS), timeout=ClientTimeout(total=TIMEOUT)
            )
        try:
            async with asyncio.timeout(CALL_TIMEOUT):
                return await self._api.request(method, dict(parameters))
        except (ClientError, TimeoutError) as error:
            # The text of aiohttp's error may hold the address, and that the token.
            raise Unsettled(f"{method}: {type(error).__name__}") from None

    async def _introduce(self, updates: Sequence[Raw]) -> None:
        """Put the names of people and the titles of chats into the events."""
        authors = [author_of(raw) for raw in updates]
        await self._learn_names({person for person, _ in authors})
        await self._learn_titles({chat for _, chat in authors})
        for raw, (person, chat) in zip(updates, authors, strict=True):
            raw["person_name"] = self._names.get(person, "")
            raw["chat_title"] = self._titles.get(chat, "")

    async def _learn_names(self, people: set[int]) -> None:
        unknown = sorted(people - self._names.keys() - {0})
        for at in range(0, len(unknown), NAMES_ASKED):
            asked = {"user_ids": ",".join(map(str, unknown[at : at + NAMES_ASKED]))}
            for user in await self._ask("users.get", asked):
                full = f"{user.get('first_name', '')} {user.get('last_name', '')}"
                _keep(self._names, int(user["id"]), full.strip())

    async def _learn_titles(self, chats: set[int]) -> None:
        unknown = sorted(chats - self._titles.keys() - {0})
        if not unknown:
            return
        asked = {"peer_ids": ",".join(map(str, unknown))}
        for chat in unknown:  # asked once, also when VK does not tell
            _keep(self._titles, chat, "")
        for found in await self._ask("messages.getConversationsById", asked):
            title = (found.get("chat_settings") or {}).get("title") or ""
            _keep(self._titles, int(found["peer"]["id"]), str(title))

    async def _ask(self, method: str, parameters: Parameters) -> Iterable[Raw]:
        """A question whose answer is a comfort, not a need: no answer is none."""
        try:
            found = await self._call(method, parameters)
        except DoorError as error:
            _log.info("vk_names_unknown", method=method, reason=str(error))
            return []
        items = found.get("items", []) if isinstance(found, dict) else found
        return [item for item in items if isinstance(item, dict)]


async def _or_error(
    told: Coroutine[Any, Any, list[str | DoorError]],
) -> list[str | DoorError] | DoorError:
    try:
        return await told
    except DoorError as error:
        return error


def _replying_to_nothing(outgoing: Outgoing) -> Outgoing:
    return replace(outgoing, message=replace(outgoing.message, reply_to=None))


def _keep(kept: OrderedDict[int, str], number: int, name: str) -> None:
    kept[number] = name
    while len(kept) > NAMES_KEPT:
        kept.popitem(last=False)
