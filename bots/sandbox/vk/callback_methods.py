"""groups.*Callback*: the methods that manage the community's servers."""

from dataclasses import asdict
from typing import Final

from bots.sandbox.identity import VK_GROUP_ID, VK_VERSION
from bots.sandbox.world import Json

from .callback import SERVERS_AT_MOST, Server
from .door import VkDoor
from .rules import UNLISTED_EVENTS, Call, VkError, bad_parameter, check_group

TITLE_LETTERS: Final = 14
SECRET_LETTERS: Final = 50


def get_confirmation_code(door: VkDoor, call: Call) -> Json:
    check_group(call)
    return {"code": door.callbacks.code}


def get_servers(door: VkDoor, call: Call) -> Json:
    check_group(call)
    wanted = call.get("server_ids")
    servers = [each for each in door.callbacks.servers.values() if not wanted or each.id in wanted]
    return {"count": len(servers), "items": [_drawn(server) for server in servers]}


def _drawn(server: Server) -> Json:
    kept = asdict(server)
    drawn = {name: kept[name] for name in ("id", "title", "url", "secret_key", "status")}
    return {**drawn, "creator_id": VK_GROUP_ID}


def add_server(door: VkDoor, call: Call) -> Json:
    check_group(call)
    if len(door.callbacks.servers) >= SERVERS_AT_MOST:
        raise VkError(2000, "Servers number limit is reached")
    told = _told(call)
    number = door.world.count("vk callback servers")
    server = Server(number, told["title"], told["url"], told["secret_key"])
    door.callbacks.changed(server)
    return {"server_id": server.id}


def edit_server(door: VkDoor, call: Call) -> int:
    server = _server(door, call)
    for name, value in _told(call).items():
        setattr(server, name, value)
    door.callbacks.changed(server)
    return 1


def delete_server(door: VkDoor, call: Call) -> int:
    door.callbacks.remove(_server(door, call))
    return 1


def _told(call: Call) -> dict[str, str]:
    title, secret, url = call.get("title"), call.get("secret_key", ""), call.get("url")
    if len(title) > TITLE_LETTERS:
        raise bad_parameter(f"title should be no more than {TITLE_LETTERS} letters length")
    if len(secret) > SECRET_LETTERS or (secret and not secret.isalnum()):
        raise bad_parameter(f"secret_key: {SECRET_LETTERS} letters and digits at most")
    if not url.startswith(("http://", "https://")):
        raise bad_parameter("url is invalid")
    return {"title": title, "secret_key": secret, "url": url}


def _server(door: VkDoor, call: Call) -> Server:
    check_group(call)
    server = door.callbacks.servers.get(call.get("server_id"))
    if server is None:
        raise VkError(104, "Not found")
    return server


def get_settings(door: VkDoor, call: Call) -> Json:
    server = _server(door, call)
    events = {name: on for name, on in server.settings.items() if name not in UNLISTED_EVENTS}
    return {"api_version": server.version, "events": events}


def set_settings(door: VkDoor, call: Call) -> int:
    server = _server(door, call)
    if call.get("api_version", server.version) != VK_VERSION:
        raise bad_parameter(f"api_version: the sandbox speaks {VK_VERSION}")
    for name in server.settings:
        if call.get(name) is not None:
            server.settings[name] = int(call.get(name))
    return 1


HANDLERS: Final = {
    "groups.getCallbackConfirmationCode": get_confirmation_code,
    "groups.getCallbackServers": get_servers,
    "groups.addCallbackServer": add_server,
    "groups.editCallbackServer": edit_server,
    "groups.deleteCallbackServer": delete_server,
    "groups.getCallbackSettings": get_settings,
    "groups.setCallbackSettings": set_settings,
}
