"""«Мои данные»: what is kept of a resident, and that they can be forgotten (152-FZ, DOMAIN.md)."""

from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from core.files import NOBODYS, Content, Fate
from core.jobs import Audience
from core.messages import File, FileKind
from core.people import NOBODY
from core.reports.copies import of_file
from core.tickets import Move, State
from dialogs import events
from storage import keeping
from storage.tables import conversations, files, metadata, outbox
from storage.tables import tickets as tickets_table

from .stage import Player, Stage
from .twice import on_both, on_both_doors

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


async def erases(player: Player) -> None:
    await player.commands("data")
    await player.presses("Удалить мои данные", "Да, удалить навсегда")


# the screen


@on_both
async def test_a_resident_sees_what_is_kept(stage: Stage) -> None:
    anna = anna_of(stage)
    await anna.commands("data")
    assert "Обращений нет" in anna.sees
    assert "Согласия: нет" in anna.sees
    assert "Контакт: не сохранён" in anna.sees
    await files_with_contact(anna, "Яма на дороге")
    await anna.files("Ещё одна яма на дороге")
    await anna.says("мои данные")
    assert "2 обращения, открытых — 2" in anna.sees
    assert "Контакт: сохранён" in anna.sees
    assert "Согласие на обработку данных (версия " in anna.sees
    assert "24.11.2026" in anna.sees
    assert "30 дней" in anna.sees
    assert anna.buttons == ["📄 Получить копию", "🗑 Удалить мои данные", "В меню"]


@pytest.mark.parametrize(
    "words",
    [
        "удалите мои данные",
        "какие данные обо мне",
        "скачать мои данные",
        "Отзываю согласие",
        "my data",
    ],
)
async def test_words_lead_there(stage: Stage, words: str) -> None:
    anna = anna_of(stage)
    await anna.files()
    await anna.says(words)
    assert "Ваши данные" in anna.sees or "Your data" in anna.sees


async def test_in_the_middle_of_a_complaint_the_way_is_told_and_nothing_is_lost(
    stage: Stage,
) -> None:
    anna = anna_of(stage)
    await anna.says("Яма на дороге")
    await anna.presses("Даю согласие", "Ямы")
    await anna.says("удалите мои данные")
    assert anna.chat.says("/data")
    await anna.presses("Пропустить")
    assert "где" in anna.sees.lower()


# being asked twice


async def test_who_thinks_better_of_it_loses_nothing(stage: Stage) -> None:
    anna = anna_of(stage)
    number = await anna.files()
    await anna.commands("data")
    await anna.presses("Удалить мои данные")
    assert "1 открытое продолжат решать" in anna.sees
    assert "Отменить это будет нельзя" in anna.sees
    await anna.says("не знаю, наверное")
    assert anna.chat.says("Выберите, пожалуйста")
    await anna.says("нет")
    assert anna.chat.says("ничего не удалил")
    assert (await stage.ticket(number)).resident == anna.speaker
    await anna.commands("data")
    await anna.presses("Удалить мои данные", "Нет, оставить")
    assert (await stage.ticket(number)).resident == anna.speaker


@on_both_doors
async def test_yes_in_words_is_the_button(stage: Stage, door: str) -> None:
    anna = anna_of(stage, door)
    number = await anna.files()
    await anna.commands("data")
    await anna.presses("Удалить мои данные")
    await anna.says("да")
    assert "Ваши данные удалены" in anna.sees
    assert not (await stage.ticket(number)).has_resident


@on_both_doors
async def test_a_second_press_says_so_and_leaves_nothing(stage: Stage, door: str) -> None:
    anna = anna_of(stage, door)
    await anna.files()
    await anna.commands("data")
    await anna.presses("Удалить мои данные")
    press = anna.press("Да, удалить")
    await stage.take(press)
    await stage.take(press)
    assert "уже удалены" in "\n".join([*anna.chat.toasts, anna.sees])
    await anna.does(events.Left())
    assert await rows_with(stage, str(PERSON)) <= {"outbox"}


async def test_both_presses_in_one_batch_erase_once(stage: Stage) -> None:
    anna = anna_of(stage)
    number = await anna.files()
    await anna.commands("data")
    await anna.presses("Удалить мои данные")
    press = anna.press("Да, удалить")
    await stage.take(press, press)
    assert [one.move for one in await stage.history(number)] == [Move.FILE, Move.ERASE]


async def test_a_button_of_an_older_screen_erases_nothing(stage: Stage) -> None:
    anna = anna_of(stage)
    number = await anna.files()
    await anna.commands("data")
    await anna.presses("Удалить мои данные")
    press = anna.press("Да, удалить")
    await anna.commands("menu")
    await stage.take(press)
    assert (await stage.ticket(number)).resident == anna.speaker


@on_both
async def test_a_forged_or_forwarded_press_erases_nobody(stage: Stage) -> None:
    """The button is its owner's alone; whoever presses it elsewhere asks nothing of anybody's."""
    anna, eve = anna_of(stage), stage.resident("Ева", "telegram", 666)
    number = await anna.files()
    for person in (anna, eve):
        await person.commands("data")
        await person.presses("Удалить мои данные")
    forwarded = anna.press("Да, удалить")
    await eve.does(forwarded.event, message="1", press="token")
    ticket = await stage.ticket(number)
    assert ticket.resident == anna.speaker
    await eve.presses("Да, удалить")  # her own, of which there is nothing
    assert await stage.ticket(number) == ticket
    assert [one.move for one in await stage.history(number)] == [Move.FILE]


# afterwards


@on_both_doors
async def test_the_next_message_is_a_strangers(stage: Stage, door: str) -> None:
    anna = anna_of(stage, door)
    await anna.files()
    await anna.says("Фонарь не горит у дома")  # and leaves it unfinished
    await erases(anna)
    assert "Ваши данные удалены" in anna.sees
    last = anna.chat.posts[-1].message
    assert (last.screen, last.rows) == (True, ()), "no button stands under the chat any more"
    await anna.commands("start")
    assert "Здравствуйте" in anna.sees
    assert "Продолжить начатое" not in " ".join(anna.buttons)
    await anna.commands("my")
    assert "26-000001" not in anna.sees
    await anna.says("Яма на дороге")
    assert "соглас" in anna.sees
    number = await anna.files("Яма на другой дороге, у моста")
    assert number == "26-000002"
    assert await stage.tickets_of(anna) == ["26-000002"]


@on_both
async def test_old_notices_act_on_nothing(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    olga, anna = stage.operator("Ольга", roads, 501), anna_of(stage)
    number = await anna.files()
    await olga.says("Яму закрыли.", to=roads.post(number))
    await olga.presses("решено")
    helped = anna.press("Помогло")
    await erases(anna)
    await stage.take(helped)
    assert (await stage.ticket(number)).state is State.ANSWERED
    stage.later(days=8)
    await stage.watch()
    assert (await stage.ticket(number)).state is State.CLOSED


# the agency


@on_both
async def test_the_agency_goes_on_without_the_person(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    olga, anna = stage.operator("Ольга", roads, 501), anna_of(stage)
    number = await files_with_contact(anna, "Яма на дороге, звоните 89145556677, Вяземская Анна")
    assert "показать контакт" in " ".join(roads.with_button("контакт").labels).lower()
    await erases(anna)
    card = roads.post("Ямы")
    assert "Житель удалил свои данные" in card.text
    assert "89145556677" not in card.text
    assert "Вяземская" not in card.text
    assert not [one for one in card.labels if "онтакт" in one or "точнить" in one]
    assert "ответить ему нельзя, обращение остаётся" in roads.last
    assert roads.posts[-1].message.reply_to == card.id
    await olga.commands("ask", number)
    assert "спросить его нельзя" in roads.last
    await olga.commands("contact", number)
    assert "контакта больше нет" in roads.last
    heard = len(anna.chat.posts)
    await olga.says("Яму закрыли.", to=card)
    await olga.presses("решено")
    assert "Ответ записан" in roads.last
    assert "ему он не придёт" in roads.last
    ticket = await stage.ticket(number)
    assert (ticket.state, ticket.resident, ticket.contact) == (State.ANSWERED, NOBODY, "")
    assert len(anna.chat.posts) == heard, "nobody is told"


@on_both
async def test_what_was_asked_goes_back_to_work(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    olga, anna = stage.operator("Ольга", roads, 501), anna_of(stage)
    number = await anna.files()
    await olga.commands("ask", f"{number} Какая полоса?")
    await olga.presses("Отправить жителю")
    asked = await stage.ticket(number)
    assert asked.state is State.NEED_INFO
    await anna.presses("Отмена")
    await erases(anna)
    ticket = await stage.ticket(number)
    assert ticket.state is State.IN_WORK
    assert ticket.left is None
    assert ticket.deadline > stage.now
    stage.later(days=40)
    await stage.watch()
    assert (await stage.ticket(number)).state is State.IN_WORK, "nobody closes it for silence"


@on_both
async def test_who_joined_hears_the_answer_all_the_same(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    olga, anna = stage.operator("Ольга", roads, 501), anna_of(stage)
    boris = stage.resident("Борис", "vk", 202)
    first = await anna.files()
    await boris.files()
    await boris.presses("Это та же проблема")
    await erases(anna)
    await olga.says("Яму закрыли.", to=roads.post(first))
    await olga.presses("решено")
    assert boris.chat.says("Яму закрыли.")
    assert "Ваши данные удалены" in anna.sees


@on_both
async def test_an_operator_keeps_their_desk(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -100)
    anna = anna_of(stage)
    at_work = stage.operator(NAME, roads, PERSON)
    boris = stage.resident("Борис", "vk", 202)
    number = await boris.files()
    await at_work.presses("Взять")
    own = await anna.files("Яма у моего дома, на Мира")
    await erases(anna)
    assert not (await stage.ticket(own)).has_resident
    held = await stage.ticket(number)
    assert (held.resident, held.holder) == (boris.speaker, at_work.speaker)
    await anna.commands("desk")
    assert number in anna.sees
    await anna.commands("my")
    assert own not in anna.sees


async def test_broadcasts_find_nobody(stage: Stage) -> None:
    anna = anna_of(stage)
    await anna.files()
    async with stage.unit() as unit:
        assert await unit.jobs.count(Audience(), stage.now) == 1
    await erases(anna)
    async with stage.unit() as unit:
        assert await unit.jobs.count(Audience(), stage.now) == 0


# nothing is left


async def rows_with(stage: Stage, *words: str) -> set[str]:
    """The tables in which any of these stands, in whatever column."""
    found = set()
    async with stage.database.read() as connection:
        for table in metadata.sorted_tables:
            for row in await connection.execute(select(table)):
                dumped = " ".join(str(value) for value in row)
                if any(one.casefold() in dumped.casefold() for one in words):
                    found.add(table.name)
        for row in await connection.execute(text("SELECT * FROM ticket_words")):
            if any(one.casefold() in str(row).casefold() for one in words):
                found.add("ticket_words")
    return found


async def a_life(stage: Stage, anna: Player) -> str:
    """All that leaves a trace: a contact, files of every kind, a question and its answer, a look at
    the contact, a return, a template's name, a broadcast refused, a complaint unfinished."""
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    olga = stage.operator("Ольга", roads, 501)
    number = await files_with_contact(
        anna, f"Яма у дома. Звоните 8(914)555 66 77, {NAME}, wiazemskaya.anna@mail.ru"
    )
    for kind in FileKind:
        ref = f"{kind}{PERSON}_1"
        file = File(kind, anna.speaker.door, ref, f"https://files/{PERSON}", f"{NAME}.bin", 9)
        card = anna.chat.post(number)
        await anna.does(events.Sent((file,), "Вот, Вяземская Анна", None, card.id))
        await anna.presses("Готово")
    async with stage.unit() as unit:
        for wanted in await keeping.due(unit._connection, stage.now, 9, ()):  # noqa: SLF001  because a stage has no collector
            kept = Content((wanted.file.kind.value * 64)[:64], "image/jpeg", 9)
            await unit.files.seal(wanted.file, Fate.KEPT, kept)
        await unit.commit()
    await olga.presses("контакт")
    assert "8(914)555 66 77" in roads.last
    await olga.commands("ask", f"{number} Это ваш номер, 89145556677?")
    await olga.presses("Отправить жителю")
    await anna.says("Да, 8 914 555 66 77, квартира 5, Вяземская Анна")
    await olga.says("Здравствуйте, {имя}! Яму закрыли.", to=roads.post(number))
    await olga.presses("решено")
    await anna.presses("Не помогло")
    await anna.says("Яма на месте, мой телефон 8-914-555-66-77")
    await anna.commands("unsubscribe")
    await anna.says("Фонарь не горит у дома")
    await anna.commands("data")
    await anna.presses("Получить копию")
    return number


@on_both_doors
async def test_after_the_deletion_no_row_has_the_person(stage: Stage, door: str) -> None:
    anna = anna_of(stage, door)
    number = await a_life(stage, anna)
    traces = (str(PERSON), NAME, "Вяземская", "5556677", "555 66 77", "555-66-77", "wiazemskaya")
    assert {"tickets", "ticket_events", "conversations", "consents", "files", "quiet"} <= (
        await rows_with(stage, *traces)
    )
    await erases(anna)
    assert await rows_with(stage, *traces) <= {"outbox"}
    async with stage.database.read() as connection:
        left = (await connection.execute(select(outbox))).all()
        kept = (await connection.execute(select(files))).mappings().all()
    theirs = [one for one in left if any(trace in str(one) for trace in traces)]
    assert [one.message["text"] for one in theirs if one.toast is None] == [anna.sees]
    states = {(one["kind"], one["door"], one["state"]) for one in kept}
    assert states == {
        ("photo", NOBODYS, "kept"),  # of a photograph, and of a picture sent as a file
        ("video", NOBODYS, "kept"),
        ("voice", NOBODYS, "erased"),
    }
    ticket = await stage.ticket(number)
    assert "Яма у дома" in ticket.text
    assert "Ленина, 5" in ticket.place.address
    history = await stage.history(number)
    assert [one.move for one in history][-1] is Move.ERASE
    assert Move.REVEAL in [one.move for one in history]


@on_both
async def test_what_others_wrote_stays_as_it_was(stage: Stage) -> None:
    anna, boris = anna_of(stage), stage.resident("Борис Сомов", "telegram", 202)
    number = await files_with_contact(boris, f"Яма, звоните {PHONE}")
    before, history = await stage.ticket(number), await stage.history(number)
    await files_with_contact(anna, "Другая яма на дороге")
    await erases(anna)
    assert await stage.ticket(number) == before
    assert await stage.history(number) == history
    async with stage.database.read() as connection:
        people = (await connection.execute(select(conversations.c.person))).scalars().all()
    assert 202 in people


# the copy


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
