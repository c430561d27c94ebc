"""How topics are heard: by keywords, by what others say so, and by what words mean unless that is
switched off."""

import asyncio

import structlog

from core.answered_as import answered_as
from core.dangers.likely import likely
from core.meaning import Meaning
from core.said_to_bot import said_for
from core.told_over import told_over
from core.told_where import is_nowhere
from core.topics import Suggestions
from core.town import Town

from .settings import Settings

log = structlog.get_logger()

SAID = "на дороге у дома яма"
"""Something to be heard."""


async def listening(settings: Settings, town: Town) -> Suggestions:
    """Suggestions for a town. What words mean is read from the disk, which takes about a second and
    150 MB, and is left out where the settings or the installation are without it. What is learned
    when it is first asked for is learned here: nobody's message is to wait for it."""
    return Suggestions(town, await asyncio.to_thread(learned, town, by_words=settings.meaning))


def learned(town: Town, *, by_words: bool) -> Meaning:
    """All that is learned from examples, learned now."""
    meaning = _by_words(town) if by_words else Meaning(town)
    meaning.near(SAID, 1)
    likely(SAID)
    said_for(SAID)
    answered_as(SAID)
    told_over(SAID)
    is_nowhere(SAID)
    return meaning


def _by_words(town: Town) -> Meaning:
    from core.vectors import Closeness, Unheard, vectors  # noqa: PLC0415  because numpy is slow to import, and not everybody needs it

    try:
        return Meaning(town, Closeness(town, vectors()))
    except Unheard as error:
        log.warning(
            "heard_without_vectors",
            why=f"словарь значений не прочитан ({error}); без него: PARADNAYA_MEANING=false",
        )
        return Meaning(town)
