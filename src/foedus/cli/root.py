"""The command itself: its version, its help, and what becomes of a fault."""

import os
import sys
from typing import Any

import click

from foedus.cli.shared import Input, fault


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
            raise fault(error) from error
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
