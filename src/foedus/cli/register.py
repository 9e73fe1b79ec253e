"""How is the register read, written and checked? `list`, `show`, `new`, `fmt`, `check`."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from foedus.cli.root import main
from foedus.cli.shared import FAILED_CHECK, Day, known_option, leave, output, tell, today


@main.command()
@click.argument("sources", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@output
def check(sources: tuple[Path, ...], form: str, out: Path | None) -> None:
    """Check register files or run cases; without FILE, the whole register with its cases."""
    from foedus.briefing.checking import checking

    answer = checking(sources)
    tell(answer, form=form, out=out)
    if answer.failed:
        leave(FAILED_CHECK)


@main.command(name="list")
@click.option("--on", type=Day(), metavar="DAY", help="Standing on this day (default: today).")
@click.option("--party", "parties", multiple=True, metavar="STATE", help="Party to it (again).")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(("in_force", "signed", "ended", "not_yet_signed", "any")),
    default=("in_force",),
    show_default=True,
    help="How it stands (again).",
)
@click.option("--since", type=Day(), metavar="DAY", help="Also what changed after this day.")
@known_option
@output
def list_(
    statuses: tuple[str, ...], on: date | None, form: str, out: Path | None, **given: Any
) -> None:
    """List the instruments that stand on a day, one row each.

    For example, what bound Austria-Hungary when war was declared on Serbia:

    \b
        foedus list --on 1914-07-28 --party AUH
    """  # noqa: D301 - click's own mark
    from foedus.briefing.listing import STATUSES, listing

    wanted = STATUSES if "any" in statuses else statuses
    tell(listing(on=on or today(), statuses=wanted, **given), form=form, out=out)


@main.command()
@click.argument("source", metavar="ID", required=False)
@click.option("--on", type=Day(), metavar="DAY", help="Wording of this day (default: today).")
@known_option
@click.option("--history", is_flag=True, help="Its dates, day by day, instead of its rules.")
@click.option(
    "--changes",
    nargs=2,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="A B",
    help="What differs between the registers in two folders, and which answers.",
)
@output
def show(source: str | None, *, on: date | None, form: str, out: Path | None, **given: Any) -> None:
    """Say what the rules of a treaty say, in sentences made of the rules, to approve them.

    ID is an instrument of the register, or the path of a file that you write.
    """
    tell(_shown(source, on=on or today(), **given), form=form, out=out)


def _shown(
    source: str | None,
    *,
    on: date,
    known_on: date | None,
    history: bool,
    changes: tuple[Path, Path] | None,
) -> Any:
    """Return the answer of `show`: rules, a history, or the changes between two registers."""
    if changes is not None:
        if source is not None:
            raise click.UsageError("Give ID or --changes A B, not both.")
        from foedus.briefing.changes import changed

        return changed(*changes)
    if source is None:
        raise click.UsageError("Give an ID, or --changes A B.")
    if history:
        from foedus.briefing.history import history as told

        return told(source, on=on, known_on=known_on)
    from foedus.briefing.reading_aloud import reading_aloud

    return reading_aloud(source, on=on, known_on=known_on)


@main.command()
@click.option("--title", help="The full title.")
@click.option("--party", "parties", multiple=True, metavar="STATE", help="Two or more (again).")
@click.option("--signed", type=Day(), metavar="DAY", help="Day of signature.")
@click.option("--in-force", type=Day(), metavar="DAY", help="Day of entry into force, if any.")
@click.option("--id", "id_", metavar="ID", help="Default: parties and year, qma-qmb-2020.")
@click.option(
    "--binding", default="treaty", show_default=True, metavar="KIND", help="Or political."
)
@click.option(
    "--article",
    "articles",
    multiple=True,
    metavar="KIND",
    help="defence, consultation, neutrality, no-help, non-aggression, cooperation (again).",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file to begin.")
def new(out: Path | None, **given: Any) -> None:
    """Begin a treaty: a commented file to fill in, with cases that pass.

    What is not given is asked for, if somebody is there to answer. For example:

    \b
        foedus new --title "Treaty of Alliance" --party QMA --party QMB \\
            --signed 2020-03-01 --in-force 2020-09-01 --article defence
    """  # noqa: D301 - click's own mark
    from foedus.briefing.authoring import begin, outline_of

    asked = sys.stdin.isatty()
    for name, question in (("title", "Title"), ("parties", "Parties"), ("signed", "Signed on")):
        if not given[name] and not asked:
            raise click.UsageError("Give --title, --party (twice or more) and --signed.")
        given[name] = given[name] or click.prompt(question)
    text = begin(outline_of(**given), out=out)
    click.echo(text if out is None else f"{out}: begun.", nl=out is not None)


@main.command()
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 3 if it would.")
def fmt(files: tuple[Path, ...], only_check: bool) -> None:
    """Put the keys of treaty files, or files of cases, in the order of the rule language."""
    from foedus.briefing.authoring import lay_out

    changed = lay_out(files, write=not only_check)
    for path in changed:
        click.echo(f"{path}: {'not laid out' if only_check else 'laid out'}.")
    if changed and only_check:
        leave(FAILED_CHECK)
