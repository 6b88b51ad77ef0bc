"""Before the first card: what is studied, on which day, with which limits, and the queue that follows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches

from studydeck.app import App
from studydeck.core.items import Card
from studydeck.core.kinds import Kind
from studydeck.core.log import CardState, Lived, Marks
from studydeck.core.queue import Held, Limits, Pace, Queue, build
from studydeck.core.scheduling import Scheduler
from studydeck.errors import UsageProblem
from studydeck.store import events, goals, reviews


@dataclass(frozen=True, slots=True)
class Wish:
    """What the learner asked for on the command line; None stands for the settings.

    A number given here is for this sitting alone and does not count what today already held.
    """

    new: int | None = None
    limit: int | None = None
    minutes: float | None = None
    objective: str = ""
    seed: int | None = None
    explain: bool = False


@dataclass(frozen=True)
class Desk:
    """All that lies ready; `states` moves on with every answer, the rest stays as it was when the sitting began."""

    app: App
    decks: tuple[str, ...]
    title: str
    cards: tuple[Card, ...]
    retention: Mapping[str, float]
    day: date
    seed: int
    pace: Pace
    marks: Marks
    queue: Queue
    objectives: Mapping[str, str]
    kinds: Mapping[str, Kind]
    states: dict[str, CardState] = field(default_factory=dict)
    explain: bool = False

    def objective(self, qualified: str) -> str:
        """The title of an exam's objective (`psm-1/events`), or its bare name where no deck here defines it."""
        return self.objectives.get(qualified, qualified.rpartition("/")[2])

    def scheduler(self, card: str) -> Scheduler:
        """The scheduler with the retention of the deck under which the card is studied."""
        return Scheduler(self.retention[card])

    def load(self, after: date) -> dict[date, float]:
        """Expected minutes of reviews, of whatever deck, on each day after a day, as the states stand now."""
        minutes: dict[date, float] = {}
        for key, state in self.states.items():
            if state.due > after and key in self.kinds:
                minutes[state.due] = minutes.get(state.due, 0.0) + self.pace.seconds(self.kinds[key]) / 60
        return minutes


def lay(app: App, decks: Sequence[str], wish: Wish) -> Desk:
    """Read cards, states and today's log, and build the queue."""
    day = app.today()
    cards, retention = _cards(app, decks)
    cards = _of_objective(cards, decks, wish.objective)
    states = reviews.states(app.store())
    marks = events.marks(app.store(), day)
    kinds = {card.key: card.kind for card in app.catalog().cards()}
    pace = Pace.from_samples((kinds[key], took) for key, took in reviews.pace_samples(app.store()) if key in kinds)
    seed = app.rng.getrandbits(63) if wish.seed is None else wish.seed
    limits, lived = _limits(app, decks, wish, day)
    queue = build(cards, states, marks, lived, day, limits, pace, seed)
    return Desk(
        app=app,
        decks=tuple(decks),
        title=_title(app, decks),
        cards=cards,
        retention=retention,
        day=day,
        seed=seed,
        pace=pace,
        marks=marks,
        queue=_at_most(queue, wish.limit),
        objectives=_objectives(app),
        kinds=kinds,
        states=states,
        explain=wish.explain,
    )


def _cards(app: App, decks: Iterable[str]) -> tuple[tuple[Card, ...], dict[str, float]]:
    """The cards of the decks, each once, and each one's retention: that of the first deck that brings it along."""
    cards: dict[str, Card] = {}
    retention: dict[str, float] = {}
    for deck in decks:
        wanted = app.settings.retention(deck)
        for card in app.catalog().cards(deck):
            cards.setdefault(card.key, card)
            retention.setdefault(card.key, wanted)
    return tuple(cards.values()), retention


def _objectives(app: App) -> dict[str, str]:
    """Titles by qualified objective, in the order of each exam's blueprint."""
    return {
        f"{deck.id}/{objective.id}": objective.title
        for deck in app.catalog().decks.values()
        if deck.blueprint is not None
        for objective in deck.blueprint.objectives
    }


def _of_objective(cards: tuple[Card, ...], decks: Sequence[str], objective: str) -> tuple[Card, ...]:
    """Only the cards of one objective, named whole or by a unique beginning."""
    if not objective:
        return cards
    names = sorted({name.partition("/")[2] for card in cards for name in card.objectives if _within(name, decks)})
    matches = [name for name in names if name == objective] or [n for n in names if n.startswith(objective)]
    if len(matches) != 1:
        raise UsageProblem(_no_objective(objective, matches, names))
    wanted = {f"{deck}/{matches[0]}" for deck in decks}
    return tuple(card for card in cards if wanted.intersection(card.objectives))


def _within(objective: str, decks: Sequence[str]) -> bool:
    return objective.partition("/")[0] in decks


def _no_objective(objective: str, matches: list[str], names: list[str]) -> str:
    if matches:
        return f"--objective {objective} fits several: {', '.join(matches)}; write one of them"
    close = get_close_matches(objective, names, n=1)
    hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(names)}"
    return f"--objective {objective} names no objective here; {hint}"


def _limits(app: App, decks: Sequence[str], wish: Wish, day: date) -> tuple[Limits, Lived]:
    """The limits in force, and what of today counts against them."""
    limits, lived = app.settings.limits(decks[0] if len(decks) == 1 else ""), reviews.lived(app.store(), day)
    goal = goals.current(app.store())
    if goal is not None and goal.stands(day) and goal.minutes is not None:
        limits = replace(limits, minutes=goal.minutes)
    if wish.new is not None:
        limits, lived = replace(limits, new=wish.new), replace(lived, new=0)
    if wish.minutes is not None:
        limits, lived = replace(limits, minutes=wish.minutes), replace(lived, minutes=0.0)
    if wish.limit is not None:
        limits, lived = replace(limits, reviews=wish.limit), replace(lived, reviews=0)
    return limits, lived


def _at_most(queue: Queue, limit: int | None) -> Queue:
    if limit is None or limit >= len(queue.entries):
        return queue
    over: dict[str, str] = {entry.card.key: Held.LIMIT for entry in queue.entries[limit:]}
    return replace(queue, entries=queue.entries[:limit], held={**queue.held, **over})


def _title(app: App, decks: Sequence[str]) -> str:
    if len(decks) > 1:
        return f"{len(decks)} decks"
    deck = app.catalog().decks[decks[0]]
    return deck.blueprint.code if deck.blueprint else deck.title
