"""How do the claims of texts look as a table? One row a claim, for Parquet and data frames."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from foedus.briefing.envelope import CONTRACT
from foedus.briefing.source import Source
from foedus.content import register_version
from foedus.errors import InputError
from foedus.statement import Claim, Statement
from foedus.version import __version__

_LISTS = ("obligor", "beneficiary", "against", "forms", "qualifiers")
_WORDS = ("instrument", "article", "trigger", "duty", "aid_scope", "polarity", "tense", "plover")
_FLAGS = ("negated", "hypothetical")


def claim_rows(source: Source) -> Iterator[dict[str, Any]]:
    """Yield one flat row for each claim of a text, in the order of the text.

    Positions count characters of the text as it was read; ``quote`` is the text between
    ``start`` and ``end``. Days are `datetime.date`, lists are lists of texts.
    """
    document = source.document
    for statement in source.statements:
        for number, claim in enumerate(statement.claims, 1):
            yield {
                "source": document.source,
                "title": document.title,
                "outlet": document.outlet,
                "language": document.language,
                "said_on": statement.said_on or source.said_on,
                **_of_statement(statement, document.text),
                "claim": f"{statement.id}.c{number}",
                **_of_claim(claim, document.text),
            }


def _of_statement(statement: Statement, text: str) -> dict[str, Any]:
    speaker = statement.speaker
    return {
        "statement": statement.id,
        "voice": statement.voice,
        "speaker": speaker.name,
        "speaker_role": speaker.role,
        "speaker_state": speaker.state,
        "speaker_kind": speaker.kind,
        "chain": list(statement.chain),
        "cue": statement.cue.of(text) if statement.cue else None,
    }


def _of_claim(claim: Claim, text: str) -> dict[str, Any]:
    return {
        "kind": claim.kind,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.span.of(text),
        **{name: list(getattr(claim, name)) for name in _LISTS},
        **{name: getattr(claim, name) for name in (*_WORDS, *_FLAGS)},
        "counts": claim.counts,
        "rules": sorted({mark.rule for mark in claim.marks}),
    }


def write_parquet(sources: Iterable[Source], path: Path) -> int:
    """Write the claims of texts to a Parquet file; return how many rows it has.

    The file's metadata name the versions of Foedus, its register and its JSON contract.

    Raises:
        InputError: pyarrow is not installed, or the file cannot be written.
    """
    if find_spec("pyarrow") is None:
        raise InputError(
            str(path),
            "Parquet needs pyarrow, which is not installed.",
            "Install it (pip install pyarrow), or take --as jsonl.",
        )
    pa, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    rows = [row for source in sources for row in claim_rows(source)]
    told = {"foedus": str(CONTRACT), "engine": __version__, "register": register_version()}
    table = pa.Table.from_pylist(rows, schema=_schema(pa).with_metadata(told))
    try:
        parquet.write_table(table, path, compression="zstd")
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(str(path), f"cannot be written: {reason}.", "Name another file.") from None
    return len(rows)


def _schema(pa: Any) -> Any:
    lists = {*_LISTS, "chain", "rules"}
    counts, flags = {"start", "end"}, {*_FLAGS, "counts"}
    names = (
        *("source", "title", "outlet", "language", "said_on", "statement", "voice", "speaker"),
        *("speaker_role", "speaker_state", "speaker_kind", "chain", "cue", "claim", "kind"),
        *("start", "end", "quote", *_LISTS, *_WORDS, *_FLAGS, "counts", "rules"),
    )

    def kind(name: str) -> Any:
        if name == "said_on":
            return pa.date32()
        if name in lists:
            return pa.list_(pa.string())
        return pa.int64() if name in counts else pa.bool_() if name in flags else pa.string()

    return pa.schema([(name, kind(name)) for name in names])
