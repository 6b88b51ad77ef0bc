"""Every deck that is at hand, in memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from studydeck.content.loading import load
from studydeck.content.problems import Problem, did_you_mean, quoted
from studydeck.core.items import Card, Deck, Item, Pool, cards_of
from studydeck.errors import DeckProblem, UsageProblem


@dataclass(frozen=True, slots=True)
class Catalog:
    """The decks by id and their items by key, in the order of folders and files; broken files are left out.

    `broken` names the decks whose deck.yaml cannot be used (by their folder), each with its first problem.
    `files` are the paths, as shown, of all files that were read, the broken ones too.
    """

    decks: dict[str, Deck]
    items: dict[str, Item]
    problems: tuple[Problem, ...]
    broken: dict[str, Problem]
    files: tuple[str, ...]

    @classmethod
    def load(cls, folders: Iterable[Path]) -> "Catalog":
        """Read every deck in the folders; one deck id in two of them is an error, and the first one holds."""
        loaded = load(folders)
        return cls(
            decks=loaded.decks,
            items={item.key: item for item in loaded.items},
            problems=tuple(sorted(loaded.problems)),
            broken=loaded.broken,
            files=tuple(loaded.files),
        )

    def cards(self, deck: str | None = None) -> tuple[Card, ...]:
        """The cards for review of all decks, or of one deck and whatever else names an objective of its exam.

        Exam items and retired ones have no cards; a card's position is its item's place in its own deck.
        """
        if deck is None:
            return tuple(self._cards())
        exam = self._objectives(deck)
        own = tuple(card for card in self._cards() if card.deck == deck)
        others = (card for card in self._cards() if card.deck != deck)
        return own + tuple(card for card in others if exam.intersection(card.objectives))

    def _cards(self) -> Iterator[Card]:
        positions = dict.fromkeys(self.decks, -1)
        for item in self.items.values():
            positions[item.deck] += 1
            if item.pool is Pool.STUDY and not item.retired:
                yield from cards_of(item, positions[item.deck])

    def _objectives(self, deck: str) -> frozenset[str]:
        blueprint = self.decks[deck].blueprint
        return frozenset(f"{deck}/{each.id}" for each in blueprint.objectives) if blueprint else frozenset()

    def item(self, key: str) -> Item:
        """The item of a key such as `psm-1/sprint-cancel`; UsageProblem where there is none."""
        if key not in self.items:
            hint = did_you_mean(key, self.items) or "; see 'studydeck deck list' for the decks that are here"
            raise UsageProblem(f"there is no item {quoted(key)}{hint}")
        return self.items[key]

    def resolve(self, prefix: str) -> str:
        """The deck id that a name, or a unique beginning of one, stands for.

        UsageProblem where it fits none or several, DeckProblem where that deck's own file is broken.
        """
        known = sorted({*self.decks, *self.broken})
        wanted = prefix.lower()
        matches = [name for name in known if name == wanted] or [name for name in known if name.startswith(wanted)]
        if len(matches) != 1:
            raise UsageProblem(_unresolved(prefix, matches, known))
        if matches[0] not in self.decks:
            raise DeckProblem(f"deck '{matches[0]}' cannot be used: {self.broken[matches[0]]}")
        return matches[0]


def _unresolved(prefix: str, matches: list[str], known: list[str]) -> str:
    if matches:
        return f"{quoted(prefix)} could be {' or '.join(matches)}; write one of them"
    hint = did_you_mean(prefix, known) or f"; known decks: {', '.join(known) or 'none'}"
    return f"there is no deck {quoted(prefix)}{hint}"
