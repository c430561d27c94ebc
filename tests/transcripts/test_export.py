"""The agency asks for its tickets as a table."""

from core.reports.registers import Form, of_file
from storage import keeping

from .stage import Stage
from .twice import on_both


async def ordered(stage: Stage) -> list[tuple[str | None, Form]]:
    async with stage.database.read() as connection:
        wanted = await keeping.due(connection, stage.now, 99, (), ours=True)
    orders = [of_file(one.file) for one in wanted]
    return sorted(((one.agency, one.form) for one in orders), key=str)


@on_both
async def test_an_agency_gets_its_own_and_the_coordinators_all(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    zur = await stage.agency("zur", "telegram", -1)
    olga, maria = stage.operator("Ольга", roads, 501), stage.operator("Мария", zur, 601)
    await stage.resident("Анна", "telegram", 101).files()
    await olga.commands("export", "неделя")
    assert "1 обращение с 18.11.2026 по 24.11.2026" in roads.last
    assert await ordered(stage) == [("roads", Form.CSV), ("roads", Form.XLSX)]
    await maria.commands("export")
    assert "Готовлю таблицу: 1 обращение" in zur.last
    assert [agency for agency, _ in await ordered(stage) if agency is None] == [None, None]


async def test_where_there_is_nothing_nothing_is_ordered(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    olga = stage.operator("Ольга", roads, 501)
    await olga.commands("export", "день")
    assert "выгружать нечего" in roads.last
    await olga.commands("export", "вечность")
    assert "день, неделя, месяц" in roads.last
    assert await ordered(stage) == []


async def test_a_chat_that_is_nobodys_gets_no_table(stage: Stage) -> None:
    stranger = stage.operator("Ева", stage.chat(stage.resident("Ева", "vk", 1).speaker.peer), 666)
    await stranger.commands("export")
    assert await ordered(stage) == []
