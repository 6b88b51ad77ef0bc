"""A window of rows over a longer text: where it stands, and whether the end has been seen."""

from dataclasses import dataclass, replace

from studydeck.screen.keys import Key

SCROLLING = frozenset({Key.UP, "k", Key.DOWN, "j", Key.PAGE_UP, Key.PAGE_DOWN, Key.HOME, Key.END})


@dataclass(frozen=True, slots=True)
class View:
    """`top` is the first visible row; `total` and `height` count rows; `ended`: the last row was seen."""

    total: int = 0
    height: int = 1
    top: int = 0
    ended: bool = False

    @property
    def below(self) -> bool:
        """Whether there is more below."""
        return self.top + self.height < self.total

    def over(self, total: int, height: int) -> "View":
        """The same place over a text of other rows, or through another window."""
        top = max(0, min(self.top, total - height))
        return View(total, height, top, self.ended or top + height >= total)

    def moved(self, rows: int) -> "View":
        """Down by some rows, or up, as far as there is text."""
        return replace(self, top=max(0, self.top + rows)).over(self.total, self.height)

    def scrolled(self, key: str) -> "View":
        """Where a key leads, if it scrolls. A page keeps one row of the page before."""
        page = max(1, self.height - 1)
        steps = {
            Key.UP: -1,
            "k": -1,
            Key.DOWN: 1,
            "j": 1,
            Key.PAGE_UP: -page,
            Key.PAGE_DOWN: page,
            Key.HOME: -self.total,
            Key.END: self.total,
        }
        return self.moved(steps.get(key, 0))
