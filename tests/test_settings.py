"""Settings come from one file; a wrong one is a sentence that names it."""

from datetime import time
from pathlib import Path

import pytest

from studydeck.core.queue import Limits
from studydeck.errors import UsageProblem
from studydeck.settings import SETTINGS, load


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = load(tmp_path / "none.toml")
    assert settings.limits() == Limits(new=10, reviews=100, minutes=20)
    assert settings.retention() == 0.9
    assert settings.rollover == time(4)


def test_a_deck_has_its_own_values_before_the_overall_ones(tmp_path: Path) -> None:
    settings = load(written(tmp_path, "new = 5\nretention = 0.85\n[decks.psm-1]\nretention = 0.93\n"))
    assert (settings.retention("psm-1"), settings.retention("capm"), settings.retention()) == (
        0.93,
        0.85,
        0.85,
    )
    assert settings.limits("psm-1").new == 5


@pytest.mark.parametrize("text", ['rollover = "03:30"', "rollover = 03:30:00"])
def test_the_rollover_is_a_time_quoted_or_not(tmp_path: Path, text: str) -> None:
    assert load(written(tmp_path, text)).rollover == time(3, 30)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("retention = 1.2", "retention is 1.2; it must be a number from 0.7 to 0.97"),
        ("retention = true", "retention is True; it must be a number from 0.7 to 0.97"),
        (
            "[decks.psm-1]\nretention = 0.5",
            "decks.psm-1.retention is 0.5; it must be a number from 0.7 to 0.97",
        ),
        ("new = -1", "new is -1; it must be a whole number from 0 to 9999"),
        ("new = 2.5", "new is 2.5; it must be a whole number from 0 to 9999"),
        ("minutes = 0", "minutes is 0; it must be a number from 1 to 1440"),
        ('rollover = "4 am"', "rollover is '4 am'; it must be a time such as \"04:00\""),
        ("retentoin = 0.9", "there is no setting 'retentoin'; did you mean 'retention'?"),
        ("x = 1", "there is no setting 'x'; there are retention, new, reviews, minutes, rollover"),
        ('[decks.psm-1]\nrollover = "04:00"', "there is no setting 'decks.psm-1.rollover'"),
        ("decks = 3", "'decks' holds a table for each deck; write [decks.psm-1]"),
        ("[decks]\npsm-1 = 3", "'decks.psm-1' is not a table; write [decks.psm-1]"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_expected(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageProblem) as error:
        load(path)
    assert str(error.value).startswith(f"{path}: {message}")


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "new = = 3")
    with pytest.raises(UsageProblem, match="cannot be read as settings"):
        load(path)


def test_every_setting_is_documented_with_its_default() -> None:
    docs = Path(__file__).parent.parent.joinpath("docs", "settings.md").read_text(encoding="utf-8")
    for setting in SETTINGS:
        default = f"{setting.default:%H:%M}" if isinstance(setting.default, time) else f"{setting.default:g}"
        assert f"| `{setting.name}` | {default} |" in docs
