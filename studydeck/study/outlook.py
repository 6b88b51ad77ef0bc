"""How the goal stands today: the countdown, and the pace that new cards need."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from studydeck.app import App
from studydeck.core.goal import CONSOLIDATION, Goal, NewPace, new_pace
from studydeck.store import goals
from studydeck.study.desk import Desk, Wish, lay


@dataclass(frozen=True, slots=True)
class Outlook:
    """A goal on a study day; `pace` is None where its day has passed or its deck is not here.

    `limit` is the day's limit of new cards and `raise_it` the command that raises it, but for the number; `ends` the
    announced last day of the exam (ISO), or nothing.
    """

    goal: Goal
    today: date
    title: str
    pace: NewPace | None = None
    limit: int = 0
    raise_it: str = ""
    ends: str = ""

    @property
    def days_left(self) -> int:
        """Days until the exam; negative once it has passed."""
        return (self.goal.day - self.today).days

    def as_json(self) -> dict[str, object]:
        """The shape that docs/goals.md promises."""
        new = self.pace and {
            "left": self.pace.left,
            "study_days": self.pace.days,
            "late": self.pace.late,
            "daily": self.pace.daily,
            "limit": self.limit,
        }
        return {
            "certification": self.goal.certification,
            "title": self.title,
            "day": self.goal.day.isoformat(),
            "days_left": self.days_left,
            "minutes": self.goal.minutes,
            "new": new,
        }


def aim(app: App) -> tuple[str, ...]:
    """The deck of the goal that stands; nothing where there is none, or where its deck is not here."""
    goal = goals.current(app.store())
    here = goal is not None and goal.stands(app.today()) and goal.certification in app.catalog().decks
    return (goal.certification,) if goal and here else ()


def outlook(app: App, desk: Desk | None = None) -> Outlook | None:
    """The outlook of the goal, None where there is none; a desk laid for its deck already saves laying one."""
    goal = goals.current(app.store())
    if goal is None:
        return None
    if not aim(app):
        deck = app.catalog().decks.get(goal.certification)
        code = deck.blueprint.code if deck and deck.blueprint else goal.certification
        return Outlook(goal, app.today(), code)
    return _standing(goal, desk or lay(app, (goal.certification,), Wish(seed=0)))


def _standing(goal: Goal, desk: Desk) -> Outlook:
    settings, blueprint = desk.app.settings, desk.app.catalog().decks[goal.certification].blueprint
    own = f" --deck {goal.certification}" if "new" in settings.decks.get(goal.certification, {}) else ""
    return Outlook(
        goal,
        desk.day,
        desk.title,
        _pace(goal, desk),
        settings.limits(goal.certification).new,
        f"studydeck config set new {{}}{own}",
        blueprint.ends if blueprint else "",
    )


def _pace(goal: Goal, desk: Desk) -> NewPace:
    states = [desk.states.get(card.key) for card in desk.cards if card.item not in desk.marks.suspended]
    introduced = sum(state is not None and state.first_day == desk.day for state in states)
    return new_pace(states.count(None), introduced, desk.day, goal.day, desk.app.settings.days_off)


def lines(view: Outlook) -> Iterator[str]:
    """The outlook in words: the countdown first."""
    yield _countdown(view)
    if view.days_left < 0:
        yield "To aim at the next exam: studydeck goal set; at none: studydeck goal clear"
    if view.ends and view.goal.day.isoformat() > view.ends:
        yield f"This exam ends on {view.ends}, as its deck knows: check that it is still held then."
    if view.pace:
        yield from _new_cards(view, view.pace)
    elif view.days_left >= 0:
        yield f"There is no deck '{view.goal.certification}' here any more; see 'studydeck deck list'."


def _countdown(view: Outlook) -> str:
    on = f"on {view.goal.day:%A} {spoken(view.goal.day, view.today)}"
    if view.days_left < 0:
        return f"{view.title} was {on}."
    if view.days_left == 0:
        return f"{view.title} is today. Good luck."
    return f"{view.title} {'tomorrow' if view.days_left == 1 else f'in {view.days_left} days'}, {on}"


def _new_cards(view: Outlook, pace: NewPace) -> Iterator[str]:
    if not pace.left:
        yield "Every card has been seen; from here on it is repetition."
        return
    still = f"{pace.left} new {'card' if pace.left == 1 else 'cards'} left"
    if pace.daily is None:
        yield f"{still}, and no study day for them; repeating counts more now."
    elif pace.late:
        yield f"{still}: {pace.daily} a day to see them all."
        yield "The last week is better spent repeating what you have seen."
    else:
        last = view.goal.day - timedelta(days=CONSOLIDATION + 1)
        yield f"{still}: {pace.daily} a day until {spoken(last, view.today)}, then a week of repeating."
        if view.limit < pace.daily:
            yield f"needs {pace.daily} new a day, the limit is {view.limit}: '{view.raise_it.format(pace.daily)}'"


def spoken(day: date, today: date) -> str:
    """`4 January`, with the year where it is a year away or more."""
    year = f" {day.year}" if abs((day - today).days) >= 365 else ""
    return f"{day.day} {day:%B}{year}"
