"""Why does `read` say so? Every value of every claim with its words and its rule."""

from foedus.briefing.grounds import Ground, Grounds
from foedus.briefing.page import Block, Page, Para, Run, Section, Table, Words, faint, said
from foedus.briefing.source import Source
from foedus.briefing.speech import KINDS, quote_of, speaker_words
from foedus.statement import Claim, Statement
from foedus.text import Span

RULES = (
    "name.*: a name in the statement. carried.*: a name from before it. of.*: follows from another"
    " value. silent: nothing is said, so the weakest value. All others are rules of the lexicon."
)


def why_page(source: Source, page: Page) -> Page:
    """Return ``page``, the answer of `read`, with a table of grounds for each claim."""
    grounds = Grounds(source.document.text, on=source.said_on)
    sections = tuple(
        _section(statement, claim, number, grounds=grounds, text=source.document.text)
        for statement in source.statements
        for number, claim in enumerate(statement.claims, 1)
    )
    blocks: tuple[Block, ...] = sections or page.blocks
    notes = tuple(b for b in page.blocks if isinstance(b, Section) and b.title == "Notes")
    return Page(
        title=page.title,
        lead=page.lead,
        facts=(*page.facts, ("Read by", source.read_by)),
        blocks=(*blocks, *(notes if sections else ())),
        foot=(*page.foot, RULES),
    )


def _section(
    statement: Statement, claim: Claim, number: int, *, grounds: Grounds, text: str
) -> Section:
    who = speaker_words(statement.speaker, statement.voice)
    rows = tuple(_row(ground, text) for ground in _told(grounds.of(statement, claim)))
    return Section(
        title=f"{statement.id}.c{number}: {who} {KINDS[claim.kind]}",
        blocks=(
            Para(words=quote_of(text, claim.span, most=400)),
            Table(columns=("value", "words", "rule"), rows=rows),
        ),
    )


def _told(grounds: tuple[Ground, ...]) -> list[Ground]:
    """Return the grounds but those of yes-or-no values that are silent."""
    return [g for g in grounds if not (g.rule == "silent" and g.value == "no")]


def _row(ground: Ground, text: str) -> tuple[Words, ...]:
    value = f"{ground.field}: {ground.value}".replace("_", " ")
    return (value, _words(ground.span, text), Run(ground.rule, "code"))


def _words(span: Span | None, text: str) -> Words:
    if span is None:
        return faint("-")
    words = quote_of(text, span, most=90)
    return said(words.text)
