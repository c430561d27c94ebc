"""The smallest town file that shows every kind of table, and a way to load it."""

from pathlib import Path

from core.town import Town, load_town

SMALL = """\
[town]
name = "Городок"
zone = "Asia/Yakutsk"
services_link = "https://www.gosuslugi.ru"
operator = "Администрация"
contact = "bot@town.example"

[consent]
version = "1"
text = "Согласны?"
link = "https://town.example/consent"

[region]
name = "Область"
box = { south = 50.0, west = 127.0, north = 52.0, east = 129.0 }

[[municipalities]]
code = "left"
name = "Левый"
short = "Левый"
kind = "г."
lat = 51.0
lon = 127.5
radius_km = 30

[[municipalities]]
code = "right"
name = "Правый"
short = "Правый"
kind = "г."
lat = 51.0
lon = 128.0
radius_km = 30

[[agencies]]
code = "zur"
name = "Координаторы"
short = "ЦУР"
coordinators = true
week = { weekdays = "09:00-18:00", lunch = "13:00-14:00" }

[[agencies]]
code = "roads"
name = "Дорожная служба"
short = "Дороги"
exceptions = "days.csv"
[agencies.week]
monday = "09:00-18:00"
saturday = "10:00-12:00, 13:00-14:00"

[[agencies]]
code = "gas"
name = "Горгаз"
short = "Горгаз"
around_the_clock = true

[[groups]]
code = "roads"
name = "Дороги"
emoji = "🛣"
[[groups.topics]]
code = "pit"
name = "Яма"
fast = true
[[groups.topics]]
code = "sign"
name = "Знак"
season = [5, 6]
questions = [
  { key = "kind", text = "Какой знак?", options = ["Стоп", "Другой"] },
]

[[groups]]
code = "other"
name = "Другое"
emoji = "❓"

[[routes]]
topic = "roads.sign"
agency = "gas"
[[routes]]
topic = "roads"
municipality = "right"
agency = "zur"
[[routes]]
topic = "roads"
agency = "roads"
"""


def load(folder: Path, text: str = SMALL, days: str = "2026-11-23,off\n") -> Town:
    (folder / "town.toml").write_text(text, encoding="utf-8")
    (folder / "days.csv").write_text(days, encoding="utf-8")
    return load_town(folder / "town.toml")
