"""A mistake in the town file is told with its line and key, and all of them at once."""

import re
from pathlib import Path
from typing import get_args

import pytest

from bots.sandbox.identity import Door
from core.town import TownError, load_town
from core.town.values import MESSENGERS

from .small_town import SMALL, load

AROUND = "around_the_clock = true"
ANOTHER = f'[[agencies]]\ncode = "x"\nname = "X"\nshort = "X"\n{AROUND}\n'
FALLING, TWICE = "[desk]\nreminders = [80, 50]", "[desk]\nreminders = [50, 80, 80]"
FIRST = SMALL.splitlines().index("[[agencies]]") + 1
REASON = '[[desk.reject_reasons]]\ncode = "a"\nname = "А"\ntext = "Нет."\n'


def problems(folder: Path, text: str, days: str = "") -> tuple[str, ...]:
    with pytest.raises(TownError) as caught:
        load(folder, text, days)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('zone = "Asia/Yakutsk"', 'zone = "Asia/Blago"', "town.zone: «Asia/Blago» — ожидается"),
        ('zone = "Asia/Yakutsk"', 'zone = "localtime"', "town.zone: «localtime» — ожидается"),
        ('emoji = "❓"', 'emoji = "другое"', "groups.other.emoji: «другое» — ожидается эмодзи"),
        (AROUND, f'{AROUND}\nsupervisors = ["vk:{"9" * 20}"]', "— ожидается telegram:12345, vk"),
        ('operator = "Администрация"\n', "", "town.operator: не указано"),
        ('version = "1"', 'version = "п 1"', "consent.version: «п 1» — ожид"),
        ('text = "Согласны?"', 'text = " "', "consent.text: « » — ожидается непустой текст"),
        ('link = "https://town', 'link = "town', "consent.link: «town.example/consent» — ожид"),
        ("south = 50.0", "south = 53.0", "region.box: ожидается south меньше north"),
        ("lat = 51.0", 'lat = "51"', 'left.lat: «"51"» — ожидается число без кавычек'),
        ("lat = 51.0", "lat = 151", "municipalities.left.lat: «151» — ожидается не больше 90"),
        ("radius_km = 30\n", "", "municipalities.left: указаны оба или ни одного"),
        ('code = "right"', 'code = "left"', "municipalities.left.code: «left» — уже занято"),
        ('code = "right"', 'code = "Right!"', "municipalities.Right!.code: «Right!» — ожид"),
        ('code = "right"', 'code = "r23456789012345678"', "ожидается не длиннее 16 знаков"),
        ("coordinators = true", "coordinators = false", "agencies: координаторы не названы"),
        ("around_the_clock = true", "around_the_clock = 1", "«1» — ожидается true или false"),
        ("around_the_clock = true\n", "", "agencies.gas: указаны оба или ни одного"),
        ("around_the_clock = true", "coordinators = true", "agencies.gas.coordinators: «true»"),
        ("around_the_clock", "around_the_clok", "незнакомый ключ — может быть, «around_the_clock»"),
        ('monday = "09:00-18:00"', 'monday = "9-18"', "agencies.roads.week.monday: «9-18» — ожид"),
        ('lunch = "13', 'lunh = "13', "week.lunh: незнакомый ключ — может быть, «lunch»"),
        ('13:00-14:00"\n\n', '11:00-14:00"\n\n', "saturday: «10:00-12:00, 11:00-14:00» — часы"),
        (
            AROUND,
            f'{AROUND}\nsupervisors = ["tg:5"]',
            "gas.supervisors.1: «tg:5» — мессенджера «tg»",
        ),
        (
            AROUND,
            f'{AROUND}\nsupervisors = ["ok:5"]',
            "ожидается telegram:12345, vk:12345 или max:12345",
        ),
        (AROUND, f'{AROUND}\nsupervisors = ["vk:id5"]', "gas.supervisors.1: «vk:id5» — ожидается"),
        (AROUND, f'{AROUND}\nsupervisors = ["5"]', "gas.supervisors.1: «5» — ожидается telegram"),
        (
            "[town]\n",
            '[town]\nstreets = "none.csv"\n',
            "town.streets: «none.csv» — файл не найден; ожидается файл CSV рядом с файлом города",
        ),
        (
            "[town]\n",
            "[town]\nsettlements = 5\n",
            "town.settlements: «5» — ожид",
        ),
        ("days.csv", "csv/days.csv", "agencies.roads.exceptions: «csv/days.csv» — ожидается файл"),
        (
            "days.csv",
            "../days.csv",
            "«../days.csv» — ожидается файл CSV рядом с файлом города",
        ),
        ("days.csv", "days.txt", "«days.txt» — ожидается файл CSV рядом с файлом города: имя без"),
        ("days.csv", "none.csv", "agencies.roads.exceptions: «none.csv» — файл не найден; ожид"),
        ('13:00-14:00" }', '18:00-19:00" }', "zur.week.lunch: «18:00-19:00» — ожидается время"),
        ('13:00-14:00" }', '17:30-18:30" }', "zur.week.lunch: «17:30-18:30» — ожидается время"),
        (
            "[[routes]]",
            "[desk]\nreminders = [80, 50]\n[[routes]]",
            "desk.reminders: «список» — [80",
        ),
        ("[[routes]]", "[desk]\nreminders = [50, 50]\n[[routes]]", "ожидаются разные доли"),
        ('name = "Яма"', 'name = "Яма"\ndanger = "flood"', "danger: «flood» — ожидается одно из:"),
        (
            'name = "Яма"',
            'name = "Яма"\nkeywords = ["103 занято"]',
            "«103 занято» — ожидаются слова",
        ),
        (
            'name = "Яма"',
            'name = "Яма"\nkeywords = ["яма, ямы, выбоина"]',
            "pit.keywords.1: «яма, ямы, выбоина» — в ключевом слове «,»; ожидается каждое в своих",
        ),
        ('name = "Яма"', 'name = "Яма"\nkeywords = ["яма/выбоина"]', "в ключевом слове «/»"),
        ('name = "Яма"', 'name = "Яма"\nkeywords = ["яма", "в"]', "keywords.2: «в» — такие слова"),
        (
            "season = [5, 6]",
            'danger = "gas"\n[[groups.topics]]\ncode = "x"\nname = "X"\ndanger = "gas"',
            "groups.roads.topics.x.danger: «gas» — уже есть у темы выше",
        ),
        ('code = "pit"', 'code = "sign"', "groups.roads.topics.sign.code: «sign» — уже занято"),
        ('code = "roads"\nname = "Дороги"', 'code = "very_long_code"\nname = "Д"', "12 знаков"),
        ('name = "Дороги"', f'name = "{"Д" * 40}"', "groups.roads.name: "),
        ('name = "Яма"', f'name = "{"Я" * 41}"', "topics.pit.name: "),
        ("season = [5, 6]", "season = [5, 13]", "topics.sign.season.2: «13» — ожидается не больше"),
        ("fast = true", 'photo = "maybe"', 'ожидается "optional", "required" или "none"'),
        ('"Стоп", "Другой"', '"Стоп", "Стоп"', "questions.kind.options: «Стоп» — дважды"),
        ('{ key = "kind", ', "{ ", "topics.sign.questions.1.key: не указано"),
        ('topic = "roads.sign"', 'topic = "roads.gone"', "routes.1.topic: «roads.gone» — ожид"),
        ('municipality = "right"', 'municipality = "up"', "routes.2.municipality: «up» — ожид"),
        ('municipality = "right"\n', "", "routes.3.topic: «roads» для «*» — такой маршрут уже"),
        ('agency = "gas"', 'agency = "gaz"', "routes.1.agency: «gaz» — ожидается код из agencies"),
        ('agency = "gas"', "agency = 5", "routes.1.agency: «5» — ожидается текст в кавычках"),
        ("fast = true", 'solution_days = "30"', '«"30"» — ожидается целое число без кавычек'),
        ("fast = true", 'fast = "true"', '«"true"» — ожидается true или false без кавычек'),
        ("fast = true", "first_answer_hours = 0", "«0» — ожидается больше 0"),
        ("fast = true", "first_answer_hours = 401", "«401» — ожидается не больше 400"),
        ("lat = 51.0", "lat = nan", "municipalities.left.lat: «nan» — ожидается обычное число"),
        ('operator = "А', 'language = "en"\noperator = "А', 'town.language: «en» — ожидается "ru"'),
        ("fast = true", 'agency = "gas"', "pit.agency: незнакомый ключ — здесь бывают: code, "),
        (
            "fast = true",
            'emergency = "112"\nadvice = "Ждите"',
            "groups.roads.topics.pit: указаны и emergency, и advice; ожидается что-то одно",
        ),
        (
            AROUND,
            f'{AROUND}\nexceptions = "days.csv"',
            "agencies.gas: exceptions: у круглосуточной",
        ),
        (AROUND, f"{AROUND}\nproduction_calendar = true", "gas: production_calendar: у кругло"),
        (
            "lat = 51.0\nlon = 127.5",
            "lat = 51.0\nlon = 27.5",
            "municipalities.left.lat: «51.0, 27.5» — вне границ [region]: ожидается точка внутри",
        ),
        (
            "north = 52.0, east = 129.0",
            "north = 50.5, east = 129.0",
            "region: в этих границах нет центра ни одного муниципалитета; ожидаются границы",
        ),
        (
            "box = { south = 50.0, west = 127.0, north = 52.0, east = 129.0 }",
            "polygon = [[10, 20], [11, 21], [12, 20]]",
            "region: в этих границах нет центра",
        ),
        (
            "box = { south = 50.0, west = 127.0, north = 52.0, east = 129.0 }",
            "polygon = [[50, 127], [51, 128], [52, 129]]",
            "region: polygon: углы на одной прямой; ожидается",
        ),
        (
            "radius_km = 30",
            "box = { south = 50.0, west = 127.0, north = 50.5, east = 129.0 }",
            "municipalities.left.box: в рамке нет центра «51.0, 127.5»; ожидается вокруг него",
        ),
        ('name = "Правый"', 'name = "левый "', "right.name: «левый » — так уже названо выше, кноп"),
        (AROUND, f'{AROUND}\ncalled = "ДРСК"', "agencies.gas.called: «ДРСК» — ожидается список"),
        (AROUND, f'{AROUND}\ncalled = ["ДРСК", " "]', "agencies.gas.called.2: « » — ожидается"),
        (
            AROUND,
            f'{AROUND}\ncalled = ["Газ"]\n{ANOTHER}called = ["ДРСК", "газ "]',
            "agencies.x.called.2: «газ » — так уже называют организацию выше; ожидается другое",
        ),
        ('short = "Правый"', 'short = "Левый"', "municipalities.right.short: «Левый» — так уже"),
        ('short = "Горгаз"', 'short = "Дороги"', "agencies.gas.short: «Дороги» — так уже названо"),
        ('name = "Другое"', 'name = "Дороги"', "groups.other.name: «Дороги» — так уже названо"),
        ('name = "Знак"', 'name = "Яма"', "groups.roads.topics.sign.name: «Яма» — так уже"),
        ('"Стоп", "Другой"', '"Стоп", "стоп "', "questions.kind.options: «стоп» — дважды"),
        ("[[routes]]", f"{REASON}{REASON}[[routes]]", "reject_reasons.a.code: «a» — уже занято"),
        ("[[routes]]", f"{REASON}{REASON}[[routes]]", "reject_reasons.a.name: «А» — так уже"),
        ("[[routes]]", "[desk]\nreject_reasons = []\n[[routes]]", "desk.reject_reasons: «список»"),
    ],
)
def test_a_mistake_is_told_with_its_key(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in SMALL
    found = problems(tmp_path, SMALL.replace(right, wrong, 1))
    assert any(said in problem for problem in found), found


def test_a_supervisor_may_be_of_any_messenger_that_there_is() -> None:
    assert set(MESSENGERS) == set(get_args(Door))


def test_a_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    text = SMALL.replace('monday = "09:00-18:00"', 'monday = "9-18"')
    line = text.splitlines().index('monday = "9-18"') + 1
    assert problems(tmp_path, text) == (
        f"town.toml:{line}: agencies.roads.week.monday: «9-18» — ожидается ЧЧ:ММ-ЧЧ:ММ",
    )


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        SMALL.replace('zone = "Asia/Yakutsk"', 'zone = "Asia/Blago"')
        .replace("lon = 128.0", "lon = 1280")
        .replace("around_the_clock = true", "")
        .replace('agency = "zur"', 'agency = "nobody"')
    )
    found = problems(tmp_path, text, days="2026-11-23,off\n2026-11-31,off\n")
    assert len(found) == 5
    lines = [int(problem.split(":")[1]) for problem in found[:-1]]
    assert lines == sorted(lines)
    assert found[-1] == "days.csv:2: «2026-11-31,off» — ожидается дата ГГГГ-ММ-ДД"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[town", "town.toml:1: «[town» — скобка не закрыта"),
        ("[town]\nname Город", "town.toml:2: «name Город» — после ключа ожидается «=»"),
        ("[town]\nname = Город", "town.toml:2: «name = Город» — ожидается значение"),
        ('[town]\nname = "Город\n', 'town.toml:2: «name = "Город» — кавычки не закрыты'),
        ("[town]\n[town]", "town.toml:2: «[town]» — такая таблица уже есть выше"),
        ("[town]\na = 1\na = 2", "town.toml:3: «a = 2» — такой ключ уже есть выше"),
        ("[x]\nlat = 50,29", "town.toml:2: «lat = 50,29» — дробное число пишется через точку"),
        ("[desk]\na = [50%, 80%]", "town.toml:2: «a = [50%, 80%]» — число пишется без «%»"),
        (
            SMALL.replace("[[agencies]]", "[agencies]", 1),
            f"town.toml:{FIRST}: «[agencies]» — ожидаются двойные скобки: [[agencies]]",
        ),
        (
            SMALL.replace("[[groups.topics]]", "[groups.topics]", 1),
            "town.toml:61: «[groups.topics]» — ожидаются двойные скобки: [[groups.topics]]",
        ),
        (
            "[[agencies]]\n[agencies.week]\n[agencies.week]",
            "town.toml:3: «[agencies.week]» — такая таблица уже есть выше; не хватает [[agencies]]",
        ),
        (
            '[[agencies]]\ncode = "a"\ncode = "b"',
            'town.toml:3: «code = "b"» — такой ключ уже есть выше; не хватает строки [[…]]',
        ),
    ],
)
def test_what_is_no_toml_is_shown_where_it_breaks(tmp_path: Path, text: str, said: str) -> None:
    (found,) = problems(tmp_path, text)
    assert found.startswith(said)


def test_wrong_shapes_are_told_and_break_nothing(tmp_path: Path) -> None:
    for text in ("", "agencies = 5", "[agencies]\nx = 1", "groups = [1]", 'routes = ["x"]'):
        found = problems(tmp_path, text)
        assert all(re.match(r"town\.toml:\d+: ", problem) for problem in found)
    crooked = SMALL.replace('agency = "gas"', "agency = ['gas']").replace(
        'code = "gas"', 'code = ["gas"]'
    )
    assert len(problems(tmp_path, crooked)) >= 2


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(TownError, match="файл не найден"):
        load_town(tmp_path / "none.toml")
    (tmp_path / "town.toml").write_bytes("[town]\nname = 'Город'".encode("cp1251"))
    with pytest.raises(TownError, match="UTF-8"):
        load_town(tmp_path / "town.toml")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("season = [5, 6]", "season = [13]", "season.1: «13» — ожидается не больше 12"),
        (
            "box = { south = 50.0, west = 127.0, north = 52.0, east = 129.0 }",
            "polygon = [[127, 50], [50, 130], [52, 127]]",
            "region.polygon.1.1: «127» — ожидается не больше 90",
        ),
    ],
)
def test_a_list_with_a_wrong_item_is_not_called_too_short(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    (found,) = problems(tmp_path, SMALL.replace(right, wrong, 1))
    assert said in found


@pytest.mark.parametrize("day", ["0026-12-24", "2026-W52-4", "20261224", "2126-12-24"])
def test_a_day_is_written_in_one_way(tmp_path: Path, day: str) -> None:
    (found,) = problems(tmp_path, SMALL, days=f"{day},off\n")
    assert found.startswith(f"days.csv:1: «{day},off» — ожидается дата ГГГГ-ММ-ДД")


def test_latitude_and_longitude_that_were_exchanged_are_told_where_both_would_do(
    tmp_path: Path,
) -> None:
    """As around Moscow, where each may be the other by its size."""
    text = (
        SMALL.replace(
            "south = 50.0, west = 127.0, north = 52.0, east = 129.0",
            "south = 54.0, west = 35.0, north = 57.0, east = 41.0",
        )
        .replace("lat = 51.0\nlon = 127.5", "lat = 37.62\nlon = 55.75")
        .replace("lat = 51.0\nlon = 128.0", "lat = 55.7\nlon = 38.9")
    )
    line = text.splitlines().index("lat = 37.62") + 1
    (found,) = problems(tmp_path, text)
    assert found == (
        f"town.toml:{line}: municipalities.left.lat: «37.62, 55.75» — вне границ [region]: "
        "с переставленными местами подходит; ожидается lat = 55.75, lon = 37.62"
    )
