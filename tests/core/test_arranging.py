from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from studydeck.core.arranging import GAP, NEARLY, arrange, kin, objective
from studydeck.core.items import Card
from studydeck.core.kinds import Kind


def card(name: str, objective: str = "", concept: str = "") -> Card:
    """The card `item` or `item#part`, filed under an objective (none where it is empty)."""
    item = f"d/{name.partition('#')[0]}"
    return Card(f"d/{name}", item, "d", Kind.FLASHCARD, (objective,) if objective else (), concept, "f")


def plain(count: int) -> list[Card]:
    return [card(f"plain{number}") for number in range(count)]


def names(cards: Sequence[Card]) -> list[str]:
    return [placed.key.removeprefix("d/") for placed in cards]


def equally(cards: Sequence[Card]) -> list[tuple[Card, float]]:
    return [(each, 1.0) for each in cards]


@st.composite
def rankings(draw: st.DrawFn) -> list[tuple[Card, float]]:
    worths = sorted(draw(st.lists(st.floats(-1, 1), max_size=60)), reverse=True)
    families = draw(st.sampled_from([2, 5, 40]))
    return [
        (
            card(
                f"i{draw(st.integers(0, families))}#{place}",
                draw(st.sampled_from(["", "o1", "o2", "o3"])),
            ),
            worth,
        )
        for place, worth in enumerate(worths)
    ]


befores = st.lists(st.none() | st.integers(0, 5).map(lambda number: card(f"i{number}#before")), max_size=14)


def test_cards_of_one_item_are_kin() -> None:
    assert kin(card("a#x")) == kin(card("a#y")) != kin(card("b"))


def test_items_of_one_concept_are_kin() -> None:
    assert kin(card("a", concept="sprint")) == kin(card("b", concept="sprint")) != kin(card("a"))


def test_a_card_is_filed_under_the_first_of_its_objectives() -> None:
    two = Card("d/a", "d/a", "d", Kind.TERM, ("d/events", "capm/2.2"), "", "f")
    assert (objective(two), objective(card("a"))) == ("d/events", "")


def test_nothing_to_arrange_is_an_empty_order() -> None:
    assert arrange([], plain(3)) == ([], [])


def test_the_best_goes_first() -> None:
    cards = plain(4)
    assert arrange([(each, 1.0 - place / 2) for place, each in enumerate(cards)], []) == (cards, [])


def test_the_second_of_two_siblings_comes_after_ten_others() -> None:
    others = plain(12)
    order, left = arrange(equally([card("a#x"), card("a#y"), *others]), [])
    assert names(order) == ["a#x", *names(others[:GAP]), "a#y", *names(others[GAP:])]
    assert left == []


def test_a_sibling_answered_just_before_counts() -> None:
    others = plain(12)
    order, left = arrange(equally([card("a#y"), *others]), [card("a#x")])
    assert (names(order).index("a#y"), left) == (GAP, [])


def test_a_sibling_answered_eleven_cards_ago_does_not_count() -> None:
    order, _ = arrange(equally([card("a#y"), *plain(2)]), [card("a#x"), *[None] * GAP])
    assert names(order)[0] == "a#y"


def test_a_card_answered_twice_rests_from_its_last_answer() -> None:
    before = [card("a#x"), None, None, None, card("a#x"), None]
    order, _ = arrange(equally([card("a#y"), *plain(12)]), before)
    assert names(order).index("a#y") == GAP - 1


def test_without_ten_cards_between_the_worse_sibling_is_left() -> None:
    order, left = arrange(equally([card("a#x"), *plain(GAP - 1), card("a#y")]), [])
    assert (names(order), names(left)) == (["a#x", *names(plain(GAP - 1))], ["a#y"])


def test_a_sibling_ranked_last_is_squeezed_in_before_the_other() -> None:
    others = plain(GAP + 2)
    order, left = arrange(equally([*others, card("a#x"), card("a#y")]), [])
    assert (names(order), left) == (["plain0", "plain1", "a#y", *names(others[2:]), "a#x"], [])


def test_a_family_too_large_for_the_order_is_left_in_part() -> None:
    family = [card(f"a#{number}") for number in range(4)]
    order, left = arrange(equally([*family, *plain(GAP)]), [])
    assert (names(order), names(left)) == (["a#0", *names(plain(GAP)), "a#1"], ["a#2", "a#3"])


def test_neighbours_of_one_objective_give_way_to_a_nearly_equal_choice() -> None:
    ranked = [
        (card("a", "o1"), 1.0),
        (card("b", "o1"), 1.0),
        (card("c", "o2"), 0.95),
        (card("d", "o3"), 0.5),
    ]
    assert names(arrange(ranked, [])[0]) == ["a", "c", "b", "d"]


def test_a_choice_that_is_clearly_worse_does_not_go_first() -> None:
    ranked = [(card("a", "o1"), 1.0), (card("b", "o1"), 1.0), (card("c", "o2"), 0.89)]
    assert names(arrange(ranked, [])[0]) == ["a", "b", "c"]


def test_the_card_before_counts_as_a_neighbour() -> None:
    ranked = equally([card("a", "o1"), card("b", "o2")])
    assert names(arrange(ranked, [card("z", "o1")])[0]) == ["b", "a"]
    assert names(arrange(ranked, [None])[0]) == ["a", "b"]


@given(rankings(), befores)
def test_every_card_is_placed_once_or_left(ranked: list[tuple[Card, float]], before: list[Card | None]) -> None:
    order, left = arrange(ranked, before)
    assert sorted(names(order + left)) == sorted(names([each for each, _ in ranked]))


@given(rankings(), befores)
def test_ten_cards_come_between_siblings(ranked: list[tuple[Card, float]], before: list[Card | None]) -> None:
    order, _ = arrange(ranked, before)
    shown = [*before, *order]
    for place, each in enumerate(order, start=len(before)):
        assert kin(each) not in {kin(near) for near in shown[max(0, place - GAP) : place] if near}


@given(rankings(), befores)
def test_what_is_left_has_no_place_anywhere(ranked: list[tuple[Card, float]], before: list[Card | None]) -> None:
    order, left = arrange(ranked, before)
    shown = [kin(each) if each else "" for each in before[-GAP:]]
    first = len(shown)
    shown += map(kin, order)
    for each in left:
        for place in range(first, len(shown) + 1):
            assert kin(each) in shown[max(0, place - GAP) : place + GAP]


@given(st.lists(st.tuples(st.floats(0.01, 1), st.sampled_from(["o1", "o2", "o3"])), max_size=40))
def test_neighbours_share_an_objective_only_where_no_other_is_nearly_as_good(
    drawn: list[tuple[float, str]],
) -> None:
    ranked = [
        (card(f"i{place}", name), worth) for place, (worth, name) in enumerate(sorted(drawn, key=lambda each: -each[0]))
    ]
    worth = {each.key: value for each, value in ranked}
    order, _ = arrange(ranked, [])
    for place in range(1, len(order)):
        here = order[place]
        if objective(here) == objective(order[place - 1]):
            others = [worth[each.key] for each in order[place:] if objective(each) != objective(here)]
            assert all(worth[here.key] - other > NEARLY * worth[here.key] for other in others)
