"""What the keys of a state do, in sentences."""

from collections.abc import Iterable, Mapping, Sequence

from studydeck.core.session import Asked, Command
from studydeck.screen.actions import COMMANDS, Action
from studydeck.screen.blocks import Block, Tone, para

MEANINGS = {
    Command.UNDO: "undo: take back the last answer",
    Command.SUSPEND: "suspend: leave this item out from now on",
    Command.BURY: "bury: leave this item out until tomorrow",
    Command.FLAG: "flag: mark this item to find it later; once more to unmark it",
    Command.QUIT: "quit: end here; every answer is already saved",
}


def helped(asked: Asked, actions: Sequence[Action], commands: Mapping[str, Command], *more: str) -> tuple[Block, ...]:
    """Every key that works in a state, then the commands that work later, the item's name, and more sentences."""
    return (
        para("The keys that work here", Tone.STRONG),
        *(para(_acted(action), label=action.shown) for action in actions),
        *(para(MEANINGS[command], label=key) for key, command in commands.items()),
        para(" ".join((*_later(actions), f"This item is {asked.item.key}.", *more)), Tone.META),
    )


def _acted(action: Action) -> str:
    return f"{action.label} ({action.note})" if action.note else action.label


def _later(actions: Iterable[Action]) -> Iterable[str]:
    taken = {key for action in actions for key in action.keys}
    later = [f"{key} {COMMANDS[key].value}" for key in COMMANDS if key in taken]
    if later:
        yield f"Once the answer is shown: {', '.join(later)}."
