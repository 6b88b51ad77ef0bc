"""A sitting: asks each card on a screen, grades it, and records every answer at once."""

from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Protocol, Self

from studydeck.core.grading import Grade, Response, asks_confidence, grade, option_order, show_seed
from studydeck.core.items import Item, citation
from studydeck.core.log import Answer, CardState, EventKind, Rating
from studydeck.core.queue import Entry, why
from studydeck.core.scheduling import advance
from studydeck.core.session import Asked, Command, Progress, Session, Summary
from studydeck.core.spreading import outcomes
from studydeck.store import events, reviews
from studydeck.study.desk import Desk


class Screen(Protocol):
    """What a sitting needs of a screen; `feedback` is asked for questions only, `end` after the screen has closed."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def ask(self, asked: Asked) -> Response | Command: ...

    def feedback(self, asked: Asked, response: Response, grade: Grade) -> Rating | Command | None: ...

    def end(self, summary: Summary) -> None: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done in a sitting, with the session and the card's state from before it.

    An answer has `answer`, `review` (its row's id) and `grade`; an event has `undoing`, the event that takes it back.
    """

    session: Session
    entry: Entry
    state: CardState | None = None
    answer: Answer | None = None
    review: str = ""
    grade: Grade | None = None
    undoing: EventKind | None = None


TAKES_BACK = {
    EventKind.SUSPEND: EventKind.RESUME,
    EventKind.BURY: EventKind.UNBURY,
    EventKind.FLAG: EventKind.UNFLAG,
    EventKind.UNFLAG: EventKind.FLAG,
}

NOTICES = {
    EventKind.SUSPEND: "Suspended: it comes up no more, unless you undo this.",
    EventKind.BURY: "Put aside until tomorrow.",
    EventKind.FLAG: "Flagged.",
    EventKind.UNFLAG: "Flag removed.",
}


@dataclass
class Sitting:
    """The sitting under way: the session as it stands, and the steps that led there."""

    desk: Desk
    screen: Screen
    id: str
    session: Session
    flagged: set[str]
    steps: list[Step] = field(default_factory=list)
    notice: str = ""

    def run(self) -> None:
        """Ask until nothing is left or the learner stops; the terminal is given back even when something breaks."""
        with self.screen:
            while (entry := self.session.current()) is not None:
                if not self._turn(entry):
                    break

    def _turn(self, entry: Entry) -> bool:
        """One card, from the question to its feedback; False when the learner stops."""
        clock = self.desk.app.clock
        asked = self._asked(entry)
        started = clock.ticks()
        reply = self.screen.ask(asked)
        if isinstance(reply, Command):
            return self._obey(reply, entry)
        self._answer(entry, asked, reply, round((clock.ticks() - started) * 1000))
        return self._feedback(entry, asked, reply)

    def _asked(self, entry: Entry) -> Asked:
        card, item = entry.card, self.desk.app.catalog().item(entry.card.item)
        settings = self.desk.app.settings
        state = self.desk.states.get(card.key)
        memory, reps = (state.memory, state.reps) if state else (None, 0)
        notice, self.notice = self.notice or _edited(item, state), ""
        return Asked(
            item=item,
            card=card,
            day=self.desk.day,
            order=option_order(item, show_seed(self.desk.seed, card.key, reps)),
            outcomes=outcomes(
                memory,
                card.key,
                reps,
                self.desk.day,
                self.desk.scheduler(card.key),
                self.desk.load(after=self.desk.day),
                settings.days_off,
            ),
            progress=self._progress(item),
            citation=citation(item, self.desk.app.catalog().decks[item.deck]),
            explain=why(entry) if self.desk.explain else "",
            notice=notice,
            flagged=item.key in self.flagged,
            can_undo=bool(self.steps),
            confidence=asks_confidence(item) or (settings.confidence and item.kind.is_question),
        )

    def _progress(self, item: Item) -> Progress:
        return Progress(
            title=self.desk.title,
            objective=self.desk.objective(item.objectives[0]) if item.objectives else "",
            nth=self.session.finished + 1,
            total=self.session.total,
            minutes_left=self.session.seconds / 60,
        )

    def _answer(self, entry: Entry, asked: Asked, response: Response, taken: int) -> None:
        """Grade and record: the row is on disk before anything more is shown."""
        graded = grade(asked.item, response)
        state = self.desk.states.get(entry.card.key)
        answer = Answer(
            card=entry.card.key,
            rating=graded.rating,
            due=asked.outcomes[graded.rating].due,
            session=self.id,
            seed=show_seed(self.desk.seed, entry.card.key, state.reps if state else 0),
            fingerprint=entry.card.fingerprint,
            duration=taken,
            correct=graded.correct,
            confidence=response.confidence or "",
            response=response.as_json(),
        )
        review = reviews.append(self.desk.app.store(), answer, self.desk.app.stamp(self.desk.day))
        self._settle(Step(self.session, entry, state, answer, review.id, graded))

    def _settle(self, step: Step) -> None:
        """Move the session and the card's state on from where an answer's step began."""
        assert step.answer is not None  # noqa: S101 (only answers settle)
        self.steps.append(step)
        self.desk.states[step.entry.card.key] = advance(step.state, step.answer, self.desk.day)
        self.session = step.session.answer(step.answer.rating)

    def _feedback(self, entry: Entry, asked: Asked, response: Response) -> bool:
        """The feedback on a question: go on, another rating for a right answer, or a command."""
        graded = self.steps[-1].grade
        if graded is None or graded.correct is None:
            return True
        reply = self.screen.feedback(replace(asked, can_undo=True, notice=""), response, graded)
        while reply is Command.FLAG:
            self._flag(entry)
            asked = replace(asked, can_undo=True, flagged=asked.item.key in self.flagged, notice=self.notice)
            self.notice = ""
            reply = self.screen.feedback(asked, response, graded)
        if isinstance(reply, Command):
            return self._obey(reply, entry)
        if reply is not None and reply is not graded.rating:
            self._revise(asked, reply)
        return True

    def _revise(self, asked: Asked, rating: Rating) -> None:
        """Another rating for the answer just given: a void and a new row, in one transaction."""
        step = next(step for step in reversed(self.steps) if step.answer is not None)
        assert step.answer is not None  # noqa: S101 (that is how it was chosen)
        answer = replace(step.answer, rating=rating, due=asked.outcomes[rating].due)
        stamp = self.desk.app.stamp(self.desk.day)
        review = reviews.revise(self.desk.app.store(), step.review, answer, stamp)
        self.steps.remove(step)
        self._settle(replace(step, answer=answer, review=review.id))

    def _obey(self, command: Command, entry: Entry) -> bool:
        """Carry out a command; False for the one that stops."""
        match command:
            case Command.UNDO:
                self._undo()
            case Command.SUSPEND:
                self._leave_out(entry, EventKind.SUSPEND)
            case Command.BURY:
                self._leave_out(entry, EventKind.BURY)
            case Command.FLAG:
                self._flag(entry)
        return command is not Command.QUIT

    def _leave_out(self, entry: Entry, kind: EventKind) -> None:
        self._event(entry, kind)
        self.session = self.session.drop(entry.card.item)

    def _flag(self, entry: Entry) -> None:
        flagged = entry.card.item in self.flagged
        self._event(entry, EventKind.UNFLAG if flagged else EventKind.FLAG)
        self.flagged ^= {entry.card.item}

    def _event(self, entry: Entry, kind: EventKind) -> None:
        self._record_event(entry, kind)
        self.steps.append(Step(self.session, entry, undoing=TAKES_BACK[kind]))
        self.notice = NOTICES[kind]

    def _record_event(self, entry: Entry, kind: EventKind) -> None:
        app = self.desk.app
        events.append(app.store(), entry.card.item, kind, app.stamp(self.desk.day))

    def _undo(self) -> None:
        """Take back the last step, whatever it was; its row stays in the log, with what voids it beside it."""
        if not self.steps:
            self.notice = "There is nothing to undo in this sitting."
            return
        step = self.steps.pop()
        if step.undoing is None:
            self._void(step)
        else:
            self._record_event(step.entry, step.undoing)
            self.flagged ^= {step.entry.card.item} if step.undoing in (EventKind.FLAG, EventKind.UNFLAG) else set()
        self.session = step.session
        self.notice = "Undone."

    def _void(self, step: Step) -> None:
        app, key = self.desk.app, step.entry.card.key
        reviews.void(app.store(), step.review, app.stamp(self.desk.day), "undo")
        if step.state is None:
            self.desk.states.pop(key, None)
        else:
            self.desk.states[key] = step.state


def _edited(item: Item, state: CardState | None) -> str:
    if state is None or state.fingerprint == item.fingerprint:
        return ""
    return "This item has been edited since you last saw it."


def sit(desk: Desk, screen: Screen, id: str) -> Sitting:  # noqa: A002 (the session's id)
    """A sitting over a desk's queue, ready to run."""
    return Sitting(desk, screen, id, Session(desk.queue.entries), set(desk.marks.flagged))


__all__ = ["Screen", "Sitting", "Step", "Summary", "sit"]
