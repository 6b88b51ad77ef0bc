"""The same work done by Anki's own package: a collection of cards, opened, up to the first card on the way out.

Usage: python -m bench.anki_side make|first FILE [CARDS]
"""

import sys
from pathlib import Path


def make(path: Path, cards: int) -> None:
    """A collection with so many basic cards."""
    from anki.collection import Collection

    collection = Collection(str(path))
    notetype = collection.models.by_name("Basic")
    assert notetype is not None
    deck = collection.decks.id("bench")
    assert deck is not None
    for number in range(cards):
        note = collection.new_note(notetype)
        note.fields = [f"Which rule has number {number}?", f"The rule with number {number}"]
        collection.add_note(note, deck)
    collection.decks.select(deck)
    collection.close()


def first(path: Path) -> None:
    """Open the collection and print the first card's question."""
    from anki.collection import Collection

    collection = Collection(str(path))
    queued = collection.sched.get_queued_cards(fetch_limit=1)
    print(collection.get_card(queued.cards[0].card.id).question()[-40:])
    collection.close()


if __name__ == "__main__":
    what, file, *rest = sys.argv[1:]
    if what == "make":
        make(Path(file), int(rest[0]))
    else:
        first(Path(file))
