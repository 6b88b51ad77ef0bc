import math
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import fsrs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from studydeck.core.days import noon
from studydeck.core.log import Answer, CardState, Memory, Rating
from studydeck.core.scheduling import (
    LONGEST_INTERVAL,
    MAX_RETENTION,
    MIN_RETENTION,
    Scheduler,
    advance,
    is_leech,
    replay,
)

VECTORS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "vectors" / "fsrs6.yaml").read_text(encoding="utf-8")
)
DAY = date(2026, 1, 5)
ENGINE = fsrs.Scheduler(enable_fuzzing=False)

memories = st.builds(
    Memory,
    stability=st.floats(0.001, 50_000),
    difficulty=st.floats(1, 10),
    last_day=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
retentions = st.floats(MIN_RETENTION, MAX_RETENTION)
ratings = st.sampled_from(Rating)


def near(expected: float | list[float]) -> Any:
    return pytest.approx(expected, rel=1e-4)


def after(days: int, start: date = DAY) -> date:
    return start + timedelta(days=days)


def answer(rating: Rating, due: date = DAY, fingerprint: str = "f1") -> Answer:
    return Answer("psm-1/sprint", rating, due, "s1", seed=7, fingerprint=fingerprint, duration=4000)


# The engine's own vectors, against py-fsrs as it is


def test_the_engine_gives_the_reference_intervals_with_its_own_steps() -> None:
    card, now, days = fsrs.Card(card_id=1, due=noon(DAY)), noon(DAY), []
    for rating in VECTORS["intervals"]["ratings"]:
        card, _ = ENGINE.review_card(card, fsrs.Rating(rating), now)
        days.append((card.due - now).days)
        now = card.due
    assert days == VECTORS["intervals"]["days"]


@pytest.mark.parametrize("place", range(4))
def test_the_engine_gives_the_reference_memory_after_an_answer(place: int) -> None:
    expected = VECTORS["after_recall"]
    rating, recall = fsrs.Rating(place + 1), (0.9, 0.8, 0.7, 0.6)[place]
    before = {"difficulty": place + 1.0, "stability": 5.0, "retrievability": recall}
    assert ENGINE._next_recall_stability(**before, rating=rating) == near(expected["success"][place])
    assert ENGINE._next_forget_stability(**before) == near(expected["failure"][place])
    assert ENGINE._short_term_stability(stability=5.0, rating=rating) == near(expected["same_day"][place])
    difficulty = ENGINE._next_difficulty(difficulty=5.0, rating=rating)
    assert difficulty == near(expected["next_difficulty_from_5"][place])


# The same engine through study days


def test_reviews_on_their_due_days_give_the_reference_intervals() -> None:
    scheduler, memory, day, days = Scheduler(), None, DAY, []
    for rating in VECTORS["through_study_days"]["ratings"]:
        memory = scheduler.remember(memory, Rating(rating), day)
        days.append(scheduler.interval(memory))
        day = after(days[-1], day)
    assert days == VECTORS["through_study_days"]["days"]


def test_a_history_gives_the_reference_memory() -> None:
    vector, memory, day = VECTORS["memory"], None, DAY
    for rating, gap in zip(vector["ratings"], vector["gaps_days"], strict=True):
        day = after(gap, day)
        memory = Scheduler().remember(memory, Rating(rating), day)
    assert memory == Memory(near(vector["stability"]), near(vector["difficulty"]), day)


@pytest.mark.parametrize("rating", Rating)
def test_the_first_rating_gives_the_reference_memory(rating: Rating) -> None:
    stability, difficulty = VECTORS["first_rating"][int(rating)]
    assert Scheduler().remember(None, rating, DAY) == Memory(near(stability), near(difficulty), DAY)


@pytest.mark.parametrize(("days", "stability", "recall"), VECTORS["forgetting_curve"])
def test_recall_follows_the_reference_forgetting_curve(days: int, stability: float, recall: float) -> None:
    assert Scheduler().recall(Memory(stability, 5.0, DAY), after(days)) == near(recall)


@given(memories, st.integers(-100, 40_000))
def test_recall_is_the_engine_s(memory: Memory, days: int) -> None:
    day = after(days, memory.last_day)
    card = fsrs.Card(card_id=1, stability=memory.stability, due=noon(day), last_review=noon(memory.last_day))
    engine = ENGINE.get_card_retrievability(card, noon(day))
    assert Scheduler().recall(memory, day) == pytest.approx(engine, rel=1e-12)


@given(memories, ratings, st.integers(0, 3000), retentions)
def test_the_interval_is_the_one_that_the_engine_would_take(
    memory: Memory, rating: Rating, days: int, retention: float
) -> None:
    engine = fsrs.Scheduler(desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    day = after(days, memory.last_day)
    card = fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=noon(day),
        last_review=noon(memory.last_day),
    )
    reviewed, _ = engine.review_card(card, fsrs.Rating(rating), noon(day))
    scheduler = Scheduler(retention)
    assert scheduler.interval(scheduler.remember(memory, rating, day)) == (reviewed.due - noon(day)).days


def test_intervals_stay_between_one_day_and_the_longest() -> None:
    assert Scheduler().interval(Memory(0.001, 5.0, DAY)) == 1
    assert Scheduler().interval(Memory(1e9, 5.0, DAY)) == LONGEST_INTERVAL


def test_at_a_retention_of_90_per_cent_the_interval_is_the_stability() -> None:
    assert Scheduler(0.9).interval(Memory(100.0, 5.0, DAY)) == 100


@given(memories, retentions, retentions)
def test_a_higher_retention_never_waits_longer(memory: Memory, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert Scheduler(high).interval(memory) <= Scheduler(low).interval(memory)


@given(memories, ratings, st.integers(0, 3000))
def test_memory_does_not_depend_on_the_retention(memory: Memory, rating: Rating, days: int) -> None:
    day = after(days, memory.last_day)
    assert Scheduler(0.7).remember(memory, rating, day) == Scheduler(0.97).remember(memory, rating, day)


@given(memories, ratings, st.integers(0, 400))
def test_a_day_before_the_last_one_counts_as_the_same_day(memory: Memory, rating: Rating, back: int) -> None:
    same_day = Scheduler().remember(memory, rating, memory.last_day)
    assert Scheduler().remember(memory, rating, after(-back, memory.last_day)) == same_day
    assert same_day.last_day == memory.last_day


@given(memories, st.integers(0, 3000))
def test_a_better_rating_never_leaves_a_shorter_interval(memory: Memory, days: int) -> None:
    day = after(days, memory.last_day)
    intervals = [Scheduler().interval(Scheduler().remember(memory, rating, day)) for rating in Rating]
    assert intervals == sorted(intervals)


def test_an_evening_and_the_next_morning_are_two_days() -> None:
    first = Scheduler().remember(None, Rating.GOOD, DAY)
    assert Scheduler().recall(first, after(1)) < 1.0
    next_day = Scheduler().remember(first, Rating.GOOD, after(1))
    assert next_day.stability > Scheduler().remember(first, Rating.GOOD, DAY).stability


@pytest.mark.parametrize("retention", [0.69, 0.971, 0.0, 1.0, -1.0, math.nan, math.inf])
def test_a_retention_out_of_range_is_refused(retention: float) -> None:
    with pytest.raises(ValueError, match=r"use 0\.70 to 0\.97"):
        Scheduler(retention)


@pytest.mark.parametrize("retention", [MIN_RETENTION, MAX_RETENTION])
def test_the_bounds_of_retention_are_allowed(retention: float) -> None:
    assert Scheduler(retention).retention == retention


# The one step of a new answer and of a replay


def test_the_first_answer_makes_a_state() -> None:
    state = advance(None, answer(Rating.GOOD, due=after(3)), DAY)
    assert state == CardState(
        card="psm-1/sprint",
        memory=Memory(near(2.3065), near(2.1181), DAY),
        due=after(3),
        reps=1,
        lapses=0,
        last_rating=Rating.GOOD,
        first_day=DAY,
        fingerprint="f1",
    )


def test_a_later_answer_moves_the_state_on() -> None:
    first = advance(None, answer(Rating.GOOD), DAY)
    second = advance(first, answer(Rating.HARD, due=after(9), fingerprint="f2"), after(2))
    assert (second.reps, second.last_rating, second.first_day) == (2, Rating.HARD, DAY)
    assert (second.due, second.fingerprint, second.memory.last_day) == (after(9), "f2", after(2))
    assert second.memory == Scheduler().remember(first.memory, Rating.HARD, after(2))


@pytest.mark.parametrize(
    ("ratings", "lapses"),
    [
        ("1", 0),
        ("11", 0),
        ("13", 0),
        ("31", 1),
        ("311", 1),
        ("3131", 2),
        ("21", 1),
        ("41", 1),
        ("13311311", 2),
    ],
)
def test_a_lapse_is_a_failure_after_a_recall(ratings: str, lapses: int) -> None:
    state = replay((answer(Rating(int(rating))), DAY) for rating in ratings)
    assert state is not None
    assert (state.lapses, state.reps) == (lapses, len(ratings))


def test_no_answers_leave_no_state() -> None:
    assert replay([]) is None


@given(st.lists(st.tuples(ratings, st.integers(-3, 400), st.integers(1, 90)), max_size=20))
def test_replay_equals_the_steps_one_by_one(history: list[tuple[Rating, int, int]]) -> None:
    rows, state, day = [], None, DAY
    for rating, gap, interval in history:
        day = after(gap, day)
        rows.append((answer(rating, after(interval, day)), day))
        state = advance(state, rows[-1][0], day)
    assert replay(rows) == state


@pytest.mark.parametrize(("threshold", "marked"), VECTORS["leech"].items())
def test_a_leech_is_marked_at_the_threshold_and_every_half_of_it_more(threshold: int, marked: list[int]) -> None:
    assert [lapses for lapses in range(marked[-1] + 1) if is_leech(lapses, threshold)] == marked


def test_a_leech_has_eight_lapses_by_default() -> None:
    assert [lapses for lapses in range(13) if is_leech(lapses)] == [8, 12]
