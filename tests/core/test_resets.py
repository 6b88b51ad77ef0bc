"""Resets in a replay: boundaries after which an item's cards begin anew."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studydeck.core.log import Answer, CardState, Rating, Reset, item_of
from studydeck.core.scheduling import Row, advance, replay, replay_all, retrace

DAY = date(2026, 3, 2)
CARDS = ("a/1", "a/1#reverse", "a/10", "b/1")


def answered(card: str, rating: Rating = Rating.GOOD, day: int = 0) -> tuple[Answer, date]:
    due = DAY + timedelta(days=day + 3)
    return Answer(card, rating, due, session="s", seed=0, fingerprint="f", duration=9), DAY + timedelta(days=day)


rows = st.lists(
    st.one_of(
        st.builds(answered, st.sampled_from(CARDS), st.sampled_from(Rating), st.integers(0, 99)),
        st.builds(Reset, st.sampled_from(["a/1", "a/10", "b/1", "c/1"])),
    ),
    max_size=25,
)


def stepped(log: list[Row]) -> dict[str, CardState]:
    """The law in other words: one by one, and a reset takes away what its item's cards had."""
    states: dict[str, CardState] = {}
    for row in log:
        if isinstance(row, Reset):
            states = {card: state for card, state in states.items() if item_of(card) != row.item}
        else:
            answer, day = row
            states[answer.card] = advance(states.get(answer.card), answer, day)
    return states


@given(rows)
def test_a_replay_with_resets_equals_the_steps_one_by_one(log: list[Row]) -> None:
    assert replay_all(log) == stepped(log)


@given(rows)
def test_each_card_replayed_alone_stands_as_it_does_among_the_others(log: list[Row]) -> None:
    states = replay_all(log)
    for card in CARDS:
        own = [row for row in log if (row.item == item_of(card) if isinstance(row, Reset) else row[0].card == card)]
        assert replay(own) == states.get(card)


@given(rows)
def test_an_answer_finds_its_card_as_the_rows_before_it_left_it(log: list[Row]) -> None:
    answers = [index for index, row in enumerate(log) if not isinstance(row, Reset)]
    found = list(retrace(log))
    assert [(answer, day) for _, answer, day in found] == [log[index] for index in answers]
    for index, (before, answer, _) in zip(answers, found, strict=True):
        assert before == stepped(log[:index]).get(answer.card)


def test_a_reset_begins_every_card_of_its_item_anew_and_no_other() -> None:
    log = [*(answered(card) for card in CARDS), Reset("a/1"), answered("a/1#reverse", day=5)]
    states = replay_all(log)
    assert sorted(states) == ["a/1#reverse", "a/10", "b/1"]
    fresh = states["a/1#reverse"]
    assert (fresh.reps, fresh.first_day) == (1, DAY + timedelta(days=5))


def test_what_a_reset_closes_leaves_no_state() -> None:
    assert replay([answered("a/1"), Reset("a/1")]) is None
