"""The answer of `show`: what do the rules of a treaty say, in sentences made of the rules?

A lawyer who wrote a file, or approves one, reads here what the engine will decide. No
sentence is taken from the article's own ``summary``: that is what it is held against.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from foedus.briefing.answer import Answer
from foedus.briefing.conditions_aloud import Aloud
from foedus.briefing.envelope import envelope
from foedus.briefing.norms_aloud import duration_words, effect_words, norm_sentences
from foedus.briefing.page import Block, Branch, Bullets, Page, Para, Section, Tree, plain, strong
from foedus.case.wording import called, listed
from foedus.commitment import (
    Article,
    Instrument,
    Register,
    Unless,
    as_known,
    load,
    load_beside,
)
from foedus.comparison.standing import standing_on
from foedus.comparison.subject import text_day
from foedus.dates import Interval
from foedus.errors import InputError
from foedus.names import state_name

WEAK = {
    "political": "It is a political commitment: no duty in law follows from it.",
    "domestic_law": "It is a law of one state: it binds that state's organs, and nobody else.",
    "executive": "It is an order of one government, which can take it back.",
}
BY_ITSELF = (
    "Made of the rules themselves, to be held against the text. "
    "Nothing here is taken from the file's summaries."
)


def reading_aloud(source: str, *, on: date, known_on: date | None = None) -> Answer:
    """Return the rules of an instrument as they stand on a day, in plain sentences.

    Args:
        source: An instrument's id, or the path of a file that somebody writes.
        on: The day; outside its life the nearest day on which it was in force.
        known_on: Only what the published text said by then.

    Raises:
        UnknownInstrument: The register has no such instrument.
        RegisterError: The file, or one of the register, is faulty.
        InputError: The file cannot be read.
    """
    register, instrument = _found(source)
    if known_on is not None:
        instrument = as_known(instrument, known_on)
    day = text_day(instrument, on)
    articles = [
        _Article(article, instrument, aloud=Aloud(instrument, register), day=day)
        for article in instrument.articles_on(day)
        if not _is_hidden(instrument, known_on)
    ]
    page = Page(
        title=instrument.title,
        lead=" ".join(_lead(instrument, on=on, day=day)),
        facts=(
            ("As of", str(on)),
            ("Wording of", str(day)),
            ("Known on", str(known_on or "now")),
            ("Register", register.version),
        ),
        blocks=(
            *(article.section() for article in articles),
            *_patches(instrument),
        )
        if articles
        else (Para(words=f"On {known_on} the public could not read its text."),),
        foot=(BY_ITSELF,),
    )
    body = {
        "id": instrument.id,
        "title": instrument.title,
        "wording_of": day.isoformat(),
        "lead": plain(page.lead),
        "articles": [article.view() for article in articles],
    }
    return Answer(page=page, data=envelope("rules", body, on=on, known_on=known_on))


def _is_hidden(instrument: Instrument, known_on: date | None) -> bool:
    published = instrument.life.published
    return known_on is not None and published is not None and published > known_on


def _found(source: str) -> tuple[Register, Instrument]:
    if not source.endswith((".yaml", ".yml")):
        register = load()
        return register, register.instrument(source)
    path = Path(source)
    try:
        beside = load_beside(path)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}."
        raise InputError(source, problem, "Name a file of a treaty, or an id.") from None
    return beside, beside.instrument(path.stem)


def _lead(instrument: Instrument, *, on: date, day: date) -> Iterator[str]:
    yield standing_on(instrument, on).sentence
    if instrument.binding in WEAK:
        yield WEAK[instrument.binding]
    parties = [state_name(s, on=day) for s in instrument.parties_on(day)]
    told = f"Between {listed(parties, word='and')}."
    yield told if parties else "It has no parties on that day."
    life = instrument.life
    if life.until:
        yield f"It ended on {life.until}{life.ending_words()}."
    for ending in instrument.endings:
        kind = ending.kind.replace("_", " ")
        held = f"By the account of {_accounts(ending.by)} it ended by {kind} on {ending.day}"
        denied = f", which {_accounts(ending.denied_by)} denied" if ending.denied_by else ""
        yield f"{held}{denied}."
    if life.exit_notice:
        yield f"A party can leave with a notice of {duration_words(life.exit_notice)}."


def _accounts(speakers: tuple[str, ...]) -> str:
    return listed(map(called, speakers), word="and")


class _Article:
    """One article, once as a section of a page and once as plain data."""

    def __init__(
        self, article: Article, instrument: Instrument, *, aloud: Aloud, day: date
    ) -> None:
        self._article = article
        is_rule = article.executable and not article.defines
        self._owed = (
            tuple(norm_sentences(article, instrument, day=day)) if is_rule else (_told(article),)
        )
        self._trees = tuple(_trees(article, aloud, end=instrument.life.until)) if is_rule else ()
        self._further = tuple(_further(article))

    def section(self) -> Section:
        """Return the article under a heading."""
        blocks: list[Block] = [Para(words=" ".join(self._owed)), *self._trees]
        if self._further:
            blocks.append(Bullets(items=self._further))
        return Section(title=f"{self._article.cite} ({self._article.id})", blocks=tuple(blocks))

    def view(self) -> dict[str, Any]:
        """Return the article as JSON data."""
        return {
            "id": self._article.id,
            "cite": self._article.cite,
            "owed": list(self._owed),
            "conditions": [
                {"title": tree.title, "holds": [_view(root) for root in tree.roots]}
                for tree in self._trees
            ],
            "further": list(self._further),
        }


def _view(branch: Branch) -> dict[str, Any]:
    return {"sentence": plain(branch.words), "under": [_view(b) for b in branch.under]}


def _told(article: Article) -> str:
    if not article.executable:
        return f"No source tells its text, so nothing is decided by it. As told: {article.summary}"
    if article.defines == "procedure":
        return "It owes nothing by itself: it orders a procedure or defines a word."
    return f"It owes nothing by itself: it says what '{str(article.defines).replace('_', ' ')}' is."


def _trees(article: Article, aloud: Aloud, *, end: date | None) -> Iterator[Tree]:
    if article.text_unknown:
        return
    if article.standing:
        yield Tree(title="Always, while it is in force: no incident starts it.", roots=())
    else:
        yield Tree(title="The case of the article is there if", roots=aloud.roots(article.when))
    if article.needs is not None:
        title = "Even then nothing is owed before"
        yield Tree(title=title, roots=aloud.roots(article.needs))
    for unless in article.unless:
        if unless.from_ and end and end <= unless.from_:
            continue  # added to treaties of a later time than this one lived to see
        yield Tree(title=_title(unless), roots=aloud.roots(unless.when))
    for weaker in article.otherwise:
        asked = aloud.roots(weaker.when) if weaker.when is not None else ()
        yield Tree(title=effect_words(weaker), roots=asked)


def _title(unless: Unless) -> str:
    added = ", added to every treaty of defence" if unless.standard else ""
    own = (unless.from_, unless.until) != (unless.when.from_, unless.when.until)
    span = _span(Interval(unless.from_, unless.until)) if own else ""
    return f"{effect_words(unless)}{span} [{unless.cite}{added}]"


def _span(days: Interval) -> str:
    words = [
        f"from {days.start}" if days.start else "",
        f"until {days.end}" if days.end else "",
    ]
    told = " ".join(w for w in words if w)
    return f" ({told})" if told else ""


def _further(article: Article) -> Iterator[str]:
    if article.text_unknown:
        yield "Its text is not public: whether anything is owed cannot be said."
    if days := _span(article.versions):
        yield f"It stands in this wording{days}."
    if article.known_from:
        yield f"The public could not read it before {article.known_from}."
    if article.obsolete:
        yield f"It is held to be spent since {article.obsolete.since} ({article.obsolete.by})."
    for reference in article.overrides:
        yield f"Where it is due, it takes the place of {reference}."
    for reading in article.readings:
        yield f"Disputed on {reading.about.replace('_', ' ')}: {reading.says} ({reading.by})"
    if article.note:
        yield f"The author's note: {article.note}"


def _patches(instrument: Instrument) -> Iterator[Block]:
    for title, patches in (
        ("Reservations", instrument.reservations),
        ("Official readings, applied only in mode declared", instrument.interpretations),
    ):
        items = tuple(
            (strong(f"{patch.by}{f', {patch.day}' if patch.day else ''}: "), patch.says)
            for patch in patches
        )
        if items:
            yield Section(title=title, blocks=(Bullets(items=items),))
