"""vkbottle keeps states in memory only, so here are dispensers on SQLite and on Redis.

One row, or one key, a person: a step is one write, durable (as far as its keeper goes) when
``set`` returns, and a look-up is one read.
"""

import json
from typing import Any

from redis.asyncio.client import Redis
from vkbottle import ABCStateDispenser, BaseStateGroup, StatePeer

from .records import Records

_SET = """
INSERT INTO states (key, state, data) VALUES (?, ?, ?)
ON CONFLICT (key) DO UPDATE SET state = excluded.state, data = excluded.data
"""


class SQLiteDispenser(ABCStateDispenser):
    def __init__(self, records: Records) -> None:
        self._records = records

    async def get(self, peer_id: int) -> StatePeer | None:
        statement = "SELECT state, data FROM states WHERE key = ?"
        row = await self._records.find(statement, (str(peer_id),))
        return StatePeer(peer_id=peer_id, state=row[0], payload=json.loads(row[1])) if row else None

    async def set(self, peer_id: int, state: BaseStateGroup, **payload: Any) -> None:
        values = (str(peer_id), str(state), json.dumps(payload, ensure_ascii=False))
        await self._records.change(_SET, values)

    async def delete(self, peer_id: int) -> None:
        await self._records.change("DELETE FROM states WHERE key = ?", (str(peer_id),))


class RedisDispenser(ABCStateDispenser):
    def __init__(self, client: Redis) -> None:
        self._client = client

    async def get(self, peer_id: int) -> StatePeer | None:
        kept = await self._client.get(f"state:{peer_id}")
        if kept is None:
            return None
        state, payload = json.loads(kept)
        return StatePeer(peer_id=peer_id, state=state, payload=payload)

    async def set(self, peer_id: int, state: BaseStateGroup, **payload: Any) -> None:
        kept = json.dumps([str(state), payload], ensure_ascii=False)
        await self._client.set(f"state:{peer_id}", kept)

    async def delete(self, peer_id: int) -> None:
        await self._client.delete(f"state:{peer_id}")
