"""What holds for every queue, whatever the cards, their states, the limits and the day so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studydeck.core.items import Card
from studydeck.core.kinds import Kind
from studydeck.core.log import CardState, Lived, Marks, Memory, Rating
from studydeck.core.queue import Entry, Limits, Pace, Queue, Reason, build

DAY = date(2026, 1, 5)
APART = 10


@dataclass(frozen=True)
class Situation:
    cards: tuple[Card, ...]
    states: Mapping[str, CardState]
    marks: Marks
    lived: Lived
    limits: Limits
    seed: int

    def queue(self, limits: Limits | None = None) -> Queue:
        return build(self.cards, self.states, self.marks, self.lived, DAY, limits or self.limits, Pace(), self.seed)

    def of(self, reason: Reason | None) -> set[str]:
        return {card.key for card in self.cards if self._reason(card) is reason}

    def _reason(self, card: Card) -> Reason | None:
        state = self.states.get(card.key)
        if state is None:
            return Reason.NEW
        if state.last_rating is Rating.AGAIN and state.memory.last_day >= DAY:
            return Reason.RETURNING
        return Reason.DUE if state.due <= DAY else None

    def without_marked(self, keys: set[str]) -> set[str]:
        marked = self.marks.suspended | self.marks.buried
        return {card.key for card in self.cards if card.key in keys and card.item not in marked}


@st.composite
def items(draw: st.DrawFn, number: int) -> list[Card]:
    objectives = draw(st.lists(st.sampled_from(["d/o1", "d/o2", "e/1.10"]), max_size=2, unique=True))
    concept = draw(st.sampled_from(["", "", "sprint", "risk"]))
    kind = draw(st.sampled_from(Kind))
    key = f"d/i{number}"
    keys = [key, f"{key}#reverse"] if kind is Kind.TERM else [key]
    return [Card(each, key, "d", kind, tuple(objectives), concept, "f", number) for each in keys]


@st.composite
def states(draw: st.DrawFn, card: Card) -> CardState:
    last_day = DAY - timedelta(days=draw(st.sampled_from([-1, 0, 0, 1, 5, 40])))
    memory = Memory(draw(st.floats(0.1, 400)), draw(st.floats(1, 10)), last_day)
    due = DAY + timedelta(days=draw(st.integers(-20, 5)))
    return CardState(card.key, memory, due, 2, 0, draw(st.sampled_from(Rating)), last_day, "f")


limits = st.builds(Limits, st.integers(0, 12), st.integers(0, 25), st.floats(0, 20))


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    cards = tuple(card for number in range(draw(st.integers(0, 20))) for card in draw(items(number)))
    known = {card.key: draw(states(card)) for card in cards if draw(st.integers(0, 3))}
    keys = sorted({card.item for card in cards}) or ["d/none"]
    some = st.frozensets(st.sampled_from(keys), max_size=2)
    lived = Lived(
        new=draw(st.integers(0, 5)),
        reviews=draw(st.integers(0, 9)),
        minutes=draw(st.floats(0, 9)),
        introduced=tuple(draw(st.lists(st.sampled_from([*known, "x/elsewhere"]), max_size=2))),
        recent=tuple(draw(st.lists(st.sampled_from([*known, "x/elsewhere"]), max_size=14))),
    )
    return Situation(cards, known, Marks(draw(some), draw(some)), lived, draw(limits), draw(st.integers(0, 99)))


def keys(entries: tuple[Entry, ...], *reasons: Reason) -> list[str]:
    return [entry.card.key for entry in entries if not reasons or entry.reason in reasons]


def siblings(card: Card, other: Card) -> bool:
    return card.item == other.item or bool(card.concept and card.concept == other.concept)


@given(situations())
def test_each_entry_is_due_new_or_returning_as_it_says(situation: Situation) -> None:
    entries = situation.queue().entries
    for reason in Reason:
        assert set(keys(entries, reason)) <= situation.of(reason)


@given(situations())
def test_no_card_comes_twice(situation: Situation) -> None:
    found = keys(situation.queue().entries)
    assert len(found) == len(set(found))


@given(situations())
def test_nothing_vanishes_without_a_sentence(situation: Situation) -> None:
    found = situation.queue()
    waiting = situation.of(Reason.DUE) | situation.of(Reason.NEW) | situation.of(Reason.RETURNING)
    assert set(keys(found.entries)) | set(found.held) == waiting
    assert not set(keys(found.entries)) & set(found.held)
    assert all(sentence.endswith(".") for sentence in found.held.values())


@given(situations())
def test_all_that_was_failed_today_returns(situation: Situation) -> None:
    returning = keys(situation.queue().entries, Reason.RETURNING)
    assert set(returning) == situation.without_marked(situation.of(Reason.RETURNING))


@given(situations())
def test_suspended_and_buried_items_are_absent(situation: Situation) -> None:
    marked = situation.marks.suspended | situation.marks.buried
    assert not {entry.card.item for entry in situation.queue().entries} & marked


@given(situations())
def test_counts_are_of_all_that_waits(situation: Situation) -> None:
    found = situation.queue()
    due = situation.without_marked(situation.of(Reason.DUE))
    assert found.due == len(due)
    assert found.overdue == sum(situation.states[key].due < DAY for key in due)
    assert found.new == len(situation.without_marked(situation.of(Reason.NEW)))


@given(situations())
def test_limits_hold_over_the_whole_day(situation: Situation) -> None:
    entries, lived, limits = situation.queue().entries, situation.lived, situation.limits
    assert len(keys(entries, Reason.DUE)) <= max(0, limits.reviews - lived.reviews)
    assert len(keys(entries, Reason.NEW)) <= max(0, limits.new - lived.new)
    timed = [entry.seconds for entry in entries if entry.reason is not Reason.RETURNING]
    assert not timed or lived.minutes + sum(timed[:-1]) / 60 < limits.minutes


@given(situations())
def test_no_new_cards_come_while_due_ones_are_cut_off(situation: Situation) -> None:
    found = situation.queue()
    if found.due + situation.lived.reviews > situation.limits.reviews and found.due:
        assert keys(found.entries, Reason.NEW) == []


@given(situations())
def test_siblings_are_ten_cards_apart(situation: Situation) -> None:
    by_key = {card.key: card for card in situation.cards}
    recent = [by_key.get(key) for key in situation.lived.recent]
    entries = situation.queue().entries
    shown = recent + [entry.card for entry in entries]
    for place, entry in enumerate(entries, start=len(recent)):
        if entry.reason is not Reason.RETURNING:
            near = shown[max(0, place - APART) : place]
            assert not any(siblings(entry.card, other) for other in near if other)


@given(situations())
def test_new_siblings_never_share_a_day(situation: Situation) -> None:
    by_key = {card.key: card for card in situation.cards}
    new = [entry.card for entry in situation.queue().entries if entry.reason is Reason.NEW]
    today = [by_key[key] for key in situation.lived.introduced if key in by_key]
    for place, card in enumerate(new):
        assert not any(siblings(card, other) for other in today + new[:place])


@given(situations())
def test_the_same_situation_gives_the_same_queue(situation: Situation) -> None:
    shuffled_states = dict(reversed(situation.states.items()))
    assert replace(situation, states=shuffled_states).queue() == situation.queue()


@given(situations(), limits)
def test_raising_limits_never_takes_a_due_card_away(situation: Situation, more: Limits) -> None:
    now = situation.limits
    raised = Limits(now.new + more.new, now.reviews + more.reviews, now.minutes + more.minutes)
    before, after = (keys(situation.queue(each).entries, Reason.DUE) for each in (now, raised))
    assert after[: len(before)] == before
