"""VK's twenty requests a second, and ``execute``, which makes twenty-five calls of one.

* A call that comes alone goes alone, at once. Those that come in one step of the loop, or wait for
  the pace, go together: one request, ``return [API.messages.send({…}), …];``, in VK's order of
  evaluation.
* Each call has its own fate: a result, or the error that VK tells among ``execute_errors``.
  A failure of the whole request (cut, HTTP 500, flood) is every call's; that VK may have done
  them all the same is no harm: a message repeats its ``random_id``, a change changes nothing more.
* Code that VK refuses as a whole says nothing of which call it was: they go again, one by one.
* Every other method waits for the same pace and goes by itself.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bots.doors.door import DoorError, Rejected, Unsettled
from bots.doors.leaving import LEAVING, Leaving
from bots.doors.pacing import Making, own
from bots.doors.turnstile import Turnstile
from core.messages import Lane
from core.words.written import write_json

from .calls import Parameters, door_error

REQUESTS = 20
"""Requests a second that VK takes of a community."""

CALLS = 25
"""API calls in one execute at most."""

CODE = 60_000
"""Characters of one bundle's code, about: VK states no limit, a web server has one."""

BUNDLED = frozenset({"messages.send", "messages.edit", "messages.sendMessageEventAnswer"})
"""What there is much of. All of it may be repeated without harm."""

Ask = Callable[[str, Parameters], Awaitable[Any]]
"""One request: method and parameters → what stands in ``response``; for execute, the answer
with its ``execute_errors``. Raises the port's errors."""


@dataclass(slots=True, eq=False)
class _Call:
    method: str
    parameters: Parameters
    lane: Lane
    joins: bool
    answer: "asyncio.Future[Any]"
    code: str
    """Made before its turn comes: a request is to leave as soon as it may."""

    def gave_up(self) -> bool:
        return self.answer.done()


class Bundles:
    """Calls of VK's API, within its pace."""

    def __init__(self, ask: Ask, making: Making = own) -> None:
        self._ask = ask
        turns = making("vk/requests", REQUESTS)
        self._turnstile = Turnstile[_Call](turns, self._let, together=CALLS)
        self._requests: set[asyncio.Task[None]] = set()

    async def call(self, method: str, parameters: Parameters, lane: Lane = Lane.REPLY) -> Any:
        """Make one call; ``lane`` says how urgent it is. Raises the port's errors."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        joins = method in BUNDLED
        code = f"API.{method}({write_json(parameters)})" if joins else ""
        call = _Call(method, parameters, lane, joins, answer, code)
        self._turnstile.put(lane, call)
        return await answer

    async def close(self) -> None:
        """Give up what is under way."""
        for request in self._requests:
            request.cancel()
        await asyncio.gather(*self._requests, return_exceptions=True)

    def _let(self, calls: list[_Call], leaving: Leaving) -> None:
        calls = self._fitting(calls)
        request = asyncio.get_running_loop().create_task(self._request(calls, leaving))
        self._requests.add(request)
        request.add_done_callback(self._requests.discard)

    def _fitting(self, calls: Sequence[_Call]) -> list[_Call]:
        """As many as one request may carry; the others wait for another turn."""
        fitting, size = [calls[0]], len(calls[0].code)
        for at, call in enumerate(calls[1:], 1):
            size += len(call.code)
            if size > CODE:
                # Not from within the turn that gives them: the turnstile is counting it.
                asyncio.get_running_loop().call_soon(self._again, calls[at:])
                break
            fitting.append(call)
        return fitting

    def _again(self, calls: Sequence[_Call]) -> None:
        for call in calls:
            self._turnstile.put(call.lane, call)

    async def _request(self, calls: Sequence[_Call], leaving: Leaving) -> None:
        """Make the request. Whatever goes wrong is told to those who wait."""
        LEAVING.set(leaving)
        try:
            if len(calls) == 1:
                _tell(calls[0], await self._ask(calls[0].method, calls[0].parameters))
            else:
                code = f"return [{','.join(call.code for call in calls)}];"
                _share_out(calls, await self._ask("execute", {"code": code}))
        except Rejected as refusal:
            if len(calls) == 1:
                _tell(calls[0], refusal)
                return
            for call in calls:
                call.joins = False
            self._again(calls)
        except asyncio.CancelledError:
            for call in calls:
                _tell(call, Unsettled(f"{call.method}: the door was closed"))
            raise
        except Exception as failure:  # noqa: BLE001  because who waits must hear of it, whatever it is
            for call in calls:
                _tell(call, failure)


def _share_out(calls: Sequence[_Call], answer: Any) -> None:
    """Give each call its result. A failed one's is false, its error is the next of its method.

    VK also tells an error of ``execute`` itself after an inner one: it is nobody's.
    """
    results = answer.get("response") if isinstance(answer, dict) else None
    if not isinstance(results, list) or len(results) != len(calls):
        raise Unsettled("execute: the answer is not VK's")
    errors = [one for one in answer.get("execute_errors") or () if isinstance(one, dict)]
    for call, result in zip(calls, results, strict=True):
        if result is not False:
            _tell(call, result)
            continue
        error = next((one for one in errors if one.get("method") == call.method), None)
        if error is None:
            _tell(call, Unsettled(f"{call.method}: failed within execute, VK does not say why"))
            continue
        errors.remove(error)
        _tell(call, _read(error))


def _read(error: dict[str, Any]) -> DoorError:
    return door_error(int(error.get("error_code", 0)), str(error.get("error_msg", "")))


def _tell(call: _Call, outcome: object) -> None:
    if call.answer.done():
        return  # who waited was cancelled
    if isinstance(outcome, Exception):
        call.answer.set_exception(outcome)
    else:
        call.answer.set_result(outcome)
