"""The ``foedus`` command: thin; each subcommand is one library call and one printer."""

import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click

FORMATS = ("text", "md", "html", "json")
FAILED_CHECK = 3


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail with the message of `foedus.dates`."""
        if isinstance(value, date):
            return value
        from foedus.dates import parse_date
        from foedus.errors import InputError

        try:
            return parse_date(str(value), place=(param.opts[0] if param else "day"))
        except InputError as error:
            raise _fault(error) from error


class Input(click.ClickException):
    """A fault in what the user gave: exit code 1, the message as it stands."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the message to standard error, without a prefix."""
        click.echo(self.format_message(), err=True)


def _fault(error: Exception) -> Input:
    return Input(str(error))


def _today() -> date:
    # Only the faces read the clock.
    return datetime.now().astimezone().date()


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from foedus.version import __version__

        click.echo(f"foedus {__version__}")
        ctx.exit()


class Verbs(click.Group):
    """Turns every error raised on purpose into exit code 1 and its own message."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; never a traceback for a fault in the input."""
        from foedus.errors import FoedusError

        try:
            return super().invoke(ctx)
        except FoedusError as error:
            raise _fault(error) from error
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("FOEDUS_DEBUG"):
                raise
            told = f"foedus: an internal fault, {type(error).__name__}: {error}."
            mend = "This is a fault of Foedus: please report it; FOEDUS_DEBUG=1 shows where it is."
            raise Input(f"{told}\n  {mend}") from error


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Mutual-defence commitments, computable: said, written, decided, estimated.

    Analysis from public facts; no legal advice, no prediction of intent.
    """


def _output(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--format`` and ``--out`` to a verb."""
    command = click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help="How to print the answer.",
    )(command)
    return click.option(
        "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead."
    )(command)


known_option = click.option(
    "--known-on", type=Day(), metavar="DAY", help="Answer from what was public by this day."
)


def _bytes(source: str) -> bytes | Path:
    return sys.stdin.buffer.read(11_000_000) if source == "-" else Path(source)


def _print(answer: Any, *, form: str, out: Path | None) -> None:
    """Print an `Answer` (a page and its plain view) in the form that was asked for."""
    from foedus.briefing import draw

    colour = out is None and form == "text" and sys.stdout.isatty()
    _write(draw(answer, form=form, colour=colour), out)


def _write(text: str, out: Path | None) -> None:
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Input(f"{out}: cannot be written: {error.strerror}.\n  Name another file.") from error


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
@_output
def read(
    sources: tuple[str, ...],
    form: str,
    out: Path | None,
    *,
    said_on: date | None,
    why: bool,
    kind: str | None,
    passages: str | None,
) -> None:
    r"""Say what was said: statements and claims, tied to their words.

    FILE is a text, an HTML file, a PDF, or one item of a feed; or - for standard input.
    """
    if passages is not None:
        if sources:
            raise click.UsageError("Give FILE or --claims-jsonl FILE, not both.")
        _claims_jsonl(passages, out)
        return
    if not sources:
        raise click.UsageError("Give a FILE, or - for standard input.")
    if kind == "events":
        from foedus.briefing.events_told import events_told

        _write(events_told([_bytes(s) for s in sources], form, said_on=said_on, out=out), out)
        return
    from foedus.briefing.read_forms import drawn, read_as, sources_of

    texts = sources_of([_bytes(s) for s in sources], said_on=said_on, today=_today())
    colour = out is None and form == "text" and sys.stdout.isatty()
    told = read_as(texts, kind, out=out) if kind else drawn(texts, form, why=why, colour=colour)
    _write(told, None if kind == "parquet" else out)


def _claims_jsonl(passages: str, out: Path | None) -> None:
    from foedus.statement.jsonl import predict

    raw = _bytes(passages)
    try:
        lines = raw.read_bytes() if isinstance(raw, Path) else raw
        text = lines.decode("utf-8-sig")
    except OSError as error:
        raise Input(f"{passages}: {error.strerror}.\n  Name a file of JSON lines.") from error
    except UnicodeDecodeError as error:
        raise Input(f"{passages}: not UTF-8 at byte {error.start}.\n  Save it as UTF-8.") from error
    printed = (line + "\n" for line in predict(text.splitlines()))
    if out is None:
        for line in printed:
            click.echo(line, nl=False)
    else:
        out.write_text("".join(printed), encoding="utf-8")


@main.command()
@click.argument("instruments", metavar="[ID]...", nargs=-1)
@click.option("--on", type=Day(), metavar="DAY", help="Valid on this day (default: today).")
@known_option
@_output
def load(
    instruments: tuple[str, ...],
    on: date | None,
    known_on: date | None,
    form: str,
    out: Path | None,
) -> None:
    """Say what is written: the register on a day, or the instruments named."""
    from foedus.briefing.written import written

    answer = written(instruments, on=on or _today(), known_on=known_on)
    _print(answer, form=form, out=out)


@main.command()
@click.argument("source", metavar="FILE")
@click.option("--said-on", type=Day(), metavar="DAY", help="Day on which the words were said.")
@click.option("--instrument", metavar="ID", help="Compare with this instrument.")
@_output
def compare(
    source: str, said_on: date | None, instrument: str | None, form: str, out: Path | None
) -> None:
    """Say whether the words in FILE say more or less than is written."""
    from foedus.briefing.difference import difference

    answer = difference(_bytes(source), said_on=said_on, instrument=instrument, today=_today())
    _print(answer, form=form, out=out)


@main.command()
@click.argument("source", metavar="[FILE]", required=False)
@click.option("--victim", "victims", multiple=True, metavar="STATE", help="Who is attacked.")
@click.option("--attacker", "attackers", multiple=True, metavar="STATE", help="By whom.")
@click.option(
    "--attacker-kind", "kinds", multiple=True, metavar="KIND", help="state, non_state ..."
)
@click.option("--attack", multiple=True, metavar="KIND", help="armed_attack, danger, invasion ...")
@click.option("--target", multiple=True, metavar="KIND", help="territory, forces, vessel ...")
@click.option("--place", multiple=True, metavar="NAME", help="Where, by a name of the gazetteer.")
@click.option("--fact", "facts", multiple=True, metavar="NAME=yes|no|open", help="A known fact.")
@click.option("--soil-of", metavar="STATE", help="Whose soil it is (default: the gazetteer's).")
@click.option("--clock", metavar="TIME", help="Time since it happened, such as P2D: what is late?")
@click.option(
    "--mode",
    type=click.Choice(("text", "declared")),
    help="declared: as official interpretations read the text (default: text).",
)
@click.option("--instrument", "instruments", multiple=True, metavar="ID", help="Only these.")
@click.option("--on", type=Day(), metavar="DAY", help="Day of the incident (default: today).")
@click.option("--every-pair", is_flag=True, help="Every attacker and victim of a day at once.")
@click.option("--against", type=Day(), metavar="DAY", help="With --every-pair: hold against it.")
@click.option(
    "--csv",
    "table",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    help="With --every-pair: write every row here.",
)
@known_option
@_output
def decide(
    source: str | None,
    form: str,
    out: Path | None,
    *,
    every_pair: bool,
    against: date | None,
    table: Path | None,
    **given: Any,
) -> None:
    """Say who would be bound, entitled, authorised, barred, and why.

    FILE holds incidents as YAML; or name one by options, for example:

    \b
        foedus decide --victim PRK --attacker KOR --attack armed_attack --on 2026-11-22
    """  # noqa: D301 - click's own mark
    if every_pair:
        answer = _every_pair(source, against=against, table=table, given=given)
        _print(answer, form=form, out=out)
        return
    if against or table:
        raise click.UsageError("--against and --csv go with --every-pair.")
    from foedus.briefing.decision import decision

    answer = decision(Path(source) if source else None, today=_today(), **given)
    _print(answer, form=form, out=out)


def _every_pair(
    source: str | None, *, against: date | None, table: Path | None, given: dict[str, Any]
) -> Any:
    day, known_on = given.pop("on"), given.pop("known_on")
    if source or any(given.values()):
        raise click.UsageError("--every-pair supposes each attack itself: name no incident.")
    from foedus.briefing.every_pair import every_pair

    return every_pair(on=day or _today(), against=against, known_on=known_on, table=table)


@main.command()
@click.option(
    "--pledge",
    default="defence",
    show_default=True,
    metavar="KIND",
    help="defence, offence, neutrality, nonaggression.",
)
@click.option("--on", type=Day(), metavar="DAY", help="Day whose era counts (default: today).")
@_output
def estimate(pledge: str, on: date | None, form: str, out: Path | None) -> None:
    """Say how often such pledges were honoured, with an interval."""
    from foedus.briefing.estimating import estimating

    _print(estimating(pledge, on=on or _today()), form=form, out=out)


@main.command()
@click.argument("source", metavar="FILE")
@click.option("--said-on", type=Day(), metavar="DAY", help="Day on which the words were said.")
@click.option("--on", type=Day(), metavar="DAY", help="Day to decide the case (default: said on).")
@click.option("--instrument", metavar="ID", help="Compare with this instrument.")
@known_option
@_output
def brief(source: str, form: str, out: Path | None, **given: Any) -> None:
    """Say all of it on two pages: said, written, the difference, the case, the odds."""
    from foedus.briefing.brief import brief as composed

    _print(composed(_bytes(source), today=_today(), **given), form=form, out=out)


@main.command()
@click.argument("sources", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@_output
def check(sources: tuple[Path, ...], form: str, out: Path | None) -> None:
    """Check register files or run cases; without FILE, the whole register with its cases."""
    from foedus.briefing.checking import checking

    answer = checking(sources)
    _print(answer, form=form, out=out)
    if answer.failed:
        _leave(FAILED_CHECK)


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
@_output
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
    _print(listing(on=on or _today(), statuses=wanted, **given), form=form, out=out)


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
@_output
def show(source: str | None, *, on: date | None, form: str, out: Path | None, **given: Any) -> None:
    """Say what the rules of a treaty say, in sentences made of the rules, to approve them.

    ID is an instrument of the register, or the path of a file that you write.
    """
    _print(_shown(source, on=on or _today(), **given), form=form, out=out)


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
        _leave(FAILED_CHECK)


def _leave(code: int) -> NoReturn:
    sys.exit(code)
