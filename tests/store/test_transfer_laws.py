"""The laws of exchange: nothing is lost on the way, nothing comes twice, and the order does not matter."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from histories import NOW, Act, histories, live
from hypothesis import HealthCheck, given, settings

from studydeck.core.log import CardState, Marks
from studydeck.store import events, goals, health, reviews
from studydeck.store.engine import Store, connect, open_store
from studydeck.store.exporting import export
from studydeck.store.importing import Imported, import_log
from studydeck.store.tables import device, sequence

numbers = count()

LAW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

Fresh = Callable[[int], list[Store]]


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, list[Store]]]:
    """Three databases made apart, the first two with two devices, to be copied."""
    made = []
    for name, devices in (("one", 2), ("two", 2), ("empty", 1)):
        file = tmp_path_factory.mktemp(name) / "studydeck.db"
        stores = []
        for _ in range(devices):
            stores.append(open_store(file, now=NOW, backups=None))
            stores[-1].close()
            file.with_name("device").unlink()
        made.append((file, stores))
    return made


@pytest.fixture
def fresh(templates: list[tuple[Path, list[Store]]], tmp_path: Path) -> Iterator[Fresh]:
    """The stores of a new copy of one of the templates, by its number."""
    engines = []

    def copied(which: int) -> list[Store]:
        file, stores = templates[which]
        copy = tmp_path / f"{next(numbers)}.db"
        shutil.copy(file, copy)
        engines.append(connect(copy))
        return [replace(store, engine=engines[-1]) for store in stores]

    yield copied
    for engine in engines:
        engine.dispose()


def exported(store: Store) -> bytes:
    stream = BytesIO()
    export(store, stream, NOW)
    return stream.getvalue()


def taken_in(store: Store, log: bytes, *, as_me: bool = False) -> tuple[Store, Imported]:
    outcome = import_log(store, BytesIO(log), "log.jsonl", as_me=as_me)
    assert health.check(store) == []
    return replace(store, learner=outcome.learner), outcome


def lived(store: Store) -> tuple[dict[str, CardState], Marks, object]:
    return reviews.states(store), events.marks(store, NOW.date()), goals.current(store)


@LAW
@given(acts=histories(2))
def test_an_export_taken_in_by_an_empty_database_gives_the_same_export(fresh: Fresh, acts: list[Act]) -> None:
    there = fresh(0)
    live(there, acts)
    log = exported(there[0])
    here, outcome = taken_in(fresh(2)[0], log)
    assert exported(here) == log
    assert lived(here) == lived(there[0])
    assert sum(outcome.added.values()) == len(log.splitlines()) - 1
    assert (outcome.there, outcome.joined) == ({}, True)


@LAW
@given(acts=histories(2))
def test_a_second_import_changes_nothing(fresh: Fresh, acts: list[Act]) -> None:
    there = fresh(0)
    live(there, acts)
    log = exported(there[0])
    here, first = taken_in(fresh(2)[0], log)
    again, second = taken_in(here, log)
    assert (second.added, second.there, second.cards, second.joined) == ({}, first.added, 0, False)
    assert exported(again) == log


@LAW
@given(acts=histories(4))
def test_two_logs_give_the_same_states_in_either_order(fresh: Fresh, acts: list[Act]) -> None:
    one, two = fresh(0), fresh(1)
    live([*one, *two], acts)
    logs = [exported(one[0]), exported(two[0])]
    ends = []
    for first, second in (logs, reversed(logs)):
        here, _ = taken_in(fresh(2)[0], first)
        here, _ = taken_in(here, second, as_me=True)
        ends.append((lived(here), exported(here).splitlines()[1:]))
    assert ends[0] == ends[1]


@LAW
@given(acts=histories(4), more=histories(4))
def test_two_machines_that_exchange_their_logs_agree_and_need_say_only_once_who_they_are(
    fresh: Fresh, acts: list[Act], more: list[Act]
) -> None:
    one, two = fresh(0), fresh(1)
    both = [*one, *two]
    live(both, [Act(0, "answer"), Act(2, "answer"), *acts])
    taken_in(one[0], exported(two[0]), as_me=True)
    taken_in(two[0], exported(one[0]))
    assert lived(one[0]) == lived(two[0])
    live(both, more)
    taken_in(one[0], exported(two[0]))
    taken_in(two[0], exported(one[0]))
    assert lived(one[0]) == lived(two[0])
    assert exported(one[0]).splitlines()[1:] == exported(two[0]).splitlines()[1:]


@LAW
@given(acts=histories(2), more=histories(2))
def test_an_older_export_of_its_own_changes_nothing_and_a_lost_end_comes_back(
    fresh: Fresh, acts: list[Act], more: list[Act]
) -> None:
    stores = fresh(0)
    live(stores, acts)
    older = exported(stores[0])
    live(stores, more)
    newer = exported(stores[0])
    here, _ = taken_in(fresh(2)[0], older)
    here, _ = taken_in(here, newer)
    assert exported(here) == newer
    _, outcome = taken_in(here, older)
    assert outcome.added == {}
    assert exported(here) == newer


def test_the_devices_of_a_log_have_counted_as_far_as_there_and_count_no_further(fresh: Fresh) -> None:
    there = fresh(0)
    live(there, [Act(0, "exam"), Act(1, "goal"), Act(0, "answer", hours=-5)])
    here, _ = taken_in(fresh(2)[0], exported(there[0]))
    counted = sequence.select().where(sequence.c.last > 0).order_by(sequence.c.last)
    with here.read() as connection, there[0].read() as other:
        assert connection.execute(counted).all() == other.execute(counted).all()
        assert [row.last for row in connection.execute(counted)] == [1, 4]
        closed = dict(connection.execute(device.select().with_only_columns(device.c.id, device.c.closed)).all())
    assert closed == {here.device: 0, there[0].device: 1, there[1].device: 1}
