"""A dialog is a value; a turn is a function ``(state, event) → (state, effects)``.

Rules
-----
* Nothing here awaits, reads a clock, or knows a messenger or a database: a turn that lost a
  race in the database is simply taken again.
* **Next** is the first step that applies and whose answer is missing or no longer holds.
  **Back** is the answered step before. **Editing** puts the cursor on a step; afterwards the
  next open step is the summary by itself.
* Every screen carries its **turn**. The button that led here, pressed once more, is answered with
  a hint and does nothing (a double press is one press); any other of an older turn gets a hint
  and a fresh screen.
* ``restore`` runs at each load: after a deploy that changed the steps, only what no longer fits
  is asked again, and no answer is read to a question not yet seen.
* Pictures of one album come one by one and late: wherever the dialog has got to, they join the
  pictures they belong to.
* State is keys, codes and what the person gave. No label, no prose, no index.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from .effects import (
    Answer,
    Answers,
    Effect,
    Hint,
    Label,
    Option,
    Phrase,
    Show,
    Submit,
    phrase,
)
from .enclosures import caption_of_programs, taken_along
from .events import Event, Opened, Pressed, Said, Sent
from .path import Path, Way
from .presses import after, is_double, is_stale, once_more
from .state import State, Turn
from .steps import Step, Text, unexpected
from .taking import Refused, Took, tell
from .texts import fold
from .unless_said import as_it_is, no_summary, nothing_retold, nothing_turned, nothing_wrong


@dataclass(frozen=True)
class Dialog:
    """A form. ``summary`` draws what is shown before sending; without ``confirms`` a form is
    submitted as soon as it is whole."""

    name: str
    steps: tuple[Step, ...]
    confirms: bool = True
    summary: Callable[[State], Phrase] = no_summary
    story: str = ""
    """The text step that words said at the summary, or under a picture, are added to."""
    begun: Callable[[Answers], tuple[Answers, Phrase | None]] = as_it_is
    """Puts what it begins with where it belongs, and tells what is said of that."""
    corrected: Callable[[str, Answers], tuple[Sequence[str], str]] = nothing_wrong
    """Which steps words at the summary say to be wrong, and what they say instead."""
    turned: Callable[[str, Answers], Answers | None] = nothing_turned
    """What is kept of words that turn to something else; None: they do not."""
    retold: Callable[[str, Answers], tuple[str, str, Sequence[str]] | None] = nothing_retold
    """What a changed message says now: of which step, with what words, and which steps' answers
    followed from the old ones; None: it gave no answer."""
    _path: Path = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_path", Path(self.steps))  # the one way into what is frozen

    # the path

    def walk(self, answers: Answers) -> Way:
        """See :meth:`dialogs.path.Path.walk`."""
        return self._path.walk(answers)

    def step(self, key: str) -> Step:
        return self.steps[self._path.places[key]]

    def restore(self, state: State) -> State:
        """Bring a state kept under other code under this one, asking again only what must be."""
        kept, first_open = self.walk(state.answers)
        here = state.at in kept or state.at == (first_open.key if first_open else None)
        return state if here else self._to(state, first_open)

    # the screen

    def show(self, state: State) -> Show:
        """Draw the screen of a state. Being pure, it can be drawn again at any time."""
        kept, step, before = self._place(state)
        options = self._options(kept, step, before)
        state = replace(state, answers=kept)  # what is off the path now is not shown
        if step is None:
            return Show(self.summary(state), options, state.turn, about=state.about)
        return Show(self._question(state, step), options, state.turn, step.closed, state.about)

    def _options(
        self, kept: dict[str, Answer], step: Step | None, before: dict[str, Answer]
    ) -> tuple[Option, ...]:
        if step is not None:
            return (*step.options(before), *self._ways(step, kept, before))
        edits = tuple(
            Option(f":edit.{one.key}", self._edits(one, kept))
            for one in self.steps
            if one.key in kept and not one.silent and one.listed(kept)
        )
        return (Option(":send", phrase(f"{self.name}-send")), *edits, CANCEL)

    def _ways(
        self, step: Step, kept: dict[str, Answer], before: dict[str, Answer]
    ) -> tuple[Option, ...]:
        answered = step.key in kept and kept[step.key] is not None
        ways: list[Option] = []
        if answered:
            ways.append(Option(":next", phrase(step.done)))
            if step.clears and step.optional(before):
                ways.append(Option(":skip", phrase("way-without")))
        elif step.optional(before):
            ways.append(Option(":skip", phrase(step.skipped)))
        if self._earlier(step, kept) is not None:
            ways.append(Option(":back", phrase("way-back")))
        return (*ways, CANCEL)

    def _question(self, state: State, step: Step) -> Phrase:
        if step.asks is not None:
            return step.asks(state.answers)
        if kept := step.waits_with(state.answers):
            ending = phrase(f"{self.name}-kept")
            return phrase("kept-so-far", ticket=state.about, kept=kept, ending=ending)
        return phrase(f"{self.name}-{self._name(step)}", ticket=state.about)

    def _edits(self, step: Step, kept: Answers) -> Label:
        return step.edits(kept) if step.edits else phrase(f"edit-{self._name(step)}")

    def _name(self, step: Step) -> str:
        return step.key.partition(".")[0]

    # the turn

    def begin(
        self,
        state: State,
        answers: Answers,
        *,
        about: str = "",
        seen: int = 0,
        album: tuple[str, str] | None = None,
    ) -> Turn:
        """Start this form with what is known already."""
        answers, told = self.begun(answers)
        state, effects = self._on(
            replace(state, dialog=self.name, answers=answers, about=about, seen=seen, album=album)
        )
        return state, (*((Hint(told),) if told else ()), *effects)

    def take(self, state: State, event: Event) -> Turn:
        """Take one turn."""
        return after(state, event, self._take(state, event))

    def _take(self, state: State, event: Event) -> Turn:
        here = self.restore(state)
        if is_double(state, event):
            return state, (once_more(state),)
        if is_stale(state, event):
            return here, (Hint(phrase("stale")), self.show(here))
        match event:
            case Sent(album=str(album)) if state.album and state.album[0] == album:
                return self._late(here, event, state.album[1])
        if here != state or isinstance(event, Opened):
            return here, (self.show(here),)
        kept, step, before = self._place(state)
        if isinstance(event, Pressed):
            options = self._options(kept, step, before)
            if all(option.code != event.button for option in options):
                return state, (Hint(phrase("stale")), self.show(state))  # it stands nowhere here
            way = self._way(state, event.button, kept, step, before)
            if way is not None:
                return way
        if isinstance(event, Said) and not event.forwarded:
            turned = self.turned(event.text, state.answers)
            if turned is not None:
                return self._stay(self._with(state, turned), None)
        if step is None:
            return self._at_summary(state, event)
        return self._read(state, event, step, before)

    def _way(
        self,
        state: State,
        button: str,
        kept: dict[str, Answer],
        step: Step | None,
        before: dict[str, Answer],
    ) -> Turn | None:
        """Go where a button of ours leads; None: it is an answer."""
        match button:
            case ":send" if step is None and self.confirms:
                return self._off(state)
            case ":back" if step and (earlier := self._earlier(step, kept)):
                return self._ask(state, earlier)
            case ":next" if step and step.key in kept:
                return self._on(state)
            case ":skip" if step and step.optional(before):
                return self._on(self._with(state, {step.key: None}))
        edited = button.removeprefix(":edit.")
        if step is None and edited != button and edited in kept and not self.step(edited).silent:
            return self._ask(state, self.step(edited))
        return None

    def _read(self, state: State, event: Event, step: Step, before: dict[str, Answer]) -> Turn:
        if step.words_to and (belated := self._belated(state, event, step)) is not None:
            return belated
        match step.read(event, before, state.answers):
            case Refused(why) if caption := caption_of_programs(event):
                state, effects = self._read(state, caption, step, before)
                return state, (Hint(why), *effects)
            case Refused(why):
                elsewhere = self._elsewhere(state, event, step)
                return elsewhere or (state, (Hint(why), self._again(state)))
            case Took(answer, also, more, hint, skips):
                given = answer is not None or skips
                answers = {**also, step.key: answer} if given else dict(also)
                state = self._with(state, answers, event)
                if step.resets and not more:
                    kept = {
                        key: one for key, one in state.answers.items() if key not in step.resets
                    }
                    state = replace(state, answers=kept)
                if more:
                    return self._stay(state, hint)
                said: tuple[Effect, ...] = (Hint(hint),) if hint else ()
                state, effects = self._on(state)
                return state, (*step.then(answer), *said, *effects)

    def _at_summary(self, state: State, event: Event) -> Turn:
        if (belated := self._belated(state, event, None)) is not None:
            return belated
        if isinstance(event, Said) and (corrected := self._corrected(state, event)) is not None:
            return corrected
        # A lone word here is a button mistyped: who is at the end sees what will be sent.
        if isinstance(event, Said) and self.story and not fold(event.text).isalpha():
            match tell(event.text, state.answers, self.story):
                case Took(also=also, hint=hint):
                    added = hint == phrase("added-to-text")
                    told = phrase("added-at-summary") if added else hint
                    return self._stay(self._with(state, also), told)
        refusal = Hint(unexpected(event, phrase("use-buttons")))
        return self._elsewhere(state, event, None) or (state, (refusal, self.show(state)))

    def _corrected(self, state: State, said: Said) -> Turn | None:
        """Go to the step that is said to be wrong, with what is said instead; None: none is."""
        kept, _ = self.walk(state.answers)
        keys, new = self.corrected(said.text, kept)
        key = next((key for key in keys if key in kept), None)
        if key is None:
            return None
        state, effects = self._ask(state, self.step(key))
        return self._take(state, Said(new)) if new else (state, effects)

    def edited(self, state: State, text: str) -> Turn | None:
        """A message was changed where it was sent: take what it says now; None: it gave none of the
        answers, or what it says now is none."""
        here = self.restore(state)
        found = self.retold(text, here.answers)
        if found is None:
            return None
        key, words, again = found
        answers = {key: one for key, one in here.answers.items() if key not in again}
        asked = self._to(replace(here, answers=answers), self.step(key))
        _, step, before = self._place(asked)
        if step is None or isinstance(step.read(Said(words), before, asked.answers), Refused):
            return None
        state, effects = self._read(asked, Said(words), step, before)
        return state, (Hint(phrase("edited-taken")), *effects)

    def _elsewhere(self, state: State, event: Event, asked: Step | None) -> Turn | None:
        """Give what the step being asked does not read to the step that takes it anywhere."""
        if (belated := self._belated(state, event, asked)) is not None:
            return belated
        taker = next((one for one in self.steps if isinstance(event, one.anywhere)), None)
        if taker is None or taker is asked:
            return None
        match taker.read(event, state.answers, state.answers):
            case Refused(why):
                return state, (Hint(why), self.show(state))
            case Took(answer, also, hint=hint):
                state = self._with(state, {**also, taker.key: answer}, event)
                said = hint or taken_along(event, answer)
                if asked is not None:
                    return self._stay(state, said)
                state, effects = self._on(state)
                return state, (Hint(said), *effects)

    def _belated(self, state: State, event: Event, asked: Step | None) -> Turn | None:
        """Give it to a step before, whose answer it goes on with."""
        for one in self.steps:
            if one is asked or one.key not in state.answers:
                continue
            if (took := one.belated(event, state.answers)) is not None:
                return self._stay(self._with(state, {**took.also, one.key: took.answer}), took.hint)
        return None

    def _late(self, state: State, event: Sent, keeper: str) -> Turn:
        _, asked, before = self._place(state)
        if isinstance(asked, Text) and asked.waits and asked.files_to == keeper:
            return self._read(state, event, asked, before)  # words may be under any of them
        match self.step(keeper).read(event, state.answers, state.answers):
            case Refused(why):
                return state, (Hint(why), self.show(state))
            case Took(answer, also, hint=hint):
                said = hint or (taken_along(event, answer) if self._is_shorter(state) else None)
                return self._stay(self._with(state, {**also, keeper: answer}, event), said)

    def _stay(self, state: State, hint: Phrase | None) -> Turn:
        """Draw the screen again; where what was added moved the path off it, the next one."""
        here = self.restore(state)
        said: tuple[Effect, ...] = (Hint(hint),) if hint else ()
        return here, (*said, self._again(here) if here == state else self.show(here))

    def _again(self, state: State) -> Show:
        """The screen that stands above already: with its buttons, and not all of a long text."""
        shown = self.show(state)
        shorter = self.step(state.at).shorter if state.at else None
        return replace(shown, text=shorter) if shorter else shown

    def _is_shorter(self, state: State) -> bool:
        return bool(state.at) and self.step(str(state.at)).shorter is not None

    def _on(self, state: State) -> Turn:
        """Go to the first open step; whole, to the summary, or off it goes."""
        _, first_open = self.walk(state.answers)
        if first_open is None and not self.confirms:
            return self._off(state)
        return self._ask(state, first_open)

    def _off(self, state: State) -> Turn:
        """Submit what is whole; only what holds and is on the path goes."""
        kept, first_open = self.walk(state.answers)
        if first_open is not None:
            return self._ask(state, first_open)
        done = State(turn=state.turn + 1, aside=state.aside)
        return done, (Submit(self.name, kept, state.about, state.seen),)

    def hurried(self, state: State) -> Turn:
        """Pass over all that may be, for who wants it sent already; of what may not they are told
        that it is missing."""
        kept, missing = self.walk(state.answers)
        while missing is not None and missing.optional(kept):
            state = self._with(state, {missing.key: None})
            kept, missing = self.walk(state.answers)
        if missing is not None and missing.key == state.at and missing.shorter is not None:
            return state, (self._again(state),)  # that text says what is missing
        state, effects = self._ask(state, missing)
        return state, (Hint(phrase("sending-lacks")), *effects) if missing else effects

    def whole(self, state: State) -> Answers | None:
        """The answers, if nothing more has to be said; None: something has."""
        kept, first_open = self.walk(state.answers)
        if first_open is not None and first_open.optional(kept):
            kept, first_open = self.walk({**kept, first_open.key: None})
        return kept if first_open is None else None

    def _ask(self, state: State, step: Step | None) -> Turn:
        state = self._to(state, step)
        return state, (self.show(state),)

    def _to(self, state: State, step: Step | None) -> State:
        return replace(state, at=step.key if step else None, turn=state.turn + 1)

    def _with(self, state: State, answers: Answers, event: Event | None = None) -> State:
        album = state.album
        if isinstance(event, Sent) and event.album:
            keeper = next(
                (key for key, answer in answers.items() if isinstance(answer, tuple)), None
            )
            album = (event.album, keeper) if keeper else album
        return replace(state, answers={**state.answers, **answers}, album=album)

    def _place(self, state: State) -> tuple[dict[str, Answer], Step | None, dict[str, Answer]]:
        """Return the answers that hold, the step being asked, and the answers before it."""
        kept, _ = self.walk(state.answers)
        if not state.at:
            return kept, None, kept
        places = self._path.places
        place = places[state.at]
        if not kept or places[next(reversed(kept))] < place:
            return kept, self.steps[place], kept  # nothing is answered from here on
        before = {key: one for key, one in kept.items() if places[key] < place}
        return kept, self.steps[place], before

    def _earlier(self, step: Step, kept: dict[str, Answer]) -> Step | None:
        """The step that «Назад» leads to."""
        for one in reversed(self.steps[: self._path.places[step.key]]):
            if one.key in kept and not one.silent and not one.volunteered(kept):
                return one
        return None


CANCEL = Option(":cancel", phrase("way-cancel"))
