"""What the commands share: a day, a fault of the input, the form of an answer, and its printing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

FORMATS = ("text", "md", "html", "json")
FILES = ("docx", "pdf", "xlsx")
"""Forms that are files: they need ``--out``."""
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
            raise fault(error) from error


class Input(click.ClickException):
    """A fault in what the user gave: exit code 1, the message as it stands."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the message to standard error, without a prefix."""
        click.echo(self.format_message(), err=True)


def fault(error: Exception) -> Input:
    """Return the fault to raise for an error that was raised on purpose."""
    return Input(str(error))


def today() -> date:
    """Return the day here and now."""
    # Only the faces read the clock.
    return datetime.now().astimezone().date()


def output(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--format`` and ``--out`` to a verb.

    A form that is a file is refused before any work where no file is named to hold it, or
    where the library that it needs is not there.
    """

    @wraps(command)
    def checked(*given: Any, form: str, out: Path | None, **named: Any) -> None:
        if form in FILES:
            from foedus.briefing.documents import check_there

            needed(out, form)
            check_there(form)
        command(*given, form=form, out=out, **named)

    option = click.option(
        "--format",
        "form",
        type=click.Choice((*FORMATS, *FILES)),
        default="text",
        show_default=True,
        help="How to print the answer; docx, pdf and xlsx need --out.",
    )(checked)
    return click.option(
        "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead."
    )(option)


known_option = click.option(
    "--known-on", type=Day(), metavar="DAY", help="Answer from what was public by this day."
)


def bytes_of(source: str) -> bytes | Path:
    """Return what stands on standard input for ``-``, else the path."""
    return sys.stdin.buffer.read(11_000_000) if source == "-" else Path(source)


def tell(answer: Any, *, form: str, out: Path | None) -> None:
    """Print an `Answer` (a page and its plain view) in the form that was asked for."""
    from foedus.briefing import draw, draw_file

    if form in FILES:
        write(draw_file(answer, form=form), needed(out, form))
        return
    colour = out is None and form == "text" and sys.stdout.isatty()
    write(draw(answer, form=form, colour=colour), out)


def needed(out: Path | None, form: str) -> Path:
    """Return the file to write a form into that cannot be printed."""
    if out is None:
        mend = f"Name one: --out answer.{form}"
        raise Input(f"--format {form}: it is a file, and none is named.\n  {mend}")
    return out


def write(told: str | bytes, out: Path | None) -> None:
    """Print a text, or write text or bytes to the file ``out``."""
    if out is None:
        click.echo(told, nl=False)
        return
    try:
        out.write_bytes(told.encode() if isinstance(told, str) else told)
    except OSError as error:
        raise Input(f"{out}: cannot be written: {error.strerror}.\n  Name another file.") from error


def leave(code: int) -> NoReturn:
    """End with this exit code."""
    sys.exit(code)


@contextmanager
def progress(out: Path | None) -> Iterator[Callable[[int], None] | None]:
    """Tell on a terminal's standard error how many rows are written so far."""
    if out is None or not sys.stderr.isatty():
        yield None
        return
    yield lambda rows: click.echo(f"\r{out}: {rows:,} rows", err=True, nl=False)
    click.echo(err=True)
