"""How topics are heard: by keywords, and by what words mean unless it is switched off."""

import asyncio

import structlog

from core.topics import Suggestions
from core.town import Town

from .settings import Settings

log = structlog.get_logger()


async def listening(settings: Settings, town: Town) -> Suggestions:
    """Suggestions for a town. What words mean is read from the disk, which takes about a second and
    150 MB, and is left out where the settings or the installation are without it."""
    if not settings.meaning:
        return Suggestions(town)
    return await asyncio.to_thread(_by_meaning, town)


def _by_meaning(town: Town) -> Suggestions:
    from core.meaning import Meaning, Unheard, vectors  # noqa: PLC0415  because numpy is slow to import, and not everybody needs it

    try:
        return Suggestions(town, Meaning(town, vectors()))
    except Unheard as error:
        log.warning(
            "heard_by_keywords_alone",
            why=f"словарь значений не прочитан ({error}); без него: PARADNAYA_MEANING=false",
        )
        return Suggestions(town)
