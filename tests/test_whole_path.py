"""The whole path once, as a learner walks it: YAML, keys in a real terminal, a pulled plug, a rebuild."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from select import select

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a Unix terminal")

DECKS = Path(__file__).parent / "decks"
ROWS, COLUMNS = 24, 80
PATIENCE = 30.0


class Sat:
    """A process on a terminal of its own, and what that terminal shows."""

    def __init__(self, arguments: list[str], environment: dict[str, str]) -> None:
        import fcntl
        import pty
        import struct
        import termios

        import pyte

        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "studydeck", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment | {"TERM": "xterm-256color"},
            start_new_session=True,
        )
        os.close(theirs)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, *wanted: str) -> str:
        """What the terminal shows as soon as it shows one of these."""
        deadline = time.monotonic() + PATIENCE
        while not any(word in self.text for word in wanted):
            ready, _, _ = select([self.ours], [], [], max(0.0, deadline - time.monotonic()))
            assert ready, f"waited for {wanted}, and saw:\n{self.text}"
            self.stream.feed(os.read(self.ours, 65536))
        return self.text

    def type(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def close(self) -> None:
        if self.process.poll() is None:
            self.kill()
        os.close(self.ours)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(DECKS / "mini", tmp_path / "decks" / "mini")
    return tmp_path


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    return os.environ | {
        "STUDYDECK_DATA": str(home / "studydeck.db"),
        "STUDYDECK_CONFIG": str(home / "none.toml"),
    }


def said(environment: dict[str, str], *arguments: str, typed: str = "") -> str:
    command = [sys.executable, "-m", "studydeck", *arguments]
    return subprocess.run(command, env=environment, input=typed, capture_output=True, text=True, check=True).stdout


def due_list(home: Path) -> list[tuple[object, ...]]:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(home / "studydeck.db")) as connection:
        return connection.execute("select * from card_state order by card").fetchall()


def answer(sat: Sat) -> None:
    """Answer the card on screen, whatever its kind, up to the next card's question."""
    shown = sat.text
    if "(Choose 2.)" in shown:
        sat.type("a")
        sat.until("[x]")
        sat.type("b\r")
    elif "true" in shown and "false" in shown:
        sat.type("t")
        sat.until("sure")
        sat.type("s")
    elif "a-d" in shown:
        sat.type("a")
    else:
        sat.type(" ")
        sat.until("Again")
        sat.type("3")
        return
    sat.until("Right", "Wrong")
    sat.type("\r")


@pytest.fixture
def sat(environment: dict[str, str]) -> Iterator[Sat]:
    sitting = Sat(["review", "mini", "--seed", "5"], environment)
    yield sitting
    sitting.close()


def test_from_a_yaml_line_to_the_same_due_list_after_the_plug_was_pulled(
    sat: Sat, home: Path, environment: dict[str, str]
) -> None:
    for place in range(3):
        sat.until(f"{place} of 6", f"{place + 1} of 6")
        answer(sat)
    sat.until("3 of 6", "4 of 6")
    sat.kill()

    before = due_list(home)
    assert len(before) >= 3
    assert said(environment, "data", "check").strip().endswith("all is well.")
    assert re.search(r"Rebuilt \d card", said(environment, "data", "rebuild"))
    assert due_list(home) == before
    left = said(environment, "review", "mini", "--plain")
    assert f"of {6 - len(before)}" in left


KILLS = int(os.environ.get("STUDYDECK_KILLS", "4"))


def test_no_answered_card_is_lost_however_often_the_process_is_killed(home: Path, environment: dict[str, str]) -> None:
    """Each round answers one card more than was acknowledged before, and dies at another moment."""
    for round_ in range(KILLS):
        database = home / f"{round_}.db"
        one = environment | {"STUDYDECK_DATA": str(database)}
        shutil.rmtree(home / f"{round_}", ignore_errors=True)
        acknowledged = killed_after(one, 1 + round_ % 5, pause=(round_ % 7) / 200)
        assert acknowledged <= logged(database) <= acknowledged + 1
        assert said(one, "data", "check").strip().endswith("all is well.")


def killed_after(environment: dict[str, str], answers: int, pause: float) -> int:
    """Answer so many cards of a plain sitting, send one answer more, and kill; how many were acknowledged."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "studydeck",
            "review",
            "mini",
            "--plain",
            "--objective",
            "words",
            "--limit",
            "3",
        ],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for _ in range(answers):
        process.stdin.write("\n1\n")  # forgotten: the card comes back, so there is always one more
        process.stdin.flush()
        seen = ""
        while "Card" not in seen or "Rating (" not in seen:
            seen += process.stdout.read(1)
    process.stdin.write("\n1\n")
    process.stdin.flush()
    select([process.stdout], [], [], pause)
    process.send_signal(signal.SIGKILL)
    process.wait()
    rest = process.stdout.read()
    process.stdin.close()
    process.stdout.close()
    return answers - 1 + rest.count("Rating (")


def logged(database: Path) -> int:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("select count(*) from review_log").fetchone()[0])
