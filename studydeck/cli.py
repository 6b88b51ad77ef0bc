"""The command tree: a lazy group, so that the whole tree is seen at once and a command imports only what it needs."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from studydeck.errors import Exit, StudydeckError

COMMANDS = {
    "review": (
        "studydeck.commands.review:command",
        "Study today's cards: first what is due, then a few new ones.",
    ),
    "today": ("studydeck.commands.today:command", "Show what is due, new and overdue, and what to do next."),
    "undo": ("studydeck.commands.undo:command", "Take back the last answer."),
    "stats": ("studydeck.commands.stats:command", "Show how learning goes: retention, forecast, calendar, objectives."),
    "item": ("studydeck.commands.item:group", "Find items, look at them, and suspend, flag, note or reset them."),
    "goal": ("studydeck.commands.goal:group", "Aim at an exam: a certification and its day."),
    "config": ("studydeck.commands.config:group", "List and change settings."),
    "deck": ("studydeck.commands.deck:group", "List, check and find decks."),
    "data": ("studydeck.commands.data:group", "Look after your data: one file that you own."),
}
"""Name -> (where the command is, its help line)."""


class LazyGroup(click.Group):
    """A group whose help is printed from the table and whose commands are imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"studydeck {version('studydeck')}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version.",
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Flashcards and exam questions for project-management certifications, in your terminal.

    Without a command: what is due today. To begin: studydeck review
    """
    if ctx.obj is None:
        from studydeck.app import App

        ctx.obj = App()
    ctx.call_on_close(ctx.obj.close)
    if ctx.invoked_subcommand is None:
        command = cli.get_command(ctx, "today")
        assert command is not None  # noqa: S101 (the table names it)
        ctx.invoke(command)


def main() -> None:
    """The console script: run, and turn whatever happens into an exit status."""
    sys.exit(guarded(lambda: cli.main(standalone_mode=False)))


def guarded(run: Callable[[], Any]) -> int:
    """Run a command; expected errors are sentences, a bug leaves its traceback in a log file."""
    try:
        return _status(run())
    except StudydeckError as error:
        click.echo(str(error), err=True)
        return error.code
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except (KeyboardInterrupt, click.Abort):
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`… | head`); nothing can be said to it any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except Exception:
        return _bug()


def _status(returned: object) -> int:
    return returned if isinstance(returned, int) else Exit.DONE


def _bug() -> int:
    import traceback

    text, log = traceback.format_exc(), _bug_log()
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(text, encoding="utf-8")
        place = f"in {log}"
    except OSError:
        click.echo(text, err=True)
        place = "above"
    click.echo(
        f"studydeck stopped because of a bug; your answers are safe. The traceback is {place}: "
        "please attach it to a bug report.",
        err=True,
    )
    return Exit.BUG


def _bug_log() -> Path:
    from studydeck.paths import find

    return find().logs / "last-bug.txt"
