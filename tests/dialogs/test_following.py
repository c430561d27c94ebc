"""Words that may go on about a ticket, and those that begin a story."""

import pytest

from dialogs.heard.following import Following, following, is_bare

SAID = {
    Following.ASKS: (
        *("когда?", "а когда сделают?", "Когда починят фонарь", "ну что там", "есть новости?"),
        *("ответа нет уже неделю", "кто занимается?", "почему так долго", "сколько ещё ждать"),
        *("when?", "Any news?", "алло", "ну что, починили свет?", "Починили?", "ну как, сделали?"),
        *("ну и когда яму засыпете?", "а асфальт когда положат?", "ок, но когда асфальт?"),
        *("сколько ждать то", "а когда выедут?", "Срок прошёл, где ответ?"),
    ),
    Following.HELPED: ("да", "Да, спасибо", "сделали", "yes"),
    Following.NOT_HELPED: (
        *("нет", "никто не приехал", "Не помогло, яма на месте", "ничего не засыпали"),
        *("так и не сделали", "вы не той улице засыпали", "обман!", "not fixed"),
        *("ничего не помогло, опять воды нет",),
    ),
    Following.REACTS: (
        *("опять не горит!!", "ничего вы не заменили, темнота как была", "газ пахнет до сих пор"),
        *("да не горит у вас ничего, проверяли днём?", "снова темно", "Опять!", "still dark"),
        *("мусор так и лежит", "вы ничего не делаете", "всё ещё течёт", "мусор опять на месте"),
    ),
    None: (
        *("Яма на дороге у школы", "нет воды", "когдатошний забор упал", "", "👍"),
        *("Не горит фонарь", "да не надо", "нашли оптику на остановке", "сделайте опоры"),
        *("датчик сломан", "нетрезвые во дворе"),
        *("не работает лифт в третьем подъезде уже неделю, диспетчер трубку не берёт",),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "what"), [(text, one) for one in SAID for text in SAID[one]])
def test_short_words_are_heard_for_what_they_may_mean(text: str, what: Following | None) -> None:
    assert following(text) is what


def test_a_verdict_alone_is_bare_and_with_a_reason_is_not() -> None:
    assert is_bare("Да!")
    assert is_bare("нет")
    assert not is_bare("нет, яма на месте")


def test_a_question_mark_is_heard() -> None:
    assert following("сделали") is Following.HELPED
    assert following("сделали?") is Following.ASKS
