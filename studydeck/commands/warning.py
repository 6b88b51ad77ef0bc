"""A broken file of a deck is left out, with one warning."""

import click

from studydeck.app import App


def warn_of_broken_files(app: App) -> None:
    """One line on stderr for each file of a deck that could not be used."""
    from studydeck.content.problems import Severity

    broken = [problem.path for problem in app.catalog().problems if problem.severity is Severity.ERROR]
    for path in dict.fromkeys(broken):
        click.echo(f"{path}: left out because of an error; 'studydeck deck lint' says which.", err=True)
