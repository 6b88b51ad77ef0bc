"""Whether the database still is what it should be: each rule gives a sentence for all that is wrong."""

from collections.abc import Iterator
from datetime import datetime
from itertools import accumulate, zip_longest

from sqlalchemy import Connection, select, union_all

from studydeck.store.dialects import damage, missing_guards
from studydeck.store.engine import Store
from studydeck.store.states import read_states, replayed_states
from studydeck.store.tables import LOGS, learner, sequence

_Row = tuple[int, datetime, datetime]  # seq, at, latest

_GO_BACK = "go back to the newest backup"


def check(store: Store) -> list[str]:
    """Everything that is wrong, as sentences; nothing where all is well."""
    with store.read() as connection:
        return problems(connection)


def problems(connection: Connection) -> list[str]:
    """The same, as part of a transaction."""
    return [problem for rule in _RULES for problem in rule(connection)]


def log_problems(connection: Connection) -> Iterator[str]:
    """What is wrong with how the rows of devices follow each other, without a full stop and a remedy."""
    yield from _sequences(connection)
    yield from _latest(connection)


def _damage(connection: Connection) -> Iterator[str]:
    for finding in damage(connection):
        yield f"The file is damaged ({finding}); {_GO_BACK}."


def _guards(connection: Connection) -> Iterator[str]:
    for name in missing_guards(connection):
        yield f"The guard {name} does not stand, so that its log could be changed; {_GO_BACK}."


def _logs(connection: Connection) -> Iterator[str]:
    for problem in log_problems(connection):
        yield f"{problem}; {_GO_BACK}."


def _sequences(connection: Connection) -> Iterator[str]:
    """A device's rows, over all logs, count 1, 2, 3 ... up to the last number given."""
    rows = _rows_by_device(connection)
    for owner, last in connection.execute(select(sequence.c.device, sequence.c.last)):
        numbers = [seq for seq, _, _ in rows.get(owner, [])]
        wrong = [want for want, seq in zip_longest(range(1, last + 1), numbers) if want != seq]
        if wrong:
            place = f"at number {wrong[0]}" if wrong[0] else f"after number {last}"
            yield f"Device {owner}: its rows do not count from 1 to {last}, first {place}"


def _latest(connection: Connection) -> Iterator[str]:
    """Each row's `latest` is the latest instant among its device's rows so far."""
    for owner, rows in _rows_by_device(connection).items():
        reached = accumulate((at for _, at, _ in rows), func=max)
        wrong = [seq for (seq, _, latest), want in zip(rows, reached, strict=True) if latest != want]
        if wrong:
            yield f"Device {owner}: 'latest' of row number {wrong[0]} is not what its rows say"


def _rows_by_device(connection: Connection) -> dict[str, list[_Row]]:
    every = union_all(*(select(log.c.device, log.c.seq, log.c.at, log.c.latest) for log in LOGS)).subquery()
    rows: dict[str, list[_Row]] = {}
    for owner, seq, at, latest in connection.execute(select(every).order_by(every.c.device, every.c.seq)):
        rows.setdefault(owner, []).append((seq, at, latest))
    return rows


def _states(connection: Connection) -> Iterator[str]:
    """`card_state` is what a replay of the log gives."""
    for owner in connection.scalars(select(learner.c.id)).all():
        cached, replayed = read_states(connection, owner), replayed_states(connection, owner)
        wrong = [card for card in sorted(cached | replayed) if cached.get(card) != replayed.get(card)]
        if wrong:
            cards = f"{wrong[0]} and {len(wrong) - 1} more" if wrong[1:] else wrong[0]
            yield f"The state of {cards} differs from what the log says; run 'studydeck data rebuild'."


_RULES = (_damage, _guards, _logs, _states)
