"""Settings come from one file; a wrong one is a sentence that names it."""

from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studydeck.core.queue import Limits
from studydeck.core.scheduling import MAX_RETENTION, MIN_RETENTION
from studydeck.errors import UsageProblem
from studydeck.settings import SETTINGS, WEEKDAYS, Value, check, find, load, raw_of, shown


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
        ("x = 1", "there is no setting 'x'; there are retention, new, reviews, minutes, rollover, days_off, "),
        ('days_off = "sat"', 'days_off is \'sat\'; it must be weekdays such as ["sat", "sun"], six at most'),
        ('days_off = ["sa"]', "days_off is ['sa']; it must be weekdays"),
        ('days_off = ["sat", "saturn"]', "days_off is ['sat', 'saturn']; it must be weekdays"),
        ("days_off = [6]", "days_off is [6]; it must be weekdays"),
        ('days_off = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]', "days_off is ['mon', 'tue', "),
        ("confidence = 1", "confidence is 1; it must be true or false"),
        ("learner = 1", "learner is 1; it must be a name in one line, of at most 40 characters"),
        ('learner = "a\\nb"', "learner is 'a\\nb'; it must be a name in one line"),
        (f'device = "{41 * "x"}"', f"device is '{41 * 'x'}'; it must be a name in one line"),
        ('[decks.psm-1]\ndays_off = ["sat"]', "there is no setting 'decks.psm-1.days_off'; there are retention, new, "),
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


def test_days_off_are_weekdays_in_any_order_and_length(tmp_path: Path) -> None:
    settings = load(written(tmp_path, 'days_off = ["Sunday", "wednes", "sun", " TUE "]'))
    assert settings.value("days_off") == ("tue", "wed", "sun")
    assert settings.days_off == {1, 2, 6}


def test_names_confidence_and_days_off_are_empty_by_default(tmp_path: Path) -> None:
    settings = load(tmp_path / "none.toml")
    assert (settings.name("learner"), settings.name("device"), settings.confidence) == ("", "", False)
    assert settings.days_off == frozenset()


def test_names_and_confidence_are_read(tmp_path: Path) -> None:
    settings = load(written(tmp_path, 'learner = "Ada"\ndevice = "laptop"\nconfidence = true\n'))
    assert (settings.name("learner"), settings.name("device"), settings.confidence) == ("Ada", "laptop", True)


@pytest.mark.parametrize(
    ("name", "text", "raw"),
    [
        ("new", "12", 12),
        ("retention", "0.9", 0.9),
        ("new", "many", "many"),
        ("confidence", "Yes", True),
        ("confidence", "off", False),
        ("confidence", "perhaps", "perhaps"),
        ("days_off", "sat, sun", ["sat", "sun"]),
        ("days_off", "", []),
        ("rollover", "05:00", "05:00"),
        ("learner", "42", "42"),
    ],
)
def test_what_is_typed_becomes_what_the_file_would_hold(name: str, text: str, raw: object) -> None:
    assert find(name).typed(text) == raw


values = st.one_of(
    st.tuples(st.just("retention"), st.floats(MIN_RETENTION, MAX_RETENTION)),
    st.tuples(st.just("new"), st.integers(0, 9999)),
    st.tuples(st.just("minutes"), st.integers(1, 1440) | st.floats(1, 1440)),
    st.tuples(st.just("rollover"), st.times().map(lambda at: at.replace(second=0, microsecond=0))),
    st.tuples(
        st.just("days_off"),
        st.sets(st.sampled_from(WEEKDAYS), max_size=6).map(lambda off: tuple(d[:3] for d in WEEKDAYS if d in off)),
    ),
    st.tuples(st.just("confidence"), st.booleans()),
    st.tuples(st.just("learner"), st.text(st.characters(codec="utf-8"), max_size=40).filter(str.isprintable)),
)


@given(values)
def test_what_is_shown_may_be_typed_again_and_what_is_kept_may_be_read(value: tuple[str, Value]) -> None:
    setting = find(value[0])
    assert check(setting, setting.typed(shown(value[1]))) == value[1]
    assert check(setting, raw_of(value[1])) == value[1]


@pytest.mark.parametrize("content", [b"\xff", None])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content) if content else path.mkdir()
    with pytest.raises(UsageProblem) as error:
        load(path)
    assert str(error.value).startswith(f"{path}: cannot be read as settings (")


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "new = = 3")
    with pytest.raises(UsageProblem, match="cannot be read as settings"):
        load(path)


def test_every_setting_is_documented_with_its_default() -> None:
    docs = Path(__file__).parent.parent.joinpath("docs", "settings.md").read_text(encoding="utf-8")
    for setting in SETTINGS:
        assert f"| `{setting.name}` | {shown(setting.default) or 'none'} |" in docs


def test_the_example_of_the_page_holds_every_setting(tmp_path: Path) -> None:
    docs = Path(__file__).parent.parent.joinpath("docs", "settings.md").read_text(encoding="utf-8")
    example = docs.partition("```toml\n")[2].partition("```")[0]
    settings = load(written(tmp_path, example))
    assert settings.overall.keys() == {setting.name for setting in SETTINGS}
    assert settings.retention("psm-1") == 0.93
