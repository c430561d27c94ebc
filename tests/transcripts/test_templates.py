"""What an agency writes again and again is kept as templates, and goes into drafts."""

from .stage import Player, Stage
from .twice import on_both_ways


async def keeps(who: Player, title: str, text: str) -> None:
    """Add a template by the buttons."""
    await who.commands("templates")
    await who.presses("Новый")
    await who.says(title)
    await who.says(text)
    assert "Шаблон сохранён" in "\n".join([*who.chat.toasts, *(p.text for p in who.chat.posts)])


@on_both_ways
async def test_a_template_is_added_used_changed_and_deleted(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()

    await olga.commands("templates")
    assert "Пока ни одного" in roads.last
    await keeps(olga, "Яма засыпана", "По {номер}: яму засыпали {сегодня}.")
    assert "Яма засыпана" in roads.last

    await olga.says("Спасибо, что сообщили", to=roads.post(f"{number} ·"))
    await olga.presses("Шаблоны")
    assert f"Какой шаблон вставить в черновик по {number}" in roads.last
    await olga.presses("Яма засыпана")
    assert "Так увидит житель" in roads.last
    assert f"По {number}: яму засыпали 24.11.2026." in roads.last
    assert "Спасибо, что сообщили" in roads.last, "what was written already is not lost"
    assert not anna.chat.says("яму засыпали"), "nothing goes before it is confirmed"
    await olga.presses("Отправить жителю")
    assert anna.chat.says(f"По {number}: яму засыпали 24.11.2026.")

    await olga.commands("templates")
    await olga.presses("Яма засыпана", "Изменить")
    await olga.says("Яма заделана")
    await olga.says("Яму заделали {сегодня}.")
    assert "Яма заделана" in roads.last
    assert "Яма засыпана" not in roads.last
    await olga.presses("Яма заделана", "Удалить")
    assert "Удалить этот шаблон?" in roads.last
    await olga.presses("Да, удалить")
    assert "Пока ни одного" in roads.last


@on_both_ways
async def test_the_way_back_from_the_templates_leads_to_the_draft(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await olga.says("Яму засыпали утром", to=roads.post(f"{number} ·"))
    await olga.presses("Шаблоны")
    assert "Шаблонов пока нет" in roads.last
    await olga.presses("К черновику")
    assert "Яму засыпали утром" in roads.last
    await olga.presses("Отправить жителю")
    assert anna.chat.says("Яму засыпали утром")


@on_both_ways
async def test_another_agency_does_not_see_them_and_all_see_the_coordinators(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    housing = await stage.agency("housing", office, chat - 1)
    zur = await stage.agency("zur", office, chat - 2)
    await keeps(stage.operator("Ольга", roads, 501), "Яма засыпана", "Яму засыпали.")
    await keeps(stage.operator("Иван", zur, 601), "Благодарим", "Спасибо, что написали.")

    stranger = stage.operator("Пётр", housing, 502)
    await stranger.commands("templates")
    assert not housing.says("Яма засыпана")
    assert "🌐 Благодарим" in housing.last
    await stranger.presses("Благодарим")
    assert "(общий)" in housing.last
    assert not {"✏️ Изменить", "🗑 Удалить"} & set(stranger.buttons), "the coordinators keep it"


@on_both_ways
async def test_the_residents_name_is_read_by_the_resident_alone(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await keeps(olga, "Заделали", "Здравствуйте, {имя}! Яму заделали сегодня утром.")

    await olga.commands("answer", number)
    await olga.presses("Шаблоны", "Заделали")
    assert "Здравствуйте, {имя}!" in roads.last
    assert "⚠️" not in roads.last, "this gap is filled when it goes"
    await olga.presses("Отправить жителю")
    assert anna.chat.says("Здравствуйте, Анна! Яму заделали сегодня утром.")

    await olga.commands("t", number)
    assert not roads.says("Анна")
    assert all("Анна" not in event.text for event in await stage.history(number))


@on_both_ways
async def test_without_a_name_the_greeting_does_without(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, nobody = stage.operator("Ольга", roads, 501), stage.resident("🌸 x_X", home, 101)
    number = await nobody.files()
    await olga.says("Здравствуйте, {имя}! Яму заделали.", to=roads.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    assert nobody.chat.says("Здравствуйте! Яму заделали.")


@on_both_ways
async def test_a_gap_that_nothing_fills_is_asked_for_again(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga = stage.operator("Ольга", roads, 501)
    await olga.commands("templates")
    await olga.presses("Новый")
    await olga.says("Подрядчик")
    await olga.says("Сделает {подрядчик}")
    assert "Не знаю, что подставить вместо {подрядчик}" in "\n".join(
        [*roads.toasts, *(post.text for post in roads.posts[-2:])]
    )
    await olga.says("Сделает {организация}")
    assert "Подрядчик" in roads.last


@on_both_ways
async def test_a_brace_without_its_pair_is_asked_for_again_and_a_gap_is_read_in_any_case(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await olga.commands("templates")
    await olga.presses("Новый")
    await olga.says("Заделали")
    for broken in ("Здравствуйте, {имя! Яму заделали", "{{имя}}, яму заделали", "{но\nмер} готово"):
        said = len(roads.posts)
        await olga.says(broken)
        told = "\n".join([*roads.toasts, *(post.text for post in roads.posts[said:])])
        assert "Скобка осталась без пары" in told, broken
    await olga.says("Здравствуйте, { ИМЯ }! По {НОМЕР} яму заделали сегодня утром.")
    await olga.commands("answer", number)
    await olga.presses("Шаблоны", "Заделали")
    assert f"По {number} яму заделали" in roads.last
    assert "⚠️" not in roads.last, "the name is filled when it goes"
    await olga.presses("Отправить жителю")
    assert anna.chat.says(f"Здравствуйте, Анна! По {number} яму заделали сегодня утром.")


@on_both_ways
async def test_on_every_page_the_way_to_the_draft_is_told_from_the_way_between_pages(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga = stage.operator("Ольга", roads, 501)
    number = await stage.resident("Анна", home, 101).files()
    for place in range(8):
        await keeps(olga, f"Ответ {place}", f"Яму {place} засыпали.")
    await olga.commands("answer", number)
    await olga.presses("Шаблоны", "Дальше")
    assert len(set(olga.buttons)) == len(olga.buttons), olga.buttons
    await olga.presses("Назад")
    assert "Ответ 0" in olga.buttons
    await olga.presses("К черновику")
    assert f"текст ответа жителю по {number}" in roads.last
