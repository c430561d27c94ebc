"""python-telegram-bot has no persistence on a database of its own, so here is one on SQLite.

What the application gathered in an update (one conversation's state, one person's answers) is
written by ``flush_changes`` in one statement, fsynced, after each update.
"""

import json
from typing import Any

from telegram.ext import BasePersistence, PersistenceInput

from .records import Records

_WRITE = """
INSERT INTO states (key, state, data) VALUES (?, ?, ?)
ON CONFLICT (key) DO UPDATE SET
    state = CASE WHEN ? THEN excluded.state ELSE state END,
    data = CASE WHEN ? THEN excluded.data ELSE data END
"""


class SQLitePersistence(BasePersistence[dict[str, Any], dict[str, Any], dict[str, Any]]):
    """One conversation handler, whose key is the person: one row a person."""

    def __init__(self, records: Records) -> None:
        super().__init__(
            store_data=PersistenceInput(bot_data=False, chat_data=False, callback_data=False)
        )
        self._records = records
        self._states: dict[int, int | None] = {}
        self._answers: dict[int, dict[str, Any]] = {}

    async def flush_changes(self) -> None:
        """Write what changed since the last time: one commit a person."""
        states, self._states = self._states, {}
        answers, self._answers = self._answers, {}
        for person in {*states, *answers}:
            stated, answered = person in states, person in answers
            if stated and states[person] is None:
                await self._records.change("DELETE FROM states WHERE key = ?", (str(person),))
                continue
            data = json.dumps(answers.get(person, {}), ensure_ascii=False)
            values = (str(person), states.get(person), data, stated, answered)
            await self._records.change(_WRITE, values)

    async def get_user_data(self) -> dict[int, dict[str, Any]]:
        return {int(key): json.loads(data) for key, _, data in await self._records.all_states()}

    async def get_conversations(self, name: str) -> dict[Any, Any]:
        return {
            (int(key),): int(state) for key, state, _ in await self._records.all_states() if state
        }

    async def update_conversation(self, name: str, key: Any, new_state: object | None) -> None:
        self._states[key[0]] = new_state if isinstance(new_state, int) else None

    async def update_user_data(self, user_id: int, data: dict[str, Any]) -> None:
        self._answers[user_id] = data

    async def refresh_user_data(self, user_id: int, user_data: dict[str, Any]) -> None:
        pass

    async def drop_user_data(self, user_id: int) -> None:
        self._answers.pop(user_id, None)

    async def get_chat_data(self) -> dict[int, dict[str, Any]]:
        return {}

    async def get_bot_data(self) -> dict[str, Any]:
        return {}

    async def get_callback_data(self) -> None:
        return None

    async def update_chat_data(self, chat_id: int, data: dict[str, Any]) -> None:
        pass

    async def update_bot_data(self, data: dict[str, Any]) -> None:
        pass

    async def update_callback_data(self, data: Any) -> None:
        pass

    async def drop_chat_data(self, chat_id: int) -> None:
        pass

    async def refresh_chat_data(self, chat_id: int, chat_data: dict[str, Any]) -> None:
        pass

    async def refresh_bot_data(self, bot_data: dict[str, Any]) -> None:
        pass

    async def flush(self) -> None:
        await self.flush_changes()
