"""`studydeck item`: find items, look at them, and say what shall become of them."""

from collections.abc import Sequence

import click

from studydeck.app import App
from studydeck.core.items import Item
from studydeck.core.kinds import Kind
from studydeck.core.log import EventKind
from studydeck.errors import UsageProblem
from studydeck.screen.clean import clean
from studydeck.store import events, history
from studydeck.study.shelf import TESTS, Shelf, find, of_deck, of_objective, passes, shelve, with_words

KEYS = click.argument("keys", nargs=-1, required=True, metavar="KEY...")
KEY = click.argument("key")
JSON = click.option("--json", "as_json", is_flag=True, help="For programs; the shape is described in docs/items.md.")


@click.group("item")
def group() -> None:
    """Find items, look at them, and suspend, flag, note or reset them.

    A KEY is an item's, such as psm-1/sprint-cancel. The part after the deck is enough where only one deck has it, and
    so is the beginning of either where nothing else begins so.
    """


@group.command("list")
@click.option("--deck", default="", help="Only what is studied under this deck.")
@click.option("--objective", default="", help="Only this objective, such as events.")
@click.option("--kind", type=click.Choice([str(kind) for kind in Kind]), help="Only this kind of item.")
@click.option("--flagged", is_flag=True, help=f"Only items {TESTS['flagged'][0]}.")
@click.option("--suspended", is_flag=True, help=f"Only items {TESTS['suspended'][0]}.")
@click.option("--due", is_flag=True, help=f"Only items {TESTS['due'][0]}.")
@click.option("--new", is_flag=True, help=f"Only items {TESTS['new'][0]}.")
@click.option("--leech", is_flag=True, help=f"Only items {TESTS['leech'][0]}.")
@JSON
@click.pass_obj
def list_items(app: App, /, deck: str, objective: str, kind: str | None, as_json: bool, **tests: bool) -> None:
    """List the items for review, or those that pass all filters given."""
    shelf = shelve(app)
    items = of_deck(shelf, deck) if deck else shelf.items
    items = of_objective(items, objective) if objective else items
    wanted = [name for name, on in tests.items() if on]
    found = [item for item in items if kind in (None, item.kind) and all(passes(shelf, item, name) for name in wanted)]
    _echo(shelf, found, as_json)


@group.command("search")
@click.argument("words", nargs=-1, required=True)
@JSON
@click.pass_obj
def search(app: App, words: tuple[str, ...], as_json: bool) -> None:
    """Find the items that say all of WORDS, capitals or not.

    Question, options, answers, whys and takeaway of the items for review are looked through. A word counts as part of
    another too; several words in quotes are looked for as they stand.
    """
    shelf = shelve(app)
    _echo(shelf, with_words(shelf.items, words), as_json)


def _echo(shelf: Shelf, items: Sequence[Item], as_json: bool) -> None:
    from studydeck.commands.sheets import as_array, as_rows

    if as_json:
        click.echo(as_array(shelf, items))
    elif items:
        click.echo(clean("\n".join(as_rows(shelf, items))))
    else:
        click.echo("No item fits.", err=True)


@group.command("show")
@KEY
@JSON
@click.pass_obj
def show(app: App, key: str, as_json: bool) -> None:
    """Show an item, its cards, its notes and its history."""
    from studydeck.commands.sheets import as_object, as_sheet

    shelf, item = shelve(app), find(app.catalog(), key)
    past = history.of_item(app.store(), item.key)
    click.echo(as_object(shelf, item, past) if as_json else clean("\n".join(as_sheet(shelf, item, past))))


@group.command("suspend")
@KEYS
@click.pass_obj
def suspend(app: App, keys: tuple[str, ...]) -> None:
    """Keep items out of review until they are resumed."""
    _mark(app, keys, EventKind.SUSPEND, "suspended", wanted=True)


@group.command("resume")
@KEYS
@click.pass_obj
def resume(app: App, keys: tuple[str, ...]) -> None:
    """Let suspended items come up again."""
    _mark(app, keys, EventKind.RESUME, "suspended", wanted=False)


@group.command("flag")
@KEYS
@click.pass_obj
def flag(app: App, keys: tuple[str, ...]) -> None:
    """Flag items, to find them again.

    They are listed by: studydeck item list --flagged
    """
    _mark(app, keys, EventKind.FLAG, "flagged", wanted=True)


@group.command("unflag")
@KEYS
@click.pass_obj
def unflag(app: App, keys: tuple[str, ...]) -> None:
    """Take the flags of items away."""
    _mark(app, keys, EventKind.UNFLAG, "flagged", wanted=False)


def _mark(app: App, keys: Sequence[str], kind: EventKind, mark: str, wanted: bool) -> None:
    """Set or take back a mark, once every key is known to stand for an item; say how each stands then."""
    shelf = shelve(app)
    items = {item.key: item for item in (find(app.catalog(), key) for key in keys)}
    for item in items.values():
        before = passes(shelf, item, mark)
        if before is not wanted:
            events.append(app.store(), item.key, kind, app.stamp())
        already = " already" if before is wanted and wanted else ""
        click.echo(f"{item.key}: {mark if wanted else f'not {mark}'}{already}")


@group.command("note")
@KEY
@click.argument("text", nargs=-1, required=True)
@click.pass_obj
def note(app: App, key: str, text: tuple[str, ...]) -> None:
    """Write a note of your own on an item.

    It is shown by: studydeck item show KEY
    """
    item, words = find(app.catalog(), key), " ".join(text).strip()
    if not words:
        raise UsageProblem("a note needs words; write them after the key")
    events.append(app.store(), item.key, EventKind.NOTE, app.stamp(), words)
    click.echo(f"{item.key}: noted")


@group.command("reset")
@KEY
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def reset(app: App, key: str, yes: bool) -> None:
    """Let an item begin anew, as if it had never been answered.

    Its reviews stay in the log, but its cards are new again. This cannot be undone.
    """
    shelf, item = shelve(app), find(app.catalog(), key)
    known = shelf.known(item)
    if not known:
        click.echo(f"{item.key}: new already")
        return
    if yes or _agrees(app, item, sum(state.reps for state in known)):
        events.append(app.store(), item.key, EventKind.RESET, app.stamp())
        click.echo(f"{item.key}: new again")
    else:
        click.echo("Nothing was changed.")


def _agrees(app: App, item: Item, reps: int) -> bool:
    if not app.has_terminal():
        raise UsageProblem(f"{item.key} is reset only once you have agreed; add --yes")
    return click.confirm(f"{item.key}: forget what {reps} {'review' if reps == 1 else 'reviews'} taught?")
