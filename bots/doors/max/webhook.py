"""MAX's subscriptions: where it brings updates (https://dev.max.ru/docs-api/methods/POST/subscriptions).

* While there is a subscription, long polling gives nothing. So to poll is to end them all.
* A bot may have several, and each is brought everything. A former address of ours would hear what
  residents write for as long as it answers, so all but ours are ended.
* MAX ends a subscription by itself after eight hours without an answer, so it is looked after.
"""

from collections.abc import Awaitable, Callable

import structlog

from bots.doors.door import Raw, Reception
from bots.doors.webhook import Webhook

from .calls import Call, Json
from .reading import UPDATES

SUBSCRIPTIONS = "/subscriptions"

SECRET_HEADER = "X-Max-Bot-Api-Secret"  # noqa: S105  because it is a header's name

Ask = Callable[[Call], Awaitable[Json]]

_log = structlog.get_logger()


class Subscription:
    """The bot's way of being told; ``hook`` is None where it asks for updates itself."""

    def __init__(self, ask: Ask, hook: Webhook | None) -> None:
        self._ask = ask
        self._hook = hook

    async def choose(self) -> None:
        """Subscribe, or end what would stand in the way of polling."""
        if self._hook is not None:
            body = {
                "url": self._hook.address,
                "update_types": list(UPDATES),
                "secret": self._hook.secret,
            }
            await self._ask(Call("POST", SUBSCRIPTIONS, body=body))
        for one in await self._standing():
            address = str(one.get("url"))
            if self._hook is None or address != self._hook.address:
                await self._ask(Call("DELETE", SUBSCRIPTIONS, {"url": address}))
                _log.info("max_subscription_ended", address=address)

    async def reception(self) -> Reception:
        standing = {str(one.get("url")): one.get("update_types") for one in await self._standing()}
        if self._hook is None:
            address = next(iter(standing), "")
            return Reception(address, "a webhook keeps the bot from polling" if address else "")
        if self._hook.address not in standing:
            return Reception("", "the webhook is not there any more")
        missing = set(UPDATES) - set(standing[self._hook.address] or UPDATES)
        trouble = f"the webhook is without {', '.join(sorted(missing))}" if missing else ""
        return Reception(self._hook.address, trouble)

    async def _standing(self) -> list[Raw]:
        found = (await self._ask(Call("GET", SUBSCRIPTIONS))).get("subscriptions") or []
        return [one for one in found if isinstance(one, dict)]
