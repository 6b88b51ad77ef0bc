"""What a review is worth: the recall it wins by the horizon."""

from datetime import date, timedelta

from studydeck.core.log import Memory, Rating
from studydeck.core.scheduling import Scheduler

HORIZON = 30
"""Days ahead at which a review today is weighed: an exam is weeks away, not years."""


def recall_won(memory: Memory, day: date, scheduler: Scheduler) -> float:
    """Expected recall on day + HORIZON after a review today, less recall then without one (-1 to 1).

    A review is recalled (rated Good) with the probability of recall today, and else failed (rated Again).
    """
    then = day + timedelta(days=HORIZON)
    now = scheduler.recall(memory, day)
    recalled = scheduler.recall(scheduler.remember(memory, Rating.GOOD, day), then)
    failed = scheduler.recall(scheduler.remember(memory, Rating.AGAIN, day), then)
    return now * recalled + (1 - now) * failed - scheduler.recall(memory, then)
