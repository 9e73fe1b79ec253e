"""The answer of `show --changes`: what differs between two registers, and which answers?"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from foedus.briefing.answer import Answer
from foedus.briefing.envelope import envelope
from foedus.briefing.page import Block, Bullets, Page, Para, Section, Table
from foedus.case.changes import PART, Change, register_changes
from foedus.content import register_version
from foedus.errors import InputError

HEADS = {
    "answer": "Answers that are others now",
    "new": "New",
    "wording": "Wording, sources and rules that answer as before",
}
RAISES = (
    "Wording raises the patch number, something new the minor one, another answer the major one."
)
MOST = 12
"""So many changed answers of one instrument are printed; JSON holds them all."""


def changed(first: Path, second: Path) -> Answer:
    """Return what differs between the registers in two folders.

    Args:
        first: The folder of the earlier register.
        second: The folder of the later one.

    Raises:
        InputError: A folder is no register.
        RegisterError: A file of one of them is faulty.
    """
    for folder in (first, second):
        if not (folder / "instruments").is_dir():
            problem = "no register: it has no folder 'instruments'."
            raise InputError(str(folder), problem, "Name the folder that holds it.")
    found = register_changes(first, second)
    part = PART[found[0].kind] if found else None
    versions = tuple(register_version(root=folder) for folder in (first, second))
    body: dict[str, Any] = {
        "before": versions[0],
        "after": versions[1],
        "raises": part,
        "changes": [_view(change) for change in found],
    }
    page = Page(
        title="Changes of the register",
        lead=_lead(found, part),
        facts=(("Before", versions[0]), ("After", versions[1])),
        blocks=tuple(_blocks(found)),
        foot=(RAISES,),
    )
    return Answer(page=page, data=envelope("changes", body, on=None, known_on=None))


def _lead(found: Sequence[Change], part: str | None) -> str:
    if part is None:
        return "The two registers say the same."
    answers = sum(len(c.answers) for c in found)
    count = f"{len(found)} {'subject differs' if len(found) == 1 else 'subjects differ'}"
    return f"{count}, {answers} answers of those tried changed: a {part} change."


def _view(change: Change) -> dict[str, Any]:
    return {
        "subject": change.subject,
        "kind": change.kind,
        "what": list(change.what),
        "tried": change.tried,
        "answers": [
            {
                "incident": a.incident,
                "article": a.reference,
                "obligor": a.obligor,
                "before": a.before,
                "after": a.after,
            }
            for a in change.answers
        ],
    }


def _blocks(found: Sequence[Change]) -> Iterator[Block]:
    for kind, head in HEADS.items():
        of_kind = [c for c in found if c.kind == kind]
        if of_kind:
            yield Section(title=head, blocks=tuple(_told(of_kind)))
    if not found:
        yield Para(words="No file differs.")


def _told(changes: Sequence[Change]) -> Iterator[Block]:
    yield Bullets(items=tuple(_line(c) for c in changes))
    for change in changes:
        if change.answers:
            rows = tuple(
                (a.reference, a.obligor, a.before or "—", a.after or "—", a.incident)
                for a in change.answers[:MOST]
            )
            more = len(change.answers) - len(rows)
            caption = f"{change.subject}{f' (and {more} more)' if more else ''}"
            columns = ("Article", "Obligor", "Before", "After", "Incident")
            yield Table(columns=columns, rows=rows, caption=caption)


def _line(change: Change) -> str:
    tried = f" ({change.tried} incidents tried)" if change.tried else ""
    return f"{change.subject}: {', '.join(change.what) or 'decided otherwise'}{tried}"
