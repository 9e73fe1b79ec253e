"""How often, how many, how likely? `estimate`."""

from datetime import date
from pathlib import Path

import click

from foedus.cli.root import main
from foedus.cli.shared import Day, output, tell, today


@main.command()
@click.option(
    "--pledge",
    default="defence",
    show_default=True,
    metavar="KIND",
    help="defence, offence, neutrality, nonaggression.",
)
@click.option("--on", type=Day(), metavar="DAY", help="Day whose era counts (default: today).")
@output
def estimate(pledge: str, on: date | None, form: str, out: Path | None) -> None:
    """Say how often such pledges were honoured, with an interval."""
    from foedus.briefing.estimating import estimating

    tell(estimating(pledge, on=on or today()), form=form, out=out)
