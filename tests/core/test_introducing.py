from collections.abc import Sequence

from studydeck.core.introducing import in_turn
from studydeck.core.items import Card
from studydeck.core.kinds import Kind


def card(name: str, objective: str, position: int, concept: str = "") -> Card:
    item = f"d/{name.partition('#')[0]}"
    return Card(f"d/{name}", item, "d", Kind.TERM, (objective,), concept, "f", position)


def names(cards: Sequence[Card]) -> list[str]:
    return [each.key.removeprefix("d/") for each in cards]


A, B, C = card("a", "o1", 0), card("b", "o1", 1), card("c", "o1", 2)
D, E = card("d", "o2", 3), card("e", "o2", 4)
F = card("f", "o3", 5)


def test_objectives_take_turns_in_the_order_of_their_cards() -> None:
    assert names(in_turn([A, B, C, D, E, F], [], [])[0]) == ["a", "d", "f", "b", "e", "c"]


def test_the_position_orders_the_cards_of_an_objective() -> None:
    assert names(in_turn([C, B, A], [], [])[0]) == ["a", "b", "c"]


def test_the_round_goes_on_from_the_day_before() -> None:
    assert names(in_turn([B, C, E, F], [A, D], [])[0]) == ["f", "b", "e", "c"]


def test_the_first_card_of_an_item_comes_before_its_reverse() -> None:
    forward, reverse = card("t", "o1", 6), card("t#reverse", "o1", 6)
    assert in_turn([forward, reverse], [], []) == ([forward], [reverse])


def test_a_sibling_takes_no_turn_of_its_objective() -> None:
    forward, reverse = card("t", "o1", 0), card("t#reverse", "o1", 0)
    ordered, waiting = in_turn([forward, reverse, B, D, E], [], [])
    assert (names(ordered), names(waiting)) == (["t", "d", "b", "e"], ["t#reverse"])


def test_a_sibling_of_a_card_introduced_today_waits() -> None:
    forward, reverse = card("t", "o1", 0), card("t#reverse", "o1", 0)
    assert in_turn([reverse, B], [forward], [forward]) == ([B], [reverse])


def test_two_items_of_one_concept_do_not_come_together() -> None:
    one, other = card("x", "o1", 0, "sprint"), card("y", "o2", 1, "sprint")
    assert in_turn([one, other], [], []) == ([one], [other])
