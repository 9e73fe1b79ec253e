"""What differs between two registers, and which answers with it?

Three kinds, as the register's version has them: *wording* (words, sources and cases, which
decide nothing), *new* (an instrument or an article that was not there), and *answer* (something
that was answered before is answered otherwise now, or not at all). A rule that was rewritten is
tried on every case of both registers and on supposed attacks on each of its parties; where all
answers stay it is wording, with the number of incidents tried.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from foedus.case.checking import checked
from foedus.case.decision import verdicts
from foedus.case.files import CaseEntry
from foedus.case.incident import Incident
from foedus.case.probes import supposed
from foedus.case.runs import register_cases
from foedus.commitment import Register, load
from foedus.content import FOLDERS, tree
from foedus.errors import FoedusError

WORDS = frozenset(
    {
        *("title", "short", "domains", "texts", "refs", "coder", "signatories", "ratified"),
        *("members", "family", "practice", "cases", "confidence", "status", "checked_on"),
        *("sources", "notes"),
    }
)
"""Keys of a file that decide nothing."""
ARTICLE_WORDS = frozenset({"number", "cite", "summary", "trigger_words", "note", "refers_to"})
"""Keys of an article that decide nothing."""
KINDS = ("answer", "new", "wording")
PART = {"answer": "major", "new": "minor", "wording": "patch"}
"""Kind to the part of the register's version that it raises."""
Verdict = tuple[str, str]
"""``instrument#article`` and obligor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedAnswer:
    """One answer that is another one now."""

    incident: str
    """The case's sentence, or what was supposed, in words."""
    reference: str
    obligor: str
    before: str | None
    """Outcome in the first register; None: it was not asked of anybody there."""
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What differs in one instrument, or in one other file."""

    subject: str
    """Instrument id, or the path of another file below the register."""
    kind: str
    """One of `KINDS`."""
    what: tuple[str, ...]
    """The keys that differ, such as ``art4.when``; or what happened, in words."""
    answers: tuple[ChangedAnswer, ...] = ()
    tried: int = 0
    """On how many incidents the rules were tried."""


def register_changes(first: Path, second: Path) -> tuple[Change, ...]:
    """Return what differs between the registers in two folders, the gravest first.

    Raises:
        RegisterError: One of them is faulty; every fault of every file.
        InputError: A folder holds no register.
    """
    before, after = load(root=first), load(root=second)
    found = [
        *_instruments(first, second, before=before, after=after),
        *_other_files(first, second),
    ]
    return tuple(sorted(found, key=lambda c: (KINDS.index(c.kind), c.subject)))


def _instruments(
    first: Path, second: Path, *, before: Register, after: Register
) -> Iterator[Change]:
    old, new = _by_id(first), _by_id(second)
    shared = _shared_differs(first, second)
    cases = (*register_cases(before, root=first), *register_cases(after, root=second))
    for id_ in sorted({*old, *new}):
        if id_ not in old:
            yield Change(subject=id_, kind="new", what=("a new instrument",))
        elif id_ not in new:
            yield Change(subject=id_, kind="answer", what=("no longer in the register",))
        elif old[id_] != new[id_] or shared:
            change = _one(old[id_], new[id_], before=before, after=after, cases=cases)
            if change.what or change.answers:
                yield change


def _one(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    *,
    before: Register,
    after: Register,
    cases: Iterable[CaseEntry],
) -> Change:
    id_ = str(new["id"])
    what = tuple(_differing(old, new))
    if what and all(map(_is_wording, what)):
        return Change(subject=id_, kind="wording", what=what)
    incidents = dict(
        [*_of_cases(id_, cases), *supposed((before.instruments[id_], after.instruments[id_]))]
    ).items()
    answers = tuple(_changed(id_, incidents, before=before, after=after))
    added = any(name not in old["articles"] for name in new["articles"])
    kind = "answer" if answers else "new" if added else "wording"
    return Change(subject=id_, kind=kind, what=what, answers=answers, tried=len(incidents))


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for key in dict.fromkeys((*old, *new)):
        if key == "articles":
            continue
        if old.get(key) != new.get(key):
            yield key
    articles = (old["articles"], new["articles"])
    for name in dict.fromkeys((*articles[0], *articles[1])):
        one, other = (a.get(name) for a in articles)
        if one is None or other is None:
            yield f"{name}: {'added' if one is None else 'removed'}"
            continue
        keys = dict.fromkeys((*one, *other))
        yield from (f"{name}.{key}" for key in keys if one.get(key) != other.get(key))


def _is_wording(key: str) -> bool:
    name, dot, part = key.partition(".")
    return part in ARTICLE_WORDS if dot else name in WORDS


def _of_cases(id_: str, cases: Iterable[CaseEntry]) -> Iterator[tuple[str, Incident]]:
    for entry in cases:
        about = {reference.partition("#")[0] for reference in entry.expect}
        if entry.place == id_ or id_ in about:
            yield entry.name, entry.incident


def _changed(
    id_: str, incidents: Iterable[tuple[str, Incident]], *, before: Register, after: Register
) -> Iterator[ChangedAnswer]:
    for words, incident in incidents:
        old, new = (_answers(id_, incident, register) for register in (before, after))
        for reference, obligor in sorted({*old, *new}):
            one, other = old.get((reference, obligor)), new.get((reference, obligor))
            if one != other and not _is_new(reference, before):
                yield ChangedAnswer(
                    incident=words,
                    reference=reference,
                    obligor=obligor,
                    before=one,
                    after=other,
                )


def _is_new(reference: str, before: Register) -> bool:
    """Tell whether the article was not there before: a new answer changes none."""
    id_, _, name = reference.partition("#")
    return before.instruments[id_].article(name) is None


def _answers(id_: str, incident: Incident, register: Register) -> dict[Verdict, str]:
    """Return the verdicts; none where the incident cannot be told to that register."""
    try:
        told = checked(replace(incident, label=""), register)
        found = verdicts(told, register, instruments=[id_])
    except FoedusError:
        return {}
    return {(ref, state): due for ref, of in found.items() for state, due in of.items()}


def _other_files(first: Path, second: Path) -> Iterator[Change]:
    for folder in FOLDERS:
        if folder == "instruments":
            continue
        old, new = tree(folder, root=first), tree(folder, root=second)
        for name in sorted({*old, *new}):
            if name not in old:
                yield Change(subject=f"{folder}/{name}", kind="new", what=("a new file",))
            elif old[name] != new.get(name):
                words = "no longer there" if name not in new else "differs"
                yield Change(subject=f"{folder}/{name}", kind="wording", what=(words,))


def _shared_differs(first: Path, second: Path) -> bool:
    """Tell whether what all instruments are decided with differs: places, Charter, facts."""
    return any(
        tree(f, root=first) != tree(f, root=second) for f in ("places", "charter", "lexicon")
    )


def _by_id(root: Path) -> dict[str, Mapping[str, Any]]:
    return {str(plain["id"]): plain for plain in tree("instruments", root=root).values()}
