"""Kinds of streets and of settlements: how people write them, and how an address has them."""

from collections.abc import Mapping

from core.words.wordsets import words_of

from .forms import Gender


def _forms(table: str) -> Mapping[str, str]:
    """Each line: how an address has it, «=», words that mean it."""
    forms = {}
    for line in table.strip().splitlines():
        short, _, words = line.partition("=")
        forms.update(dict.fromkeys(words.split(), short.strip()))
    return forms


STREETS = _forms("""
    ул. = ул улица улицы улице улицу улицей улиц улицах улицам улицами у-ца
    пр-т = проспект проспекта проспекте проспекту проспектом пр-т пр-кт просп
    пр-т = пр-кте пр-те пр-ту пр-кту пркт
    пр. = пр
    пер. = пер переулок переулка переулке переулку переулком пер-к
    пр-д = проезд проезда проезде проезду проездом пр-д
    б-р = бульвар бульвара бульваре бульвару бульваром б-р бул бульв
    ш. = шоссе ш
    пл. = площадь площади площадью пл
    наб. = набережная набережной набережную наб
    туп. = тупик тупика тупике тупику туп
    аллея = аллея аллее аллеи аллею аллеей
    мкр = мкр мкрн мкр-н мк-н микр микрорайон микрорайона микрорайоне микрорайону м-н
    кв-л = квартал квартала квартале кварталу кв-л
    тракт = тракт тракта тракте тракту
    линия = линия линии линию
    спуск = спуск спуска спуске спуску
    взвоз = взвоз взвоза взвозе
    ЖК = жк
""")

AREAS = frozenset({"мкр", "кв-л", "линия", "ЖК"})
"""They have numbers for names, and houses right after."""
QUOTED_KINDS = frozenset({"мкр", "кв-л", "ЖК"})
"""Their names stand in quotation marks."""

_FEMININE = ("ул.", "пл.", "наб.", "аллея", "линия")
GENDERS: Mapping[str, Gender] = {
    kind: "f" if kind in _FEMININE else "n" if kind == "ш." else "m" for kind in STREETS.values()
}
"""With which the name of a street agrees."""

WHOLE_WORDS = words_of(
    "проезд проезда проезде проезду площадь площади площадью набережная набережной набережную",
    "аллея аллее аллеи аллею аллеей линия линии линию квартал квартала квартале кварталу шоссе",
    "спуск спуска спуске спуску тупик тупика тупике тупику взвоз взвоза взвозе ш пр пл",
)
"""They mean much else besides: what follows one is a name only if it is known, or looks like it."""

SETTLEMENTS = _forms("""
    д. = деревня деревне деревни деревню деревней дер д
    с. = село селе села селу селом с
    п. = поселок поселке поселка поселку поселком пос п
    пгт = пгт
    рп = рп
    ст-ца = станица станице станицы станицу ст-ца
    ст. = станция станции станцию ст
    х. = хутор хуторе хутора х
    аул = аул ауле аула
    снт = снт
    днт = днт
    тсн = тсн
    кп = кп
    г. = город городе города городу г гор
""")

CITY = "г."

ABBREVIATED = frozenset({"д", "с", "п", "х", "г", "ст"})
"""They are words besides, and begin others: a name stands after such a one and a full stop."""

GARDENS = frozenset({"снт", "днт", "тсн"})
