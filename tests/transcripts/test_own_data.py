"""«Мои данные»: what is kept of a resident, and that they can be forgotten (152-FZ, DOMAIN.md)."""

import pytest
from sqlalchemy import insert, select, text

from core.files import NOBODYS, Content, Fate
from core.jobs import Audience
from core.messages import File, FileKind
from core.people import NOBODY
from core.tickets import Move, State
from dialogs import events
from storage import keeping
from storage.tables import conversations, files, metadata, outbox, quarantine

from .own import NAME, PERSON, PHONE, anna_of, files_with_contact
from .stage import Player, Stage
from .twice import on_both, on_both_doors


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


async def sets_aside(stage: Stage, door: str, raw: dict[str, object]) -> None:
    """An update that could not be taken, as it came."""
    async with stage.database.write() as connection:
        row = {"door": door, "key": str(raw), "raw": raw, "trace": "", "at": stage.now}
        await connection.execute(insert(quarantine).values(row))
        await connection.commit()


@on_both_doors
async def test_after_the_deletion_no_row_has_the_person(stage: Stage, door: str) -> None:
    anna = anna_of(stage, door)
    number = await a_life(stage, anna)
    traces = (str(PERSON), NAME, "Вяземская", "5556677", "555 66 77", "555-66-77", "wiazemskaya")
    assert {"tickets", "ticket_events", "conversations", "consents", "files", "quiet"} <= (
        await rows_with(stage, *traces)
    )
    await sets_aside(stage, door, {"message": {"from": {"id": PERSON, "first_name": NAME}}})
    await sets_aside(stage, door, {"message": {"from": {"id": 999, "first_name": "Борис"}}})
    await erases(anna)
    assert await rows_with(stage, *traces) <= {"outbox"}
    assert "quarantine" in await rows_with(stage, "Борис"), "another's update stays"
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


@on_both
@pytest.mark.parametrize("said", ["удалить", "да, удалите мои данные", "delete it"])
async def test_deletion_is_asked_for_in_words_and_confirmed(stage: Stage, said: str) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.files()
    await anna.commands("data")
    await anna.says(said)
    assert "Да, удалить навсегда" in anna.buttons
