"""`studydeck` and `studydeck today`: what is due, new and overdue, how long it takes, and what to do next."""

import json
from collections import Counter

import click

from studydeck.app import App
from studydeck.commands.choosing import certifications, label, studied
from studydeck.commands.warning import warn_of_broken_files
from studydeck.core.queue import Reason
from studydeck.study.desk import Desk, Wish, lay
from studydeck.study.outlook import Outlook, aim, lines, outlook


@click.command("today")
@click.option("--json", "as_json", is_flag=True, help="For programs; docs/goals.md has the shape.")
@click.pass_obj
def command(app: App, as_json: bool) -> None:
    """Show what is due, new and overdue, and what to do next."""
    desks = [lay(app, (deck,), Wish(seed=0)) for deck in dict.fromkeys((*aim(app), *studied(app)))]
    view = outlook(app, desks[0] if desks else None)
    if as_json:
        click.echo(json.dumps(_report(app, desks, view), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_page(app, desks, view)))
    warn_of_broken_files(app)


def _page(app: App, desks: list[Desk], view: Outlook | None) -> list[str]:
    goal = [*(f"  {line}" for line in lines(view)), ""] if view else []
    return [f"{app.today():%A} {app.today().day} {app.today():%B}", "", *goal, *(_today(desks) or _welcome(app))]


def _welcome(app: App) -> list[str]:
    decks = certifications(app)
    width = max(len(deck.id) for deck in decks)
    offers = [f"  studydeck review {deck.id:<{width}}  {label(deck)}" for deck in decks]
    return ["Nothing studied yet. To begin:", "", *offers]


def _today(desks: list[Desk]) -> list[str]:
    if not desks:
        return []
    width = max(len(desk.title) for desk in desks)
    counts = [f"  {desk.title:<{width}}  {_counts(desk)}" for desk in desks]
    return [*counts, "", f"  {_next(desks) or 'Nothing more today. Well done.'}"]


def _next(desks: list[Desk]) -> str:
    """The command that studies the first deck with something to do; nothing where there is none."""
    begin = next((desk for desk in desks if desk.queue.entries), None)
    return f"studydeck review {begin.decks[0]}" if begin else ""


def _counts(desk: Desk) -> str:
    asked = Counter(entry.reason for entry in desk.queue.entries)
    overdue = f" ({desk.queue.overdue} overdue)" if desk.queue.overdue else ""
    repeat = f"{asked[Reason.RETURNING]} to repeat, " if asked[Reason.RETURNING] else ""
    minutes = max(1, round(desk.queue.minutes))
    time = f"about {minutes} minute{'' if minutes == 1 else 's'}"
    return f"{desk.queue.due} due{overdue}, {repeat}{asked[Reason.NEW]} new, {time}"


def _new(desk: Desk) -> int:
    return sum(entry.reason is Reason.NEW for entry in desk.queue.entries)


def _report(app: App, desks: list[Desk], view: Outlook | None) -> dict[str, object]:
    decks = [
        {
            "deck": desk.decks[0],
            "title": desk.title,
            "due": desk.queue.due,
            "overdue": desk.queue.overdue,
            "new": _new(desk),
            "minutes": round(desk.queue.minutes, 1),
        }
        for desk in desks
    ]
    return {
        "day": app.today().isoformat(),
        "goal": view.as_json() if view else None,
        "decks": decks,
        "next": _next(desks) or None,
    }
