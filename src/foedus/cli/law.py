"""What is written, and who is bound by it? `load`, `decide`."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from foedus.cli.root import main
from foedus.cli.shared import Day, known_option, output, tell, today


@main.command()
@click.argument("instruments", metavar="[ID]...", nargs=-1)
@click.option("--on", type=Day(), metavar="DAY", help="Valid on this day (default: today).")
@known_option
@output
def load(
    instruments: tuple[str, ...],
    on: date | None,
    known_on: date | None,
    form: str,
    out: Path | None,
) -> None:
    """Say what is written: the register on a day, or the instruments named."""
    from foedus.briefing.written import written

    answer = written(instruments, on=on or today(), known_on=known_on)
    tell(answer, form=form, out=out)


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
@click.option("--among", multiple=True, metavar="STATE", help="With --every-pair: only these.")
@click.option(
    "--csv",
    "table",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    help="With --every-pair: write every row here.",
)
@click.option(
    "--picture",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    help="With --every-pair: write the matrix here, as SVG.",
)
@click.option(
    "--by-atop",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Decide by ATOP's coded alliances: your member-level file.",
)
@click.option("--cascade", is_flag=True, help="Who else is drawn in, wave by wave.")
@click.option("--runs", type=click.IntRange(1), help="With --cascade: worlds to sample.")
@click.option("--seed", type=int, help="With --cascade: of the sampled worlds.")
@click.option("--drawn-lags", is_flag=True, help="With --cascade: draw lags from their ranges.")
@known_option
@output
def decide(
    source: str | None,
    form: str,
    out: Path | None,
    *,
    every_pair: bool,
    against: date | None,
    table: Path | None,
    picture: Path | None,
    among: tuple[str, ...],
    cascade: bool,
    runs: int | None,
    seed: int | None,
    drawn_lags: bool,
    by_atop: Path | None,
    **given: Any,
) -> None:
    """Say who would be bound, entitled, authorised, barred, and why.

    FILE holds incidents (or a cascade) as YAML; or name one incident by options, for example:

    \b
        foedus decide --victim PRK --attacker KOR --attack armed_attack --on 2026-11-22
    """  # noqa: D301 - click's own mark
    if every_pair:
        written = {"table": table, "picture": picture, "by_atop": by_atop}
        answer = _every_pair(source, against=against, among=among, written=written, given=given)
        tell(answer, form=form, out=out)
        return
    if against or table or picture or among:
        raise click.UsageError("--against, --among, --csv and --picture go with --every-pair.")
    sampled: dict[str, Any] = {"runs": runs, "seed": seed, "drawn_lags": drawn_lags}
    if cascade:
        if by_atop:
            raise click.UsageError("A cascade is worked out by the register: leave --by-atop out.")
        from foedus.briefing.cascading import cascading

        asked = {name: value for name, value in sampled.items() if value}
        file = Path(source) if source else None
        tell(cascading(file, today=today(), **asked, **given), form=form, out=out)
        return
    if any(sampled.values()):
        raise click.UsageError("--runs, --seed and --drawn-lags go with --cascade.")
    from foedus.briefing.decision import decision

    file = Path(source) if source else None
    answer = decision(file, today=today(), by_atop=by_atop, **given)
    tell(answer, form=form, out=out)


def _every_pair(
    source: str | None,
    *,
    against: date | None,
    among: tuple[str, ...],
    written: dict[str, Any],
    given: dict[str, Any],
) -> Any:
    day, known_on = given.pop("on"), given.pop("known_on")
    if source or any(given.values()):
        raise click.UsageError("--every-pair supposes each attack itself: name no incident.")
    from foedus.briefing.every_pair import every_pair

    return every_pair(
        on=day or today(), against=against, known_on=known_on, states=among, **written
    )
