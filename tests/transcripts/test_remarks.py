"""What is written of a ticket in words that nobody can list: where no other trouble is heard, it is
asked whether it belongs to what is under way, or was answered."""

import pytest

from core.tickets import Verdict

from .stage import Player, Stage
from .test_going_on import filed
from .test_verdicts_in_words import DOORS, ONE_DOOR, answered


def places_of(anna: Player) -> list[str]:
    return [label for label in anna.buttons if label.startswith(("➕", "↩️ Вернуть"))]


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        *("я ошибся, дом 7 а не 5", "исправьте адрес: Пушкина 7", "забыл сказать: опора номер 15"),
        *("добавьте к заявке что там дети ходят", "дополнение: нет ещё и лавочки"),
        *("опечатка, не горит 2 фонаря", "вы обещали до вторника!"),
        *("срок прошёл", "никто не едет", "яма стала больше", "не согласна, сделайте сегодня"),
        *("почему так долго, там дети ходят", "жду уже третий день"),
    ],
)
async def test_of_an_open_ticket_it_is_asked_whether_it_is_meant(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    stage.later(minutes=15)
    await anna.says(text)
    assert places_of(anna) == [f"➕ Добавить к {number}"]
    await anna.presses(f"➕ Добавить к {number}")
    assert f"Добавил к обращению {number}" in anna.sees


@DOORS
async def test_a_new_trouble_in_unheard_words_takes_one_press(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await filed(stage, door, chat)
    await anna.says("сил нет на это смотреть")
    await anna.presses("✍️ Это новая проблема")
    assert "К чему это относится?" in anna.sees


@ONE_DOOR
@pytest.mark.parametrize(
    "text", ["Не горит фонарь", "сил нет, Благовещенск, Зейская 100", "сил нет на это смотреть"]
)
async def test_who_has_no_ticket_or_names_a_trouble_or_a_place_tells_a_story(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    if text == "сил нет на это смотреть":
        anna = stage.resident("Анна", door, 101)
        await anna.says(text)
        await anna.agrees()
    else:
        anna, _ = await filed(stage, door, chat)
        await anna.says(text)
    assert not places_of(anna)
    assert "✕ Отмена" in anna.buttons


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        *("что с моим обращением про яму", "а яму когда заделают?", "что с ямой"),
        *("по яме есть новости?", "как там моя яма", "когда яму заделают", "до какого числа ждать"),
        "а ответ будет?",
    ],
)
async def test_who_asks_and_names_the_trouble_is_shown_the_ticket(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    stage.later(minutes=5)
    await anna.says(text)
    assert "➕ Дополнить" in anna.buttons
    assert number in anna.sees


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        *("уже починили, спасибо, не надо", "проблема решилась сама", "не актуально"),
        *("ошиблась, ничего не надо", "яму заделали, спасибо", "сделали", "заявка не нужна"),
    ],
)
async def test_who_needs_it_no_more_is_shown_how_to_withdraw(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.says(text)
    assert anna.chat.says("Отозвать")
    await anna.commands("my")
    await anna.presses(number, "Отозвать", "Да, отозвать")
    assert (await stage.ticket(number)).state == "withdrawn"


@ONE_DOOR
@pytest.mark.parametrize("text", ["отозвать", "хочу отозвать свою жалобу", "отзываю", "отменяю"])
async def test_withdrawing_needs_no_name_for_the_ticket(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.says(text)
    assert number in " ".join((anna.sees, *anna.buttons))
    assert anna.chat.says("Отозвать")


@DOORS
async def test_withdrawing_in_reply_asks_whether_it_is_sure(
    stage: Stage, door: str, chat: int
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.says("отозвать", to=anna.chat.post("Принято"))
    assert f"Отозвать обращение {number}?" in anna.sees
    await anna.says("нет")
    assert "Выберите" not in anna.sees
    await anna.says("отозвать", to=anna.chat.post("Принято"))
    await anna.says("да")
    assert (await stage.ticket(number)).state == "withdrawn"


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        *(
            "спасибо, но яма осталась",
            "нет, не помогло, яма там же",
            "не всё сделали, вторая яма тоже",
        ),
        *(
            "ничего не изменилось",
            "сделали наполовину",
            "нет и не было никого",
            "вы перепутали дом",
        ),
        *("не по адресу сделали", "это не ответ", "засыпали но плохо", "верните в работу"),
        *("откройте обращение заново", "не согласен", "вы издеваетесь?"),
    ],
)
async def test_under_an_answer_any_words_may_return_the_ticket(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says(text)
    if "Вернул обращение 26-000001" not in anna.sees:
        await anna.presses("↩️ Вернуть 26-000001 в работу")
    if "Напишите, что осталось не так" in anna.sees:
        await anna.says("яма на месте")
    assert (await stage.ticket("26-000001")).state == "in_work"
    assert await stage.tickets_of(anna) == ["26-000001"]


@ONE_DOOR
@pytest.mark.parametrize(
    "text", ["да, помогло, спасибо большое мастеру Ивану", "все работает", "работает"]
)
async def test_who_is_content_says_so_in_other_words(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says(text)
    assert (await stage.ticket("26-000001")).verdict is Verdict.SATISFIED


@DOORS
async def test_a_thumb_down_is_a_verdict_too(stage: Stage, door: str, chat: int) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("👎")
    assert "Напишите, что осталось не так" in anna.sees
    await anna.presses("Отмена")
    await anna.says("👎", to=anna.chat.post("Яму засыпали"))
    assert "Напишите, что осталось не так" in anna.sees


@DOORS
async def test_a_picture_with_words_of_no_trouble_is_asked_about(
    stage: Stage, door: str, chat: int
) -> None:
    anna, number = await filed(stage, door, chat)
    stage.later(hours=30)
    await anna.sends("снимок", text="вот")
    await anna.presses(f"➕ Добавить к {number}")
    assert f"Добавил к обращению {number}" in anna.sees
    assert not anna.chat.says("только что")
