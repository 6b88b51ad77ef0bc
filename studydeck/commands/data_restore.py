"""`studydeck data restore`: which backups there are, and going back to one."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studydeck.errors import UsageProblem

if TYPE_CHECKING:
    from studydeck.app import App
    from studydeck.store.backups import Backup
    from studydeck.store.restoring import Contents, Prepared

HEADINGS = ("MADE", "REVIEWS", "LAST REVIEW", "SIZE", "FILE")
SEE = "to see them: studydeck data restore --list"


@click.command()
@click.argument("backup", required=False)
@click.option("--list", "listing", is_flag=True, help="List the backups, the newest first, and change nothing.")
@click.option("--yes", is_flag=True, help="Replace what is there without asking.")
@click.option("--json", "as_json", is_flag=True, help="For programs; docs/data.md has the shape.")
@click.pass_obj
def restore(app: "App", backup: str | None, listing: bool, yes: bool, as_json: bool) -> None:
    """Go back to BACKUP, a file or the name of one in the folder of backups; without it, to the newest.

    The backup is checked first, and what stood there before is kept beside the backups.
    """
    if not listing:
        _restore(app, backup, yes, as_json)
    elif backup:
        raise UsageProblem(f"--list shows all backups; leave {backup} out")
    else:
        _list(app.paths.backups, as_json)


def _restore(app: "App", backup: str | None, yes: bool, as_json: bool) -> None:
    from studydeck.store.backups import REPLACED, path_for
    from studydeck.store.restoring import prepared

    if not yes and not app.has_terminal():
        raise UsageProblem("nobody is here to be asked; to replace your data without being asked, add --yes")
    chosen = _chosen(app.paths.backups, backup)
    kept = path_for(app.paths.backups, app.now(), REPLACED)
    with prepared(app.paths.database, chosen) as ready:
        if not yes and not click.confirm(_question(ready, chosen)):
            click.echo("Nothing was changed.")
            return
        anything = ready.put(kept)
    _tell(chosen, ready, kept if anything else None, as_json)


def _chosen(folder: Path, named: str | None) -> Path:
    """The backup that is meant; without a name the newest, what was replaced by one not counted."""
    from studydeck.store.backups import listed

    if named is None:
        usual = [backup.path for backup in listed(folder) if not backup.replaced]
        if not usual:
            raise UsageProblem(f"there is no backup in {folder}; name the file of one")
        return usual[0]
    for path in (Path(named).expanduser(), folder / named):
        if path.is_file():
            return path
    raise UsageProblem(f"there is no backup {named}, here or in {folder}; {SEE}")


def _question(ready: "Prepared", chosen: Path) -> str:
    return (
        f"{ready.file} {_holds(ready.present)}\n"
        f"{chosen} {_holds(ready.contents)}\n"
        "The first is kept as a backup, and the second put in its place. Go on?"
    )


def _holds(contents: "Contents | None") -> str:
    if contents is None:
        return "is not there, or cannot be read."
    return f"has {_reviews(contents)}."


def _reviews(contents: "Contents") -> str:
    last = f", the last of {contents.last_day}" if contents.last_day else ""
    return f"{counted(contents.reviews, 'review')}{last}"


def counted(number: int, what: str) -> str:
    """A number of things, in words."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _tell(chosen: Path, ready: "Prepared", kept: Path | None, as_json: bool) -> None:
    if as_json:
        outcome = {"restored": str(chosen), "kept": str(kept) if kept else None, **_contents(ready.contents)}
        click.echo(json.dumps(outcome, indent=2, ensure_ascii=False))
        return
    click.echo(f"Restored {_reviews(ready.contents)}, from {chosen}.")
    if kept:
        click.echo(f"What stood there before is kept. To go back to it: studydeck data restore {kept.name}")


def _contents(contents: "Contents | None") -> dict[str, object]:
    if contents is None:
        return {"reviews": None, "last": None}
    return {"reviews": contents.reviews, "last": contents.last_day and contents.last_day.isoformat()}


def _list(folder: Path, as_json: bool) -> None:
    from studydeck.store.backups import listed
    from studydeck.store.restoring import contents_of

    found = [(backup, contents_of(backup.path)) for backup in listed(folder)]
    if as_json:
        rows = [_entry(backup) | _contents(contents) for backup, contents in found]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    elif found:
        click.echo("\n".join([f"Backups in {folder}", "", *_table(found)]))
    else:
        click.echo(f"There is no backup in {folder}. To make one: studydeck data backup")


def _entry(backup: "Backup") -> dict[str, object]:
    return {
        "file": str(backup.path),
        "made": backup.made,
        "replaced": backup.replaced,
        "bytes": backup.path.stat().st_size,
    }


def _table(found: "list[tuple[Backup, Contents | None]]") -> list[str]:
    """Aligned lines; the numbers stand at the right of their columns."""
    rows = [HEADINGS, *(_cells(backup, contents) for backup, contents in found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    right = (False, True, False, True, False)
    return [
        "  ".join(cell.rjust(width) if at_right else cell.ljust(width) for cell, width, at_right in each).rstrip()
        for each in (zip(row, widths, right, strict=True) for row in rows)
    ]


def _cells(backup: "Backup", contents: "Contents | None") -> tuple[str, ...]:
    day, hour, minute = backup.made[:10], backup.made[11:13], backup.made[13:15]
    size = f"{backup.path.stat().st_size / 1000:,.0f} kB"
    reviews = f"{contents.reviews:,}" if contents else "unreadable"
    last = str(contents.last_day or "") if contents else ""
    return f"{day} {hour}:{minute}" if hour else day, reviews, last, size, backup.path.name
