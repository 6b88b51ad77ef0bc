"""`studydeck config`: list settings, read one, change one, edit them all; the only module that writes their file."""

import json
import os
import shutil
import textwrap
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from studydeck.app import App
from studydeck.commands.tables import WIDTH, aligned, cut
from studydeck.errors import UsageProblem
from studydeck.settings import SETTINGS, Setting, Settings, Value, check, find, load, parse, raw_of, read, shown

HEADINGS = ("SETTING", "VALUE", "FROM", "WHAT IT IS")
WIDEST = 24
"""Characters of a value in the list."""

deck_option = click.option("--deck", default="", metavar="DECK", help="The value that one deck has for itself.")


@dataclass(frozen=True, slots=True)
class Line:
    """A setting with the value in force; `source` is `default`, `file`, or `deck` where a deck has its own."""

    setting: Setting
    value: Value
    source: str
    deck: str = ""


@click.group("config")
def group() -> None:
    """List and change settings."""


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="For programs; docs/settings.md has the shape.")
@click.pass_obj
def list_settings(app: App, as_json: bool) -> None:
    """List every setting: its value, where it comes from, and what it is."""
    lines = [*_overall(app.settings), *_own(app.settings)]
    if as_json:
        report = {"path": str(app.paths.config), "settings": [_as_json(line) for line in lines]}
        click.echo(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_page(lines)))


@group.command("get")
@click.argument("name")
@deck_option
@click.pass_obj
def get(app: App, name: str, deck: str) -> None:
    """Print the value of NAME that is in force."""
    deck = _deck(app, app.settings, deck)
    click.echo(shown(app.settings.value(_setting(name, deck).name, deck)))


@group.command(
    "set", context_settings={"ignore_unknown_options": True}
)  # so that -5 is a value, and told what is wrong
@click.argument("name")
@click.argument("value", required=False)
@click.option("--default", "remove", is_flag=True, help="Go back to the default.")
@deck_option
@click.pass_obj
def set_setting(app: App, name: str, value: str | None, remove: bool, deck: str) -> None:
    """Set NAME to VALUE; several weekdays are separated by commas."""
    if remove == (value is not None):
        raise UsageProblem(f"say what {name} shall be: 'studydeck config set {name} VALUE', or '--default' alone")
    path = app.paths.config
    text = read(path)
    before = _parsed(text, path)
    deck = _deck(app, before, deck)
    setting = _setting(name, deck)
    wanted = None if value is None else check(setting, setting.typed(value))
    changed = _changed(text, setting.name, wanted, deck)
    after = parse(changed, path)
    if changed != text:
        _write(path, changed)
    click.echo(f"{name}: {shown(after.value(name, deck))}{_was(before, after, name, deck)}")


@group.command("edit")
@click.pass_obj
def edit(app: App) -> None:
    """Open the file of settings in your editor ($VISUAL or $EDITOR), and check it afterwards."""
    path = app.paths.config
    if not path.exists():
        _write(path, _template())
    try:
        click.edit(filename=str(path))
    except click.ClickException as problem:
        raise UsageProblem(
            f"{problem.message}; set EDITOR to an editor that is here, or edit {path} yourself"
        ) from None
    try:
        load(path)
    except UsageProblem as problem:
        raise UsageProblem(f"{problem}\nYour text is kept as it is; mend it with 'studydeck config edit'.") from None
    click.echo(f"{path}: all is well.")


@group.command("path")
@click.pass_obj
def path_of_file(app: App) -> None:
    """Print where the file of settings is, or would be."""
    click.echo(app.paths.config)


def _setting(name: str, deck: str) -> Setting:
    setting = find(name)
    if deck and not setting.per_deck:
        raise UsageProblem(f"{name} is the same for all decks; leave out --deck")
    return setting


def _deck(app: App, settings: Settings, name: str) -> str:
    """The deck that a name or its beginning means; one with settings is known even where it is not here any more."""
    return name if not name or name in settings.decks else app.catalog().resolve(name)


def _overall(settings: Settings) -> Iterator[Line]:
    for setting in SETTINGS:
        source = "file" if setting.name in settings.overall else "default"
        yield Line(setting, settings.value(setting.name), source)


def _own(settings: Settings) -> Iterator[Line]:
    for deck, own in settings.decks.items():
        for setting in SETTINGS:
            if setting.name in own:
                yield Line(setting, own[setting.name], "deck", deck)


def _page(lines: list[Line]) -> Iterator[str]:
    """Aligned lines; what does not fit goes on under the last column."""
    rows = aligned([HEADINGS, *map(_row, lines)], "<<<<")
    indent = " " * rows[0].index(HEADINGS[-1])
    for row in rows:
        yield from textwrap.wrap(row, WIDTH, subsequent_indent=indent, break_long_words=False)


def _row(line: Line) -> tuple[str, ...]:
    source = f"{line.source} {line.deck}".rstrip()
    return line.setting.name, cut(shown(line.value), WIDEST) or "-", source, line.setting.help


def _as_json(line: Line) -> dict[str, object]:
    return {
        "name": line.setting.name,
        "value": raw_of(line.value),
        "from": line.source,
        "deck": line.deck or None,
        "default": raw_of(line.setting.default),
        "help": line.setting.help,
    }


def _parsed(text: str, path: Path) -> Settings:
    """The settings before a change; where they are wrong, the change may be what mends them."""
    try:
        return parse(text, path)
    except UsageProblem:
        return Settings({}, {})


def _was(before: Settings, after: Settings, name: str, deck: str) -> str:
    old, new = before.value(name, deck), after.value(name, deck)
    return f" (was {shown(old) or 'empty'})" if old != new else ""


def _changed(text: str, name: str, value: Value | None, deck: str) -> str:
    """The text with one setting changed, or removed where the value is None; all else stays as it stands."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
    except TOMLKitError:
        return text  # and the settings' own parser says where
    holder: Any = document
    for key in ("decks", deck) if deck else ():
        holder = holder.setdefault(key, tomlkit.table(is_super_table=key == "decks"))
        if not isinstance(holder, MutableMapping):
            return text  # and the settings' own parser says what should stand there
    if value is not None:
        holder[name] = raw_of(value)
    elif holder.pop(name, None) is None:
        return text
    return tomlkit.dumps(document)


def _template() -> str:
    """What a first editing begins with: every setting with its default, commented out."""
    import tomlkit

    lines = (f"# {each.name} = {tomlkit.item(raw_of(each.default)).as_string():<9} # {each.help}" for each in SETTINGS)
    head = "# Settings of studydeck: take away the '#' in front of what you change."
    return "\n".join([head, "", *lines, "", "# [decks.psm-1]     # a deck may have its own", ""])


def _write(path: Path, text: str) -> None:
    """Put a text in place of a file, whole or not at all; a link stays a link."""
    path = path.resolve()
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(text.encode("utf-8"))
        if path.exists():
            shutil.copymode(path, part)
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise UsageProblem(f"{path}: cannot be written ({error}); check the folder and its permissions") from error
