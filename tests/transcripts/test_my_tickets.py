"""What a resident does after filing: my tickets, adding, withdrawing, returning, language."""

import pytest

from core.messages import Client
from core.tickets import Move
from dialogs import events

from .beginnings import beginning
from .stage import Player, Stage

DOORS = pytest.mark.parametrize("door", ["telegram", "vk"])


@beginning
async def answered(stage: Stage, door: str = "telegram") -> tuple[Player, str]:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    anna, olga = stage.resident("Анна", door, 101), stage.operator("Ольга", roads, 501)
    number = await anna.files()
    await olga.says("Яму заделали", to=roads.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    return anna, number


@DOORS
async def test_my_tickets_go_page_by_page(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.commands("my")
    assert "ещё ни о чём не сообщали" in anna.sees
    numbers = [await anna.files(f"Яма номер {count} на дороге") for count in range(1, 8)]
    await anna.commands("my")
    assert "страница 1 из 2" in anna.sees
    shown = " ".join(anna.buttons)
    assert all(number in shown for number in numbers[2:])
    assert all(number not in shown for number in numbers[:2])
    await anna.presses("Раньше")
    assert "страница 2 из 2" in anna.sees
    await anna.presses(numbers[0])
    assert "Яма номер 1" in anna.sees
    assert "Состояние: передано" in anna.sees
    assert "принято" in anna.sees
    await anna.presses("К списку", "Раньше", "Позже")
    assert "страница 1 из 2" in anna.sees
    await anna.presses("В меню")
    assert "Сообщить о проблеме" in " ".join(anna.buttons)


async def test_a_link_opens_ones_own_ticket(stage: Stage) -> None:
    anna, number = await answered(stage)
    await anna.does(events.Opened(number))
    assert "Состояние: есть ответ" in anna.sees
    assert "Яму заделали" in anna.sees
    assert "Помогло" in " ".join(anna.buttons)


@DOORS
async def test_withdrawing_is_asked_once_more(stage: Stage, door: str) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    anna = stage.resident("Анна", door, 101)
    number = await anna.files()
    await anna.commands("my")
    await anna.presses(number, "Отозвать")
    assert f"Отозвать обращение {number}?" in anna.sees
    assert (await stage.ticket(number)).state == "routed"
    await anna.presses("Да, отозвать")
    assert "отозвано" in anna.chat.post(f"Обращение {number}").text
    assert "Житель отозвал обращение" in roads.post(f"{number} ·").text
    assert not [label for label in roads.post(f"{number} ·").labels if "Взять" in label]


async def test_within_two_weeks_after_closing_it_may_be_returned(stage: Stage) -> None:
    anna, number = await answered(stage)
    await anna.presses("👍 Помогло")
    stage.later(days=13)
    await anna.does(events.Opened(number))
    await anna.presses("Не решено")
    await anna.says("Яма открылась снова")
    assert f"Вернул обращение {number} в работу" in anna.sees
    ticket = await stage.ticket(number)
    assert (ticket.state, ticket.returns) == ("in_work", 1)
    assert ticket.deadline > stage.now


async def test_after_two_weeks_it_is_too_late(stage: Stage) -> None:
    anna, number = await answered(stage)
    await anna.presses("👍 Помогло")
    notice = anna.chat.post("Помогло?")
    stage.later(days=15)
    await anna.does(events.Opened(number))
    assert "🔁 Не решено" not in anna.buttons
    await anna.presses("Не помогло", on=notice)
    told = "\n".join([*anna.chat.toasts, *(post.text for post in anna.chat.posts)])
    assert "После закрытия прошло больше 14 дней" in told
    assert (await stage.ticket(number)).state == "closed"


async def test_an_old_button_of_a_notice_says_what_is_so_now(stage: Stage) -> None:
    anna, number = await answered(stage)
    notice = anna.chat.post("Ответ по обращению")
    await anna.presses("👍 Помогло", on=notice)
    stage.later(days=60)
    await anna.does(events.Acted("helped", number), message=notice.id, press="token")
    assert "закрыто" in "\n".join([*anna.chat.toasts[-1:], anna.sees])
    assert [one.move for one in await stage.history(number)].count(Move.CONFIRM) == 1


async def test_a_question_does_not_disturb_a_complaint_being_written(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    anna, olga = stage.resident("Анна", "telegram", 101), stage.operator("Ольга", roads, 501)
    number = await anna.files()
    await anna.says("Не горит фонарь")
    assert "Похоже" in anna.sees
    await olga.presses("Уточнить")
    await olga.says("Какой подъезд?")
    await olga.presses("Отправить жителю")
    assert "Какой подъезд?" in anna.sees
    asked = anna.chat.post("Какой подъезд?")
    await anna.says("Третий", to=asked)
    assert roads.says("Третий")
    await anna.presses("Продолжить начатое")
    assert "Похоже" in anna.sees
    assert [one.text for one in await stage.history(number) if one.move is Move.INFORM] == [
        "Третий"
    ]


@DOORS
async def test_a_client_without_buttons_is_served_by_numbers(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101, Client(buttons=False, inline=False))
    await anna.says("Яма на дороге у школы")
    assert not anna.buttons
    assert "1. ✅ Даю согласие" in anna.sees
    await anna.says("1")
    assert "1. 🛣 Ямы" in anna.sees
    await anna.says("1")
    assert "Где именно яма?" in anna.sees
    await anna.says("2")
    await anna.says("Благовещенск, улица 50 лет Октября, 1")
    await anna.says("Пропустить")
    await anna.says("пропустить")
    assert "Проверьте" in anna.sees
    assert "Во дворе" in anna.sees
    await anna.says("1")
    assert await stage.tickets_of(anna) == ["26-000001"]
    await anna.says("мои обращения")
    assert "26-000001" in anna.sees
    await anna.says("1")
    assert "Состояние: передано" in anna.sees


async def test_the_language_is_changed_and_kept(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    anna, olga = stage.resident("Анна", "telegram", 101), stage.operator("Ольга", roads, 501)
    await anna.commands("language")
    await anna.presses("English")
    assert "Report a problem" in " ".join(anna.buttons)
    await anna.commands("start")
    assert "Здравствуйте" not in anna.sees
    await anna.says("Яма на дороге")
    await anna.presses("I agree" if "I agree" in " ".join(anna.buttons) else anna.buttons[0])
    assert "Cancel" in " ".join(anna.buttons)
    await anna.presses("Ямы", "Skip")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Skip", "Skip", "Send")
    assert anna.chat.says("26-000001")
    await olga.presses("Взять в работу")
    assert "26-000001" in anna.sees
    assert "взято" not in anna.sees
    await anna.commands("language")
    await anna.presses("Русский")
    assert "Сообщить о проблеме" in " ".join(anna.buttons)


async def test_the_notice_of_an_answer_may_be_pressed_much_later(stage: Stage) -> None:
    anna, number = await answered(stage, "vk")
    stage.later(days=10)
    for _ in range(3):
        await anna.says("Ещё одна беда: темно во дворе")
        await anna.commands("cancel")
    await anna.presses("Не помогло", on=anna.chat.post("Ответ по обращению"))
    await anna.says("Опять яма")
    assert (await stage.ticket(number)).state == "in_work"


async def test_a_deadline_that_is_over_is_told_as_over_and_who_was_reminded(stage: Stage) -> None:
    await stage.agency("zur", "telegram", -9)
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    anna, olga = stage.resident("Анна", "telegram", 101), stage.operator("Ольга", roads, 501)
    number = await anna.files()
    await anna.does(events.Opened(number))
    assert anna.chat.says("Срок ответа: до вторника, 24 ноября, 15:00\n")

    stage.later(hours=5, minutes=1)
    await anna.does(events.Opened(number))
    over = "Срок ответа прошёл: он был до вторника, 24 ноября, 15:00."
    assert anna.chat.says(f"{over}\n"), "nobody was reminded yet"
    await stage.watch()
    assert roads.says("срок ответа вышел")
    await anna.does(events.Opened(number))
    assert anna.chat.says(f"{over} Исполнителю и координаторам об этом напомнили.\n")

    await olga.says("Яму заделали", to=roads.post(f"{number} · ★"))
    await olga.presses("Отправить жителю")
    await anna.does(events.Opened(number))
    assert "Срок ответа" not in anna.chat.post("Состояние: есть ответ").text


async def test_of_what_the_coordinators_have_only_they_are_reminded(stage: Stage) -> None:
    zur = await stage.agency("zur", "telegram", -9)
    roads = await stage.agency("roads", "telegram", -1)
    anna, olga = stage.resident("Анна", "telegram", 101), stage.operator("Ольга", roads, 501)
    number = await anna.files()
    await olga.presses("Не наше", on=roads.post(f"{number} ·"))
    await olga.says("Это двор")
    stage.later(days=1)
    await stage.watch()
    assert zur.says("ответа всё ещё нет, просрочено на")
    await anna.does(events.Opened(number))
    assert anna.chat.says("Координаторам об этом напомнили.")
