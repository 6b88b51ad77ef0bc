"""`studydeck undo`: take back the last answer."""

import click

from studydeck.app import App
from studydeck.errors import UsageProblem
from studydeck.store import reviews


@click.command("undo")
@click.pass_obj
def command(app: App) -> None:
    """Take back the last answer.

    The card stands as it did before it. Repeat the command to go further back; nothing is erased from the log.
    """
    review = reviews.last(app.store())
    if review is None:
        raise UsageProblem("there is no answer to undo")
    reviews.void(app.store(), review.id, app.stamp(), "undo")
    given = review.stamp.at.astimezone(app.clock.now().tzinfo)
    rating = review.answer.rating.name.capitalize()
    click.echo(f"Undone: {review.answer.card}, {rating}, answered on {given:%Y-%m-%d at %H:%M}.")
