"""Which norms cannot both be followed? Conflicts are reported with both proofs, never raised."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from foedus.case.finding import Conflict, Finding
from foedus.case.lines import Barred, Lines
from foedus.case.proof import Proof
from foedus.case.rule import HELPS
from foedus.case.wording import called, listed, named
from foedus.commitment.instrument import Instrument
from foedus.forms import MILITARY
from foedus.truth import Truth

LIVE = ("due", "open")
AGAINST = ("abstain", "remain_neutral")
"""Norms that a state breaks by helping the victim."""
WIDE = ("all_available", "all_in_power")


def conflicts(
    findings: Iterable[Finding],
    lines: Mapping[tuple[str, str], Lines],
    *,
    instruments: Mapping[str, Instrument],
    day: date,
) -> tuple[Conflict, ...]:
    """Return every conflict among the norms that are due or open.

    Of two articles one of which overrides the other only one is due: they never
    conflict. Between others the law's own order is told: the Charter and the Council's
    measures first (Art. 103), then the later treaty between the same parties (Vienna
    Convention Art. 30(3)), else none.

    Args:
        findings: Findings of one case.
        lines: (state, victim) to its lines.
        instruments: By id; their rank and parties give the order.
        day: The day of the incident.
    """
    order = _Order(instruments, day)
    live = [f for f in findings if f.due in LIVE and f.norm.owed == "must"]
    helping = [f for f in live if f.norm.must in HELPS and f.obligor != "organ"]
    found = [c for f in helping for c in _with_council(f, lines[f.obligor, f.beneficiary].barred)]
    pairs = combinations(live, 2)
    same = ((one, two) for one, two in pairs if one.obligor == two.obligor)
    found += [c for one, two in same for c in _pair(one, two, order=order)]
    return tuple(found)


def touched(finding: Finding, barred: Barred) -> tuple[str, ...]:
    """Return the barred forms of aid that the finding's norm calls for."""
    norm = finding.norm
    forms = {bar.form for bar in barred.forms}
    if "military" in norm.aid or (not norm.aid and norm.means in WIDE):
        return tuple(f for f in MILITARY if f in forms)
    return tuple(f for f in norm.aid if f in forms)


def _with_council(finding: Finding, barred: Barred) -> Iterator[Conflict]:
    forms = touched(finding, barred)
    if not forms:
        return
    bars = [bar for bar in barred.forms if bar.form in forms]
    acts = (c.partition(" para.")[0] for bar in bars for c in bar.cites)
    cites = listed(dict.fromkeys(acts), word="and")
    kinds = listed((f.replace("_", " ") for f in forms), word="and")
    verb = "owes" if finding.due == "due" else "would owe"
    yield Conflict(
        kind="charter_103",
        state=finding.obligor,
        sentence=named(
            f"{finding.cite}: {{{finding.obligor}}} {verb} {{{finding.beneficiary}}} help that "
            f"includes {kinds}, which {cites} forbid in whole or in part."
        ),
        order=(
            "The Council's measures prevail over the treaty (UN Charter Arts. 25 and 103); "
            "help in forms that they leave free stays owed."
        ),
        certain=finding.due == "due",
        references=(finding.reference, *dict.fromkeys(c for bar in bars for c in bar.cites)),
        proofs=(finding.proof, _council_proof(barred, forms=forms)),
    )


def _council_proof(barred: Barred, *, forms: tuple[str, ...]) -> Proof:
    bars = tuple(
        Proof(
            sentence=f"{bar.form.replace('_', ' ').capitalize()}: {' '.join(bar.sentences)}",
            value=Truth.TRUE,
            rule="leaf",
            cite=listed(bar.cites, word="and"),
        )
        for bar in barred.forms
        if bar.form in forms
    )
    return Proof(
        sentence=barred.sentence, value=Truth.TRUE, rule="all", cite=barred.cite, because=bars
    )


@dataclass(frozen=True, slots=True)
class _Order:
    """What the law says of the order between two instruments."""

    instruments: Mapping[str, Instrument]
    day: date

    def between(self, one: Finding, two: Finding) -> str:
        """Return which of two norms prevails and why, or that the law gives no order."""
        both = [self.instruments[f.instrument] for f in (one, two)]
        high = [i for i in both if i.rank == "charter"]
        if len(high) == 1:
            return f"{_capital(high[0].short)} prevails (UN Charter Art. 103)."
        bound = [f for f in (one, two) if f.binding == "treaty"]
        if len(bound) == 1:
            other = two if bound == [one] else one
            return f"{bound[0].cite} binds in law, {other.cite} does not: only the first is a duty."
        first, second = sorted(both, key=lambda i: i.life.in_force or date.max)
        if first.id == second.id:
            return "Both stand in one instrument, which gives no order between them."
        if set(first.bound_on(self.day)) == set(second.bound_on(self.day)):
            words = f"{_capital(second.short)} is the later one between the same parties"
            return f"{words}: it prevails as far as both cannot be followed ({VCLT} Art. 30(3))."
        return (
            "No text here gives an order between them: each binds towards its own parties, and "
            f"who cannot follow both answers for the one it breaks ({VCLT} Art. 30(4)-(5))."
        )


VCLT = "Vienna Convention on the Law of Treaties"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _pair(one: Finding, two: Finding, *, order: _Order) -> Iterator[Conflict]:
    musts = {one.norm.must, two.norm.must}
    same = one.beneficiary == two.beneficiary
    state, victim = f"{{{one.obligor}}}", f"{{{one.beneficiary}}}"
    if same and "assist" in musts and musts & set(AGAINST):
        words = f"{state} owes {victim} help by one text and has to keep out by the other"
        words = f"{words}: {one.cite}; {two.cite}."
        yield _contrary("contrary", one, two=two, words=words, order=order)
    if not same and musts == {"assist"}:
        words = f"{state} owes help to both sides: to {victim} ({one.cite})"
        other = f"{{{two.beneficiary}}} ({two.cite})"
        yield _contrary("both_sides", one, two=two, words=f"{words} and to {other}.", order=order)


def _contrary(kind: str, one: Finding, *, two: Finding, words: str, order: _Order) -> Conflict:
    return Conflict(
        kind=kind,
        state=one.obligor,
        sentence=named(words),
        order=named(order.between(one, two)),
        certain=one.due == two.due == "due",
        references=(one.reference, two.reference),
        proofs=(one.proof, two.proof),
    )


def conflict_lines(conflict: Conflict) -> str:
    """Return a conflict in one paragraph, the state's name first."""
    sure = "Conflict" if conflict.certain else "Conflict if the open norm is due"
    return f"{called(conflict.state)}. {sure}: {conflict.sentence} {conflict.order}"
