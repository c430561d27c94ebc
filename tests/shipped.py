"""The town file that is shipped, read once in a process: a town does not change."""

from pathlib import Path

from core.town import load_town

TOWN = load_town(Path(__file__).parents[1] / "town.toml")
