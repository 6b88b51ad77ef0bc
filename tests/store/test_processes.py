"""Other processes: killed in the middle of things, and writing at the same time."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from studydeck.store import health, reviews
from studydeck.store.engine import Store
from studydeck.store.states import rebuild
from studydeck.store.tables import review_log

Open = Callable[..., Store]

APPEND = """
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from studydeck.core.log import Answer, Rating, Stamp
from studydeck.store import reviews
from studydeck.store.engine import open_store
file, count, name = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
now = datetime(2026, 3, 2, 19, tzinfo=UTC)
store = open_store(file, now=now, backups=file.parent / "backups")
for number in range(count):
    answer = Answer(f"a/{number % 5}", Rating(number % 4 + 1), date(2026, 3, 5), name, 1, "00ff", 10)
    review = reviews.append(store, answer, Stamp(now + timedelta(seconds=number), 60, date(2026, 3, 2)))
    print(review.id, flush=True)
"""


def start(file: Path, count: int, name: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", APPEND, str(file), str(count), name]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def ids(store: Store) -> set[str]:
    with store.read() as connection:
        return set(connection.scalars(select(review_log.c.id)))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_process_loses_no_answer_that_it_acknowledged(open_file: Open, file: Path) -> None:
    acknowledged: set[str] = set()
    for attempt in range(20):
        process = start(file, 100_000, f"s{attempt}")
        with closing(process.stdout) as output:  # type: ignore[type-var]
            acknowledged |= {next(output).strip() for _ in range(1 + attempt % 7)}  # type: ignore[call-overload]
            os.kill(process.pid, signal.SIGKILL)
            acknowledged |= {line.strip() for line in output if line.endswith("\n")}  # type: ignore[union-attr]
        assert process.wait() == -signal.SIGKILL
        store = open_file()
        assert acknowledged <= ids(store)
        assert health.check(store) == []
        store.close()
    assert len(ids(open_file())) - len(acknowledged) <= 20


def test_two_processes_at_once_lose_nothing(open_file: Open, file: Path) -> None:
    processes = [start(file, 200, name) for name in ("s1", "s2")]
    said = [process.communicate()[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert [len(lines) for lines in said] == [200, 200]
    store = open_file()
    assert ids(store) == set(said[0]) | set(said[1])
    with store.read() as connection:
        owned = connection.execute(select(review_log.c.device, review_log.c.seq).order_by(review_log.c.seq)).all()
    assert [tuple(row) for row in owned] == [(store.device, number) for number in range(1, 401)]
    states = reviews.states(store)
    assert sum(state.reps for state in states.values()) == 400
    assert health.check(store) == []
    rebuild(store)
    assert reviews.states(store) == states
