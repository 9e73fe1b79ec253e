"""The answer of `replicate`: do published numbers come out again?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedus.briefing.answer import Answer
from foedus.briefing.envelope import envelope
from foedus.briefing.page import Block, Bullets, Page, Para, Section, Table, faint
from foedus.outlook.estimate import LABEL
from foedus.outlook.replicating import REPLICATIONS, Replication, Report, Row, replicate
from foedus.threads import one_thread

MOST_NAMED = 3
SHIPPED = "Foedus neither ships nor fetches these files: each comes from its authors."


def replicating(study: str, *, data: Path) -> Answer:
    """Return published and obtained numbers side by side; `failed` where they differ.

    Args:
        study: bf2018 | leeds-anac2005 | egame12 | johnson-leeds.
        data: Your copy of the study's file; for johnson-leeds the folder of files.

    Raises:
        InputError: No such study, or the file cannot be read or has not what is needed.
    """
    one_thread()
    report = replicate(study, data)
    page = Page(
        title=f"Computed again: {report.replication.title}",
        lead=_lead(report),
        facts=(("Study", study), ("File", str(data))),
        blocks=tuple(_blocks(report)),
        foot=(LABEL,),
    )
    data_view = envelope("replication", _view(report, data), on=None, known_on=None)
    return Answer(page=page, data=data_view, failed=bool(report.different))


def replications() -> Answer:
    """Return what can be computed again, where each file is had, and what to cite."""
    page = Page(
        title="What can be computed again",
        lead=f"{len(REPLICATIONS)} studies. {SHIPPED}",
        facts=(),
        blocks=tuple(
            Section(title=f"{one.id}: {one.title}", blocks=(Bullets(items=tuple(_told(one))),))
            for one in REPLICATIONS.values()
        ),
        foot=("foedus replicate STUDY --data PATH",),
    )
    body = {"studies": [_study(one) for one in REPLICATIONS.values()]}
    return Answer(page=page, data=envelope("replications", body, on=None, known_on=None))


def _lead(report: Report) -> str:
    count, off = len(report.rows), [row.quantity for row in report.different]
    if not off:
        return f"All {count} numbers came out as before."
    told = f"{len(off)} of {count} numbers came out otherwise"
    if len(off) > MOST_NAMED:
        return f"{told}. Is this the file that was meant?"
    return f"{told}: {'; '.join(off)}."


def _blocks(report: Report) -> Iterator[Block]:
    columns = ("Quantity", _before(report), "Obtained", "")
    rows = tuple(_cells(row) for row in report.rows)
    yield Section(
        title="Side by side", tone="estimate", blocks=(Table(columns=columns, rows=rows),)
    )
    one = report.replication
    yield Para(words=f"Method: {one.method}.")
    if one.note:
        yield Para(words=one.note)
    yield Para(words=(faint(f"Cite: {one.cite}{_data(one)}"),))


def _before(report: Report) -> str:
    return "Published" if all(row.seen for row in report.rows) else "Computed before"


def _cells(row: Row) -> tuple[str, str, str, str]:
    return (
        row.quantity,
        f"{row.published:,.{row.places}f}",
        f"{row.obtained:,.{row.places}f}",
        "equal" if row.equal else "differs",
    )


def _told(one: Replication) -> Iterator[str]:
    yield f"File: {one.file}."
    yield f"Had from: {one.where}."
    yield f"Cite: {one.cite}{_data(one)}"
    if one.note:
        yield one.note


def _data(one: Replication) -> str:
    if not one.cite_data:
        return ""
    return f" For the file: {one.cite_data}{'' if one.cite_data.endswith('.') else '.'}"


def _study(one: Replication) -> dict[str, Any]:
    return {
        "study": one.id,
        "title": one.title,
        "file": one.file,
        "where": one.where,
        "cite": one.cite,
        "cite_data": one.cite_data or None,
        "method": one.method,
        "note": one.note or None,
    }


def _view(report: Report, path: Path) -> dict[str, Any]:
    return {
        **_study(report.replication),
        "path": str(path),
        "label": LABEL,
        "equal": not report.different,
        "rows": [
            {
                "quantity": row.quantity,
                "published": row.published,
                "seen_in_print": row.seen,
                "obtained": row.obtained,
                "within": row.within,
                "equal": row.equal,
            }
            for row in report.rows
        ],
    }


__all__ = ["replicating", "replications"]
