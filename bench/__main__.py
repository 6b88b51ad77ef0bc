"""Cold start to the first card, whole processes in turn: studydeck, Anki's package, and a bare `import click`.

Anki's package comes with `pip install -e ".[bench]"`; without it that row is left out and said so.
"""

import os
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROUNDS = 15


def timed(command: list[str], environment: dict[str, str], said: str) -> float:
    """Seconds that a whole process takes; it must say something in particular, or the figure would mean nothing."""
    began = time.perf_counter()
    run = subprocess.run(command, env=environment, input="q\n", capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - began
    if said not in run.stdout:
        raise SystemExit(f"{' '.join(command)} did not reach its first card:\n{run.stdout}{run.stderr}")
    return seconds


def sides(folder: Path) -> dict[str, tuple[list[str], dict[str, str], str]]:
    """Name -> command, environment, and what its output must hold."""
    python = sys.executable
    ours = dict(os.environ, STUDYDECK_DATA=str(folder / "ours.db"), STUDYDECK_CONFIG=str(folder / "none.toml"))
    review = [python, "-m", "studydeck", "review", "psm-1", "--plain", "--seed", "1"]
    found = {
        "studydeck: first card": (review, ours, "PSM I"),
        "python: import click": ([python, "-c", "import click"], ours, ""),
    }
    if find_spec("anki") is None:
        print('Anki is not installed here: pip install -e ".[bench]" brings it.\n')
        return found
    collection = str(folder / "theirs.anki2")
    subprocess.run([python, "-m", "bench.anki_side", "make", collection, "40"], check=True)
    return found | {"anki: first card": ([python, "-m", "bench.anki_side", "first", collection], ours, "Which rule")}


def main() -> None:
    with TemporaryDirectory() as folder:
        rows = sides(Path(folder))
        taken: dict[str, list[float]] = {name: [] for name in rows}
        for _ in range(ROUNDS + 1):
            for name, (command, environment, said) in rows.items():
                taken[name].append(timed(command, environment, said))
    print(f"{'whole process, ' + str(ROUNDS) + ' rounds in turn':<40}{'median':>10}{'fastest':>10}")
    for name, seconds in taken.items():
        warm = seconds[1:]  # the first round fills the disk's cache
        print(f"{name:<40}{1000 * median(warm):>7.0f} ms{1000 * min(warm):>7.0f} ms")


if __name__ == "__main__":
    main()
