"""A resident who leaves what is kept of people: a name, a number, a telephone."""

from .stage import Player, Stage

NAME, PERSON = "Анна Вяземская", 771_003_522
PHONE = "+7 914 555-66-77"


def anna_of(stage: Stage, door: str = "telegram") -> Player:
    return stage.resident(NAME, door, PERSON)


async def files_with_contact(player: Player, story: str) -> str:
    await player.says(story)
    if "соглас" in player.sees:
        await player.agrees()
    await player.presses("Ямы", "Пропустить")
    await player.says("Благовещенск, Ленина, 5")
    await player.presses("Пропустить")
    await player.says(PHONE)
    await player.presses("Отправить")
    return (await player.stage.tickets_of(player))[0]
