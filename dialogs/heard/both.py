"""«И то и другое», «обе»: of what is offered more than one is meant."""

import re

from dialogs.texts import fold

_BOTH = re.compile(
    r"(?:(?:да|ну|это|про|нет|и|там|у нас|тут|сразу|хочу|yes) )*"
    r"(?:об[ае]|обоих|обеих|и то и (?:то|другое|это)|и т[ау] и другая|и ту и другую"
    r"|(?:и )?перв\w+ и втор\w+|1 и 2|1 2|все (?:три|сразу|эти|вместе|темы)|both|all three)"
    r"(?: (?:of them|тем\w*|проблем\w*|вопрос\w*|сразу|вместе|верно|правильно|нужны?|пожалуйста"
    r"|please))*"
)


def is_both(text: str) -> bool:
    return _BOTH.fullmatch(fold(text)) is not None
