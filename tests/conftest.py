"""What every test may use."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sandbox import Ran, Run, SandboxApp, StillClock, sandbox

from studydeck.cli import cli, guarded


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def app(tmp_path: Path, clock: StillClock) -> Iterator[SandboxApp]:
    run = sandbox(tmp_path, clock)
    yield run
    run.close()


@pytest.fixture
def studydeck(app: SandboxApp, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in the sandbox, without a terminal: `studydeck("review", "mini", typed="q\\n")`."""

    def run(*arguments: str, typed: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = guarded(lambda: cli.main(list(arguments), standalone_mode=False, obj=app))
        written = capsys.readouterr()
        return Ran(code, written.out, written.err)

    return run
