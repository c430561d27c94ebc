"""What is typed in other words than a label's: what means one button alone, and what does not."""

import pytest

from dialogs.heard.near_labels import near_label, told_label
from dialogs.texts import fold

WATER = ("Только у меня", "Во всём подъезде", "Во всём доме", "В нескольких домах")
POWER = ("Только у меня", "Во всём доме", "На всей улице")
ROAD = ("На проезжей части", "Во дворе", "На обочине")
LIGHT = ("Не горит", "Нет освещения", "Горит днём", "Опора повреждена")
TAPS = ("Нет холодной воды", "Нет горячей воды", "Прорыв трубы")


@pytest.mark.parametrize(
    ("said", "labels", "meant"),
    [
        ("на дороге", ROAD, "На проезжей части"),
        ("двор", ROAD, "Во дворе"),
        ("это на обочине", ROAD, "На обочине"),
        ("у меня", WATER, "Только у меня"),
        ("в подъезде", WATER, "Во всём подъезде"),
        ("весь дом", WATER, "Во всём доме"),
        ("поликлиника", ("🏥 Работа поликлиники",), "🏥 Работа поликлиники"),
        ("яма", ("🛣 Ямы", "🛣 Тротуар и обочина"), "🛣 Ямы"),
        ("холодной воды", TAPS, "Нет холодной воды"),
        ("прорвало трубу", TAPS, None),
        ("труба", TAPS, "Прорыв трубы"),
        ("не горит", LIGHT, "Не горит"),
        ("горит", LIGHT, "Горит днём"),
        ("у всех", WATER, None),
        ("на улице", POWER, None),
        ("мусор", ("🗑 Мусор не вывезен", "🌳 Уборка двора"), "🗑 Мусор не вывезен"),
        ("вывезен", ("🗑 Мусор не вывезен", "🌳 Уборка двора"), None),
        ("тепло", ("Отопление", "Содержание дома"), "Отопление"),
        ("вся улица", POWER, "На всей улице"),
        ("на улице", ("На улице", "Во дворе"), "На улице"),
        ("у дома", POWER, None),
        ("весь дом", POWER, "Во всём доме"),
        ("у дома", ("Отопление", "Содержание дома"), None),
        ("содержание", ("Отопление", "Содержание дома"), "Содержание дома"),
        ("большая", ("Одна", "2–4", "5 и больше"), None),
        ("больше недели", ("1–2 дня", "Неделю и больше"), "Неделю и больше"),
        ("в доме", WATER, None),
        ("вода", TAPS, None),
        ("нет", TAPS, None),
        ("не во дворе", ROAD, None),
        ("двор дома 5", ROAD, None),
        ("яма большая", ("🛣 Ямы",), None),
        ("во дворе на обочине", ROAD, None),
        ("решено", ("👎 Не решено",), None),
        ("", ROAD, None),
    ],
)
def test_what_means_one_label_alone_is_its_button(
    said: str, labels: tuple[str, ...], meant: str | None
) -> None:
    found = near_label(fold(said), map(fold, labels))
    assert (None if found is None else labels[found]) == meant


@pytest.mark.parametrize(
    ("said", "labels", "meant"),
    [
        ("на проезжей части, где же ещё", ROAD, "На проезжей части"),
        ("прямо посреди дороги", ROAD, "На проезжей части"),
        ("on the road", ROAD, "На проезжей части"),
        ("весь дом бл", POWER, "Во всём доме"),
        ("весь дом без света, и подъезд", POWER, "Во всём доме"),
        ("плачу за тепло много", ("Отопление", "Содержание дома"), "Отопление"),
        ("не во дворе", ROAD, None),
        ("не во дворе, а на обочине", ROAD, "На обочине"),
        ("во дворе и на обочине", ROAD, None),
        ("Лазо 38", POWER, None),
        ("быстрее можно?", POWER, None),
    ],
)
def test_it_is_looked_for_among_other_words(
    said: str, labels: tuple[str, ...], meant: str | None
) -> None:
    found = told_label(fold(said), map(fold, labels))
    assert (None if found is None else labels[found]) == meant
