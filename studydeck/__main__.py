"""`python -m studydeck` is the console script."""

from studydeck.cli import main

main()
