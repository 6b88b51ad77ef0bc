"""The command tree is seen at once, imports late, and turns whatever happens into an exit status."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from studydeck.cli import COMMANDS, cli, guarded
from studydeck.errors import DeckProblem, Exit, StoreProblem, StudydeckError, UsageProblem


def raising(error: BaseException) -> object:
    def run() -> None:
        raise error

    return run


def test_help_shows_every_command_without_importing_any() -> None:
    script = (
        "import sys\n"
        "from studydeck.cli import cli\n"
        "cli.main(['--help'], standalone_mode=False)\n"
        "print(sorted(m for m in sys.modules if m.startswith(('studydeck.', 'sqlalchemy', 'rich', 'fsrs', 'yaml'))))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    for name, (_, line) in COMMANDS.items():
        assert name in shown
        assert line in shown
    assert shown.splitlines()[-1] == "['studydeck.cli', 'studydeck.errors']"


def test_every_command_in_the_table_is_there_and_says_what_the_table_says() -> None:
    context = click.Context(cli)
    for name, (_, line) in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str(200).rstrip(".") in line


def test_an_unknown_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(lambda: cli.main(["reviw"], standalone_mode=False)) == Exit.USAGE
    assert "No such command 'reviw'" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(lambda: cli.main(["--version"], standalone_mode=False)) == Exit.DONE
    assert capsys.readouterr().out.startswith("studydeck 0.")


@pytest.mark.parametrize(
    ("error", "code"),
    [(StudydeckError("no"), 1), (UsageProblem("no"), 2), (DeckProblem("no"), 3), (StoreProblem("no"), 4)],
)
def test_an_expected_error_is_a_sentence_on_stderr(
    error: StudydeckError, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert guarded(raising(error)) == code
    written = capsys.readouterr()
    assert (written.out, written.err) == ("", "no\n")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupted_command_exits_with_130(error: BaseException) -> None:
    assert guarded(raising(error)) == Exit.INTERRUPTED


def test_a_bug_leaves_its_traceback_in_a_file_and_a_sentence_on_stderr(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "logs" / "last-bug.txt"
    monkeypatch.setattr("studydeck.cli._bug_log", lambda: log)
    assert guarded(raising(ZeroDivisionError("by zero"))) == Exit.BUG
    assert str(log) in capsys.readouterr().err
    assert "ZeroDivisionError: by zero" in log.read_text(encoding="utf-8")


def test_a_bug_that_cannot_be_logged_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr("studydeck.cli._bug_log", lambda: tmp_path / "file" / "log.txt")
    assert guarded(raising(ZeroDivisionError("by zero"))) == Exit.BUG
    assert "ZeroDivisionError: by zero" in capsys.readouterr().err


def test_a_reader_that_has_gone_is_no_error() -> None:
    loud = "from studydeck.cli import guarded; import sys; sys.exit(guarded(lambda: print('x\\n' * 99999)))"
    command = f'"{sys.executable}" -c "{loud}" | head -n 1'
    run = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
