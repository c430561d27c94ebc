"""What an operator says is taken for what it was meant to be, and none of it is lost quietly."""

import pytest
from msgspec.structs import replace

from core.messages import File, FileKind
from dialogs import events

from .beginnings import beginning
from .chats import Chat, Post
from .stage import Player, Stage

HEARD = "житель его услышит"


@beginning
async def at_card(stage: Stage) -> tuple[Chat, Player, Player, str]:
    roads = await stage.agency("roads", "telegram", -100)
    anna = stage.resident("Анна", "vk", 101)
    number = await anna.files()
    return roads, stage.operator("Ольга", roads, 501), anna, number


def replies(player: Player, text: str, to: Post) -> events.Arrival:
    """A reply as messengers bring it: with the first line of what is replied to."""
    said = events.Said(text, reply_to=to.id)
    return player.arrival(said, quoted=to.text.partition("\n")[0])


def counted(chat: Chat, words: str) -> int:
    return sum(words in post.text for post in chat.posts)


# «Не наше», and then a reply


@pytest.mark.parametrize("button", ["Не наше", "Уточнить"])
async def test_a_reply_to_the_card_is_the_answer_also_after_another_button(
    stage: Stage, button: str
) -> None:
    roads, olga, anna, number = await at_card(stage)
    card = roads.post(f"{number} ·")
    await olga.presses(button, on=card)
    await stage.take(replies(olga, "Засыпали утром", card))
    assert "Так увидит житель" in roads.last
    assert "Засыпали утром" in roads.last
    assert button in roads.last
    assert "отменил: ответ на карточку — это ответ жителю" in roads.last
    await olga.presses("Отправить жителю")
    assert anna.chat.says("Засыпали утром")
    assert [one.move.value for one in await stage.history(number)] == ["file", "answer"]


async def test_the_reason_is_a_reply_to_the_question_or_plain_words(stage: Stage) -> None:
    roads, olga, anna, number = await at_card(stage)
    second = await anna.files("Вторая яма на дороге")
    await olga.presses("Не наше", on=roads.post(f"{number} ·"))
    await stage.take(replies(olga, "Это двор", roads.post(f"Почему {number}")))
    await olga.presses("Не наше", on=roads.post(f"{second} ·"))
    await olga.says("И это двор")
    for one in (number, second):
        assert (await stage.history(one))[-1].move.value == "refuse"


# drafts let go


@pytest.mark.parametrize("button", ["Не наше", "Уточнить"])
async def test_a_draft_that_gives_way_to_a_button_is_said_once_more(
    stage: Stage, button: str
) -> None:
    roads, olga, _, number = await at_card(stage)
    card = roads.post(f"{number} ·")
    await olga.says("Длинный и важный ответ", to=card)
    await olga.presses(button, on=card)
    told = roads.post("Черновик по").text
    assert number in told
    assert "не ушёл" in told
    assert "Длинный и важный ответ" in told


async def test_a_draft_that_gives_way_to_another_answer_is_said_once_more(stage: Stage) -> None:
    roads, olga, anna, number = await at_card(stage)
    second = await anna.files("Вторая яма на дороге")
    await olga.says("Первый ответ", to=roads.post(f"{number} ·"))
    await olga.says("Второй ответ", to=roads.post(f"{second} ·"))
    assert "Первый ответ" in roads.post(f"Черновик по {number} отложен").text
    assert "Второй ответ" in roads.last


# files


async def test_a_voice_is_the_residents_to_hear_and_the_question_stands_once(
    stage: Stage,
) -> None:
    roads, olga, anna, number = await at_card(stage)
    voice = (File(FileKind.VOICE, "telegram", "v"),)
    await olga.does(events.Sent(voice, reply_to=roads.post(f"{number} ·").id))
    assert counted(roads, "Напишите текст ответа") == 1
    assert HEARD in roads.last
    assert "исполнитель" not in roads.last
    await olga.says("Подробности в голосовом")
    assert counted(roads, "Напишите текст ответа") == 1
    await olga.presses("Отправить жителю")
    assert anna.chat.says("Подробности в голосовом")
    assert voice in [post.files for post in anna.chat.posts]


@pytest.mark.parametrize("kind", list(FileKind))
async def test_an_answer_may_be_files_alone(stage: Stage, kind: FileKind) -> None:
    roads, olga, anna, number = await at_card(stage)
    files = (File(kind, "telegram", "f"),)
    await olga.does(events.Sent(files, reply_to=roads.post(f"{number} ·").id))
    await olga.presses("Без слов")
    assert "Так увидит житель" in roads.last, "it is shown before it goes"
    assert not anna.chat.says("Ответ по обращению")
    await olga.presses("Отправить жителю")
    told = anna.chat.post(f"Ответ по обращению {number}")
    assert files in [post.files for post in anna.chat.posts], "on VK a voice stands apart"
    assert "\n\n\n" not in told.text
    await anna.commands("my")
    await anna.presses(number)
    assert "ответ вложением" in anna.sees


async def test_a_question_is_asked_in_words(stage: Stage) -> None:
    roads, olga, _, number = await at_card(stage)
    await olga.presses("Уточнить", on=roads.post(f"{number} ·"))
    await olga.sends("where")
    assert not any("Без слов" in label for label in roads.posts[-1].labels)
    await olga.says("Здесь?")
    assert "Вопрос жителю" in roads.last


async def test_a_refused_program_leaves_the_question_where_it_stands(stage: Stage) -> None:
    roads, olga, _, number = await at_card(stage)
    await olga.presses("Уточнить", on=roads.post(f"{number} ·"))
    program = (File(FileKind.DOCUMENT, "telegram", "x", name="setup.exe"),)
    await olga.does(events.Sent(program))
    assert counted(roads, "Что спросить у жителя") == 1
    assert "похож на программу" in roads.last


async def test_what_cannot_be_an_answer_lets_no_draft_go(stage: Stage) -> None:
    roads, olga, anna, number = await at_card(stage)
    card = roads.post(f"{number} ·")
    await olga.says("Засыпали утром", to=card)
    program = (File(FileKind.DOCUMENT, "telegram", "x", name="setup.exe"),)
    await olga.does(events.Sent(program, reply_to=card.id))
    assert "похож на программу" in roads.last
    await olga.presses("Отправить жителю", on=roads.post("Засыпали утром"))
    assert anna.chat.says("Засыпали утром")


async def test_photos_sent_to_the_question_about_photos_join_the_draft(stage: Stage) -> None:
    roads, olga, anna, number = await at_card(stage)
    await olga.sends("before", text="Засыпали утром", to=roads.post(f"{number} ·"))
    await olga.presses("✏️ Вложения")
    await olga.sends("after", to=roads.post("Пришлите фото к ответу"))
    await olga.presses("Готово", "Отправить жителю")
    told = anna.chat.post("Засыпали утром")
    assert [one.ref for one in told.files] == ["before", "after"]


# once, though pressed and said many times


@pytest.mark.parametrize("together", [True, False])
async def test_it_did_not_help_pressed_three_times_asks_once(stage: Stage, together: bool) -> None:
    roads, olga, anna, number = await at_card(stage)
    await olga.says("Готово", to=roads.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    press = anna.press("Не помогло")
    presses = [replace(press, key=f"press {at}") for at in range(3)]
    for batch in [presses] if together else [[one] for one in presses]:
        await stage.take(*batch)
    assert counted(anna.chat, "Жаль, что не помогло") == 1
    await anna.says("Снова провалилась")
    assert (await stage.history(number))[-1].move.value == "return"


async def test_a_card_s_button_pressed_three_times_asks_once(stage: Stage) -> None:
    roads, olga, _, number = await at_card(stage)
    for _ in range(3):
        await olga.presses("Не наше", on=roads.post(f"{number} ·"))
    assert counted(roads, f"Почему {number}") == 1
    assert "Уже спросил" in roads.toasts[-1]


@pytest.mark.parametrize("door", ["telegram", "vk"])
async def test_words_added_one_after_another_are_confirmed_once(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге у дома")
    before = len(anna.chat.posts)
    more = [anna.arrival(events.Said(f"и ещё вот что: номер {at}")) for at in range(60)]
    await stage.take(*more)
    assert len(anna.chat.posts) == before + 1
    assert "Добавил к описанию" in anna.sees
    await anna.agrees()
    assert "номер 59" in str((await _answers(stage, anna))["what"])


async def _answers(stage: Stage, player: Player) -> dict[str, object]:
    async with stage.unit() as unit:
        memory = await unit.recall(player.speaker)
    assert memory is not None
    return dict(memory["answers"])


@pytest.mark.parametrize(("door", "group"), [("telegram", -1), ("vk", 2_000_000_001)])
async def test_a_command_that_takes_one_number_says_what_it_leaves(
    stage: Stage, door: str, group: int
) -> None:
    roads = await stage.agency("roads", door, group)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", "vk", 101)
    first, second = await anna.files(), await anna.files("Яма вторая")

    def left(command: str, words: str) -> bool:
        said = f"/{command} берёт один номер за раз: {first}. Остальное не учтено: «{words}»."
        return roads.says(said)

    await olga.commands("take", f"{first}, {second}")
    assert left("take", second)
    assert (await stage.ticket(first)).taken_by == "Ольга"
    assert (await stage.ticket(second)).state == "routed"
    await olga.commands("t", f"{first} {second}")
    assert left("t", second)
    await olga.commands("find", f"яма {first}")
    assert left("find", "яма")
    await olga.commands("undo", f"{first} и {second}")
    assert left("undo", f"и {second}")
    await olga.commands("note", f"{first} то же, что {second}")
    assert not left("note", f"то же, что {second}"), "its words are taken"
    await olga.commands("take", f"№{second}.")
    assert not roads.says(f"за раз: {second}")


# what is not passed on, and what is no command


async def test_the_caption_of_a_file_that_is_not_passed_on_is_kept(stage: Stage) -> None:
    roads, olga, anna, number = await at_card(stage)
    card = roads.post(f"{number} ·")
    program = (File(FileKind.DOCUMENT, "telegram", "p", name="смета.exe"),)
    sent = events.Sent(program, "Засыпали утром", reply_to=card.id)
    await olga.does(sent, quoted=card.text.partition("\n")[0])
    assert "Такой файл я не передам" in roads.last
    assert "Засыпали утром" in roads.last
    await olga.presses("Отправить жителю")
    answer = anna.chat.post("Засыпали утром")
    assert not answer.files


@pytest.mark.parametrize(("door", "group"), [("telegram", -1), ("vk", 2_000_000_001)])
async def test_a_mistyped_command_is_answered_with_what_was_meant(
    stage: Stage, door: str, group: int
) -> None:
    roads = await stage.agency("roads", door, group)
    olga = stage.operator("Ольга", roads, 501)
    await olga.commands("promsie", "26-000001")
    assert roads.last == "Команды /promsie нет. Может быть, /promise?"
    said = len(roads.posts)
    for theirs in ("weather", "status", "notes", "task", "promote", "report"):
        await olga.commands(theirs, "Благовещенск")
    assert len(roads.posts) == said, "that is another bot's"


@pytest.mark.parametrize("asked", [False, True])
async def test_the_rest_of_what_was_too_long_is_no_answer(stage: Stage, asked: bool) -> None:
    roads = await stage.agency("roads", "telegram", -100)
    number = await stage.resident("Анна", "telegram", 101).files()
    olga, card = stage.operator("Ольга", roads, 501), roads.post(f"{number} ·")
    if asked:
        await olga.presses("Ответить", on=card)
    to = roads.posts[-1] if asked else card
    await olga.says("я" * 4096, to=to)
    assert "4 096" in roads.last.replace("\u00a0", " ")
    for _ in range(2):
        await olga.says("и хвост длинного текста", to=to)
        assert "похоже на продолжение того же длинного текста" in roads.last
    assert not roads.says("Так увидит житель")
    stage.later(seconds=11)
    await olga.says("Коротко: яму засыпали сегодня", to=to)
    assert "Так увидит житель" in roads.last
