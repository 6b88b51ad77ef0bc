"""`studydeck deck`: list the decks, find them, check them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from studydeck.errors import Exit

if TYPE_CHECKING:
    from studydeck.app import App
    from studydeck.content.catalog import Catalog

HEADINGS = ("DECK", "TITLE", "VERSION", "ITEMS", "CARDS")


@click.group(name="deck")
def group() -> None:
    """List, check and find decks."""


@group.command("list")
@click.pass_obj
def list_decks(app: "App") -> None:
    """List the decks that are here."""
    from studydeck.content.problems import has_error

    catalog = app.catalog()
    click.echo("\n".join(table([HEADINGS, *rows(catalog)])))
    if has_error(catalog.problems):
        click.echo("Some files have errors and are left out: see 'studydeck deck lint'.", err=True)


@group.command("path")
@click.argument("deck", required=False)
@click.pass_obj
def path(app: "App", deck: str | None) -> None:
    """Show the folder of DECK, or the folders where decks are looked for."""
    folders = app.deck_folders() if deck is None else [folder_of(app.catalog(), deck)]
    click.echo("\n".join(map(str, folders)))


@group.command("lint")
@click.argument("targets", nargs=-1, metavar="[PATH-OR-DECK]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, programs, or a pull request.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
@click.pass_context
def lint(ctx: click.Context, targets: tuple[str, ...], form: str, strict: bool) -> None:
    """Check decks: every problem of every file, with its place and a remedy.

    Each PATH-OR-DECK is a deck's folder, a file in one, a folder of decks, or a deck's name; without any, all
    known decks are checked. Each code is explained in docs/checks.md. The exit status is 1 where there is an
    error.
    """
    from studydeck.content.lint.report import FORMATS, fails, summary
    from studydeck.content.lint.targets import check

    app: App = ctx.obj
    outcome = check([located(app, target) for target in targets], app.deck_folders())
    if text := FORMATS[form](outcome):
        click.echo(text)
    click.echo(summary(outcome), err=True)
    ctx.exit(Exit.PROBLEMS if fails(outcome.problems, strict) else Exit.DONE)


def located(app: "App", target: str) -> Path:
    """What a target of `lint` means: a path where it exists or looks like one, else the folder of a deck."""
    path = Path(target)
    if path.exists() or path.name != target or path.suffix:
        return path
    return folder_of(app.catalog(), target)


def folder_of(catalog: "Catalog", name: str) -> Path:
    """The folder of a deck, by its name or a unique beginning of it."""
    return Path(catalog.decks[catalog.resolve(name)].place.path).absolute().parent


def rows(catalog: "Catalog") -> list[tuple[str, ...]]:
    """A row a deck: id, title, version, and how many items and cards it has."""
    items = [item.deck for item in catalog.items.values()]
    cards = [card.deck for card in catalog.cards()]
    return [
        (
            name,
            deck.title,
            deck.version,
            str(items.count(name)),
            str(cards.count(name)),
        )
        for name, deck in catalog.decks.items()
    ]


def table(lines: list[tuple[str, ...]]) -> list[str]:
    """Rows as aligned text, two spaces between the columns."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
