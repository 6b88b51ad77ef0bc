"""A window of rows over a longer text."""

from hypothesis import given
from hypothesis import strategies as st

from studydeck.screen.keys import Key
from studydeck.screen.viewport import SCROLLING, View


def test_a_text_that_fits_has_been_seen_to_its_end() -> None:
    view = View().over(total=10, height=10)
    assert (view.below, view.ended) == (False, True)


def test_pages_turn_down_to_the_end_and_keep_one_row_of_the_last() -> None:
    view = View().over(total=25, height=10)
    tops = []
    while view.below:
        view = view.scrolled(Key.PAGE_DOWN)
        tops.append((view.top, view.ended))
    assert tops == [(9, False), (15, True)]


def test_the_end_stays_seen_after_going_back_up() -> None:
    view = View().over(total=25, height=10).scrolled(Key.END).scrolled(Key.HOME)
    assert (view.top, view.below, view.ended) == (0, True, True)


def test_arrows_and_letters_move_by_a_row_and_other_keys_not_at_all() -> None:
    view = View().over(total=25, height=10)
    assert [view.scrolled(key).top for key in (Key.DOWN, "j", Key.UP, "x")] == [1, 1, 0, 0]
    assert view.scrolled("j").scrolled("k") == view
    assert view.scrolled(Key.PAGE_DOWN).scrolled(Key.PAGE_UP).top == 0


@given(
    st.lists(st.one_of(st.sampled_from(sorted(SCROLLING)), st.tuples(st.integers(0, 60), st.integers(1, 40)))),
)
def test_whatever_happens_the_window_stays_over_its_text(steps: list[str | tuple[int, int]]) -> None:
    view = View().over(30, 10)
    for step in steps:
        view = view.over(*step) if isinstance(step, tuple) else view.scrolled(step)
        assert 0 <= view.top <= max(0, view.total - view.height)
        assert view.below == (view.top + view.height < view.total)
        assert view.ended or view.below
