"""`studydeck goal`: the exam that is aimed at, and how the time until then suffices."""

import json
from datetime import date

import click

from studydeck.app import App
from studydeck.commands.choosing import certifications
from studydeck.core.goal import Goal
from studydeck.errors import UsageProblem
from studydeck.settings import check, find
from studydeck.store import goals
from studydeck.study.outlook import Outlook, lines, outlook


@click.group("goal")
def group() -> None:
    """Aim at an exam: a certification and its day."""


@group.command("set")
@click.argument("certification")
@click.option("--exam", required=True, metavar="YYYY-MM-DD", help="The day of the exam.")
@click.option("--minutes", metavar="N", help="Minutes a day until then, in place of the settings'.")
@click.pass_obj
def set_goal(app: App, certification: str, exam: str, minutes: str | None) -> None:
    """Aim at the exam of CERTIFICATION, a deck such as psm-1, in place of any goal before."""
    goal = Goal(_certification(app, certification), _day(app, exam), _minutes(minutes))
    goals.record(app.store(), goal, app.stamp())
    _show(outlook(app))


@group.command("show")
@click.option("--json", "as_json", is_flag=True, help="For programs; docs/goals.md has the shape.")
@click.pass_obj
def show(app: App, as_json: bool) -> None:
    """Show the countdown, and the pace that new cards need."""
    view = outlook(app)
    if as_json:
        click.echo(json.dumps({"goal": view.as_json() if view else None}, indent=2, ensure_ascii=False))
    else:
        _show(view)


@group.command("clear")
@click.pass_obj
def clear(app: App) -> None:
    """Aim at nothing; your progress stays as it is."""
    if goals.current(app.store()) is None:
        raise UsageProblem("there is no goal to clear")
    goals.clear(app.store(), app.stamp())
    click.echo("The goal is cleared.")


def _show(view: Outlook | None) -> None:
    if view is None:
        click.echo("There is no goal. To set one: studydeck goal set CERTIFICATION --exam YYYY-MM-DD")
        return
    click.echo("\n".join(lines(view)))
    if view.goal.minutes is not None:
        click.echo(f"{view.goal.minutes:g} minutes a day")


def _certification(app: App, name: str) -> str:
    """The deck of an exam, by its name or a unique beginning of it."""
    deck = app.catalog().resolve(name)
    exams = [each.id for each in certifications(app) if each.blueprint]
    if deck not in exams:
        raise UsageProblem(f"deck '{deck}' has no exam to aim at; decks that have one: {', '.join(exams) or 'none'}")
    return deck


def _day(app: App, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageProblem(f"--exam {text} is no day; write YYYY-MM-DD, such as {_in_a_year(app)}") from None
    if day <= app.today():
        when = "is today" if day == app.today() else "has passed"
        raise UsageProblem(f"--exam {text} {when}; a goal needs a day that is still to come")
    return day


def _minutes(text: str | None) -> float | None:
    """The minutes as the setting of that name allows them."""
    setting = find("minutes")
    value = None if text is None else check(setting, setting.typed(text), "--")
    return float(value) if isinstance(value, int | float) else None


def _in_a_year(app: App) -> str:
    return f"{app.today().year + 1}-01-31"
