"""By what the bot hears topics: the settings say, and what is installed."""

import pytest
import structlog
from structlog.testing import capture_logs

from bots.hearing import listening
from bots.settings import Settings
from core import vectors
from tests.shipped import TOWN

IN_NO_KEYWORD = "в квартире стужа, спим в пальто"


async def test_topics_are_heard_by_what_words_mean() -> None:
    suggestions = await listening(Settings(meaning=True), TOWN)
    assert suggestions.offered(IN_NO_KEYWORD)[0] == "heat.heating"


async def test_a_small_machine_hears_what_others_said_and_keywords() -> None:
    suggestions = await listening(Settings(meaning=False), TOWN)
    assert suggestions.offered(IN_NO_KEYWORD)[0] == "heat.heating"
    assert suggestions.offered("на дороге яма")[0] == "roads.pothole"


async def test_without_the_vectors_it_hears_the_rest_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vectors, "PACKAGE", "no-such-package")
    structlog.reset_defaults()  # the tests are quiet otherwise
    with capture_logs() as logs:
        suggestions = await listening(Settings(meaning=True), TOWN)
    assert suggestions.offered("на дороге яма")[0] == "roads.pothole"
    (told,) = [one for one in logs if one["event"] == "heard_without_vectors"]
    assert "PARADNAYA_MEANING=false" in told["why"]
