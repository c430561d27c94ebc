"""A danger told in the midst of another complaint: the card shows it, and one press reports it."""

from .stage import Player, Stage
from .twice import on_both_doors

WIRE = "и ещё там провод искрит оборванный висит прям над детской площадкой"


async def goes_on(anna: Player, contact: str) -> None:
    await anna.says("Ленина 5, Благовещенск")
    await anna.presses("Пропустить")  # pictures
    await (anna.presses(contact) if contact == "Пропустить" else anna.says(contact))


async def lamp(anna: Player, contact: str = "Пропустить") -> None:
    await anna.says("во дворе не горит фонарь")
    await anna.presses("Даю согласие", "Не горит")
    await anna.says(WIRE)
    assert anna.chat.says("Не подходите к проводу")
    await goes_on(anna, contact)
    assert "Номер на опоре" not in anna.sees.partition("Проверьте")[2]


@on_both_doors
async def test_one_press_reports_it_to_who_sees_to_it(stage: Stage, door: str) -> None:
    yards = await stage.agency("yards", "telegram", -100)
    power = await stage.agency("power", "telegram", -200)
    anna = stage.resident("Анна", door, 101)
    await lamp(anna)
    await anna.presses("Отправить")
    assert "🚨 В рассказе есть опасное: «⚡ Энергетика и газ: Обрыв провода»" in anna.sees
    assert "🚨 В рассказе есть опасность — провод или ток" in yards.post("26-000001").text
    assert await stage.tickets_of(anna) == ["26-000001"]
    await anna.presses("🚨 Обрыв провода")
    assert "Номер обращения: 26-000002" in anna.sees
    assert "🚨" not in " ".join(anna.buttons)
    card = power.post("26-000002").text
    assert "провод искрит оборванный" in card
    assert "Ленина" in card
    assert "фонарь" not in card
    assert "В рассказе есть опасность" not in card  # it is what the card is about


async def test_nothing_goes_by_a_press_where_something_is_missing(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("Не платят пособие на ребёнка")
    await anna.presses("Даю согласие", "Выплаты")
    await anna.says("а ещё в подъезде сильно пахнет газом")
    while "Отправить" not in " ".join(anna.buttons).replace("Отправить мой", ""):
        await anna.presses("Благовещенск" if "городе" in anna.sees else "Пропустить")
    await anna.presses("✅ Отправить", "🚨 Запах газа")
    assert await stage.tickets_of(anna) == ["26-000001"]
    assert "Где это?" in anna.sees


async def test_a_fire_has_no_topic_and_is_on_the_card_all_the_same(stage: Stage) -> None:
    waste = await stage.agency("waste", "telegram", -100)
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("Мусор не вывозят вторую неделю")
    await anna.presses("Даю согласие", "не вывезен")
    await goes_on(anna, "89141112233")
    await anna.says("пожар начался! контейнер горит")
    await anna.presses("✅ Отправить")
    assert "🚨 В рассказе есть опасность — пожар" in waste.post("26-000001").text
    assert "🚨" not in " ".join(anna.buttons)


async def test_who_does_not_want_to_live_is_pointed_at_nowhere(stage: Stage) -> None:
    yards = await stage.agency("yards", "telegram", -100)
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("Фонарь не горит. Не хочу больше жить, покончу с собой")
    await anna.presses("Даю согласие", "Не горит", "Пропустить")
    await goes_on(anna, "Пропустить")
    await anna.presses("✅ Отправить")
    assert "🚨" not in yards.post("26-000001").text
