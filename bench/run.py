"""All the figures at once: what `make bench` prints.

Run:  python bench/run.py

Runs the scripts of this folder one after the other, those that need data from outside only
where it stands beside the checkout (../shared). Exit codes: 0 every gate passed, 3 one failed.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
OURS = "bench/passages.jsonl"
RUNS: tuple[tuple[str, tuple[str, ...], Path | None], ...] = (
    ("start.py", ("{shared}/articles/rus-prk-assistance.txt",), SHARED),
    ("decide.py", (), None),
    ("batch.py", (), None),
    ("peers.py", (), None),
    ("worked_example.py", (), SHARED),
    ("reader.py", (), SHARED),
    ("reader.py", (OURS,), SHARED),
    ("reader.py", ("bench/unseen.jsonl",), SHARED),
    ("reader.py", ("bench/sixty.jsonl",), SHARED),
    ("reading_speed.py", (), SHARED),
    ("parser.py", (), SHARED),
    ("attribution.py", (), SHARED),
    ("plover.py", (), SHARED),
    ("firmness.py", (), SHARED),
    ("sentences.py", (), SHARED),
    ("atop.py", ("{shared}/data/alliances",), SHARED),
    ("atop_acceptance.py", ("{shared}/data/alliances",), SHARED),
    ("panel.py", (), SHARED),
    ("cascade.py", ("--gate",), None),
    ("games.py", (), None),
    ("history.py", ("--gate",), None),
    ("deterrence.py", (), SHARED),
    (
        "human_coders.py",
        (
            "{shared}/data/reliability/berkemeier_fuhrmann_2018.csv",
            "{shared}/data/alliances/atop51_member_level.csv",
            "{shared}/data/alliances/iwd_interstate_war_rev.csv",
            "{shared}/data/alliances/peacesciencer__cow_war_inter.parquet",
        ),
        SHARED,
    ),
    (
        "reliability.py",
        (
            "{shared}/data/reliability/berkemeier_fuhrmann_2018.csv",
            "{shared}/data/reliability/atop-alliance-level.csv",
        ),
        SHARED,
    ),
    ("laws.py", ("--share", "0.02"), None),
    ("mutation.py", ("--sample", "40", "--patience", "10"), None),
    (
        "honoured.py",
        ("{shared}/data/reliability/berkemeier_fuhrmann_2018.csv",),
        SHARED,
    ),
)


def main() -> int:
    failed = []
    for script, arguments, needs in RUNS:
        given = [argument.format(shared=SHARED) for argument in arguments]
        print(f"\n== {script} {' '.join(given)}", flush=True)
        if needs is not None and not needs.is_dir():
            print(
                f"left out: {needs.name}, the folder of public data beside the checkout, is absent"
            )
            continue
        ran = subprocess.run(
            [sys.executable, str(HERE / script), *given], cwd=HERE.parent, check=False
        )
        if ran.returncode:
            failed.append(f"{script} (exit code {ran.returncode})")
    print(f"\nfailed: {', '.join(failed)}" if failed else "\nevery gate passed")
    return 3 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
