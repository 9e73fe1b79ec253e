"""Which instrument, and which article of it, is a claim to be held against?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from foedus.commitment import Article, Instrument
from foedus.commitment.profile import ArticleProfile, profile
from foedus.statement import Claim, Statement

PROMISES = ("commitment", "treaty_description", "denial_of_commitment")
ASSISTANCE = ("assist", "apply_measures")
LIVE = ("signed", "in_force")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a claim is held against: an instrument, and the article its content belongs to."""

    instrument: Instrument
    article: Article | None
    profile: ArticleProfile | None

    @property
    def number(self) -> str | None:
        """The article's number as cited, or None."""
        return self.article.number if self.article else None

    @property
    def parties(self) -> frozenset[str]:
        """Every state that was ever a party (a signed treaty has none on its day yet)."""
        return signatories(self.instrument)


def signatories(instrument: Instrument) -> frozenset[str]:
    """Return every state that is or was a party, whatever the day."""
    return frozenset(state for state, _ in instrument.parties)


def text_day(instrument: Instrument, day: date) -> date:
    """Return the day whose version of the text is meant: a signed treaty's first day, if later."""
    life = instrument.life
    if life.in_force and day < life.in_force:
        return life.in_force
    return day


def main_instrument(
    statements: Iterable[Statement], instruments: Mapping[str, Instrument], *, said_on: date
) -> Instrument | None:
    """Return the instrument that a document is about, or None.

    What is named counts first; a promise between two states that names no treaty
    points at the newest live instrument between them that promises assistance.
    """
    named: Counter[str] = Counter()
    paired: Counter[str] = Counter()
    for claim in (c for s in statements for c in s.claims):
        named.update({i for i in (claim.instrument, *_marked(claim)) if i and i in instruments})
        found = _between(claim, instruments, said_on=said_on)
        if found:
            paired[found.id] += 1
    for counts in (named, paired):
        if counts:
            return instruments[max(counts, key=lambda i: (counts[i], i))]
    return None


def subject_of(
    claim: Claim, main: Instrument, *, cited: str | None, said_on: date
) -> Subject | None:
    """Return what ``claim`` is held against, or None where it is not about ``main``.

    Args:
        claim: The claim.
        main: The instrument of the document.
        cited: Number of the article the document has cited last before this claim.
        said_on: Day on which the words were said.
    """
    if not _about(claim, main):
        return None
    day = text_day(main, said_on)
    number = claim.article or cited
    article = main.article(number, on=day) if number else None
    if article is None or (claim.article is None and article.norm.must not in ASSISTANCE):
        article = by_content(claim, main, day=day) or article
    if article is None:
        return Subject(instrument=main, article=None, profile=None)
    return Subject(instrument=main, article=article, profile=profile(article, main, day=day))


def by_content(claim: Claim, instrument: Instrument, *, day: date) -> Article | None:
    """Return the article whose norm the claim speaks of, or None."""
    consults = set(claim.forms) == {"consultation"}
    wanted = ("consult",) if consults else ASSISTANCE
    fitting = [a for a in instrument.articles_on(day) if a.norm.must in wanted]
    return fitting[0] if fitting else None


def _marked(claim: Claim) -> tuple[str, ...]:
    return tuple(mark.value for mark in claim.marked("instrument"))


def _about(claim: Claim, main: Instrument) -> bool:
    if claim.instrument is not None:
        return claim.instrument == main.id
    states = {*claim.obligor, *claim.beneficiary}
    if claim.kind in ("threat", "warning", "request") or not states <= signatories(main):
        return False
    if claim.kind == "report_of_fact":
        return bool(claim.marked("status", "publicity"))
    return True


def _between(
    claim: Claim, instruments: Mapping[str, Instrument], *, said_on: date
) -> Instrument | None:
    states = {*claim.obligor, *claim.beneficiary}
    if claim.kind not in PROMISES or claim.instrument or len(states) < 2:
        return None
    found = [
        i
        for i in instruments.values()
        if states <= signatories(i)
        and i.rank != "charter"
        and i.status_on(said_on) in LIVE
        and any(a.norm.must in ASSISTANCE for a in i.articles)
    ]
    return max(found, key=lambda i: i.life.signed or date.min, default=None)
