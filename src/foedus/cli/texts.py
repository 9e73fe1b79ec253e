"""What was said, and is it more than is written? `read`, `compare`, `brief`."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from foedus.cli.root import main
from foedus.cli.shared import (
    FILES,
    Day,
    Input,
    bytes_of,
    known_option,
    output,
    tell,
    today,
    write,
)


@main.command()
@click.argument("sources", metavar="FILE...", nargs=-1)
@click.option("--said-on", type=Day(), metavar="DAY", help="Day on which the words were said.")
@click.option("--why", is_flag=True, help="Tell every value with its words and its rule.")
@click.option(
    "--as",
    "kind",
    type=click.Choice(("marked", "jsonl", "parquet", "events")),
    help="Claims marked in the text (HTML), {id, statements}, a row a claim, or PLOVER events.",
)
@click.option(
    "--claims-jsonl",
    "passages",
    metavar="FILE",
    help="Read passages {id, text, date} as JSON lines; print {id, statements}.",
)
@click.option(
    "--pipeline",
    metavar="NAME",
    help="Read the trees of this spaCy pipeline, not our own.",
)
@output
def read(
    sources: tuple[str, ...],
    form: str,
    out: Path | None,
    *,
    said_on: date | None,
    why: bool,
    kind: str | None,
    passages: str | None,
    pipeline: str | None,
) -> None:
    r"""Say what was said: statements and claims, tied to their words.

    FILE is a text, an HTML file, a PDF, or one item of a feed; or - for standard input.
    """
    if passages is not None:
        if sources:
            raise click.UsageError("Give FILE or --claims-jsonl FILE, not both.")
        _claims_jsonl(passages, out, pipeline)
        return
    if not sources:
        raise click.UsageError("Give a FILE, or - for standard input.")
    if kind and form in FILES:
        raise click.UsageError(f"--as has forms of its own: leave --format {form} out.")
    if kind == "events":
        if pipeline:
            raise click.UsageError("--as events reads no trees: leave --pipeline out.")
        from foedus.briefing.events_told import events_told

        write(events_told([bytes_of(s) for s in sources], form, said_on=said_on, out=out), out)
        return
    from foedus.briefing.read_forms import drawn, read_as, sources_of, told_alone

    parser = _parser(pipeline)
    texts = sources_of(
        [bytes_of(s) for s in sources], said_on=said_on, today=today(), parser=parser
    )
    if form in FILES:
        tell(told_alone(texts, form, why=why), form=form, out=out)
        return
    colour = out is None and form == "text" and sys.stdout.isatty()
    told = read_as(texts, kind, out=out) if kind else drawn(texts, form, why=why, colour=colour)
    write(told, None if kind == "parquet" else out)


def _parser(pipeline: str | None) -> Any:
    from foedus.statement.syntax.parsers import named

    return named(pipeline) if pipeline else None


def _claims_jsonl(passages: str, out: Path | None, pipeline: str | None) -> None:
    from foedus.statement.jsonl import predict

    raw = bytes_of(passages)
    try:
        lines = raw.read_bytes() if isinstance(raw, Path) else raw
        text = lines.decode("utf-8-sig")
    except OSError as error:
        raise Input(f"{passages}: {error.strerror}.\n  Name a file of JSON lines.") from error
    except UnicodeDecodeError as error:
        raise Input(f"{passages}: not UTF-8 at byte {error.start}.\n  Save it as UTF-8.") from error
    printed = (line + "\n" for line in predict(text.splitlines(), parser=_parser(pipeline)))
    if out is None:
        for line in printed:
            click.echo(line, nl=False)
    else:
        out.write_text("".join(printed), encoding="utf-8")


@main.command()
@click.argument("source", metavar="FILE")
@click.option("--said-on", type=Day(), metavar="DAY", help="Day on which the words were said.")
@click.option("--instrument", metavar="ID", help="Compare with this instrument.")
@output
def compare(
    source: str, said_on: date | None, instrument: str | None, form: str, out: Path | None
) -> None:
    """Say whether the words in FILE say more or less than is written."""
    from foedus.briefing.difference import difference

    answer = difference(bytes_of(source), said_on=said_on, instrument=instrument, today=today())
    tell(answer, form=form, out=out)


@main.command()
@click.argument("source", metavar="FILE")
@click.option("--said-on", type=Day(), metavar="DAY", help="Day on which the words were said.")
@click.option("--on", type=Day(), metavar="DAY", help="Day to decide the case (default: said on).")
@click.option("--instrument", metavar="ID", help="Compare with this instrument.")
@known_option
@output
def brief(source: str, form: str, out: Path | None, **given: Any) -> None:
    """Say all of it on two pages: said, written, the difference, the case, the odds."""
    from foedus.briefing.brief import brief as composed

    tell(composed(bytes_of(source), today=today(), **given), form=form, out=out)
