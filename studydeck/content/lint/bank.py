"""How the items of a deck stand to one another."""

from collections.abc import Iterator, Sequence

from studydeck.content.lint.registry import Finding, bank_rule, item_rule
from studydeck.content.problems import Severity, did_you_mean
from studydeck.core.items import Deck, Item, Pool


@item_rule("no-concept", Severity.WARNING, "Every question names the concept it tests.")
def no_concept(item: Item, _: Deck) -> Iterator[Finding]:
    if item.kind.is_question and not item.concept:
        yield Finding("has no concept; add 'concept:' with the idea it tests, so that its siblings keep their distance")


@bank_rule("no-sibling", Severity.WARNING, "Every concept of the exam pool is taught by a study item.")
def no_sibling(items: Sequence[Item], _: Deck) -> Iterator[Finding]:
    taught = {item.concept for item in items if item.pool is Pool.STUDY and not item.retired}
    for item in items:
        if item.pool is Pool.EXAM and item.concept and item.concept not in taught and not item.retired:
            yield Finding(
                f"tests '{item.concept}', which no study item of this deck teaches; "
                "write one that tests it another way",
                ("concept",),
                item,
            )


@bank_rule("unknown-enemy", Severity.ERROR, "An enemy is an item of the same deck.")
def unknown_enemy(items: Sequence[Item], _: Deck) -> Iterator[Finding]:
    known = {item.id for item in items}
    for item in items:
        for index, enemy in enumerate(item.enemies):
            if enemy not in known:
                hint = did_you_mean(enemy, known) or "; name another or remove it"
                yield Finding(
                    f"names the enemy '{enemy}', which this deck does not have{hint}",
                    ("enemies", index),
                    item,
                )


@bank_rule("one-sided-enemy", Severity.ERROR, "Two items that are enemies name each other.")
def one_sided_enemy(items: Sequence[Item], _: Deck) -> Iterator[Finding]:
    enemies = {item.id: item.enemies for item in items}
    for item in items:
        for index, enemy in enumerate(item.enemies):
            if item.id not in enemies.get(enemy, (item.id,)):
                yield Finding(
                    f"names the enemy '{enemy}', which does not name it; add '{item.id}' there",
                    ("enemies", index),
                    item,
                )


@bank_rule("same-item", Severity.ERROR, "No two items ask the same.")
def same_item(items: Sequence[Item], _: Deck) -> Iterator[Finding]:
    first: dict[str, Item] = {}
    for item in items:
        if item.retired:
            continue
        earlier = first.setdefault(item.fingerprint, item)
        if earlier is not item:
            yield Finding(f"asks the same as '{earlier.id}' ({earlier.place}); retire one of the two", (), item)
