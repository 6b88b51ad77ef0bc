from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from studydeck.core.items import Card
from studydeck.core.kinds import Kind
from studydeck.core.log import CardState, Lived, Marks, Memory, Rating
from studydeck.core.queue import Entry, Held, Limits, Pace, Queue, Reason, build, why

DAY = date(2026, 1, 5)
AMPLE = Limits(new=99, reviews=999, minutes=9999)


def card(name: str, objective: str = "o1", concept: str = "", kind: Kind = Kind.TERM, position: int = 0) -> Card:
    item = f"d/{name.partition('#')[0]}"
    return Card(f"d/{name}", item, "d", kind, (objective,), concept, "f", position)


def state(card: Card, *, ago: int = 10, overdue: int = 0, stability: float = 10.0) -> CardState:
    """A card last recalled some days ago, and due today or earlier."""
    memory = Memory(stability, 5.0, DAY - timedelta(days=ago))
    due = DAY - timedelta(days=overdue)
    return CardState(card.key, memory, due, 3, 0, Rating.GOOD, memory.last_day, "f")


def failed(card: Card, day: date = DAY) -> CardState:
    memory = Memory(1.0, 5.0, day)
    return CardState(card.key, memory, DAY + timedelta(days=1), 3, 1, Rating.AGAIN, day - timedelta(days=9), "f")


def cards(count: int, name: str = "c") -> list[Card]:
    return [card(f"{name}{number}", f"o{number % 3}", position=number) for number in range(count)]


def queue(cards: Sequence[Card], states: Iterable[CardState] = (), **others: Any) -> Queue:
    known = {state.card: state for state in states}
    given: dict[str, Any] = {"marks": Marks(), "lived": Lived(), "limits": AMPLE, "pace": Pace(), "seed": 1}
    return build(cards, known, day=DAY, **given | others)


def names(found: Queue, reason: Reason | None = None) -> list[str]:
    return [e.card.key.removeprefix("d/") for e in found.entries if reason in (None, e.reason)]


def test_without_cards_there_is_no_queue() -> None:
    found = queue([])
    assert found == Queue((), due=0, overdue=0, new=0, held={})
    assert found.minutes == 0


def test_a_card_not_due_yet_is_left_alone() -> None:
    later = card("later")
    found = queue([later], [state(later, overdue=-1)])
    assert (found.entries, found.held) == ((), {})


def test_states_of_cards_not_studied_here_are_ignored() -> None:
    assert queue([], [state(card("elsewhere"))]).due == 0


def test_failed_cards_come_first_then_due_then_new() -> None:
    new, due, back = card("new"), card("due"), card("back")
    found = queue([new, due, back], [state(due), failed(back)])
    assert [(e.card, e.reason) for e in found.entries] == [
        (back, Reason.RETURNING),
        (due, Reason.DUE),
        (new, Reason.NEW),
    ]
    assert (found.due, found.new) == (1, 1)


def test_a_card_failed_on_another_day_does_not_return() -> None:
    old = card("old")
    assert queue([old], [failed(old, DAY - timedelta(days=1))]).entries == ()


def test_a_card_failed_and_then_recalled_does_not_return() -> None:
    back = card("back")
    assert queue([back], [replace(failed(back), last_rating=Rating.HARD)]).entries == ()


def test_a_card_failed_before_the_clock_was_set_back_returns() -> None:
    back = card("back")
    assert names(queue([back], [failed(back, DAY + timedelta(days=1))])) == ["back"]


def test_failed_cards_return_outside_every_limit_longest_ago_first() -> None:
    back = cards(3)
    lived = Lived(new=9, reviews=99, minutes=99.0, recent=("d/c2", "d/c0"))
    for seed in range(9):
        found = queue(back, map(failed, back), lived=lived, limits=Limits(0, 0, 0.0), seed=seed)
        assert names(found) == ["c1", "c2", "c0"]


def test_an_entry_tells_recall_time_gain_and_days_overdue() -> None:
    due = card("due")
    (entry,) = queue([due], [state(due, overdue=3)]).entries
    assert entry.recall == pytest.approx(0.9)
    # twelve seconds, and again with the probability of failing
    assert entry.seconds == pytest.approx(13.2)
    # the 0.0939 of recall that test_gain works out, in 0.22 minutes
    assert entry.gain == pytest.approx(0.0939 / 0.22, abs=1e-3)
    assert entry.overdue == 3


def test_due_cards_come_by_what_a_minute_gains() -> None:
    shaky, firm, slow = card("shaky"), card("firm"), card("slow", kind=Kind.MULTIPLE)
    states = [
        state(firm, ago=300, stability=300.0),
        state(slow, ago=3, stability=3.0),
        state(shaky, ago=3, stability=3.0),
    ]
    assert names(queue([slow, firm, shaky], states)) == ["shaky", "firm", "slow"]


def test_equal_gains_are_ordered_by_the_seed_and_not_by_the_key() -> None:
    due = [replace(each, objectives=()) for each in cards(30)]
    orders = [names(queue(due, map(state, due), seed=seed)) for seed in (1, 1, 2)]
    assert orders[0] == orders[1] != orders[2]
    assert orders[0] != sorted(orders[0])
    assert sorted(orders[0]) == sorted(orders[2])


def test_due_counts_hold_whatever_the_limits() -> None:
    due = cards(8)
    found = queue(due, [state(each, overdue=number % 2) for number, each in enumerate(due)], limits=Limits(0, 3, 9.0))
    assert (found.due, found.overdue, len(found.entries)) == (8, 4, 3)


def test_suspended_and_buried_items_stay_away_with_all_their_cards() -> None:
    asleep, aside = [card("s"), card("s#reverse")], card("b")
    marks = Marks(suspended=frozenset({"d/s"}), buried=frozenset({"d/b"}))
    found = queue([*asleep, aside], [state(asleep[0]), failed(aside)], marks=marks)
    assert (found.entries, found.due, found.new) == ((), 0, 0)
    assert found.held == {"d/s": Held.SUSPENDED, "d/s#reverse": Held.SUSPENDED, "d/b": Held.BURIED}


def test_the_limit_of_reviews_counts_what_was_lived() -> None:
    due = cards(5)
    found = queue(due, map(state, due), limits=Limits(0, 10, 99.0), lived=Lived(reviews=7))
    assert len(found.entries) == 3
    assert list(found.held.values()) == [Held.REVIEWS] * 2


def test_a_limit_lowered_below_what_was_lived_leaves_nothing() -> None:
    due = cards(5)
    assert queue(due, map(state, due), limits=Limits(0, 5, 99.0), lived=Lived(reviews=9)).entries == ()


def test_the_limit_of_new_cards_counts_what_was_lived() -> None:
    found = queue(cards(5), limits=Limits(new=4), lived=Lived(new=3))
    assert names(found) == ["c0"]
    assert list(found.held.values()) == [Held.NEW] * 4


def test_a_partial_session_leaves_the_rest_of_the_new_cards() -> None:
    new = cards(40)
    whole = names(queue(new, limits=Limits(new=10)))
    done = [f"d/{name}" for name in whole[:4]]
    lived = Lived(new=4, introduced=tuple(done), recent=tuple(done))
    learnt = [replace(state(each, overdue=-3), first_day=DAY) for each in new if each.key in done]
    assert names(queue(new, learnt, limits=Limits(new=10), lived=lived)) == whole[4:]


def test_cards_come_while_minutes_are_left() -> None:
    due = cards(9)
    found = queue(due, map(state, due), limits=Limits(0, 99, 1.0), lived=Lived(minutes=0.5))
    # 13.2 seconds each: the third begins within the half minute and runs over
    assert len(found.entries) == 3
    assert found.minutes == pytest.approx(0.66)
    assert list(found.held.values()) == [Held.MINUTES] * 6


def test_without_minutes_left_nothing_comes() -> None:
    due = cards(2)
    found = queue(due, [state(due[0])], limits=Limits(minutes=5.0), lived=Lived(minutes=5.0))
    assert (found.entries, set(found.held)) == ((), {"d/c0", "d/c1"})


def test_new_cards_get_the_minutes_that_due_ones_leave() -> None:
    due, new = card("due"), cards(9, "n")
    found = queue([due, *new], [state(due)], limits=Limits(new=9, minutes=0.5))
    # 13.2 seconds for the due card; the first new one begins after them and takes 18
    assert names(found) == ["due", "n0"]
    assert list(found.held.values()) == [Held.MINUTES] * 8


def test_no_new_cards_while_more_is_due_than_the_limit_of_reviews() -> None:
    due, new = cards(4), card("new")
    over = queue([*due, new], map(state, due), limits=Limits(5, 3, 99.0))
    assert (over.held["d/new"], names(over, Reason.NEW)) == (Held.BACKLOG, [])
    within = queue([*due, new], map(state, due), limits=Limits(5, 4, 99.0))
    assert names(within, Reason.NEW) == ["new"]


def test_no_new_cards_while_more_is_due_than_the_minutes_hold() -> None:
    due, new = cards(5), card("new")
    # five times 13.2 seconds are 1.1 minutes
    over = queue([*due, new], map(state, due), limits=Limits(5, 99, 1.09))
    assert (over.held["d/new"], names(over, Reason.NEW)) == (Held.BACKLOG, [])
    assert names(queue([*due, new], map(state, due), limits=Limits(5, 99, 1.11)), Reason.NEW) == ["new"]


def test_a_restart_does_not_lift_the_backlog() -> None:
    due, new = cards(4), card("new")
    found = queue([*due, new], map(state, due), limits=Limits(5, 8, 99.0), lived=Lived(reviews=5))
    assert found.held == {"d/new": Held.BACKLOG} | {key: Held.REVIEWS for key in found.held if key != "d/new"}
    assert len(found.entries) == 3


def test_more_reviews_than_the_limit_are_no_backlog_once_nothing_is_due() -> None:
    assert names(queue([card("new")], limits=Limits(5, 3, 99.0), lived=Lived(reviews=9))) == ["new"]


def test_a_new_card_waits_for_another_day_than_its_sibling() -> None:
    found = queue([card("t"), card("t#reverse"), card("u")])
    assert names(found) == ["t", "u"]
    assert found.held == {"d/t#reverse": Held.NEW_SIBLING}


def test_a_new_card_waits_when_its_sibling_was_introduced_earlier_today() -> None:
    forward, reverse = card("t"), card("t#reverse")
    lived = Lived(new=1, introduced=("elsewhere/x", "d/t"))
    found = queue([forward, reverse], [state(forward, ago=0, overdue=-2)], lived=lived)
    assert (found.entries, found.held) == ((), {"d/t#reverse": Held.NEW_SIBLING})


def test_a_new_card_comes_ten_cards_after_a_due_sibling_or_not_at_all() -> None:
    forward, reverse, others = card("t"), card("t#reverse"), cards(10, "n")
    near = queue([forward, reverse, *others[:9]], [state(forward)])
    assert (names(near)[0], near.held) == ("t", {"d/t#reverse": Held.APART})
    far = queue([forward, reverse, *others], [state(forward)])
    assert (names(far)[0], names(far)[11], far.held) == ("t", "t#reverse", {})


def test_a_due_card_keeps_away_from_a_sibling_answered_just_before() -> None:
    due = [card("t#reverse"), *cards(12)]
    lived = Lived(recent=("elsewhere/x", "d/t", "elsewhere/y"))
    found = queue([card("t"), *due], map(state, due), lived=lived, limits=Limits(0, 99, 99.0))
    assert names(found).index("t#reverse") >= 9


def test_a_due_card_keeps_away_from_a_sibling_that_returns() -> None:
    back, due = card("t"), [card("t#reverse"), *cards(12)]
    found = queue([back, *due], [failed(back), *map(state, due)])
    assert names(found)[0] == "t"
    assert names(found).index("t#reverse") >= 11


def test_a_due_card_without_room_beside_its_sibling_waits() -> None:
    due = [card("t"), card("t#reverse")]
    found = queue(due, [state(due[0], stability=5.0), state(due[1])])
    assert (names(found), found.held) == (["t"], {"d/t#reverse": Held.APART})


def test_objectives_of_nearly_equal_gain_alternate() -> None:
    due = [card(f"c{number}", f"o{number // 10}") for number in range(20)]
    found = queue(due, map(state, due))
    placed = [entry.card.objectives for entry in found.entries]
    assert all(placed[place] != placed[place + 1] for place in range(19))


def test_the_learner_s_own_pace_counts() -> None:
    due = card("due")
    (entry,) = queue([due], [state(due)], pace=Pace({Kind.TERM: 30.0})).entries
    assert entry.seconds == pytest.approx(33.0)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            Entry(card("a"), Reason.DUE, 24.0, recall=0.82, gain=0.275, overdue=3),
            "Due 3 days ago. Recall is 82 % now; a review today gains 11 points of recall in 30 days, in "
            "about 0.4 minutes.",
        ),
        (
            Entry(card("a"), Reason.DUE, 60.0, recall=0.956, gain=0.0101, overdue=1),
            "Due yesterday. Recall is 96 % now; a review today gains 1 point of recall in 30 days, in about "
            "1.0 minutes.",
        ),
        (
            Entry(card("a"), Reason.DUE, 12.0, recall=0.9, gain=0.5),
            "Due today. Recall is 90 % now; a review today gains 10 points of recall in 30 days, in about 0.2 minutes.",
        ),
        (Entry(card("a"), Reason.NEW, 60.0), "New, and its objective's turn; it takes about 1.0 minutes."),
        (
            Entry(card("a"), Reason.RETURNING, 12.0, recall=0.9, gain=0.5),
            "Failed today; it comes back until it is recalled once.",
        ),
    ],
)
def test_the_reason_in_words(entry: Entry, sentence: str) -> None:
    assert why(entry) == sentence
