"""The ``foedus`` command: thin; each subcommand is one library call and one printer."""

from foedus.cli import law, numbers, register, texts
from foedus.cli.root import main

__all__ = ["law", "main", "numbers", "register", "texts"]
