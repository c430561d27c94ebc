"""VK: vkbottle as a client of the API, never as a dispatcher.

* Long poll is asked by ourselves, because the cursor (``ts``) must live in the database: what
  arrived while the bot was down is then not lost. vkbottle would start from the server's.
* vkbottle's readers of answers are replaced: they wait and send again by themselves when an
  answer is not JSON, and an error among ``peer_ids`` does not raise.
* An event names nobody, so the names of those who wrote are asked for once and put into the
  raw event; reading it stays pure.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import structlog
from aiohttp import ClientError, ClientTimeout, FormData
from vkbottle import API, AiohttpClient
from vkbottle.api.response_validator.abc import ABCResponseValidator

from core.messages import File, FileKind, Outgoing
from dialogs.events import Arrival

from .door import Batch, DoorError, Misconfigured, Raw, Rejected, Unsettled
from .layout import LIMITS, Limits
from .vk_calls import Parameters, call_for, door_error, sent_id
from .vk_reading import DOOR, author_of, read_event

API_VERSION = "5.199"

EVENTS = ("message_new", "message_event", "message_allow", "message_deny", "message_edit")
"""What :mod:`vk_reading` reads; VK sends only what is switched on."""

DOWNLOAD_LIMIT = 50 * 1024 * 1024
"""Bytes of a file that is fetched at most."""

NAMES_KEPT = 10_000
NAMES_ASKED = 100
"""Names kept in memory, and asked for in one call."""

TIMEOUT = 30.0
"""Seconds for a call that waits for nothing."""

_log = structlog.get_logger()


class _Answer(ABCResponseValidator):
    """Reads an answer: gives what stands in ``response``, raises the port's errors."""

    async def validate(self, method: str, data: Any, response: Any, ctx_api: Any) -> Any:
        del data, ctx_api
        try:
            answer = json.loads(response)
        except ValueError:
            raise Unsettled(f"{method}: the answer is not VK's") from None
        if not isinstance(answer, dict):
            raise Unsettled(f"{method}: the answer is not VK's")
        if error := answer.get("error"):
            raise door_error(int(error.get("error_code", 0)), str(error.get("error_msg", "")))
        if "response" not in answer:
            raise Unsettled(f"{method}: the answer is empty")
        return answer["response"]


class VkDoor:
    """The door to VK.

    ``token`` is the community's, ``group_id`` its number (positive). ``api_base`` is the address
    of another server (None: VK's own); ``wait``, in seconds up to 90, is how long ``arrivals``
    waits for an event.
    """

    name = DOOR
    limits: Limits = LIMITS[DOOR]

    def __init__(
        self, token: str, group_id: int, api_base: str | None = None, *, wait: int = 25
    ) -> None:
        self._client = AiohttpClient(timeout=ClientTimeout(total=TIMEOUT))
        self._api = API(token, http_client=self._client)
        self._api.API_VERSION = API_VERSION
        self._api.response_validators = [_Answer()]
        if api_base is not None:
            self._api.API_URL = api_base.rstrip("/") + "/method/"
        self._group = group_id
        self._wait = wait
        self._server: tuple[str, str] | None = None
        self._names: OrderedDict[int, str] = OrderedDict()
        self._titles: OrderedDict[int, str] = OrderedDict()

    async def open(self) -> None:
        found = await self._call("groups.getById", {"group_id": self._group})
        groups = found.get("groups", []) if isinstance(found, dict) else found
        if not any(isinstance(group, dict) and group.get("id") == self._group for group in groups):
            raise Misconfigured(f"the token is not of the community {self._group}")
        settings = {"group_id": self._group, "enabled": 1, "api_version": API_VERSION}
        try:
            await self._call("groups.setLongPollSettings", settings | dict.fromkeys(EVENTS, 1))
        except Rejected as error:  # a token may write without the right to manage
            _log.warning("vk_events_not_switched_on", reason=str(error), events=EVENTS)

    async def close(self) -> None:
        await self._client.close()

    async def arrivals(self, cursor: str | None) -> Batch:
        if cursor is None:
            # Say at once where VK is: an event that comes before it is written down could be
            # lost, because after a crash VK would be asked anew.
            return Batch((), await self._find_server(None))
        if self._server is None:
            cursor = await self._find_server(cursor)
        answer = await self._poll(cursor)
        reached = str(answer.get("ts") or cursor)
        match answer.get("failed"):
            case None:
                updates = [raw for raw in answer.get("updates", ()) if isinstance(raw, dict)]
                await self._introduce(updates)
                return Batch(updates, reached)
            case 1:  # the history is too short for our ts: go on from where it begins
                return Batch((), reached)
            case 2:
                self._server = None
                return Batch((), cursor)
        self._server = None
        return Batch((), await self._find_server(None))

    def key(self, raw: Raw) -> str:
        name = raw.get("event_id")
        if name:
            return str(name)
        text = json.dumps(raw, sort_keys=True, default=str)
        return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:32]

    def read(self, raw: Raw) -> Arrival | None:
        return read_event(raw, self.key(raw), self._group)

    async def deliver(self, outgoing: Outgoing, token: int) -> str:
        method, parameters = call_for(outgoing, token)
        try:
            response = await self._call(method, parameters)
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

    async def fetch(self, file: File) -> bytes:
        if not file.url:
            raise Rejected("VK gave no address of the file")
        content = bytearray()
        try:
            async with self._client.request(file.url) as response:
                if response.status != 200:
                    raise _not_given(response.status)
                async for part in response.content.iter_chunked(1 << 16):
                    content += part
                    if len(content) > DOWNLOAD_LIMIT:
                        raise Rejected("the file is larger than 50 MB")
        except (ClientError, TimeoutError) as error:
            raise Unsettled(f"the download broke off: {type(error).__name__}") from None
        return bytes(content)

    async def adopt(self, file: File, content: bytes, chat: int) -> File:
        try:
            if file.kind is FileKind.PHOTO:
                ref = await self._upload_photo(content, chat)
            else:
                ref = await self._upload_document(file.name or "file", content, chat)
        except (KeyError, TypeError, ValueError):
            raise Unsettled("the answer to an upload is not VK's") from None
        return replace(file, door=self.name, ref=ref, url="", size=len(content))

    async def _upload_photo(self, content: bytes, chat: int) -> str:
        where = await self._call("photos.getMessagesUploadServer", {"peer_id": chat})
        told = await self._upload(where["upload_url"], "photo", "photo.jpg", content)
        if told.get("photo") in (None, "", "[]"):
            raise Rejected("VK does not take the photograph")
        kept = {name: told[name] for name in ("server", "photo", "hash")}
        (photo, *_) = await self._call("photos.saveMessagesPhoto", kept)
        return _ref("photo", photo)

    async def _upload_document(self, name: str, content: bytes, chat: int) -> str:
        asked = {"type": "doc", "peer_id": chat}
        where = await self._call("docs.getMessagesUploadServer", asked)
        told = await self._upload(where["upload_url"], "file", name, content)
        if not told.get("file"):
            raise Rejected("VK does not take the document")
        saved = await self._call("docs.save", {"file": told["file"], "title": name})
        return _ref("doc", saved["doc"])

    async def _upload(self, address: str, field: str, name: str, content: bytes) -> Raw:
        form = FormData(quote_fields=False)
        form.add_field(field, content, filename=name)
        return await self._http(address, data=form, seconds=TIMEOUT * 2)

    async def _find_server(self, cursor: str | None) -> str:
        """Learn where to ask; return the cursor, VK's own if there is none yet."""
        found = await self._call("groups.getLongPollServer", {"group_id": self._group})
        self._server = (str(found["server"]), str(found["key"]))
        return cursor or str(found["ts"])

    async def _poll(self, cursor: str) -> Raw:
        if self._server is None:
            raise Unsettled("the long poll server is not known yet")
        server, key = self._server
        asked = {"act": "a_check", "key": key, "ts": cursor, "wait": str(self._wait)}
        try:
            return await self._http(server, params=asked, seconds=self._wait + TIMEOUT)
        except Unsettled:
            self._server = None  # the host may have gone: ask where to go
            raise

    async def _http(self, address: str, *, seconds: float, **sent: Any) -> Raw:
        """A POST that is not a call of the API. Raises Unsettled on all that goes wrong."""
        waits = ClientTimeout(total=seconds)
        try:
            text = await self._client.request_text(address, "POST", timeout=waits, **sent)
            answer = json.loads(text)
        except (ClientError, TimeoutError, ValueError) as error:
            raise Unsettled(f"VK's server: {type(error).__name__}") from None
        if not isinstance(answer, dict):
            raise Unsettled("VK's server: the answer is not VK's")
        return answer

    async def _call(self, method: str, parameters: Parameters) -> Any:
        try:
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


def _replying_to_nothing(outgoing: Outgoing) -> Outgoing:
    return replace(outgoing, message=replace(outgoing.message, reply_to=None))


def _keep(kept: OrderedDict[int, str], number: int, name: str) -> None:
    kept[number] = name
    while len(kept) > NAMES_KEPT:
        kept.popitem(last=False)


def _ref(kind: str, owned: Raw) -> str:
    key = owned.get("access_key")
    return f"{kind}{owned['owner_id']}_{owned['id']}" + (f"_{key}" if key else "")


def _not_given(status: int) -> DoorError:
    if status in {403, 404, 410}:
        return Rejected("the file is no longer there")
    return Unsettled(f"the download was answered with {status}")
