"""Who has not consented yet sends an album: its pictures come one by one, and the consent once."""

from .stage import Stage


async def test_the_consent_is_not_repeated_at_each_picture(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.sends("f1", text="Яма на дороге", album="a")
    assert "согласие" in anna.sees
    await anna.sends("f2", album="a")
    assert anna.sees.startswith("Фото взял, всего: 2.")
    await anna.sends("f3")
    assert anna.sees.startswith("Фото взял, всего: 3.")
    assert sum("согласие на обработку" in post.text for post in anna.chat.posts) == 1
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Отправить")
    assert len((await stage.ticket("26-000001")).files) == 3
