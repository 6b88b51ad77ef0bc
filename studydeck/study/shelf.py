"""Items as a learner looks for them: by key, by what they say, and by where they stand."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from studydeck.app import App
from studydeck.content.catalog import Catalog
from studydeck.content.lint.texts import texts
from studydeck.content.problems import did_you_mean, quoted
from studydeck.core.items import Card, Item, Pool, cards_of
from studydeck.core.log import CardState, Marks, item_of
from studydeck.core.scheduling import LEECH_THRESHOLD
from studydeck.errors import UsageProblem
from studydeck.store import events, reviews


@dataclass(frozen=True)
class Shelf:
    """The catalog's items beside what the log makes of them on a study day."""

    catalog: Catalog
    states: Mapping[str, CardState]
    marks: Marks
    day: date

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items that review can ask: exam items would be spoilt by being listed, and retired ones have ended."""
        return tuple(item for item in self.catalog.items.values() if item.pool is Pool.STUDY and not item.retired)

    def known(self, item: Item) -> list[CardState]:
        """The states of an item's cards that were answered."""
        return [self.states[card.key] for card in cards_of(item) if card.key in self.states]

    def new(self, item: Item) -> list[Card]:
        """An item's cards that were not."""
        return [card for card in cards_of(item) if card.key not in self.states]

    def due(self, item: Item) -> date | None:
        """The day on which an item comes next; None where none of its cards is known."""
        return min((state.due for state in self.known(item)), default=None)


def shelve(app: App) -> Shelf:
    """Read the decks, the states and the marks."""
    day = app.today()
    return Shelf(app.catalog(), reviews.states(app.store()), events.marks(app.store(), day), day)


def _is_due(shelf: Shelf, item: Item) -> bool:
    due = shelf.due(item)
    return due is not None and due <= shelf.day and item.key not in shelf.marks.suspended | shelf.marks.buried


Test = Callable[[Shelf, Item], bool]

TESTS: Mapping[str, tuple[str, Test]] = {
    "flagged": ("flagged", lambda shelf, item: item.key in shelf.marks.flagged),
    "suspended": ("suspended until resumed", lambda shelf, item: item.key in shelf.marks.suspended),
    "due": ("with a card due today or overdue", _is_due),
    "new": ("with a card not answered yet", lambda shelf, item: bool(shelf.new(item))),
    "leech": (
        f"with a card forgotten {LEECH_THRESHOLD} times or more",
        lambda shelf, item: any(state.lapses >= LEECH_THRESHOLD for state in shelf.known(item)),
    ),
}
"""Name -> (what it is said to find, whether an item is one): the filters that need no value."""


def passes(shelf: Shelf, item: Item, name: str) -> bool:
    """Whether an item passes one of the TESTS."""
    return TESTS[name][1](shelf, item)


def of_deck(shelf: Shelf, deck: str) -> tuple[Item, ...]:
    """The items that come under a deck in review: its own, and those of others that name its objectives."""
    keys = dict.fromkeys(card.item for card in shelf.catalog.cards(shelf.catalog.resolve(deck)))
    return tuple(shelf.catalog.items[key] for key in keys)


def of_objective(items: Collection[Item], objective: str) -> tuple[Item, ...]:
    """The items of an objective: `psm-1/events`, `events` in whichever exam, or a unique beginning of either."""
    wanted = _objectives(objective, sorted({name for item in items for name in item.objectives}))
    return tuple(item for item in items if wanted.intersection(item.objectives))


def _objectives(objective: str, names: Collection[str]) -> frozenset[str]:
    forms = {name: (name, name.partition("/")[2]) for name in names}
    fits = [name for name in names if objective in forms[name]]
    fits = fits or [name for name in names if any(form.startswith(objective) for form in forms[name])]
    meant = {forms[name][1] for name in fits}
    if len(meant) == 1:
        return frozenset(fits)
    if meant:
        raise UsageProblem(f"--objective {quoted(objective)} could be {_few(fits)}; write one of them")
    hint = did_you_mean(objective, {form for both in forms.values() for form in both}) or f"; there are {_few(names)}"
    raise UsageProblem(f"--objective {quoted(objective)} names no objective here{hint}")


def with_words(items: Iterable[Item], words: Collection[str]) -> tuple[Item, ...]:
    """The items in whose texts every word occurs, be it as a part of another, capitals or not."""
    wanted = [word.casefold() for word in words]
    return tuple(item for item in items if _says(item, wanted))


def _says(item: Item, wanted: Iterable[str]) -> bool:
    said = "\n".join(text.text for text in texts(item)).casefold()
    return all(word in said for word in wanted)


def find(catalog: Catalog, name: str) -> Item:
    """The item, of whatever pool, that a key or an id stands for, whole or by a unique beginning.

    A card's key stands for its item. UsageProblem where it fits none or several.
    """
    wanted = item_of(name)
    keys = [key for key in (wanted, *_with_id(catalog, wanted)) if key in catalog.items]
    keys = keys or [item.key for item in catalog.items.values() if wanted and _begins(item, wanted)]
    if len(keys) == 1:
        return catalog.items[keys[0]]
    if keys:
        raise UsageProblem(f"{quoted(name)} could be {_few(keys)}; write one of them")
    known = [*catalog.items, *(item.id for item in catalog.items.values())]
    hint = did_you_mean(wanted, known) or "; 'studydeck item search WORDS' finds items by what they say"
    raise UsageProblem(f"there is no item {quoted(name)}{hint}")


def _begins(item: Item, wanted: str) -> bool:
    return item.key.startswith(wanted) or item.id.startswith(wanted)


def _with_id(catalog: Catalog, wanted: str) -> list[str]:
    return [item.key for item in catalog.items.values() if item.id == wanted]


def _few(names: Collection[str], most: int = 4) -> str:
    """Some names, and how many there are besides."""
    shown = ", ".join(list(names)[:most])
    return f"{shown} or {len(names) - most} others" if len(names) > most else shown
