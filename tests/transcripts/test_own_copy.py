"""«Мои данные»: a copy of what is kept of a resident, as a text file (152-FZ, DOMAIN.md)."""

from pathlib import Path

from sqlalchemy import insert, select

from core.messages import File
from core.reports.copies import of_file
from storage import keeping
from storage.tables import tickets as tickets_table

from .own import NAME, PERSON, PHONE, anna_of, files_with_contact
from .stage import Stage
from .twice import on_both


async def ordered(stage: Stage) -> list[File]:
    async with stage.database.read() as connection:
        return [one.file for one in await keeping.due(connection, stage.now, 99, (), ours=True)]


async def written(stage: Stage, file: File) -> str:
    """As the workshop writes it."""
    order = of_file(file)
    async with stage.unit() as unit:
        told, page = await stage.turns.of_copies(unit).head(order), 0
        while part := await stage.turns.of_copies(unit).page(order, page):
            told, page = told + part, page + 1
    return told


@on_both
async def test_a_copy_says_all_that_is_kept_and_nothing_of_the_agencies(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    olga, anna = stage.operator("Ольга", roads, 501), anna_of(stage)
    boris = stage.resident("Борис", "telegram", 202)
    await boris.files("Яма у Бориса")
    number = await files_with_contact(anna, "Яма на дороге")
    await olga.presses("контакт")
    await olga.commands("note", f"{number} житель скандальный")
    await olga.says("Здравствуйте, {имя}! Яму закрыли.", to=roads.post(number))
    await olga.presses("решено")
    await anna.commands("data")
    await anna.presses("Получить копию")
    assert "Готовлю копию" in anna.chat.toasts[-1]
    (file,) = await ordered(stage)
    assert file.name == "Мои данные 24.11.2026.txt"
    told = await written(stage, file)
    assert told.startswith("\ufeffМои данные: ")
    for words in (
        NAME, str(PERSON), "Telegram", "Русский", "Согласие на обработку данных, версия",
        f"Обращение {number}", "Яма на дороге", "Ленина, 5", PHONE, "Яму закрыли",
        "ваш контакт посмотрели: ", "24.11.2026", "итог — решено",
    ):  # fmt: skip
        assert words in told, words
    for words in ("скандальный", "Ольга", "Борис", "26-000001"):
        assert words not in told, words


@on_both
async def test_a_copy_goes_to_who_asked_and_to_nobody_else(stage: Stage) -> None:
    anna, eve = anna_of(stage), stage.resident("Ева", "telegram", 666)
    await anna.files()
    for person in (anna, eve):
        await person.commands("data")
        await person.presses("Получить копию")
    mine = next(one for one in await ordered(stage) if of_file(one).resident == anna.speaker)
    async with stage.unit() as unit:
        teller = stage.turns.of_files(unit)
        await teller.made(mine, eve.speaker.peer)
        await teller.made(mine, anna.speaker.peer)
        await unit.commit()
    await stage.deliver()
    assert anna.chat.posts[-1].files == (mine,)
    assert not [post for post in eve.chat.posts if post.files]
    theirs = next(one for one in await ordered(stage) if of_file(one).resident == eve.speaker)
    assert "Яма" not in await written(stage, theirs)


async def test_copies_are_not_made_all_the_time(stage: Stage) -> None:
    anna = anna_of(stage)
    await anna.files()
    await anna.commands("data")
    for _ in range(3):
        await anna.presses("Получить копию")
        stage.later(seconds=1)
    assert len(await ordered(stage)) == 3
    await anna.presses("Получить копию")
    assert len(await ordered(stage)) == 3
    assert "Попробуйте через час" in anna.chat.toasts[-1]
    stage.later(hours=1)
    await anna.presses("Получить копию")
    assert len(await ordered(stage)) == 4


async def test_a_long_life_is_read_page_by_page(stage: Stage, tmp_path: Path) -> None:
    anna = anna_of(stage)
    number = await anna.files()
    async with stage.database.write() as connection:
        row = (await connection.execute(select(tickets_table))).mappings().one()
        more = [{**row, "number": f"26-{at:06}"} for at in range(2, 45)]
        await connection.execute(insert(tickets_table), more)
        await connection.commit()
    await anna.commands("data")
    assert "44 обращения" in anna.sees
    await anna.presses("Получить копию")
    (file,) = await ordered(stage)
    told = await written(stage, file)
    assert told.count("Обращение 26-") == 44
    assert told.index(number) < told.index("26-000044")
