"""An operator replies to a card, and sees what would go."""

from .beginnings import beginning
from .chats import Chat
from .stage import Player, Stage


@beginning
async def drafted(stage: Stage, words: str) -> tuple[Chat, Player, Player, str]:
    """The agency's chat, its operator, the resident and the ticket's number."""
    roads = await stage.agency("roads", "telegram", -100)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", "vk", 101)
    number = await anna.files()
    await olga.says(words, to=roads.post(f"{number} ·"))
    return roads, olga, anna, number
