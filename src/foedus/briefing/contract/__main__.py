"""Which files hold the schemas? ``--write FOLDER`` writes them."""

import sys
from pathlib import Path

from foedus.briefing.contract import schemas


def main(arguments: list[str]) -> int:
    """Write the schemas into the folder named after ``--write``."""
    if len(arguments) != 2 or arguments[0] != "--write":
        sys.stderr.write("usage: python -m foedus.briefing.contract --write FOLDER\n")
        return 2
    folder = Path(arguments[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
