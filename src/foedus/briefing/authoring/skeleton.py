"""With what does a new treaty begin? A commented file that passes the check, to be filled in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foedus.briefing.authoring.templates import ARTICLES, Template
from foedus.commitment.vocabulary import BINDINGS
from foedus.errors import InputError, suggest

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
RULES = "docs/reference/rule-language.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The few answers that a first file needs."""

    title: str
    parties: tuple[str, ...]
    """Two or more states, alpha-3."""
    signed: date
    in_force: date | None = None
    """None: it never entered into force, or not yet."""
    id: str | None = None
    """None: made of the parties and the year, such as ``qma-qmb-2020``."""
    articles: tuple[str, ...] = ("consultation", "defence")
    """Keys of `ARTICLES`, in the order of the text."""
    binding: str = "treaty"

    @property
    def slug(self) -> str:
        """Return the id: the file's own name without ``.yaml``."""
        made = "-".join([*(p.lower() for p in self.parties[:3]), str(self.signed.year)])
        return self.id or made


def skeleton(outline: Outline) -> str:
    """Return the text of a file of ``register/instruments`` with comments that say what to fill in.

    The file is well-formed, its cases pass where the treaty is in force, and its keys
    stand in the canonical order.

    Raises:
        InputError: Fewer than two parties, an id that is no slug, a day before the
            signature, an unknown kind of article or of binding.
    """
    _check(outline)
    return "\n".join(_parts(outline)) + "\n"


def _check(outline: Outline) -> None:
    if len(set(outline.parties)) < 2:
        raise InputError("--party", "a treaty has two parties or more.", "Name each: --party QMA.")
    if not outline.title.strip():
        raise InputError("--title", "the title is empty.", "Give the full title.")
    if not SLUG.match(outline.slug):
        mend = "Use lower-case letters, digits and hyphens, such as qma-qmb-2020."
        raise InputError("--id", f"'{outline.slug}' is no id.", mend)
    if outline.in_force and outline.in_force < outline.signed:
        problem = f"{outline.in_force} lies before the signature on {outline.signed}."
        raise InputError("--in-force", problem, "Mend one of the two days.")
    for place, words, known in (
        ("--article", outline.articles, ARTICLES),
        ("--binding", (outline.binding,), dict.fromkeys(BINDINGS)),
    ):
        for word in (w for w in words if w not in known):
            raise InputError(place, f"unknown kind '{word}'.", suggest(word, known))


def _parts(outline: Outline) -> Iterator[str]:
    joined = outline.in_force or outline.signed
    yield f"""\
# What each key means: {RULES}. Check the file as often as you like:
#   foedus check {outline.slug}.yaml
foedus: 1
id: {outline.slug}
title: {_quoted(outline.title)}
short: {_quoted(_short(outline))}  # how running text calls it
binding: {outline.binding}
domains: [security]
texts: {{en: authentic}}  # language: authentic, translation or edition
life:
  signed: {outline.signed}"""
    if outline.in_force:
        yield f"  in_force: {outline.in_force}"
    else:
        yield "  # in_force: the day, once it has entered into force"
    yield f"""\
  # until: the first day on which it was no longer in force
  # published: the first day on which the public could read it
  # exit: {{notice: P1Y, cite: Art. 9}}
parties: {{{joined}: [{", ".join(outline.parties)}]}}  # day: who joined on it
articles:"""
    for number, kind in enumerate(outline.articles, 1):
        yield _filled(ARTICLES[kind].article, outline, number).rstrip("\n")
    cases = [c for c in _cases(outline) if c]
    if cases:
        yield "# Cases hold your reading to account: one due, one not due, one open an article."
        yield "cases:"
        yield from cases
    yield """\
confidence: low  # high once the text itself was read: high, medium, low
# checked_on: the day on which you last held the file against its sources
sources:
  - where you read the text  # a treaty series with its number, or an address
notes:
  - A first file, to be filled in."""


def _cases(outline: Outline) -> Iterator[str]:
    for number, kind in enumerate(outline.articles, 1):
        yield _filled(_of(outline, ARTICLES[kind]), outline, number).rstrip("\n")


def _of(outline: Outline, template: Template) -> str:
    if outline.in_force or not template.cases:
        return template.cases
    return """\
  - case: Signed and not in force, art@NUMBER binds nobody
    day: @DAY
    incident: {victim: @A, attacker: QMX, attacker_kind: state, attack: armed_attack}
    expect: {@ID#art@NUMBER: {@B: not_due}}
    source: Art. @NUMBER
"""


def _filled(text: str, outline: Outline, number: int) -> str:
    words = {
        "@NUMBER": str(number),
        "@DAY": str(outline.in_force or outline.signed),
        "@ID": outline.slug,
        "@A": outline.parties[0],
        "@B": outline.parties[1],
    }
    return re.sub("|".join(words), lambda match: words[match[0]], text)


def _short(outline: Outline) -> str:
    return f"the {'-'.join(outline.parties[:3])} treaty of {outline.signed.year}"


def _quoted(text: str) -> str:
    """Return a text as YAML takes it: in quotes where a sign of its own would be read."""
    plain = re.match(r"[A-Za-z][^:#\[\]{},&*!|>'\"%@`]*\Z", text) is not None
    return text if plain else "'" + text.replace("'", "''") + "'"
