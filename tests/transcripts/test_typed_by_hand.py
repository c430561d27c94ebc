"""What a resident types instead of pressing: the way people write, not the way buttons are."""

import pytest

from .stage import Stage

DOORS = pytest.mark.parametrize("door", ["telegram", "vk"])


@DOORS
async def test_a_label_with_yo_may_be_typed_without_it(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Нет горячей воды")
    await anna.agrees()
    await anna.presses("Нет горячей воды")
    assert "🏢 Во всём доме" in anna.buttons or "Во всём доме" in anna.buttons
    await anna.says("во всем доме")
    assert "Где это?" in anna.sees


@DOORS
@pytest.mark.parametrize(
    "text", ["да", "Отправляй!", "отправить", "ок", "верно", "Всё верно", "send"]
)
async def test_yes_at_the_summary_sends(stage: Stage, door: str, text: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге")
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить")
    assert "Проверьте" in anna.sees
    await anna.says(text)
    assert await stage.tickets_of(anna) == ["26-000001"]
    assert (await stage.ticket("26-000001")).text == "Яма на дороге"


@DOORS
@pytest.mark.parametrize("text", ["не согласен", "Нет", "не хочу", "Зачем?", "а зачем это нужно"])
async def test_who_does_not_consent_is_told_why_it_is_asked(
    stage: Stage, door: str, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге")
    await anna.says(text)
    assert "Без согласия я не могу передать ваше сообщение" in anna.sees
    assert "Госуслугах (https://www.gosuslugi.ru)" in anna.sees
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert (await stage.ticket("26-000001")).text == "Яма на дороге"


THANKS = ["Спасибо большое", "приехали, спасибо!", "👍", "Thank you"]


@DOORS
@pytest.mark.parametrize("text", THANKS)
async def test_thanks_are_answered_and_begin_nothing(stage: Stage, door: str, text: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.files()
    await anna.says(text)
    assert "Пожалуйста! Будет что нового — сообщу сразу" in anna.sees
    assert "✍️ Сообщить о проблеме" in anna.buttons
    assert "↩️ Продолжить начатое" not in anna.buttons, "nothing was begun"


@DOORS
@pytest.mark.parametrize("text", ["что с моей заявкой?", "Где моё обращение", "когда ответят"])
async def test_who_asks_what_became_of_it_sees_their_tickets(
    stage: Stage, door: str, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    number = await anna.files()
    await anna.says(text)
    assert anna.sees.startswith(f"{number} · Ямы"), "there is one to mean"
    await anna.files("Яма на дороге, вторая")
    await anna.says(text)
    assert "Ваши обращения" in anna.sees
    assert any(number in label for label in anna.buttons)


@DOORS
@pytest.mark.parametrize(
    "text", ["статус 26-000001", "26 000001", "26000001", "№26-000001", "что по 26-000001?"]
)
async def test_a_number_opens_its_ticket_however_it_is_written(
    stage: Stage, door: str, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.files()
    await anna.says(text)
    assert anna.sees.startswith("26-000001 ·")
    assert "Состояние" in anna.sees


async def test_nobody_elses_ticket_is_opened(stage: Stage) -> None:
    anna, boris = stage.resident("Анна", "vk", 101), stage.resident("Борис", "vk", 102)
    number = await anna.files()
    await boris.says(f"статус {number}")
    assert "Такого обращения я не нашёл" in boris.sees


@DOORS
@pytest.mark.parametrize("text", ["отменить заявку", "закройте обращение", "снимаю вопрос"])
async def test_who_wants_to_withdraw_is_offered_the_one_there_is(
    stage: Stage, door: str, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    number = await anna.files()
    await anna.says(text)
    assert f"Отозвать обращение {number}?" in anna.sees


@DOORS
async def test_of_several_it_is_asked_which(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.files()
    number = await anna.files("Яма на дороге, и глубокая")
    await anna.commands("start")
    await anna.says("отменить заявку")
    assert "Какое обращение отозвать?" in anna.sees
    await anna.presses(number)
    assert f"Отозвать обращение {number}?" in anna.sees


@DOORS
@pytest.mark.parametrize("text", ["Удалите мои данные", "отзываю согласие"])
async def test_who_takes_back_the_consent_is_told_where(stage: Stage, door: str, text: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    assert "bot@paradnaya.example" in anna.sees
    assert "отзыв согласия" in anna.sees
    await anna.presses("Удалить мои данные")
    assert "Обращения останутся у исполнителей, но уже без вас" in anna.sees


async def test_words_about_a_ticket_and_more_are_asked_about(stage: Stage) -> None:
    anna = stage.resident("Анна", "vk", 101)
    await anna.files()
    await anna.says("спасибо, но по 26-000001 опять яма на дороге")
    assert anna.buttons[:2] == ["➕ Добавить к 26-000001", "✍️ Это новая проблема"]
    await anna.presses("Это новая проблема")
    assert "Похоже, тема такая. Верно?" in anna.sees


@DOORS
async def test_what_comes_in_many_short_messages_reaches_the_agency(
    stage: Stage, door: str
) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    anna = stage.resident("Анна", door, 101)
    for text in ("третий день яма на дороге!!", "Горького 15", "кв 8"):
        await anna.says(text)
    await anna.agrees()
    for text in ("подъезд 2", "Скорее"):
        await anna.says(text)
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Горького, 15")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    told = "третий день яма на дороге!!\nГорького 15\nкв 8\nподъезд 2\nСкорее"
    assert (await stage.ticket("26-000001")).text == told
    assert roads.says("Горького 15")


@DOORS
async def test_who_cannot_say_it_as_the_form_wants_it_still_gets_to_the_end(
    stage: Stage, door: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Машина на газоне")
    await anna.agrees()
    await anna.presses("Парковка на газоне")
    await anna.says("а зачем вам адрес?")
    assert anna.chat.says("Чтобы приехать, нужно место: улица и дом")
    await anna.says("Благовещенск, за рынком")
    assert "Не могу сфотографировать" in anna.buttons
    await anna.says("фото нет, у меня кнопочный телефон")
    await anna.says("звоните вечером 8 914 555 66 77")
    await anna.says("да")
    ticket = await stage.ticket("26-000001")
    assert (ticket.place.address, ticket.contact) == ("Благовещенск, за рынком", "8 914 555 66 77")
    assert ticket.text == "Машина на газоне"
    assert not ticket.files


async def test_yes_takes_the_only_topic_that_is_offered(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("Яма на дороге")
    await anna.agrees()
    assert "Похоже, тема такая. Верно?" in anna.sees
    await anna.says("да")
    assert "Где именно яма?" in anna.sees


@DOORS
async def test_no_to_the_only_topic_is_another_topic(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    assert "Верно?" in anna.sees
    await anna.says("нет")
    assert "К чему это относится?" in anna.sees


@DOORS
async def test_stop_and_menu_are_understood_in_other_words(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.says("стоп")
    assert "отменил" in anna.sees
    await anna.presses("↩️ Продолжить начатое")
    await anna.says("меню")
    assert "✍️ Сообщить о проблеме" in anna.buttons


@DOORS
async def test_who_wants_it_sent_before_it_is_whole_hears_what_it_lacks(
    stage: Stage, door: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.says("Отправить")
    assert anna.chat.says("не хватает ответа на этот вопрос")
    await anna.presses("Ямы", "Пропустить")
    await anna.says("ну отправляйте уже")
    assert "Где это?" in anna.sees
    await anna.says("Благовещенск, Ленина 5")
    await anna.says("да отправляй")
    assert "Проверьте" in anna.sees
    assert not anna.chat.says("отправляй")


@DOORS
@pytest.mark.parametrize("text", ["а вы кто?", "ты робот?", "хочу поговорить с живым человеком"])
async def test_who_asks_for_a_person_hears_who_answers(stage: Stage, door: str, text: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    assert "Ответит вам человек" in anna.sees
    await anna.says("Яма на дороге, колесо пробил")
    await anna.says(text)
    assert anna.chat.says("Ответит вам человек")
    await anna.agrees()
    assert "Верно?" in anna.sees, "nothing was added, and it goes on"


@DOORS
async def test_who_begins_in_english_is_answered_in_english(stage: Stage, door: str) -> None:
    anna = stage.resident("Ann", door, 101)
    await anna.says("There is no hot water in our house")
    assert "consent" in anna.sees.lower()
    oleg = stage.resident("Олег", door, 102)
    await oleg.says("yama na Lenina 5")
    assert "согласи" in oleg.sees.lower()


@DOORS
async def test_a_question_that_needs_an_answer_is_not_asked_for_ever(
    stage: Stage, door: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Нет света, весь дом")
    await anna.agrees()
    await anna.says("да")
    assert "Где это?" in anna.sees, "that was said already"
    await anna.says("Благовещенск, Лазо, 38")
    await anna.presses("Пропустить", "Пропустить", "✏️ Где нет света")
    await anna.says("пропустить")
    assert "Если не знаете, так и напишите" in anna.sees
    await anna.says("пропустить")
    assert "Где нет света? — пропустить" in anna.sees
    await anna.presses("✏️ Где нет света")
    await anna.says("на всей улице, где же ещё")
    assert "Где нет света? — на всей улице, где же ещё" in anna.sees


@DOORS
async def test_a_bare_number_presses_nothing_that_is_not_listed(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.presses("Ямы", "Во дворе")
    await anna.says("Чайковского")
    await anna.says("6")
    assert anna.chat.says("Место записал: Чайковского, 6")
    await anna.presses("Благовещенск", "Пропустить", "Пропустить", "Отправить")
    assert (await stage.ticket("26-000001")).place.address == "Чайковского, 6"


@DOORS
async def test_few_words_that_mean_one_button_are_its_press(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге")
    await anna.says("согласие")
    assert not anna.chat.says("Похоже"), "a consent is given in its own words"
    await anna.agrees()
    await anna.says("яма")
    assert "Где именно яма?" in anna.sees
    await anna.says("колесо пробил насквозь")
    assert anna.chat.says("Добавил к описанию")
    await anna.says("на дороге")
    assert "Где это?" in anna.sees
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить")
    assert "Где именно яма? — На проезжей части" in anna.sees


@DOORS
async def test_an_address_after_a_landmark_is_the_place_too(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.presses("Ямы", "Во дворе")
    await anna.says("у поликлиники")
    await anna.says("на Калинина 82")
    assert anna.chat.says("Место записал: Калинина, 82, у поликлиники")


@DOORS
@pytest.mark.parametrize("text", ["верно", "точно", "все правильно"])
async def test_what_is_said_to_a_guess_is_no_consent(stage: Stage, door: str, text: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.says(text)
    assert not anna.chat.says("Верно?"), "the topic is asked of who consented"
    await anna.agrees()
    assert anna.chat.says("Верно?")


@DOORS
@pytest.mark.parametrize("text", ["все верно отправьте", "да, всё правильно", "ага отправляй"])
async def test_who_says_that_all_is_right_sends(stage: Stage, door: str, text: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина 5")
    await anna.presses("Пропустить", "Пропустить")
    await anna.says(text)
    assert anna.chat.says("Принято")
