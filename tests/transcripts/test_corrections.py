"""An answer that was wrong is corrected, and the resident sees that it is a correction."""

import pytest

from dialogs.events import Edited

from .stage import Stage
from .twice import on_both

pytestmark = on_both

WAYS = pytest.mark.parametrize(
    ("home", "office", "chat"),
    [("telegram", "vk", 2_000_000_001), ("vk", "telegram", -100_500)],
)


@WAYS
async def test_an_answer_already_sent_is_corrected(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await olga.says("Яму на Ленина, 6 заделали утром", to=roads.post(f"{number} ·"))
    await olga.presses("Отправить жителю")

    await olga.presses("Исправить")
    assert "Яму на Ленина, 6 заделали утром" in roads.last
    await olga.says("Яму на Ленина, 5 заделали утром")
    assert "Житель увидит это как исправление" in roads.last
    assert not anna.chat.says("Ленина, 5 заделали"), "nothing goes before it is confirmed"
    await olga.presses("Отправить жителю")
    assert "Исправление отправлено" in roads.last
    told = anna.chat.post("Ленина, 5 заделали утром").text
    assert told == (
        f"✏️ Исправленный ответ по обращению {number} (Дорожная служба города) — вместо прежнего:"
        "\n\nЯму на Ленина, 5 заделали утром\n\nПомогло?"
    )


@WAYS
async def test_a_correction_of_what_is_closed_asks_nothing_that_it_does_not_take(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await olga.says("Яму на Ленина, 6 заделали утром", to=roads.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    await anna.presses("👍 Помогло")

    await olga.presses("Исправить")
    await olga.says("Яму на Ленина, 5 заделали утром")
    await olga.presses("Отправить жителю")
    told = anna.chat.post("Ленина, 5 заделали утром")
    assert "Помогло?" not in told.text
    assert told.labels == ["👎 Не помогло"]
    await anna.presses("Не помогло", on=told)
    await anna.says("Яма на месте")
    assert f"Вернул обращение {number} в работу" in anna.sees


@WAYS
async def test_what_was_not_answered_cannot_be_corrected(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga = stage.operator("Ольга", roads, 501)
    number = await stage.resident("Анна", home, 101).files()
    await olga.commands("correct", number)
    told = "\n".join([*roads.toasts, roads.last])
    assert f"Сейчас нельзя: {number} — передано.\nМожно:\n" in told
    assert "• ответить на карточку" in told


@WAYS
async def test_who_edits_their_message_after_it_went_is_told_who_has_the_old_words(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, ivan = stage.operator("Ольга", roads, 501), stage.operator("Иван", roads, 502)
    anna = stage.resident("Анна", home, 101)
    number = await anna.files()
    card = roads.post(f"{number} ·")
    await olga.presses("Уточнить")
    await olga.says("Какой дом?", to=roads.posts[-1])
    asked = roads.posts[-1]
    await olga.presses("Отправить")
    await olga.does(Edited("Какой дом и подъезд?", asked.id), quoted=asked.text)
    assert f"по {number} у него прежние слова. Нужны другие — напишите заново" in roads.last
    await olga.says("Яму засыпали щебнем", to=card)
    await olga.presses("Отправить жителю")
    heard, said = len(anna.chat.posts), len(roads.posts)
    await ivan.does(Edited("Обед в два", card.id))
    await olga.does(Edited("Обед в два"))
    assert len(roads.posts) == said, "they sent nothing by it"
    await olga.does(Edited("Яму засыпали асфальтом", card.id))
    assert "жителю не ушло" in roads.last
    assert "нажмите «✏️ Исправить ответ»" in roads.last
    assert len(anna.chat.posts) == heard


async def test_a_second_answer_of_ones_own_is_told_to_be_one(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -100)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", "vk", 101)
    number = await anna.files()
    await olga.says("Заделали, проверили с мастером до 17:00", to=roads.post(f"{number} ·"))
    assert "⚠️ Вы уже ответили" not in roads.last
    await olga.presses("Отправить жителю")
    await olga.says("Опечатка: проверили до 18:00", to=roads.post("Отправлено жителю"))
    assert "⚠️ Вы уже ответили жителю (24.11.2026, 10:00): это будет второй ответ." in roads.last
    assert "«✏️ Исправить ответ»" in roads.last
