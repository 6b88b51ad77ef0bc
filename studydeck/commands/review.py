"""`studydeck review`: the daily session."""

import os
import sys

import click

from studydeck.app import App
from studydeck.commands.choosing import chosen
from studydeck.commands.warning import warn_of_broken_files
from studydeck.study.desk import Wish, lay
from studydeck.study.sitting import sit
from studydeck.study.summary import nothing_to_do, summarise


@click.command("review")
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@click.option("--new", type=click.IntRange(0), help="New cards in this sitting.")
@click.option("--limit", type=click.IntRange(1), help="Cards in this sitting, of whatever kind.")
@click.option("--minutes", type=click.IntRange(1, 1440), help="Minutes for this sitting.")
@click.option("--objective", default="", help="Only this objective, such as events.")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Repeat a sitting's order: same seed, same order.")
@click.option("--explain", is_flag=True, help="Say with each card why it is here.")
@click.option("--plain", is_flag=True, help="Plain lines, for screen readers and pipes.")
@click.pass_obj
def command(app: App, /, decks: tuple[str, ...], plain: bool, **wishes: object) -> None:
    """Study today's cards: first what is due, then a few new ones.

    DECK is a deck's name or its beginning: `psm` is enough for psm-1. Numbers given here are for this sitting alone;
    without them the day's limits hold, however often you start.
    """
    warn_of_broken_files(app)
    desk = lay(app, chosen(app, decks, app.has_terminal() and not plain), Wish(**wishes))  # type: ignore[arg-type]
    if not desk.queue.entries:
        click.echo("\n".join(nothing_to_do(desk)))
        return
    from studydeck.screen.choose import choose

    started = app.clock.ticks()
    screen = choose(plain, sys.stdin, sys.stdout, os.environ)
    sitting = sit(desk, screen, app.new_id())
    sitting.run()
    screen.end(summarise(sitting, (app.clock.ticks() - started) / 60))
