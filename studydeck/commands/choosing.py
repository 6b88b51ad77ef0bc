"""Which decks a command means: those named, the goal's, those already studied, or the one a newcomer picks."""

from collections.abc import Sequence

import click

from studydeck.app import App
from studydeck.core.items import Deck
from studydeck.errors import DeckProblem, UsageProblem
from studydeck.store import reviews
from studydeck.study.outlook import aim


def chosen(app: App, names: Sequence[str], at_terminal: bool) -> tuple[str, ...]:
    """Deck ids for names or their beginnings; without names, the goal's deck, what has been studied, or a pick."""
    if names:
        return tuple(dict.fromkeys(app.catalog().resolve(name) for name in names))
    return aim(app) or studied(app) or (_picked(certifications(app)) if at_terminal else _named(certifications(app)))


def studied(app: App) -> tuple[str, ...]:
    """The decks that have a card in the log, in the catalog's order."""
    begun = {key.partition("/")[0] for key in reviews.states(app.store())}
    return tuple(deck for deck in app.catalog().decks if deck in begun)


def certifications(app: App) -> tuple[Deck, ...]:
    """The decks of an exam; where there are none, every deck."""
    decks = tuple(app.catalog().decks.values())
    if not decks:
        folders = " or ".join(str(folder) for folder in app.deck_folders())
        raise DeckProblem(f"there is no deck in {folders}; put one there, or install studydeck again")
    return tuple(deck for deck in decks if deck.blueprint is not None) or decks


def label(deck: Deck) -> str:
    """`PSM I (Scrum.org)`, or the title of a deck without an exam."""
    return f"{deck.blueprint.code} ({deck.blueprint.body})" if deck.blueprint else deck.title


def _named(decks: Sequence[Deck]) -> tuple[str, ...]:
    offers = "; ".join(f"'studydeck review {deck.id}' for {label(deck)}" for deck in decks)
    raise UsageProblem(f"say what to study: {offers}")


def _picked(decks: Sequence[Deck]) -> tuple[str, ...]:
    """A short menu; Enter takes the first."""
    click.echo("Which exam are you preparing for?\n")
    for number, deck in enumerate(decks, 1):
        click.echo(f"  {number}  {label(deck)}")
    click.echo()
    number = click.prompt("Number", type=click.IntRange(1, len(decks)), default=1)
    return (decks[number - 1].id,)
