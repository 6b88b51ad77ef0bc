"""From a field of an item or a deck file to its line and column."""

from studydeck.content.lint.registry import Path
from studydeck.content.nodes import Mapping, Mark, Node, Sequence


def item_node(tree: Node, line: int) -> Node:
    """The item that begins in a line of a file of items; the whole file where none does."""
    items = tree.entries.get("items") if isinstance(tree, Mapping) else None
    rows = items.node.nodes if items and isinstance(items.node, Sequence) else ()
    return next((row for row in rows if row.mark.line == line), tree)


def mark_of(node: Node, at: Path) -> Mark:
    """Where a field's name stands; where the field is absent, what surrounds it."""
    mark = node.mark
    for step in at:
        match node, step:
            case Mapping(entries=entries), str() if step in entries:
                mark, node = entries[step].mark, entries[step].node
            case Sequence(nodes=nodes), int() if step < len(nodes):
                mark, node = nodes[step].mark, nodes[step]
            case _:
                break
    return mark
