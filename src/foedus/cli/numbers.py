"""How often, how many, how likely? `estimate`, `panel`, `cite`, `replicate`."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from foedus.cli.root import main
from foedus.cli.shared import (
    FAILED_CHECK,
    FORMATS,
    Day,
    leave,
    output,
    progress,
    tell,
    today,
    write,
)

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@main.command()
@click.option(
    "--pledge",
    default="defence",
    show_default=True,
    metavar="KIND",
    help="defence, offence, neutrality, nonaggression.",
)
@click.option("--on", type=Day(), metavar="DAY", help="Day whose era counts (default: today).")
@click.option(
    "--deterrence",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Do pacts deter? By the data sets in this folder of yours.",
)
@click.option(
    "--sample",
    "samples",
    multiple=True,
    metavar="NAME",
    help="With --deterrence: all, relevant, all_from_1945 ... (again).",
)
@click.option(
    "--picture",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    help="With --deterrence: write all estimates here, as SVG.",
)
@output
def estimate(
    pledge: str,
    on: date | None,
    form: str,
    out: Path | None,
    *,
    folder: Path | None,
    samples: tuple[str, ...],
    picture: Path | None,
) -> None:
    """Say how often such pledges were honoured, or whether pacts deter, with an interval."""
    if folder is not None:
        from foedus.briefing.deterring import deterring

        tell(deterring(folder, samples=samples or ("all",), picture=picture), form=form, out=out)
        return
    if samples or picture:
        raise click.UsageError("--sample and --picture go with --deterrence.")
    from foedus.briefing.estimating import estimating

    tell(estimating(pledge, on=on or today()), form=form, out=out)


@main.command()
@click.option(
    "--kind",
    type=click.Choice(("directed_dyad_year", "dyad_year", "state_year")),
    default="directed_dyad_year",
    show_default=True,
    help="What one row is.",
)
@click.option(
    "--system", type=click.Choice(("cow", "gw")), required=True, help="Whose states and codes."
)
@click.option("--years", metavar="FIRST-LAST", help="Such as 1816-2018.")
@click.option("--on", type=Day(), metavar="DAY", help="Ordered pairs of one day instead.")
@click.option("--states", type=FILE, help="Your file of the system of states (default: ours).")
@click.option("--continued", is_flag=True, help="States there at its end are there to the end.")
@click.option(
    "--year",
    "rule",
    type=click.Choice(("any_day", "31_december", "whole_year")),
    default="any_day",
    show_default=True,
    help="When a year counts for a state or a pledge.",
)
@click.option(
    "--pledges",
    type=click.Choice(("register", "atop", "both", "none")),
    default="register",
    show_default=True,
    help="Whose pledges.",
)
@click.option("--atop", type=FILE, help="Your member-level file of ATOP 5.1.")
@click.option(
    "--basis",
    type=click.Choice(("in_force", "signed")),
    default="in_force",
    show_default=True,
    help="From when the register's pledges count.",
)
@click.option("--with", "beside", type=FILE, multiple=True, help="Join this file (again).")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A .csv, .xlsx, .parquet or .dta.",
)
@click.option("--codebook", type=click.Path(dir_okay=False, path_type=Path), help="A .md or .json.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print what was made.",
)
def panel(years: str | None, form: str, **given: Any) -> None:
    """Make a table of states or pairs of states, with who owes whom which pledge.

    For example, all directed dyad-years with the register's pledges:

    \b
        foedus panel --system cow --years 1816-2025 --out dyads.csv --codebook dyads.md
    """  # noqa: D301 - click's own mark
    from foedus.briefing.paneling import paneling, years_given

    span = years_given(years) if years else None
    with progress(given["out"]) as told:
        answer = paneling(years=span, told=told, **given)
    tell(answer, form=form, out=None)


@main.command()
@click.argument("names", metavar="[ID]...", nargs=-1)
@click.option("--file", "files", type=FILE, multiple=True, help="Cite the data set of a file.")
@click.option(
    "--form",
    type=click.Choice(("text", "bibtex", "csl", "ris")),
    default="text",
    show_default=True,
    help="Plain words, BibTeX, CSL-JSON or RIS.",
)
@click.option("--list", "listed", is_flag=True, help="List what can be cited.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead."
)
def cite(
    names: tuple[str, ...], files: tuple[Path, ...], form: str, listed: bool, out: Path | None
) -> None:
    """Say how to cite Foedus, its register, and the data sets that were read.

    Without ID: Foedus and the register, with version and hash. For example:

    \b
        foedus cite atop-members cow-nmc --form bibtex
    """  # noqa: D301 - click's own mark
    from foedus.briefing.citing import citable, cited

    write(citable() if listed else cited(names, files=files, form=form), out)


@main.command()
@click.argument("study", metavar="[STUDY]", required=False)
@click.option(
    "--data", type=click.Path(exists=True, path_type=Path), help="Your copy of the file, or folder."
)
@click.option("--list", "listed", is_flag=True, help="Say where each file is had, what to cite.")
@output
def replicate(
    study: str | None, data: Path | None, listed: bool, form: str, out: Path | None
) -> None:
    """Compute published numbers again, side by side; exit code 3 where they differ.

    For example:

    \b
        foedus replicate egame12 --data war1800.csv
    """  # noqa: D301 - click's own mark
    from foedus.briefing.replicating import replicating, replications

    if listed:
        tell(replications(), form=form, out=out)
        return
    if study is None or data is None:
        raise click.UsageError("Give STUDY and --data PATH, or --list.")
    answer = replicating(study, data=data)
    tell(answer, form=form, out=out)
    if answer.failed:
        leave(FAILED_CHECK)
