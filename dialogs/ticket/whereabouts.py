"""How a topic and a place are called in a line, wherever one is shown."""

from core.places import Place
from core.town import Town, group_of
from dialogs.effects import Label, phrase


def topic_name(town: Town, code: str) -> str:
    """A topic with its group: «🛣 Дороги: ямы»."""
    topic, group = town.topic(code), town.group(group_of(code))
    if topic is None or group is None:
        return code
    return group.label if topic.code == group.code else f"{group.label}: {topic.name}"


def where_is(town: Town, place: Place, municipality: str) -> Label:
    """A place in a line, the municipality named once; it alone, where no place was told."""
    known = town.municipality(municipality)
    if not place.address and place.point is None:
        return known.name if known else phrase("place-untold")
    if not place.address:
        return phrase("on-the-map", municipality=known.name if known else "")
    if known is None or town.municipality_named(place.address) is not None:
        return place.address
    return f"{known.name}, {place.address}"
