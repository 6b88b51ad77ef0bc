"""`studydeck stats`: how learning goes, and what comes."""

import click

from studydeck.app import App
from studydeck.commands.choosing import certifications, studied
from studydeck.commands.warning import warn_of_broken_files
from studydeck.study.statistics import gather


@click.command("stats")
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@click.option("--json", "as_json", is_flag=True, help="For programs: one object, described in docs/stats.md.")
@click.pass_obj
def command(app: App, /, decks: tuple[str, ...], as_json: bool) -> None:
    """Show how learning goes: retention, forecast, calendar, objectives.

    DECK is a deck's name or its beginning; without one, everything that you have answered counts.
    """
    from studydeck.commands.figures import as_object, as_text

    warn_of_broken_files(app)
    named = tuple(dict.fromkeys(app.catalog().resolve(name) for name in decks))
    found = gather(app, named or studied(app) or tuple(deck.id for deck in certifications(app)), only=bool(named))
    click.echo(as_object(found) if as_json else "\n".join(as_text(found)))
