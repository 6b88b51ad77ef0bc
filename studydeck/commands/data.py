"""`studydeck data`: where the learner's data is, whether it is sound, copies of it, and what two machines share."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studydeck.commands.data_restore import counted, restore
from studydeck.errors import Exit

if TYPE_CHECKING:
    from studydeck.app import App
    from studydeck.store.importing import Imported


@click.group()
def group() -> None:
    """Look after your data: one file that you own."""


group.add_command(restore)

for_programs = click.option("--json", "as_json", is_flag=True, help="For programs; docs/data.md has the shape.")


@group.command()
@click.pass_obj
def path(app: "App") -> None:
    """Print where your data is (a password in a URL is left out)."""
    from studydeck.store.dialects import where
    from studydeck.store.engine import connect

    click.echo(where(connect(app.paths.database)))


@group.command()
@for_programs
@click.pass_obj
@click.pass_context
def check(context: click.Context, app: "App", as_json: bool) -> None:
    """Check that the database is sound; exit with 1 if it is not."""
    from studydeck.store import health
    from studydeck.store.dialects import where

    store = app.store()
    place, problems = where(store.engine), health.check(store)
    if as_json:
        click.echo(json.dumps({"database": place, "problems": problems}, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(f"{place}: {problem}" for problem in problems or ["all is well."]))
    context.exit(Exit.PROBLEMS if problems else Exit.DONE)


@group.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def backup(app: "App", file: Path | None) -> None:
    """Copy the whole database to FILE, or to a new file in the folder of backups."""
    from studydeck.store.backups import backup_now, path_for

    click.echo(backup_now(app.store(), file or path_for(app.paths.backups, app.now())))


@group.command()
@click.pass_obj
def rebuild(app: "App") -> None:
    """Compute where every card stands anew from the log."""
    from studydeck.store.states import rebuild as rebuild_states

    click.echo(f"Rebuilt {counted(rebuild_states(app.store()), 'card')} from the log.")


@group.command("export")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), required=False)
@click.pass_obj
def export_log(app: "App", file: Path | None) -> None:
    """Write your whole log as lines of JSON to a new FILE, or to standard output.

    docs/data.md describes every field. 'studydeck data import FILE' takes it in on another machine.
    """
    from studydeck.store.exporting import export_to

    if file is None or file == Path("-"):
        _export_to_stdout(app)
    else:
        rows = export_to(app.store(), file, app.now())
        click.echo(f"Wrote {counted(rows, 'row')} to {file}.")


def _export_to_stdout(app: "App") -> None:
    """By way of a file, since a slow reader must not keep others from recording."""
    import shutil
    from tempfile import TemporaryFile

    from studydeck.store.exporting import export

    with TemporaryFile() as spool:
        export(app.store(), spool, app.now())
        spool.seek(0)
        shutil.copyfileobj(spool, sys.stdout.buffer)
    sys.stdout.buffer.flush()


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--as-me", is_flag=True, help="Take the log of another learner as yours: you on another machine.")
@for_programs
@click.pass_obj
def import_log(app: "App", file: Path, as_me: bool, as_json: bool) -> None:
    """Unite an export of another machine, FILE, with what is here: all of its rows, or none.

    Rows that are here already are left as they are, so that a file may be imported again. One that contradicts
    what is here is refused, with its line.
    """
    from studydeck.store.importing import import_log as take_in

    with file.open("rb") as stream:
        outcome = take_in(app.store(), stream, str(file), as_me=as_me)
    click.echo(json.dumps(_as_json(outcome, file), indent=2) if as_json else _told(outcome, file))


def _as_json(outcome: "Imported", file: Path) -> dict[str, object]:
    return {
        "file": str(file),
        "learner": outcome.learner,
        "joined": outcome.joined,
        "added": outcome.added,
        "there": outcome.there,
        "cards": outcome.cards,
    }


def _told(outcome: "Imported", file: Path) -> str:
    there, added = sum(outcome.there.values()), sum(outcome.added.values())
    if not added and not outcome.joined:
        return f"{file}: {_all(there)} here already; nothing was changed."
    reviews = counted(outcome.added.get("review_log", 0), "answer")
    lines = [f"Imported {counted(added, 'row')}, {reviews} among them; {there:,} were here already."]
    if outcome.joined:
        lines.append("There was no row here, so this database goes on as that log's learner.")
    lines.append(f"Computed {counted(outcome.cards, 'card')} anew from the log.")
    return "\n".join(lines)


def _all(rows: int) -> str:
    return {0: "holds no row, so all is", 1: "its row is"}.get(rows, f"all its {rows:,} rows are")
