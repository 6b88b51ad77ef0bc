"""What the end of a sitting says of tomorrow."""

import pytest

from studydeck.core.session import Summary
from studydeck.screen.blocks import Para
from studydeck.screen.summary import summed_up


@pytest.mark.parametrize(
    ("cards", "minutes", "said"),
    [(0, 0.0, "nothing"), (1, 0.2, "1 card, less than a minute"), (9, 4.4, "9 cards, about 4 minutes")],
)
def test_tomorrow_is_told_with_its_minutes(cards: int, minutes: float, said: str) -> None:
    end = summed_up(Summary("PSM I", 1, 1, 0, 0, 1, 1, tomorrow=cards, tomorrow_minutes=minutes))
    lines = {block.label: "".join(run.text for run in block.runs) for block in end if isinstance(block, Para)}
    assert lines["Tomorrow"] == said
