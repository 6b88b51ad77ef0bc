"""How long cards take: a beginner's guess, until the learner's own answers tell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from studydeck.core.kinds import Kind

USUAL: Mapping[Kind, float] = {
    Kind.FLASHCARD: 12.0,
    Kind.TERM: 12.0,
    Kind.CLOZE: 10.0,
    Kind.SINGLE: 40.0,
    Kind.MULTIPLE: 55.0,
    Kind.TRUE_FALSE: 20.0,
    Kind.ORDER: 45.0,
    Kind.MATCH: 60.0,
    Kind.NUMERIC: 75.0,
}
"""Seconds from the question to the end of the feedback, for a beginner."""

NEW_FACTOR = 1.5
"""How much longer a card takes at first sight."""

ENOUGH = 20
"""Answers of one kind from which on their median replaces the guess."""

LEAST = 1.0
"""Seconds; nothing is answered faster, and a rate per minute needs some time."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that a card takes, by kind; `own` holds the learner's medians."""

    own: Mapping[Kind, float] = field(default_factory=dict)

    @classmethod
    def from_samples(cls, samples: Iterable[tuple[Kind, float]]) -> "Pace":
        """The pace that a learner's answers show: kind and seconds of each."""
        by_kind: dict[Kind, list[float]] = defaultdict(list)
        for kind, seconds in samples:
            by_kind[kind].append(seconds)
        return cls({kind: max(LEAST, median(own)) for kind, own in by_kind.items() if len(own) >= ENOUGH})

    def seconds(self, kind: Kind) -> float:
        """Expected seconds for a card that was seen before."""
        return self.own.get(kind, USUAL[kind])

    def new_seconds(self, kind: Kind) -> float:
        """Expected seconds for a card at first sight."""
        return NEW_FACTOR * self.seconds(kind)
