"""Does a well-formed file also make sense? Order of days, ids, cycles, what a rule needs."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from foedus.commitment.articles import in_articles, in_patch
from foedus.commitment.bonds import leave_days
from foedus.commitment.places import folded
from foedus.commitment.structure import Finding, Where
from foedus.commitment.terms import circle

Plain = Mapping[str, Any]


def in_any_file(kind: str, name: str, content: Any) -> Iterator[Finding]:
    """Yield what is wrong in a file whatever its shape: days, ids, its name."""
    yield from _spans(content, ())
    yield from _twice(content, ())
    if kind == "instrument" and isinstance(content, Mapping):
        yield from _file_name(name, content.get("id"))


def in_file(kind: str, name: str, content: Plain) -> Iterator[Finding]:
    """Yield what else is wrong in one well-formed file of ``kind``, by path."""
    if kind in _OWN:
        yield from _OWN[kind](name, content)


def across_instruments(instruments: Mapping[str, Plain]) -> Iterator[tuple[str, Finding]]:
    """Yield (file, finding) for what only several instruments together show."""
    seen: dict[str, str] = {}
    for name, content in instruments.items():
        if content["id"] in seen:
            problem = f"the id '{content['id']}' is taken by {seen[content['id']]}"
            yield name, Finding(("id",), problem, "Give it an id of its own.")
        seen[content["id"]] = name
    edges = {
        (f"{content['id']}#{key}"): (name, key, list(article.get("overrides", ())))
        for name, content in instruments.items()
        for key, article in content["articles"].items()
    }
    overrides = {node: edge[2] for node, edge in edges.items()}
    for start, (name, key, _) in edges.items():
        found = circle(start, overrides)
        if found:
            problem = f"the overrides go round in a circle: {' > '.join(found)}"
            mend = "Take out the one that does not prevail."
            yield name, Finding(("articles", key, "overrides"), problem, mend)


def across_places(files: Mapping[str, Plain]) -> Iterator[tuple[str, Finding]]:
    """Yield (file, finding) for every name that two places bear."""
    taken: dict[str, str] = {}
    for file, content in files.items():
        for id_, entry in content["places"].items():
            known = entry if isinstance(entry, Mapping) else {}
            names = dict.fromkeys((id_, known.get("name", id_), *known.get("aliases", ())))
            for name in names:
                owner = taken.setdefault(folded(name), id_)
                if owner != id_:
                    problem = f"the name '{name}' is taken by {owner}"
                    found = Finding(("places", id_), problem, "Keep it at one of the two.")
                    yield file, found


def _spans(value: Any, path: Where) -> Iterator[Finding]:
    if isinstance(value, Mapping):
        start, end = value.get("from"), value.get("until")
        if isinstance(start, str) and isinstance(end, str) and start >= end:
            problem = f"it ends on {end}, not after it begins on {start}"
            mend = "'until' is the first day on which it no longer stands."
            yield Finding((*path, "until"), problem, mend)
        for key, item in value.items():
            yield from _spans(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _spans(item, (*path, index))


def _twice(value: Any, path: Where) -> Iterator[Finding]:
    if not isinstance(value, (Mapping, list)):
        return
    items = value.items() if isinstance(value, Mapping) else enumerate(value)
    if isinstance(value, list):
        ids = Counter(name for name in map(_id_of, value) if name)
        for index, item in enumerate(value):
            if ids.get(_id_of(item), 0) > 1:
                ids[item["id"]] = 0
                problem = f"the id '{item['id']}' stands twice in this list"
                yield Finding((*path, index, "id"), problem, "Give each an id of its own.")
    for key, item in items:
        yield from _twice(item, (*path, key))


def _id_of(item: Any) -> str:
    name = item.get("id") if isinstance(item, Mapping) else None
    return name if isinstance(name, str) else ""


def _file_name(name: str, id_: Any) -> Iterator[Finding]:
    stem = PurePosixPath(name).stem
    if isinstance(id_, str) and id_ != stem:
        problem = f"the id '{id_}' is not the file's name"
        mend = f"Write 'id: {stem}', or name the file {id_}.yaml."
        yield Finding(("id",), problem, mend)


def _instrument(_: str, content: Plain) -> Iterator[Finding]:
    yield from _life(content["life"])
    yield from _parties(content)
    yield from in_articles(content)
    for kind in ("reservations", "interpretations"):
        for index, patch in enumerate(content.get(kind, ())):
            yield from in_patch((kind, index), patch, content=content)


def _life(life: Plain) -> Iterator[Finding]:
    order = [(key, life[key]) for key in ("signed", "in_force", "until") if key in life]
    for (before, early), (after, late) in pairwise(order):
        if early > late:
            problem = f"'{after}' is {late}, before '{before}' on {early}"
            yield Finding(("life", after), problem, "Mend one of the two days.")


def _parties(content: Plain) -> Iterator[Finding]:
    signed = content["life"].get("signed")
    joined: dict[str, str] = {}
    for day, states in content["parties"].items():
        for state in states:
            joined[state] = min(day, joined.get(state, day))
        if signed and day < signed:
            problem = f"{', '.join(states)} joined on {day}, before the signature on {signed}"
            mend = "Mend one of the two days."
            yield Finding(("parties", day), problem, mend)
    for state, ends in content.get("leaves", {}).items():
        first = min(leave_days(ends))
        if state not in joined:
            problem, mend = f"{state} leaves but never joined", "Add it to 'parties'."
            yield Finding(("leaves", state), problem, mend)
        elif first <= joined[state]:
            problem = f"{state} leaves on {first}, not after it joined on {joined[state]}"
            yield Finding(("leaves", state), problem, "Mend one of the two days.")


def _authority(name: str, content: Plain) -> Iterator[Finding]:
    stem = PurePosixPath(name).stem
    if content["state"].lower() != stem:
        problem = f"the state {content['state']} is not the file's name"
        yield Finding(("state",), problem, f"Name the file {content['state'].lower()}.yaml.")


def _places(_: str, content: Plain) -> Iterator[Finding]:
    inside = {}
    for id_, entry in content["places"].items():
        wider = entry.get("in", []) if isinstance(entry, Mapping) else []
        inside[id_] = [wider] if isinstance(wider, str) else list(wider)
    for id_ in inside:
        found = circle(id_, inside)
        if found:
            problem = f"the places go round in a circle: {' > '.join(found)}"
            yield Finding(("places", id_, "in"), problem, "A place lies in wider ones only.")


def _facts(_: str, content: Plain) -> Iterator[Finding]:
    for name, fact in content["facts"].items():
        if not fact["question"].endswith("?"):
            problem = f"the question of '{name}' ends without a question mark"
            yield Finding(("facts", name, "question"), problem, "Ask it, in one sentence.")


_OWN: Mapping[str, Callable[[str, Plain], Iterator[Finding]]] = {
    "instrument": _instrument,
    "authority": _authority,
    "places": _places,
    "facts": _facts,
}
