"""The control API: /control/… in JSON. Acts as the people, reads what they see.

Errors are HTTP 400 and 404 with ``{"error": "…"}``, a Russian sentence.
"""

import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from .acts import ActError, Acts
from .happenings import Happenings
from .identity import DOORS, Door
from .parameters import MalformedError, read_parameters
from .presses import Presses
from .traffic import Traffic
from .views import chat_view, message_view, person_view
from .world import Json, World

HEARTBEAT: Final = 15
"""Seconds between two signs of life on a silent event stream."""

Act = Callable[[Json], Awaitable[Any]]


class Control:
    def __init__(
        self,
        world: World,
        acts: Acts,
        presses: Presses,
        happenings: Happenings,
        traffic: Traffic,
        raw: dict[Door, Callable[[Any], None]],
        reset: Callable[[], None],
    ) -> None:
        self._world = world
        self._acts = acts
        self._presses = presses
        self._happenings = happenings
        self._traffic = traffic
        self._raw = raw
        self._reset = reset

    def routes(self) -> list[web.RouteDef]:
        acts: dict[str, Act] = {
            "person": self.person,
            "chat": self.chat,
            "member": self.member,
            "say": self.say,
            "press": self.press,
            "photo": self.photo,
            "document": self.document,
            "media": self.media,
            "place": self.place,
            "contact": self.contact,
            "strange": self.strange,
            "edit": self.edit,
            "delete": self.delete,
            "dialog": self.dialog,
            "block": self.block,
            "deactivate": self.deactivate,
            "gone": self.gone,
            "migrate": self.migrate,
            "lose_topic": self.lose_topic,
            "lose_file": self.lose_file,
            "raw": self.raw,
            "reset": self.reset,
        }
        return [
            *(web.post(f"/control/{name}", _answering(act)) for name, act in acts.items()),
            web.get("/control/state", self.state),
            web.get("/control/messages", _reading(self.messages)),
            web.get("/control/traffic", _reading(self.traffic)),
            web.get("/control/events", self.events),
            web.get("/control/file/{key}", self.file),
        ]

    # Reading

    async def state(self, request: web.Request) -> web.Response:
        people = [each for some in self._world.people.values() for each in some.values()]
        chats = [each for some in self._world.chats.values() for each in some.values()]
        return _json(
            {
                "people": [person_view(person) for person in people],
                "chats": [chat_view(chat) for chat in chats],
                "last": self._world.journal.last,
            }
        )

    async def messages(self, query: Json) -> Json:
        chat = self._acts.find_chat(_door(query), _integer(query, "chat"))
        after = _integer(query, "after", 0)
        return {
            "messages": [
                message_view(self._world, message)
                for message in chat.messages.values()
                if message.id > after
            ]
        }

    async def traffic(self, query: Json) -> Json:
        return {"calls": self._traffic.after(_integer(query, "after", 0))}

    async def file(self, request: web.Request) -> web.Response:
        media = self._world.media.get(request.match_info["key"])
        if media is None:
            return _json({"error": "Такого файла нет."}, 404)
        headers = {"Cache-Control": "max-age=86400", "X-Content-Type-Options": "nosniff"}
        if media.kind not in {"photo", "animation"}:
            headers["Content-Disposition"] = "attachment"
        return web.Response(
            body=self._world.contents[media.key],
            headers={**headers, "Content-Type": media.mime},
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-Sent Events. ``?after=N`` or ``Last-Event-ID`` replays what came after N."""
        journal = self._world.journal
        start = request.headers.get("Last-Event-ID") or request.query.get("after", "")
        last = int(start) if start.isdecimal() else journal.last
        stream = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        )
        await stream.prepare(request)
        with contextlib.suppress(ConnectionResetError):  # the page was closed
            await self._tell(stream, last)
        return stream

    async def _tell(self, stream: web.StreamResponse, last: int) -> None:
        """Write what happens, as it happens, until the sandbox ends or nobody listens."""
        journal = self._world.journal
        await stream.write(b": welcome\n\n")
        while not journal.bell.closed:
            entries = list(journal.after(last))
            for entry in entries:
                last = entry.id
                data = json.dumps(entry.data, ensure_ascii=False)
                chunk = f"id: {entry.id}\nevent: {entry.kind}\ndata: {data}\n\n"
                await stream.write(chunk.encode())
            if not entries:
                await journal.bell.wait(HEARTBEAT)
                if not list(journal.after(last)):
                    await stream.write(b": still here\n\n")

    # Acting

    async def person(self, body: Json) -> Json:
        return person_view(self._acts.add_person(_door(body), body))

    async def chat(self, body: Json) -> Json:
        return chat_view(self._acts.add_chat(_door(body), body))

    async def member(self, body: Json) -> Json:
        chat = self._acts.find_chat(_door(body), _integer(body, "chat"))
        person = _integer(body, "person")
        by = self._acts.find_person(chat.door, body["by"]) if "by" in body else None
        present = bool(body.get("present", True))
        self._acts.set_member(chat.door, chat, person, present=present, by=by)
        return chat_view(chat)

    async def say(self, body: Json) -> Json:
        chat, person = self._speaker(body)
        return message_view(self._world, self._acts.say(chat, person, body))

    async def press(self, body: Json) -> Json:
        chat, person = self._speaker(body)
        return await self._presses.press(chat, person, body)

    async def photo(self, body: Json) -> Json:
        chat, person = self._speaker(body)
        sent = self._acts.send_photos(chat, person, body)
        return {"messages": [message_view(self._world, message) for message in sent]}

    async def document(self, body: Json) -> Json:
        chat, person = self._speaker(body)
        return message_view(self._world, self._acts.send_media(chat, person, "document", body))

    async def media(self, body: Json) -> Json:
        chat, person = self._speaker(body)
        sent = self._acts.send_media(chat, person, body.get("kind"), body)
        return message_view(self._world, sent)

    async def place(self, body: Json) -> Json:
        chat, person = self._speaker(body)
        return message_view(self._world, self._acts.send_place(chat, person, body))

    async def contact(self, body: Json) -> Json:
        chat, person = self._speaker(body)
        return message_view(self._world, self._acts.send_contact(chat, person, body))

    async def strange(self, body: Json) -> Json:
        chat, person = self._speaker(body)
        message = self._acts.send_strange(chat, person, body.get("kind"))
        return message_view(self._world, message)

    async def edit(self, body: Json) -> Json:
        chat, person = self._speaker(body)
        message = self._acts.find_message(chat, _integer(body, "message"))
        self._acts.edit(chat, person, message, str(body.get("text", "")))
        return message_view(self._world, message)

    async def delete(self, body: Json) -> Json:
        chat, person = self._speaker(body)
        message = self._acts.find_message(chat, _integer(body, "message"))
        self._acts.delete(chat, person, message)
        return message_view(self._world, message)

    async def dialog(self, body: Json) -> Json:
        """A person of MAX empties the dialog with the bot, or deletes it."""
        person = self._acts.find_person(_door(body), _integer(body, "person"))
        self._happenings.end_dialog(person, str(body.get("how", "removed")))
        return person_view(person)

    async def block(self, body: Json) -> Json:
        person = self._acts.find_person(_door(body), _integer(body, "person"))
        self._acts.block(person, blocked=bool(body.get("blocked", True)))
        return person_view(person)

    async def deactivate(self, body: Json) -> Json:
        person = self._acts.find_person(_door(body), _integer(body, "person"))
        self._happenings.deactivate(person, body)
        return person_view(person)

    async def gone(self, body: Json) -> Json:
        chat = self._acts.find_chat(_door(body), _integer(body, "chat"))
        self._happenings.lose_chat(chat, body)
        return chat_view(chat)

    async def migrate(self, body: Json) -> Json:
        chat = self._acts.find_chat(_door(body), _integer(body, "chat"))
        return chat_view(self._happenings.migrate(chat))

    async def lose_topic(self, body: Json) -> Json:
        """An administrator deletes a topic of a forum, with all that was said in it."""
        chat = self._acts.find_chat(_door(body), _integer(body, "chat"))
        self._happenings.lose_topic(chat, _integer(body, "thread"))
        return chat_view(chat)

    async def lose_file(self, body: Json) -> Json:
        media = self._happenings.lose_file(body)
        return {"key": media.key, "lost": media.lost, "expired": media.links}

    async def raw(self, body: Json) -> Json:
        self._raw[_door(body)](body.get("update"))
        return {"queued": True}

    async def reset(self, body: Json) -> Json:
        self._reset()
        return {"last": self._world.journal.last}

    def _speaker(self, body: Json) -> Any:
        return self._acts.speaker(_door(body), _integer(body, "chat"), _integer(body, "person"))


def _door(body: Json) -> Door:
    for door in DOORS:
        if body.get("door") == door:
            return door
    raise ActError("door — это telegram, vk или max.")


def _integer(body: Json, name: str, default: int | None = None) -> int:
    value = body.get(name, default)
    try:
        return int("" if isinstance(value, bool) or value is None else value)
    except (TypeError, ValueError) as problem:
        raise ActError(f"{name} — это целое число.") from problem


def _json(data: Any, status: int = 200) -> web.Response:
    text = json.dumps(data, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type="application/json")


async def _guarded(act: Awaitable[Any]) -> web.Response:
    try:
        return _json(await act)
    except ActError as refused:
        return _json({"error": str(refused)}, 404 if refused.missing else 400)


def _reading(read: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        return await _guarded(read(dict(request.query)))

    return answer


def _answering(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        try:
            parameters = await read_parameters(request)
        except MalformedError as problem:
            return _json({"error": f"Запрос не разобрать: {problem}."}, 400)
        body = dict(parameters.values)
        if parameters.files:
            uploads = list(parameters.files.values())
            body.setdefault("images", [upload.content for upload in uploads])
            body.setdefault("content", uploads[0].content)
            body.setdefault("name", uploads[0].name)
            body.setdefault("mime", uploads[0].mime)
        return await _guarded(act(body))

    return answer
