"""One learner's 12,580 reviews, replayed; skipped where the log is absent."""

import csv
import os
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest

from studydeck.core.days import elapsed, study_day
from studydeck.core.log import Answer, CardState, Rating
from studydeck.core.scheduling import Scheduler, advance, replay

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "review-log-12580.csv"
LOG = Path(os.environ.get("STUDYDECK_REVIEW_LOG", BESIDE))

pytestmark = pytest.mark.skipif(not LOG.is_file(), reason=f"no review log at {LOG}")

ZONE = timezone(timedelta(hours=-6))
"""The log is in UTC, with nothing between 06:00 and 15:00; at UTC-6 that gap is the learner's night."""

Row = tuple[str, Rating, datetime]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with LOG.open(encoding="utf-8", newline="") as file:
        return [
            (row["card_id"], Rating(int(row["review_rating"])), local(row["review_time"]))
            for row in csv.DictReader(file)
        ]


def local(instant: str) -> datetime:
    return datetime.fromisoformat(instant).astimezone(ZONE)


def test_the_replay_of_each_card_equals_the_states_as_they_were_lived(rows: list[Row]) -> None:
    states: dict[str, CardState] = {}
    log = defaultdict(list)
    for card, rating, at in rows:
        day, before = study_day(at), states.get(card)
        memory = Scheduler().remember(before.memory if before else None, rating, day)
        due = day + timedelta(days=Scheduler().interval(memory))
        answer = Answer(card, rating, due, session="", seed=0, fingerprint="", duration=0)
        log[card].append((answer, day))
        states[card] = advance(before, answer, day)
    assert {card: replay(answers) for card, answers in log.items()} == states
    assert (len(states), sum(state.reps for state in states.values())) == (1205, 12580)


def test_blocks_of_24_hours_would_take_1043_of_6372_later_days_for_the_same_day(rows: list[Row]) -> None:
    times = defaultdict(list)
    for card, _, at in rows:
        times[card].append(at)
    gaps = [pair for lived in times.values() for pair in pairwise(lived)]
    later = [(first, second) for first, second in gaps if elapsed(study_day(first), study_day(second)) > 0]
    assert (sum((second - first).days < 1 for first, second in later), len(later)) == (1043, 6372)
