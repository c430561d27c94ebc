"""What is said to the bot itself, and how people give their number: neither tells of a problem."""

import pytest

from .stage import Stage
from .test_going_on import filed
from .test_unanswered_questions import asked
from .test_verdicts_in_words import DOORS, ONE_DOOR, answered


@DOORS
@pytest.mark.parametrize(
    "text",
    [
        *("какие вопросы вы решаете", "как прислать фото", "what can you do?", "что ты умеешь"),
        *("можно без имени?", "это анонимно?", "how long does it take?", "is it anonymous?"),
    ],
)
async def test_a_question_about_the_bot_is_answered(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    assert any(map(anna.chat.says, ("/new", "Имя и фамилию", "Срок зависит", "your name")))
    assert "↩️ Продолжить начатое" not in anna.buttons
    await anna.says("Яма на дороге, колесо пробил")
    if "✕ Отмена" in anna.buttons:  # who began in English is answered so
        await anna.agrees()
    await anna.says(text)
    assert not anna.chat.says("Добавил к описанию")
    assert not anna.chat.says("Added to the description")


SAID_WITHOUT_A_TROUBLE = (
    ("Доброе утречко, я первый раз тут", "Здравствуйте! Я бот"),
    ("пасиб братан", "Пожалуйста!"),
    ("дай бог здоровья", "Пожалуйста!"),
    ("респект дворнику на Калинина", "Спасибо за добрые слова"),
    ("Отличный бот, удобно", "Спасибо за добрые слова"),
    ("моё заявление в работе или как", "Вы ещё ни о чём не сообщали"),
    ("есть новости по фонарю", "Такого обращения от вас"),
    ("Номер диспетчера УК есть?", "Справок я не даю"),
    ("зачем вам мой адрес", "Как это работает"),
    ("Уберите из базы мой номер телефона", "Ваши данные"),
    ("ошибся, извините", "Напишите, что случилось"),
    ("милок, дай телефон управляющей", "Справок я не даю"),
    ("мне только телефон", "Справок я не даю"),
    ("как узнать, кто моя управляйка", "Справок я не даю"),
    ("это благодарность, не жалоба", "Спасибо за добрые слова"),
    ("смените язык на английский", "На каком языке"),
    ("прощайте", "До свидания!"),
    ("фывапролдж", "Напишите, что случилось"),
    ("а у меня сегодня день рождения", "Я бот: принимаю"),
)


@pytest.mark.parametrize(("text", "answer"), SAID_WITHOUT_A_TROUBLE)
async def test_what_tells_of_no_trouble_begins_no_complaint(
    stage: Stage, text: str, answer: str
) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says(text)
    assert answer in anna.sees
    assert "Даю согласие" not in anna.buttons


@pytest.mark.parametrize(
    "text", ["прошла неделя, тишина", "а моё видели вообще?", "Сколько ждать ещё? Писала 12го"]
)
async def test_who_asks_after_a_ticket_in_any_words_sees_it(stage: Stage, text: str) -> None:
    anna, number = await filed(stage, "telegram", -100)
    stage.later(hours=20)
    await anna.says(text)
    assert f"{number} · Ямы" in anna.sees


@pytest.mark.parametrize("text", ["куда звонить? батареи холодные", "мне скучно, во дворе темно"])
async def test_what_is_told_with_a_question_is_a_complaint(stage: Stage, text: str) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says(text)
    assert "соглас" in anna.sees


@DOORS
@pytest.mark.parametrize(
    "text", ["Хочу пожаловаться", "У меня жалоба", "Помогите", "новая", "ещё проблема", "не знаю"]
)
async def test_who_only_begins_is_asked_what_happened(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    roads = await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    await anna.agrees()
    await anna.says("Яма на дороге, колесо пробил")
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert roads.says("Яма на дороге")
    assert not roads.says(text)


@DOORS
@pytest.mark.parametrize("text", ["мой телефон 89241234567", "позвоните мне 89241234567"])
async def test_a_number_after_the_filing_is_offered_to_the_ticket(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.says(text)
    await anna.presses(f"➕ Добавить к {number}")
    assert "89241234567" in (await stage.ticket(number)).contact


@DOORS
async def test_nothing_is_asked_in_the_menu(stage: Stage, door: str, chat: int) -> None:
    anna, _ = await filed(stage, door, chat)
    for text in ("назад", "готово", "отправить", "пропустить"):
        await anna.says(text)
        assert not anna.chat.says("ответьте, пожалуйста, на вопрос")


@DOORS
async def test_what_is_sent_three_times_is_told_once(stage: Stage, door: str, chat: int) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    for _ in range(3):
        await anna.says("глубина полметра, огорожена")
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить")
    assert anna.sees.count("глубина полметра") == 1


@DOORS
@pytest.mark.parametrize("text", ["пишите сюда", "не дам", "анонимно", "вы и так знаете"])
async def test_who_gives_no_number_goes_on(stage: Stage, door: str, chat: int, text: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить")
    await anna.says("89241")
    assert "а нужно 11" in anna.sees
    await anna.says(text)
    assert "Проверьте, всё ли" in anna.sees


@DOORS
@pytest.mark.parametrize(
    ("text", "contact"),
    [
        *(("яма на Зейской 5, мой домашний 52-36-41", "52-36-41"),),
        *(("яма на дороге, тел. 523-641", "523-641"), ("яма, телеграм @masha_28", "@masha_28")),
    ],
)
async def test_a_towns_own_number_and_a_nick_are_kept_apart(
    stage: Stage, door: str, chat: int, text: str, contact: str
) -> None:
    roads = await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Отправить")
    assert not roads.says(contact)
    assert (await stage.ticket("26-000001")).contact == contact


@ONE_DOOR
@pytest.mark.parametrize(
    ("text", "heard"),
    [
        *(("а деньги за это берёте?", "Бесплатно"), ("соседи узнают, что это я?", "не видят")),
        *(("кто увидит мою жалобу", "координаторы"), ("а глава города это читает?", "Отвечает")),
        *(("через сколько дней отвечают?", "Срок зависит"), ("вы мне перезвоните?", "номер")),
        *(("в праздники работаете?", "круглосуточно"), ("вы из мэрии?", "не чиновник")),
        *(("подскажите номер водоканала", "Справок"), ("можно пожаловаться на УК?", "Да, можно")),
    ],
)
async def test_a_question_as_the_first_words_has_a_line_of_answer(
    stage: Stage, door: str, chat: int, text: str, heard: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    assert heard in anna.sees
    assert "✍️ Сообщить о проблеме" in anna.buttons, "no consent is asked"


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        *("сколько платить за мусор?", "кто отвечает за яму на Ленина?", "сколько ждать автобус?"),
        *("спасибо за яму под окном", "писал в УК про грязь в подъезде, молчат"),
    ],
)
async def test_what_names_a_trouble_is_a_story(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    assert "✅ Даю согласие" in anna.buttons


@DOORS
async def test_a_request_that_is_not_here_is_not_found_and_not_lost(
    stage: Stage, door: str, chat: int
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Я вам в понедельник писала про яму на Горького, что с ней?")
    assert "не нахожу" in anna.sees
    assert "в другом мессенджере" in anna.sees
    await anna.presses("Продолжить начатое")
    assert "✅ Даю согласие" in anna.buttons


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        *("подавала жалобу на яму, где результат?", "чего молчите?", "вы мне вообще ответите?"),
        *("что с моей заявкой по яме?", "сколько ждать ответа?"),
    ],
)
async def test_what_became_of_a_request_is_told_by_it(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    roads = await stage.agency("roads", door, chat)
    anna, olga = stage.resident("Анна", door, 101), stage.operator("Ольга", roads, 501)
    number = await anna.files()
    await anna.commands("menu")
    await anna.says(text)
    assert f"{number} ·" in anna.sees
    assert "Отозвать" in anna.buttons
    assert not olga.chat.says(text), "nothing is passed on"


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    ["спасибо за чистые дорожки!", "хочу поблагодарить ваших дворников", "ребята, вы лучшие"],
)
async def test_praise_as_the_first_words_opens_no_consent(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    assert "Спасибо за добрые слова" in anna.sees


@DOORS
async def test_who_gives_in_leaves_the_ticket_as_it_is(stage: Stage, door: str, chat: int) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("не помогло")
    await anna.says("ладно, понял")
    assert "не возвращаю" in anna.sees
    assert (await stage.ticket("26-000001")).state == "answered"


@DOORS
@pytest.mark.parametrize("opened", [True, False])
async def test_an_order_taken_back_is_no_answer_to_the_agency(
    stage: Stage, door: str, chat: int, *, opened: bool
) -> None:
    anna, olga, number = await asked(stage, door, door, chat)
    if not opened:  # the question stands open by itself
        await anna.commands("my")
        await anna.presses(number)
    await anna.says("отмените, уже не надо")
    assert not olga.chat.says("уже не надо")
    await anna.says("да")
    assert (await stage.ticket(number)).state == "withdrawn"


@DOORS
async def test_broadcasts_are_declined_and_wanted_again_in_words(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await filed(stage, door, chat)
    await anna.says("не присылайте мне больше ничего")
    assert anna.chat.says("Рассылок больше не будет")
    assert "Ответы по вашим обращениям приходят и дальше" in anna.sees
    await anna.says("включи уведомления обратно")
    assert anna.chat.says("Рассылки снова будут приходить")


@DOORS
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("позовите диспетчера", "Ответит вам человек"),
        ("дай телефон управляющей", "Справок я не даю"),
        ("а вы не мошенники?", "Я бот, не чиновник"),
        ("до скольки вы работаете", "принимаю круглосуточно"),
        ("отключите рассылку", "/unsubscribe"),
        ("у меня нет кнопок", "напишите «согласен»"),
        ("боюсь мошенников", "Без согласия я не могу"),
        ("а что будет, если не дам", "Без согласия я не могу"),
        ("надо подумать", "всё рассказанное сохранится"),
    ],
)
async def test_what_is_asked_before_the_consent_is_answered_and_told_to_nobody(
    stage: Stage, door: str, chat: int, text: str, answer: str
) -> None:
    roads = await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.says(text)
    assert anna.chat.says(answer)
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert roads.says("Яма на дороге")
    assert not roads.says(text)


@DOORS
@pytest.mark.parametrize(("text", "topic"), [("💡❌", "Не горит"), ("🗑🗑🗑🤮", "Мусор не вывезен")])
async def test_a_picture_of_a_group_asks_which_of_its_topics(
    stage: Stage, door: str, chat: int, text: str, topic: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    await anna.agrees()
    assert topic in anna.buttons


@ONE_DOOR
@pytest.mark.parametrize(
    "text", ["Здравствуйте, кто отвечает за ямы?", "подскажите какая служба чинит фонари"]
)
async def test_whose_work_it_is_the_town_file_tells(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    assert "этим заним" in anna.sees
    assert "✍️ Сообщить о проблеме" in anna.buttons
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.says(text)
    assert "этим заним" in anna.sees
    assert "Ямы" in " ".join(anna.buttons)


@ONE_DOOR
async def test_what_nobody_in_the_town_file_does_is_no_complaint(
    stage: Stage, door: str, chat: int
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("кто отвечает за инопланетян?")
    assert "Справок я не даю" in anna.sees


@ONE_DOOR
@pytest.mark.parametrize(
    "text", ["кто отвечает за яму на Мира 5", "кто отвечает за то что фонарь третий день не горит"]
)
async def test_who_tells_what_is_wrong_with_it_complains(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    assert "✅ Даю согласие" in anna.buttons
