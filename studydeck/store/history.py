"""Reading the log back: every answer ever given, for statistics, and all that happened to one item."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping, func, select

from studydeck.core.log import Event, Review
from studydeck.core.scheduling import Row
from studydeck.store.engine import Store
from studydeck.store.events import event_of
from studydeck.store.logs import place_of, replay_order
from studydeck.store.reviews import PACED, paced, review_of
from studydeck.store.states import is_card_of, log_rows, standing
from studydeck.store.tables import item_event, review_log, review_void


@dataclass(frozen=True, slots=True)
class Past:
    """Something that happened to an item; `taken_back` is the reason where a review stands no longer."""

    what: Review | Event
    taken_back: str = ""


def rows(store: Store) -> Iterator[Row]:
    """Every standing answer, and every reset, in the order of a replay, one by one as they are read."""
    with store.read() as connection:
        yield from log_rows(connection, store.learner)


def times(store: Store) -> Iterator[tuple[str, date, float]]:
    """The card, the study day and the seconds of every standing answer, counted as in `reviews.pace_samples`."""
    mine = select(*PACED, review_log.c.study_day).where(review_log.c.learner == store.learner, standing())
    with store.read() as connection:
        for row, seconds in paced(connection.execute(mine.order_by(*replay_order(review_log)))):
            yield row.card, row.study_day, seconds


def of_item(store: Store, item: str) -> list[Past]:
    """All reviews of an item's cards, those taken back too, and its events, in the order of a replay."""
    reason = select(func.min(review_void.c.reason)).where(review_void.c.review == review_log.c.id)
    mine = (review_log.c.learner == store.learner, is_card_of(review_log.c.card, item))
    answers = select(review_log, reason.scalar_subquery().label("reason")).where(*mine)
    events = select(item_event).where(item_event.c.learner == store.learner, item_event.c.item == item)
    with store.read() as connection:
        found = heapq.merge(
            connection.execute(answers.order_by(*replay_order(review_log))).mappings(),
            connection.execute(events.order_by(*replay_order(item_event))).mappings(),
            key=place_of,
        )
        return [_past(row) for row in found]


def _past(row: RowMapping) -> Past:
    if "card" in row:
        return Past(review_of(row), row["reason"] or "")
    return Past(event_of(row))
