"""What an import refuses, with the line; then nothing is changed."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from histories import NOW, Act, live

from studydeck.errors import StoreProblem
from studydeck.store import health, reviews
from studydeck.store.engine import Names, Store, open_store
from studydeck.store.exporting import export
from studydeck.store.importing import Imported, import_log

Open = Callable[..., Store]
Lines = list[dict[str, Any]]

ACTS = [Act(0, "answer", pick=1), Act(0, "answer", pick=2), Act(0, "void", pick=0), Act(0, "event"), Act(0, "exam")]
"""Rows 1 to 7, on lines 2 to 8 in the order of the tables: two answers, a void, an event, an exam."""

CHANGED = "one of the two logs was changed by hand; go back to a backup of it, and export again (nothing was imported)"
AGAIN = "export again (nothing was imported)"


def lines_of(store: Store) -> Lines:
    stream = BytesIO()
    export(store, stream, NOW)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def take_in(store: Store, lines: Lines, *, as_me: bool = False) -> Imported:
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    return import_log(store, BytesIO(text.encode()), "log.jsonl", as_me=as_me)


@pytest.fixture
def there(open_file: Open, tmp_path: Path) -> Store:
    """Another machine, with a row in each log."""
    store = open_file(tmp_path / "there" / "studydeck.db")
    live([store], ACTS)
    return store


@pytest.fixture
def united(store: Store, there: Store, open_file: Open) -> Store:
    """This machine, after taking in that one's log and recording a row of its own."""
    take_in(store, lines_of(there))
    here = open_file()
    live([here], [Act(0, "answer", pick=3)])
    return here


def refusal(store: Store, lines: Lines, *, as_me: bool = False) -> str:
    """The sentence; and every row is as it was."""
    before = lines_of(store), reviews.states(store)
    with pytest.raises(StoreProblem) as caught:
        take_in(store, lines, as_me=as_me)
    assert (lines_of(store), reviews.states(store)) == before
    assert health.check(store) == []
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [(2, "rating", 1), (2, "at", 0), (3, "correct", True), (4, "reason", "x"), (5, "text", "x"), (6, "paper", "1")],
)
def test_a_row_that_is_here_with_another_content_is_refused(
    united: Store, there: Store, line: int, field: str, value: object
) -> None:
    lines = lines_of(there)
    assert lines[line - 1][field] != value
    lines[line - 1][field] = value
    row = lines[line - 1]["id"]
    assert (
        refusal(united, lines)
        == f"log.jsonl:{line}: contradicts what is here: row {row} has another '{field}'; {CHANGED}"
    )


@pytest.mark.parametrize("line", [2, 5])
def test_another_row_at_the_number_of_one_that_is_here_is_refused(united: Store, there: Store, line: int) -> None:
    lines = lines_of(there)
    row = lines[line - 1]
    holder = f"row {row['seq']} of device {row['device']} is {row['id']} of {row['table']}"
    row["id"] = "other"
    assert refusal(united, lines) == f"log.jsonl:{line}: contradicts what is here: {holder}; {CHANGED}"


def test_a_number_that_another_log_has_is_refused(united: Store, there: Store) -> None:
    lines = lines_of(there)
    event = lines[4]
    answer = lines[1] | {"id": "new", "seq": event["seq"]}
    holder = f"row {event['seq']} of device {event['device']} is {event['id']} of item_event"
    assert refusal(united, [lines[0], answer]) == f"log.jsonl:2: contradicts what is here: {holder}; {CHANGED}"


def test_a_line_that_contradicts_another_one_of_the_file_is_refused(store: Store, there: Store) -> None:
    lines = lines_of(there)
    lines.insert(2, lines[1] | {"rating": 1})
    assert refusal(store, lines).startswith("log.jsonl:3: contradicts what is here: row ")


def test_a_device_that_is_here_with_another_machine_is_refused(united: Store, there: Store) -> None:
    lines = lines_of(there)
    lines[0]["devices"][0]["machine"] = "other"
    device = lines[0]["devices"][0]["id"]
    assert (
        refusal(united, lines)
        == f"log.jsonl:1: contradicts what is here: device {device} has another 'machine'; {CHANGED}"
    )


def test_a_row_of_a_device_that_the_first_line_does_not_name_is_refused(store: Store, there: Store) -> None:
    lines = lines_of(there)
    lines[4]["device"] = "other"
    assert refusal(store, lines) == f"log.jsonl:5: device other is not one of the first line; {AGAIN}"


def test_a_row_that_points_to_none_is_refused(store: Store, there: Store) -> None:
    lines = lines_of(there)
    lines[3]["review"] = "gone"
    assert refusal(store, lines) == f"log.jsonl:4: 'review' is gone, which is no row of review_log; {AGAIN}"


def test_rows_in_another_order_of_tables_are_refused(store: Store, there: Store) -> None:
    lines = lines_of(there)
    lines[3], lines[4] = lines[4], lines[3]
    assert refusal(store, lines) == (
        "log.jsonl:5: a row of review_void comes after item_event; keep the export's order (nothing was imported)"
    )


def test_rows_of_a_table_may_come_in_any_order(store: Store, there: Store) -> None:
    lines = lines_of(there)
    lines[1], lines[2] = lines[2], lines[1]
    assert sum(take_in(store, lines).added.values()) == 7
    assert health.check(store) == []


def test_a_file_that_was_cut_off_is_refused(store: Store, there: Store) -> None:
    assert refusal(store, lines_of(there)[:-1]) == (
        f"log.jsonl: has 0 rows of exam_event where its first line tells of 1; {AGAIN}"
    )


def test_a_file_in_which_a_row_is_missing_is_refused(store: Store, there: Store) -> None:
    lines = lines_of(there)
    lines[0]["rows"]["item_event"] = 0
    del lines[4]
    problem = f"Device {there.device}: its rows do not count from 1 to 7, first at number 4"
    assert refusal(store, lines) == f"log.jsonl: does not fit what is here. {problem}; {AGAIN}"


def test_a_damaged_line_is_refused_with_its_number(store: Store, there: Store) -> None:
    stream = BytesIO()
    export(there, stream, NOW)
    with pytest.raises(StoreProblem) as caught:
        import_log(store, BytesIO(stream.getvalue()[:-20]), "log.jsonl")
    assert str(caught.value) == "log.jsonl:8: is damaged: it is not a line of JSON (nothing was imported)"
    assert len(lines_of(store)) == 1


@pytest.mark.parametrize("text", [b"", b"\n", b"SQLite format 3\0"])
def test_a_file_that_is_no_export_is_refused(store: Store, text: bytes) -> None:
    with pytest.raises(StoreProblem, match=r"^log.jsonl:1: is damaged: it is not a line of JSON"):
        import_log(store, BytesIO(text), "log.jsonl")


def test_the_log_of_another_learner_is_refused_where_there_are_rows(store: Store, there: Store) -> None:
    live([store], [Act(0, "answer")])
    assert refusal(store, lines_of(there)) == (
        f"log.jsonl:1: is the log of another learner, {there.learner}; if that is you on another machine, say so "
        "with --as-me (nothing was imported)"
    )


def test_the_log_of_another_learner_may_be_taken_as_ones_own(store: Store, there: Store) -> None:
    live([store], [Act(0, "answer", pick=5)])
    outcome = take_in(store, lines_of(there), as_me=True)
    assert (outcome.learner, outcome.joined, outcome.cards) == (store.learner, False, 2)
    assert outcome.added == {
        "review_log": 2,
        "review_void": 1,
        "item_event": 1,
        "exam_attempt": 1,
        "exam_answer": 1,
        "exam_event": 1,
    }
    assert health.check(store) == []


def test_once_taken_as_ones_own_neither_side_has_to_say_so_again(store: Store, there: Store) -> None:
    live([store], [Act(0, "answer", pick=5)])
    take_in(store, lines_of(there), as_me=True)
    assert take_in(store, lines_of(there)).added == {}
    assert take_in(there, lines_of(store)).added == {"review_log": 1}
    assert reviews.states(store) == reviews.states(there)
    assert lines_of(store)[1:] == lines_of(there)[1:]


def test_an_empty_database_goes_over_to_the_learner_of_the_log(store: Store, there: Store, open_file: Open) -> None:
    outcome = take_in(store, lines_of(there))
    again = open_file()
    assert (outcome.joined, again.learner, again.device) == (True, there.learner, store.device)
    with again.read() as connection:
        assert connection.exec_driver_sql("SELECT id FROM learner").all() == [(there.learner,)]
    live([again], [Act(0, "answer")])
    assert health.check(again) == []


def test_a_studydeck_that_ran_while_the_learner_changed_records_nothing_more(store: Store, there: Store) -> None:
    take_in(store, lines_of(there))
    with pytest.raises(StoreProblem, match=r": was exchanged while this studydeck ran, and takes no more from it; "):
        live([store], [Act(0, "answer")])


def test_an_empty_database_may_remain_its_own_learner(store: Store, there: Store) -> None:
    assert take_in(store, lines_of(there), as_me=True).learner == store.learner


def test_an_empty_log_joins_learners_and_adds_nothing(
    store: Store, there: Store, open_file: Open, tmp_path: Path
) -> None:
    empty = open_file(tmp_path / "empty" / "studydeck.db")
    outcome = take_in(store, lines_of(empty))
    assert outcome == Imported(empty.learner, True, {}, {}, 0)


def test_a_name_that_stands_here_stays_and_a_new_device_brings_its_own(
    tmp_path: Path, store: Store, open_file: Open
) -> None:
    def named(name: str) -> Lines:
        there = open_store(tmp_path / "there" / "a.db", now=NOW, backups=None, names=Names("Ada", name))
        if name == "laptop":
            live([there], [Act(0, "answer")])
        there.close()
        return lines_of(there)

    take_in(store, named("laptop"))
    take_in(open_file(), named("renamed"))
    with store.read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM learner UNION ALL SELECT name FROM device").all()
    assert names == [("Ada",), ("",), ("laptop",)]


def test_rows_beyond_one_batch_are_all_taken_in(
    store: Store, there: Store, open_file: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studydeck.store.importing._AT_ONCE", 2)
    live([there], [Act(0, "answer", pick=pick) for pick in range(5)])
    assert take_in(store, lines_of(there)).added["review_log"] == 7
    assert take_in(open_file(), lines_of(there)).there["review_log"] == 7
