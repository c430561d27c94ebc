"""A Redis client for a bot whose updates are all tasks at once.

The client's own pool refuses the hundred-and-first task; one that waits for a connection does
not, and few connections are quicker than one a task.
"""

from redis.asyncio.client import Redis
from redis.asyncio.connection import BlockingConnectionPool, UnixDomainSocketConnection

CONNECTIONS = 32


def client_at(socket: str) -> Redis:
    return Redis(
        connection_pool=BlockingConnectionPool(
            max_connections=CONNECTIONS,
            timeout=None,
            connection_class=UnixDomainSocketConnection,
            path=socket,
        )
    )
