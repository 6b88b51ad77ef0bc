"""`studydeck data`: where the learner's data is, whether it is sound, a copy of it, and its cache anew."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from studydeck.errors import Exit

if TYPE_CHECKING:
    from studydeck.app import App


@click.group()
def group() -> None:
    """Look after your data: one file that you own."""


@group.command()
@click.pass_obj
def path(app: "App") -> None:
    """Print where your data is (a password in a URL is left out)."""
    from studydeck.store.dialects import where
    from studydeck.store.engine import connect

    click.echo(where(connect(app.paths.database)))


@group.command()
@click.pass_obj
@click.pass_context
def check(context: click.Context, app: "App") -> None:
    """Check that the database is sound; exit with 1 if it is not."""
    from studydeck.store import health
    from studydeck.store.dialects import where

    store = app.store()
    problems = health.check(store)
    for problem in problems:
        click.echo(f"{where(store.engine)}: {problem}")
    if problems:
        context.exit(Exit.PROBLEMS)
    click.echo(f"{where(store.engine)}: all is well.")


@group.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def backup(app: "App", file: Path | None) -> None:
    """Copy the whole database to FILE, or to a new file in the folder of backups."""
    from studydeck.store.backups import backup_now

    file = file or app.paths.backups / f"studydeck-{app.now():%Y-%m-%dT%H%M%SZ}.db"
    click.echo(backup_now(app.store(), file))


@group.command()
@click.pass_obj
def rebuild(app: "App") -> None:
    """Compute where every card stands anew from the log."""
    from studydeck.store.states import rebuild as rebuild_states

    cards = rebuild_states(app.store())
    click.echo(f"Rebuilt {cards} card{'' if cards == 1 else 's'} from the log.")
