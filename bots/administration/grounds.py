"""What a bot stands on besides its database: a folder for files, an address to listen at.

What the system refuses there is told with the setting's name: the system itself names none.
"""

import asyncio
import errno
import socket
import tempfile
from pathlib import Path

from core.reasons import reason
from core.town import NoTownFileError, TownError
from storage.files import FileStore

SETTINGS = ("PARADNAYA_WEB__HOST", "PARADNAYA_WEB__PORT")
"""What says where to listen: the host, the port."""


def wrong_with_town(error: TownError) -> tuple[str, ...]:
    """What is wrong with the town file; where there is none, the setting that names it."""
    if isinstance(error, NoTownFileError):
        return tuple(f"PARADNAYA_TOWN: {one} — ожидается файл города" for one in error.problems)
    return error.problems


def wrong_with_folder(folder: Path) -> str:
    """Why files cannot be kept there; "" if they can."""
    try:
        FileStore(folder)
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return (
            f"PARADNAYA_FILES: {folder} — {reason(error)}; "
            "ожидается папка, которую можно создать и в которую можно писать"
        )


class TakenError(Exception):
    """Somebody listens there already: perhaps the bot."""


async def wrong_with_address(host: str, port: int) -> str:
    """Why nobody can listen there; "" if one can. Raises :class:`TakenError` if one does."""
    try:
        server = await asyncio.get_running_loop().create_server(asyncio.Protocol, host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise TakenError from error
        return wrong_to_listen(error, SETTINGS)
    server.close()
    await server.wait_closed()
    return ""


def wrong_to_listen(error: OSError, names: tuple[str, str]) -> str:
    """What is wrong with the host or the port, by their names; "" if it is something else."""
    host, port = names
    if error.errno == errno.EADDRINUSE:
        return f"{port}: порт занят — ожидается свободный; 0 — любой свободный"
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"{host}: {reason(error)} — ожидается адрес этой машины, например 127.0.0.1"
    if "bind on any address" in str(error):  # Python 3.13 passes over each that is not ours
        return f"{host}: у этой машины нет такого адреса — ожидается, например, 127.0.0.1"
    if "bind on address" in str(error):
        return f"{port}: {reason(error)} — ожидается порт, который можно занять, например 8080"
    return ""
