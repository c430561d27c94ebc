"""What answers a topic's own question in no way is not stored as its answer, and nobody is held."""

import pytest

from .telling_it import Told

LAMP, COLD, LIFT, HOLE = "q.pole", "q.degrees", "q.entrance", "q.where"


def asked(question: str) -> Told:
    told = {
        LAMP: lambda: Told().says("фонарь не горит").presses("Не горит"),
        COLD: lambda: Told().says("батареи холодные").presses("Нет отопления"),
        LIFT: lambda: Told().says("лифт стоит").presses("Лифт", "Понятно"),
        HOLE: lambda: Told().says("яма на дороге").presses("Ямы"),
    }[question]()
    assert told.state.at == question
    return told


@pytest.mark.parametrize(
    ("question", "said", "answer", "told"),
    [
        (LAMP, "я же написала", None, False),
        (LAMP, "Зейская 173", None, True),
        (LAMP, "да", None, False),
        (LAMP, "столб 14, Зейская 173", "столб 14, Зейская 173", False),
        (LAMP, "не видно", "не видно", False),
        (COLD, "у всех", None, True),
        (COLD, "ниже нормы", "ниже нормы", False),
        (COLD, "градусов двенадцать", "градусов двенадцать", False),
        (HOLE, "нет", None, False),
        (HOLE, "на повороте", "на повороте", False),
        (HOLE, "посередине", "посередине", False),
    ],
)
def test_it_is_left_out_and_nothing_is_lost(
    question: str, said: str, answer: str | None, told: bool
) -> None:
    after = asked(question).says(said).state
    assert after.at == "place"
    assert after.answers.get(question) == answer
    assert (said in str(after.answers["what"])) == told


def test_where_an_answer_is_needed_it_is_asked_once_more() -> None:
    once = asked(LIFT).says("да")
    assert once.state.at == LIFT
    assert once.says("да").state.answers[LIFT] == "да"
    assert asked(LIFT).says("да").says("второй").state.answers[LIFT] == "второй"
