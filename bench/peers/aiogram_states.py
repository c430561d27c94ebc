"""aiogram has no storage of its own on SQLite, so here is one, as quick as it can honestly be.

One row a conversation. ``step`` writes state and answers in one statement, which is one commit,
where aiogram's own two calls would be two; answers are patched in place and need not be read
first. Every write is fsynced when its call returns.
"""

import json
from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey

from .records import Records

_STEP = """
INSERT INTO states (key, state, data) VALUES (?, ?, ?)
ON CONFLICT (key) DO UPDATE SET state = excluded.state, data = json_patch(data, excluded.data)
"""
_STATE = """
INSERT INTO states (key, state, data) VALUES (?, ?, '{}')
ON CONFLICT (key) DO UPDATE SET state = excluded.state
"""
_DATA = """
INSERT INTO states (key, state, data) VALUES (?, NULL, ?)
ON CONFLICT (key) DO UPDATE SET data = excluded.data
"""


class SQLiteStorage(BaseStorage):
    def __init__(self, records: Records) -> None:
        self._records = records
        self._keys = DefaultKeyBuilder(with_destiny=True)

    async def step(self, key: StorageKey, state: State, answers: Mapping[str, Any]) -> None:
        """The next state, and answers added to those that are there: one commit."""
        await self._records.change(_STEP, (self._key(key), state.state, _json(answers)))

    async def forget(self, key: StorageKey) -> None:
        await self._records.change("DELETE FROM states WHERE key = ?", (self._key(key),))

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        await self._records.change(_STATE, (self._key(key), name))

    async def get_state(self, key: StorageKey) -> str | None:
        row = await self._records.find("SELECT state FROM states WHERE key = ?", (self._key(key),))
        return row[0] if row else None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._records.change(_DATA, (self._key(key), _json(data)))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        row = await self._records.find("SELECT data FROM states WHERE key = ?", (self._key(key),))
        return dict(json.loads(row[0])) if row else {}

    async def close(self) -> None:
        pass

    def _key(self, key: StorageKey) -> str:
        return self._keys.build(key)


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)
