"""One resident's conversation, told step by step: what they do, and what they see."""

from collections.abc import Iterable

from core.messages import File, FileKind
from core.town import Town
from dialogs.effects import Hint, Say, Show, Submit
from dialogs.events import Event, Placed, Pressed, Said, Sent
from dialogs.resident.chat import Resident
from dialogs.state import State
from dialogs.texts import Catalogue
from tests.shipped import TOWN

from .samples import SUGGESTIONS, photo
from .talking import Host, Private, Talk

CATALOGUE = Catalogue()


class Told:
    """A conversation told in a test: what was said last, in Russian."""

    def __init__(
        self, host: Host | None = None, *, town: Town = TOWN, consented: str | None = None
    ) -> None:
        # Somebody without a ticket: what they say can be of none.
        self._talk = Talk(host or Private(Resident(town, SUGGESTIONS), None))
        self.town = town
        self.hints: list[str] = []
        self.spoken: list[str] = []
        self.submitted: Submit | None = None
        self._talk.consent = town.consent.version if consented is None else consented

    @property
    def host(self) -> Host:
        return self._talk.host

    @property
    def consent(self) -> str:
        """The version of the consent that was given, or ""."""
        return self._talk.consent

    @property
    def state(self) -> State:
        return self._talk.state

    @property
    def screen(self) -> Show:
        assert self._talk.screen is not None
        return self._talk.screen

    @property
    def sees(self) -> str:
        return CATALOGUE.say("ru", self.screen.text, self.town.zone)

    @property
    def asked(self) -> str | None:
        """The key of the question that stands; None at the summary and in the menu."""
        return self.state.at

    @property
    def labels(self) -> list[str]:
        return [CATALOGUE.say("ru", one.label, self.town.zone) for one in self.screen.options]

    def does(self, event: Event) -> "Told":
        done = self._talk.take(event)
        say = [(type(one), one.text) for one in done.effects if isinstance(one, Hint | Say)]
        texts = [(kind, CATALOGUE.say("ru", text, self.town.zone)) for kind, text in say]
        self.hints = [text for kind, text in texts if kind is Hint]
        self.spoken = [text for kind, text in texts if kind is Say]
        self.submitted = done.submits[0] if done.submits else self.submitted
        return self

    def says(self, text: str) -> "Told":
        return self.does(Said(text))

    def sends(self, *names: str, text: str = "", album: str | None = None) -> "Told":
        return self.does(Sent(tuple(photo(name) for name in names), text, album))

    def sends_file(self, name: str) -> "Told":
        return self.does(Sent((File(FileKind.DOCUMENT, "any", name, name=name),)))

    def places(self, latitude: float, longitude: float) -> "Told":
        return self.does(Placed(latitude, longitude))

    def presses(self, *labels: str) -> "Told":
        """Press buttons one after another; words of the label are enough."""
        for wanted in labels:
            found = [
                option
                for option, label in zip(self.screen.options, self.labels, strict=True)
                if wanted.lower() in label.lower()
            ]
            assert found, f"no «{wanted}» among {self.labels} under: {self.sees}"
            self.does(Pressed(found[0].code, self.screen.turn))
        return self

    def photos(self) -> list[str]:
        files = self.state.answers.get("photos")
        return [file.ref for file in files] if isinstance(files, tuple) else []


def at_the_place(told: Told | None = None, text: str = "Яма на дороге") -> Told:
    """A complaint about a pothole, asked where it is."""
    told = told or Told()
    told.says(text).presses("Ямы", "Пропустить")
    assert told.asked == "place"
    return told


def at_the_summary(told: Told | None = None) -> Told:
    """The shortest complaint, ready to be sent."""
    told = at_the_place(told)
    told.says("Благовещенск, Ленина, 5").presses("Пропустить", "Пропустить")
    assert "Проверьте" in told.sees
    return told


def all_in(words: Iterable[str], text: str) -> bool:
    return all(word in text for word in words)
