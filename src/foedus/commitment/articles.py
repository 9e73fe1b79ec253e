"""Does each article of a file hold together? What it needs, and what it must not have."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from foedus.commitment.structure import Finding, Where
from foedus.commitment.terms import in_terms, used_facts, used_terms

Plain = Mapping[str, Any]
PATCHED = ("when", "needs")
"""The elements of an article that a reservation or interpretation may put another text for."""
OWES_HELP = ("assist", "apply_measures")


def in_articles(content: Plain) -> Iterator[Finding]:
    """Yield what is wrong in the articles and terms of one well-formed instrument."""
    yield from in_terms(content)
    for key, article in content["articles"].items():
        yield from _bearers(("articles", key), article, content=content)
        yield from _versions(("articles", key), article)
        for text in _texts(article):
            yield from _text(("articles", key), {**article, **text}, content=content)


def in_patch(path: Where, patch: Plain, *, content: Plain) -> Iterator[Finding]:
    """Yield the elements that a reservation or interpretation names and the file has not."""
    terms, articles = content.get("terms", {}), content["articles"]
    for key in patch.get("patch", {}):
        part, _, name = key.partition(".")
        found = name in terms if part == "terms" else part in articles and name in PATCHED
        if not found:
            can = [f"terms.{t}" for t in terms] + [f"{a}.{p}" for a in articles for p in PATCHED]
            problem = f"'{key}' is nothing that this file has"
            yield Finding((*path, "patch", key), problem, f"It can be: {', '.join(can)}.")


def _texts(article: Plain) -> list[Plain]:
    versions = article.get("versions", {})
    return [versions] if isinstance(versions, Mapping) else versions


def _text(path: Where, whole: Plain, *, content: Plain) -> Iterator[Finding]:
    if whole.get("executable") is False:
        yield from _only_told(path, whole)
        return
    if "for" not in whole:
        mend = "Add it: who owes it, such as every_other_party."
        yield Finding(path, "an article needs 'for'", mend)
    if whole.get("defines"):
        yield from _only_defines(path, whole)
        return
    owed = whole.get("then", {}).get("must")
    if "abstain_from" in whole.get("then", {}) and owed != "abstain":
        problem, mend = f"'{owed}' forbids nothing", "Take it out, or write 'must: abstain'."
        yield Finding((*path, "then", "abstain_from"), problem, mend)
    if whole.get("binds_attacker") and owed in OWES_HELP:
        mend = "Take it out: who attacks owes no help to whom it attacks."
        yield Finding((*path, "binds_attacker"), f"an attacker cannot owe '{owed}'", mend)
    if "then" not in whole:
        mend = "Add it: what is owed; or 'defines: true' if it owes nothing by itself."
        yield Finding(path, "an article needs 'then'", mend)
    needs_when = not (whole.get("standing") or whole.get("text_unknown"))
    if needs_when and "when" not in whole:
        mend = "Add it, or 'standing: true' if no incident starts the duty."
        yield Finding(path, "an article needs 'when'", mend)
    if whole.get("standing") and "when" in whole:
        problem = "an article that stands always has a 'when' too"
        yield Finding((*path, "when"), problem, "Keep one: 'when' or 'standing: true'.")
    yield from _reasons(path, whole, content=content)


def _only_told(path: Where, article: Plain) -> Iterator[Finding]:
    """Yield what an article has that nobody could decide: its text is not known here."""
    for key in ("when", "standing", "then", "otherwise", "needs", "unless", "defines"):
        if key in article:
            problem = f"an article that is not executable has '{key}' too"
            yield Finding((*path, key), problem, f"Keep one: 'executable: false' or '{key}'.")
    if "summary" not in article:
        yield Finding(path, "an article needs 'summary'", "Add it: what is told of the article.")


def _only_defines(path: Where, article: Plain) -> Iterator[Finding]:
    for key in ("when", "standing", "then", "otherwise", "needs", "unless"):
        if key in article:
            problem = f"an article that only defines has '{key}' too"
            yield Finding((*path, key), problem, f"Keep one: 'defines' or '{key}'.")


def _bearers(path: Where, article: Plain, *, content: Plain) -> Iterator[Finding]:
    told = article.get("for")
    named = told if isinstance(told, list) else []
    members = {state for states in content["parties"].values() for state in states}
    members |= {standing["state"] for standing in content.get("application", ())}
    for index, state in enumerate(named):
        if state not in members:
            problem, mend = f"{state} is no party", "Add it to 'parties', or take it out here."
            yield Finding((*path, "for", index), problem, mend)


def _versions(path: Where, article: Plain) -> Iterator[Finding]:
    """Yield texts of an article that stand on the same day: the rule would be two."""
    spans = sorted(
        (text.get("from", ""), text.get("until", "~"), index)
        for index, text in enumerate(_texts(article))
    )
    for (_, until, _), (start, _, index) in pairwise(spans):
        if start < until:
            problem = f"this text stands from {start or 'the first day'}, while another still does"
            mend = "End the earlier one with 'until' on the day on which this one begins."
            yield Finding((*path, "versions", index), problem, mend)


def _reasons(path: Where, article: Plain, *, content: Plain) -> Iterator[Finding]:
    """Yield reasons of a weaker norm that the article does not know."""
    otherwise = article.get("otherwise", [])
    blocks = [otherwise] if isinstance(otherwise, Mapping) else otherwise
    patches = (*content.get("reservations", ()), *content.get("interpretations", ()))
    patched = [to for p in patches for to in p.get("patch", {}).values()]
    rule = [article.get("when"), article.get("needs"), article.get("unless"), patched]
    terms = {*used_terms(rule)}
    for _ in content.get("terms", {}):
        terms |= {t for name in terms for t in used_terms(content["terms"].get(name))}
    facts = {*used_facts(rule), *(f for t in terms for f in used_facts(content["terms"].get(t)))}
    exceptions = {unless["id"] for unless in article.get("unless", ())}
    can = sorted({"when", *({"needs"} & {*article}), *terms, *facts, *exceptions})
    for block in blocks:
        reasons = block.get("for_want_of", [])
        for reason in [reasons] if isinstance(reasons, str) else reasons:
            if reason not in can:
                problem = f"'{reason}' is no part of this article"
                mend = f"It can be: {', '.join(can)}."
                yield Finding((*path, "otherwise"), problem, mend)
