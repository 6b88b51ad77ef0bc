"""`studydeck` and `studydeck today`: what is due, new and overdue, how long it takes, and what to do next."""

from collections import Counter

import click

from studydeck.app import App
from studydeck.commands.choosing import certifications, label, studied
from studydeck.commands.warning import warn_of_broken_files
from studydeck.core.queue import Reason
from studydeck.study.desk import Desk, Wish, lay


@click.command("today")
@click.pass_obj
def command(app: App) -> None:
    """Show what is due, new and overdue, and what to do next."""
    decks = studied(app)
    click.echo(f"{app.today():%A} {app.today().day} {app.today():%B}\n")
    click.echo("\n".join(_today(app, decks)) if decks else "\n".join(_welcome(app)))
    warn_of_broken_files(app)


def _welcome(app: App) -> list[str]:
    decks = certifications(app)
    width = max(len(deck.id) for deck in decks)
    offers = [f"  studydeck review {deck.id:<{width}}  {label(deck)}" for deck in decks]
    return ["Nothing studied yet. To begin:", "", *offers]


def _today(app: App, decks: tuple[str, ...]) -> list[str]:
    desks = [lay(app, (deck,), Wish(seed=0)) for deck in decks]
    width = max(len(desk.title) for desk in desks)
    lines = [f"  {desk.title:<{width}}  {_counts(desk)}" for desk in desks]
    begin = next((desk for desk in desks if desk.queue.entries), None)
    ahead = f"studydeck review {begin.decks[0]}" if begin else "Nothing more today. Well done."
    return [*lines, "", f"  {ahead}"]


def _counts(desk: Desk) -> str:
    asked = Counter(entry.reason for entry in desk.queue.entries)
    overdue = f" ({desk.queue.overdue} overdue)" if desk.queue.overdue else ""
    repeat = f"{asked[Reason.RETURNING]} to repeat, " if asked[Reason.RETURNING] else ""
    minutes = max(1, round(desk.queue.minutes))
    time = f"about {minutes} minute{'' if minutes == 1 else 's'}"
    return f"{desk.queue.due} due{overdue}, {repeat}{asked[Reason.NEW]} new, {time}"
