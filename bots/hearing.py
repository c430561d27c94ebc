"""How topics are heard: by keywords, by what others say so, and by what words mean unless that is
switched off."""

import asyncio

import structlog

from core.meaning import Meaning
from core.topics import Suggestions
from core.town import Town

from .settings import Settings

log = structlog.get_logger()


async def listening(settings: Settings, town: Town) -> Suggestions:
    """Suggestions for a town. What words mean is read from the disk, which takes about a second and
    150 MB, and is left out where the settings or the installation are without it."""
    return Suggestions(town, await asyncio.to_thread(_meaning, town, by_words=settings.meaning))


def _meaning(town: Town, *, by_words: bool) -> Meaning:
    if not by_words:
        return Meaning(town)
    from core.vectors import Closeness, Unheard, vectors  # noqa: PLC0415  because numpy is slow to import, and not everybody needs it

    try:
        made = Meaning(town, Closeness(town, vectors()))
    except Unheard as error:
        log.warning(
            "heard_without_vectors",
            why=f"словарь значений не прочитан ({error}); без него: PARADNAYA_MEANING=false",
        )
        made = Meaning(town)
    made.near(town.name, 1)  # what is learned at the first question nobody is to wait for
    return made
