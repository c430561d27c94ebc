"""Delivers updates to the bot's own address, one after another.

An answer other than 2xx, or none, is tried again after a growing pause. Unlike the real one it
takes plain http to any address: the bot sits on the same machine.
"""

import json
from typing import Final

import aiohttp

from bots.sandbox.traffic import Traffic
from bots.sandbox.world import World

from .queue import UpdateQueue, Waiting

PAUSES: Final = (0.2, 1.0, 2.0, 5.0, 15.0, 60.0)
"""Seconds between the attempts; the last one repeats."""

PATIENCE: Final = 60
"""Seconds to wait for the bot's answer."""


async def deliver(world: World, queue: UpdateQueue, traffic: Traffic) -> None:
    """Run until the server closes."""
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        failures = 0
        while not queue.bell.closed:
            if not queue.webhook.url or not queue.waiting:
                failures = 0
                await queue.bell.wait(3600)
                continue
            if await _delivered(session, world, queue, queue.waiting[0]):
                traffic.update("telegram", queue.waiting[0].update)
                queue.delivered(queue.waiting[0])
                failures = 0
            else:
                await queue.bell.wait(PAUSES[min(failures, len(PAUSES) - 1)])
                failures += 1


async def _delivered(
    session: aiohttp.ClientSession, world: World, queue: UpdateQueue, waiting: Waiting
) -> bool:
    webhook = queue.webhook
    headers = {"Content-Type": "application/json"}
    if webhook.secret:
        headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret
    body = json.dumps(waiting.update, ensure_ascii=False)
    try:
        async with session.post(webhook.url, data=body.encode(), headers=headers) as answer:
            if answer.ok:
                return True
            webhook.error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
    except (aiohttp.ClientError, TimeoutError, OSError) as problem:
        webhook.error = f"Connection failed: {type(problem).__name__}"
    webhook.error_date = world.now()
    return False
