"""Whatever may stand in a learner's logs, for laws about all of it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st
from sqlalchemy import Table, insert, select

from studydeck.core.goal import Goal
from studydeck.core.log import Answer, EventKind, Rating, Stamp
from studydeck.store import events, goals, reviews
from studydeck.store.engine import Store
from studydeck.store.logs import head_of_row
from studydeck.store.states import standing
from studydeck.store.tables import exam_answer, exam_attempt, exam_event, review_log

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


class Act(NamedTuple):
    """Something done on one of several devices, its clock moved by some hours before."""

    device: int
    what: str
    hours: int = 0
    rating: Rating = Rating.GOOD
    pick: int = 1
    text: str = ""


def histories(devices: int) -> st.SearchStrategy[list[Act]]:
    return st.lists(
        st.builds(
            Act,
            st.integers(0, devices - 1),
            st.sampled_from(["answer", "answer", "answer", "revise", "void", "event", "goal", "exam"]),
            st.integers(-60, 60),
            st.sampled_from(Rating),
            st.integers(0, 99),
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5),
        ),
        max_size=12,
    )


def live(stores: Sequence[Store], acts: list[Act]) -> None:
    """Do it all; a device takes back whatever review stands in its database, whoever gave it."""
    clocks = [NOW] * len(stores)
    for act in acts:
        clocks[act.device] += timedelta(hours=act.hours)
        _DEEDS[act.what](stores[act.device], act, _stamp(clocks[act.device]))


def _stamp(at: datetime) -> Stamp:
    return Stamp(at, 60, at.date())


def _answer(act: Act, stamp: Stamp) -> Answer:
    due = stamp.day + timedelta(days=act.pick)
    correct = (True, False, None)[act.pick % 3]
    return Answer(f"a/{act.pick % 2}", act.rating, due, act.text, 2**63 - 1 - act.pick, "00ff", act.pick, correct)


def _some_review(store: Store, act: Act) -> str | None:
    ids = select(review_log.c.id).where(standing()).order_by(review_log.c.device, review_log.c.seq)
    with store.read() as connection:
        found = connection.scalars(ids).all()
    return found[act.pick % len(found)] if found else None


def _give(store: Store, act: Act, stamp: Stamp) -> None:
    reviews.append(store, _answer(act, stamp), stamp)


def _revise(store: Store, act: Act, stamp: Stamp) -> None:
    if review := _some_review(store, act):
        reviews.revise(store, review, _answer(act, stamp), stamp)


def _void(store: Store, act: Act, stamp: Stamp) -> None:
    if review := _some_review(store, act):
        reviews.void(store, review, stamp, "undo")


def _event(store: Store, act: Act, stamp: Stamp) -> None:
    kind = list(EventKind)[act.pick % len(EventKind)]
    events.append(store, f"a/{act.pick % 2}", kind, stamp, act.text)


def _goal(store: Store, act: Act, stamp: Stamp) -> None:
    if act.pick % 3:
        goals.record(store, Goal("psm-1", stamp.day, act.pick / 7 if act.pick % 2 else None), stamp)
    else:
        goals.clear(store, stamp)


def _exam(store: Store, act: Act, stamp: Stamp) -> None:
    """A whole attempt; nothing in the store writes one yet."""
    with store.write() as connection:

        def add(table: Table, **columns: Any) -> str:
            row = head_of_row(connection, store, stamp) | columns
            connection.execute(insert(table), row)
            return str(row["id"])

        attempt = add(exam_attempt, exam="psm-1", seed=act.pick, paper='{"questions": []}')
        answered = {"item": "a/1", "fingerprint": "00ff", "duration": act.pick, "response": '{"chosen": [0]}'}
        add(exam_answer, attempt=attempt, question=1, **answered)
        add(exam_event, attempt=attempt, kind="submit", question=None, text=act.text)


_DEEDS: dict[str, Callable[[Store, Act, Stamp], None]] = {
    "answer": _give,
    "revise": _revise,
    "void": _void,
    "event": _event,
    "goal": _goal,
    "exam": _exam,
}
