"""What is said in the middle of a complaint, or in place of one, and is no part of it."""

import pytest

from .stage import Player, Stage

DOORS = pytest.mark.parametrize("door", ["telegram", "vk"])


@DOORS
@pytest.mark.parametrize(
    "text", ["как удалить все мои данные", "сотрите пожалуйста всё что я вам писала"]
)
async def test_who_asks_to_be_forgotten_is_told_how_and_begins_nothing(
    stage: Stage, door: str, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    assert "Ваши данные в этом мессенджере" in anna.sees
    assert "🗑 Удалить мои данные" in anna.buttons
    assert "↩️ Продолжить начатое" not in anna.buttons


@DOORS
async def test_in_the_middle_of_a_complaint_it_is_no_part_of_it(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге")
    await anna.agrees()
    await anna.says("как удалить мои данные?")
    assert anna.chat.says("удалить — /data")
    assert "Верно?" in anna.sees


@DOORS
async def test_what_is_to_be_put_away_is_a_complaint(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("уберите мои данные с квитанции")
    await anna.agrees()
    assert any(words in anna.sees for words in ("тема такая", "одна из этих тем"))


@DOORS
async def test_what_is_over_meanwhile_offers_to_cancel(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Мусор не вывозят")
    await anna.agrees()
    await anna.says("уже вывезли, не надо")
    assert anna.chat.says("Отменить сообщение?")
    assert anna.buttons == ["✕ Да, отменить", "Нет, продолжить"]
    assert not anna.chat.says("Добавил к описанию")
    await anna.presses("Да, отменить")
    assert "Хорошо, отменил." in anna.sees
    assert not await stage.tickets_of(anna)


@DOORS
async def test_who_goes_on_after_it_has_lost_nothing(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.says("не надо уже")
    await anna.says("нет, нужно")
    assert "Верно?" in anna.sees
    await anna.says("верно")
    assert "Где именно яма?" in anna.sees


@DOORS
@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("уже не надо", "да"),
        ("отбой", "ага"),
        ("уже починили", "верно"),
        ("снимаю вопрос", "да, отменить"),
        ("извините, не туда написала", "удаляйте"),
        ("не отправляйте", "не отправляйте"),
    ],
)
async def test_yes_to_the_question_whether_to_cancel_cancels(
    stage: Stage, door: str, first: str, then: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await _comes_to_the_summary(anna)
    await anna.says(first)
    assert "Отменить сообщение?" in anna.sees
    await anna.says(then)
    assert "Хорошо, отменил." in anna.sees
    assert "↩️ Продолжить начатое" in anna.buttons
    assert not await stage.tickets_of(anna)


@DOORS
async def test_who_wants_it_not_sent_yet_sends_it_by_their_own_word(
    stage: Stage, door: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await _comes_to_the_summary(anna)
    await anna.says("подождите, не отправляйте пока")
    await anna.says("нет, там ещё и бордюр разбит")
    assert "там ещё и бордюр разбит" in anna.sees
    assert not await stage.tickets_of(anna)
    await anna.says("да, отправляйте")
    assert len(await stage.tickets_of(anna)) == 1


async def _comes_to_the_summary(anna: Player) -> None:
    await anna.says("Яма на дороге, Благовещенск, Ленина 5")
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить", "Ленина", "Пропустить", "Пропустить")
    assert "Проверьте" in anna.sees


@DOORS
@pytest.mark.parametrize("text", ["вы тут?", "как дела", "кто вы такие", "Меня зовут Люба"])
async def test_small_talk_is_answered_and_begins_nothing(
    stage: Stage, door: str, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    assert "Напишите, что случилось" in anna.sees or "Расскажите, что сломалось" in anna.sees
    assert "↩️ Продолжить начатое" not in anna.buttons
    await anna.says("Мусор не вывозят")
    await anna.agrees()
    assert "Верно?" in anna.sees


@DOORS
@pytest.mark.parametrize("text", ["как дела", "вы тут?", "меня зовут Люба"])
async def test_small_talk_is_no_part_of_the_story_that_is_asked_for(
    stage: Stage, door: str, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.commands("new")
    await anna.agrees()
    await anna.says(text)
    assert not anna.chat.says("Добавил к описанию")
    assert "Что случилось?" in anna.sees


@DOORS
async def test_who_is_called_for_help_tells_a_story(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Меня зовут на помощь")
    await anna.agrees()
    assert "К чему это относится?" in anna.sees or "Верно?" in anna.sees
