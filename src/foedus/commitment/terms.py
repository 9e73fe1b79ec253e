"""Do the conditions of a file come to an end, and are they small enough to be decided?"""

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.commitment.structure import Finding, Where

Plain = Mapping[str, Any]
DEEPEST = 24
"""Conditions inside conditions, terms written out; treaties need five or six."""
MOST_PARTS = 2_000
"""Conditions in one rule, terms written out as often as they are named."""


def in_terms(content: Plain) -> Iterator[Finding]:
    """Yield circles among terms, counts that cannot hold, and rules too large to decide."""
    terms = content.get("terms", {})
    circles = list(_circles(terms))
    yield from circles
    yield from _counts(content, ())
    if not circles:
        yield from _too_large(content)


def used_terms(value: Any) -> Iterator[str]:
    """Yield the name of every term that plain conditions name."""
    return _words(value, "term")


def used_facts(value: Any) -> Iterator[str]:
    """Yield the name of every fact that plain conditions name."""
    return _words(value, "fact")


def circle(start: str, edges: Mapping[str, list[str]]) -> list[str]:
    """Return a way from ``start`` back to it, or nothing."""
    ways, seen = [[start]], set()
    while ways:
        way = ways.pop()
        for following in edges.get(way[-1], ()):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []


def _words(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get(key), str):
            yield value[key]
        for item in value.values():
            yield from _words(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from _words(item, key)


def _circles(terms: Plain) -> Iterator[Finding]:
    uses = {name: list(used_terms(term)) for name, term in terms.items()}
    for name in terms:
        if found := circle(name, uses):
            problem = f"the terms go round in a circle: {' > '.join(found)}"
            yield Finding(("terms", name), problem, "Write one of them out.")


def _counts(value: Any, path: Where) -> Iterator[Finding]:
    if isinstance(value, Mapping):
        count = value.get("count")
        if isinstance(count, Mapping) and count["at_least"] > len(count["of"]):
            problem = f"a count asks for {count['at_least']} of {len(count['of'])}"
            yield Finding((*path, "count"), problem, "It could never hold: mend the number.")
    items = value.items() if isinstance(value, Mapping) else enumerate(value)
    for key, item in items:
        if isinstance(item, (Mapping, list)):
            yield from _counts(item, (*path, key))


Size = tuple[int, int]
"""How deep, and how many parts."""


def _too_large(content: Plain) -> Iterator[Finding]:
    terms: dict[str, Size] = {}
    for key, article in content["articles"].items():
        depth, parts = _size(article, content.get("terms", {}), known=terms)
        path: Where = ("articles", key)
        if depth > DEEPEST:
            problem = f"its conditions are {depth} deep; {DEEPEST} are decided"
            yield Finding(
                path, problem, "Write them flatter: all and any take any number of parts."
            )
        if parts > MOST_PARTS:
            problem = (
                f"its conditions have {parts} parts, terms written out; {MOST_PARTS} are decided"
            )
            yield Finding(path, problem, "Split the article, or name fewer terms inside terms.")


def _size(value: Any, terms: Plain, *, known: dict[str, Size]) -> Size:
    """Return the size of plain conditions; a term counts as what it stands for."""
    if isinstance(value, list):
        sizes = [_size(item, terms, known=known) for item in value]
        return max((d for d, _ in sizes), default=0), sum(p for _, p in sizes)
    if not isinstance(value, Mapping):
        return 0, 0
    name = value.get("term")
    if isinstance(name, str) and name in terms:
        if name not in known:
            known[name] = _size(terms[name], terms, known=known)
        return known[name][0] + 1, known[name][1] + 1
    inner = [_size(item, terms, known=known) for item in value.values()]
    deep = max((d for d, _ in inner), default=0)
    return deep + 1, min(sum(p for _, p in inner) + 1, 10**9)
