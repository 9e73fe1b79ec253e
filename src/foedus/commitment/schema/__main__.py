"""Are the editors' schemas current? ``python -m foedus.commitment.schema --write FOLDER``."""

import argparse
import json
from pathlib import Path

from foedus.commitment.schema import KINDS, schema_of


def schema_text(kind: str) -> str:
    """Return a file kind's JSON Schema as it is committed."""
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"


def stale(folder: Path) -> list[Path]:
    """Return the schema files in ``folder`` that are missing or differ from the tables."""
    paths = {folder / f"{kind}.schema.json": schema_text(kind) for kind in KINDS}
    return [p for p, t in paths.items() if not p.is_file() or p.read_text(encoding="utf-8") != t]


def write(folder: Path) -> None:
    """Write every schema into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        path = folder / f"{kind}.schema.json"
        path.write_text(schema_text(kind), encoding="utf-8", newline="\n")


def main() -> int:
    """Write the schemas, or name the stale ones; 0 if all is current."""
    parser = argparse.ArgumentParser(prog="python -m foedus.commitment.schema")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help="Write instead of compare.")
    given = parser.parse_args()
    if given.write:
        write(given.folder)
    old = stale(given.folder)
    for path in old:
        print(f"{path}: not current.\n  Run with --write.")  # noqa: T201 - a command's output
    return 1 if old else 0


if __name__ == "__main__":
    raise SystemExit(main())
