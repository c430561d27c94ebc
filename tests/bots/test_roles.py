"""Roles: which there are, and which a town's only process cannot do without."""

import pytest

from bots.workers.roles import ALL, Role, read_roles, written, wrong_alone


@pytest.mark.parametrize(
    ("given", "roles"),
    [
        ("intake", {Role.INTAKE}),
        (" Web , watch,", {Role.WEB, Role.WATCH}),
        ("web,courier,intake,watch,web", set(ALL)),
    ],
)
def test_roles_are_named_with_commas_between_them(given: str, roles: set[Role]) -> None:
    assert read_roles(given) == roles


def test_a_role_that_there_is_not_is_told_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"роли «cook» нет; .*intake, courier, watch, web"):
        read_roles("intake,cook")
    with pytest.raises(ValueError, match="ожидаются через запятую"):
        read_roles(" , ")


def test_they_are_always_written_in_the_same_order() -> None:
    assert written({Role.WEB, Role.INTAKE}) == "intake,web"


@pytest.mark.parametrize(
    ("roles", "comes"),
    [
        ("courier,watch,web", "никто не примет сообщения"),
        ("intake,watch,web", "никто не отправит ответы"),
        ("intake,courier", "никто не напомнит о сроках"),
        ("intake,courier,watch", ""),
        ("intake,courier,watch,web", ""),
    ],
)
def test_the_only_process_takes_messages_and_answers(roles: str, comes: str) -> None:
    said = wrong_alone(read_roles(roles), sandbox=False, hooked=False)
    assert comes in said
    assert bool(comes) == bool(said)


def test_webhooks_need_somebody_who_listens() -> None:
    assert "вебхуки" in wrong_alone(read_roles("intake,courier,watch"), sandbox=False, hooked=True)
    assert wrong_alone(ALL, sandbox=False, hooked=True) == ""


def test_the_sandbox_is_one_process_with_all_roles() -> None:
    assert "песочница" in wrong_alone(read_roles("intake,courier"), sandbox=True, hooked=False)
    assert wrong_alone(ALL, sandbox=True, hooked=False) == ""
