"""A session asks every card once, brings failed ones back, and is a value: the one before is the undo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studydeck.core.items import Card
from studydeck.core.kinds import Kind
from studydeck.core.log import Rating
from studydeck.core.queue import Entry, Reason
from studydeck.core.session import RETURN_AFTER, Session


def entry(name: str, seconds: float = 30.0) -> Entry:
    card = Card(f"d/{name}", f"d/{name}", "d", Kind.FLASHCARD, ("d/o",), "", "f" * 16)
    return Entry(card, Reason.DUE, seconds)


def session(*names: str) -> Session:
    return Session(tuple(entry(name) for name in names))


def asked(current: Session) -> str | None:
    now = current.current()
    return now.card.key if now else None


def test_cards_come_in_the_order_of_the_queue() -> None:
    first = session("a", "b")
    assert asked(first) == "d/a"
    assert asked(first.answer(Rating.GOOD)) == "d/b"


def test_a_session_is_over_when_every_card_has_been_recalled() -> None:
    over = session("a").answer(Rating.HARD)
    assert over.current() is None
    assert (over.finished, over.total, over.answers) == (1, 1, 1)


def test_answering_a_session_that_is_over_is_an_error() -> None:
    with pytest.raises(ValueError, match="over"):
        session().answer(Rating.GOOD)


def test_a_failed_card_returns_after_five_other_answers() -> None:
    current = session("a", "b", "c", "d", "e", "f", "g").answer(Rating.AGAIN)
    seen = []
    for _ in range(RETURN_AFTER + 1):
        seen.append(asked(current))
        current = current.answer(Rating.GOOD)
    assert seen == ["d/b", "d/c", "d/d", "d/e", "d/f", "d/a"]


def test_a_failed_card_returns_at_once_when_nothing_else_is_left() -> None:
    current = session("a").answer(Rating.AGAIN)
    assert asked(current) == "d/a"
    assert current.current().reason is Reason.RETURNING


def test_a_card_failed_twice_waits_behind_the_others_that_return() -> None:
    current = session("a", "b").answer(Rating.AGAIN).answer(Rating.AGAIN).answer(Rating.AGAIN)
    assert asked(current) == "d/b"


def test_dropping_an_item_removes_its_waiting_and_returning_cards() -> None:
    current = session("a", "b", "c").answer(Rating.AGAIN)
    assert current.drop("d/a").remaining == current.waiting
    assert [left.card.key for left in current.drop("d/b").remaining] == ["d/c", "d/a"]


def test_expected_seconds_count_what_remains() -> None:
    current = Session((entry("a", 10), entry("b", 25)))
    assert current.seconds == 35
    assert current.answer(Rating.GOOD).seconds == 25


@given(st.lists(st.sampled_from(Rating), max_size=60), st.integers(0, 12))
def test_every_card_is_asked_until_recalled_and_none_is_lost(ratings: list[Rating], size: int) -> None:
    current = session(*(f"c{number}" for number in range(size)))
    recalled = []
    for rating in ratings:
        now = current.current()
        if now is None:
            break
        current = current.answer(rating)
        if rating is not Rating.AGAIN:
            recalled.append(now.card.key)
    left = [waiting.card.key for waiting in current.remaining]
    assert sorted(recalled + left) == sorted(f"d/c{number}" for number in range(size))
    assert current.total == size
