"""Who would be bound, entitled, authorised, barred? A case as the blocks of a page."""

from collections.abc import Iterator

from foedus.briefing.page import (
    Block,
    Branch,
    Bullets,
    Para,
    Run,
    Section,
    Table,
    Tree,
    Words,
    faint,
    strong,
    verdict,
)
from foedus.case import Case, Finding
from foedus.case.lines import Lines
from foedus.case.proof import Proof
from foedus.names import state_name
from foedus.truth import Truth

TRUTH_WORDS = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.OPEN: "open"}
SHOWN = ("due", "open", "text_unknown")
BOUND_WORDS = {"due": "bound", "open": "open", "not_due": "not bound", "text_unknown": "text unknown"}
INVENTED = "This incident is a supposition, not a report."


def case_blocks(case: Case, *, proofs: bool, brief: bool = False) -> Iterator[Block]:
    """Yield a case in the order a reader asks: who, why, what is open, what collides, the proof.

    Args:
        case: A decided case.
        proofs: Add the proof trees.
        brief: Keep to what two pages hold: no list of articles that do not apply.
    """
    yield lines_table(case)
    yield from _findings(case, brief=brief)
    if case.questions:
        most = 4 if brief else None
        items = tuple(
            (q.text, faint(f" ({q.name}, influence {q.influence:.2f})"))
            for q in case.questions[:most]
        )
        yield Section(title="Still open, the most telling first", blocks=(Bullets(items=items),))
    if case.conflicts:
        items = tuple(
            f"{c.sentence} {c.order}{'' if c.certain else ' (as far as the duty is open)'}"
            for c in case.conflicts
        )
        yield Section(title="Conflicts of duties", blocks=(Bullets(items=items),))
    if case.views:
        yield Section(title="By whose account", blocks=(_views(case),))
    if case.standing and not brief:
        items = tuple(f"{s.cite}: {s.sentence}" for s in case.standing)
        yield Section(title="Owed always, whatever happens", blocks=(Bullets(items=items),))
    if proofs:
        for finding in case.findings:
            if finding.due in SHOWN or not brief:
                yield proof_tree(finding)
    if case.assumptions:
        yield Para(words=(faint(f"Assumed: {' '.join(case.assumptions)}"),))
    yield Para(words=(faint(case.coverage),))


def lines_table(case: Case) -> Table:
    """Return the four lines of every state, side by side and never merged."""
    rows = tuple(
        (strong(state_name(state)), *_lines(lines)) for state, lines in case.lines.items()
    )
    columns = ("State", "Bound", "Entitled (Charter 51)", "Authorised at home", "Barred (Council)")
    return Table(columns=columns, rows=rows)


def bound_sentence(case: Case) -> str:
    """Return who is bound, in one sentence for the head of a page."""
    groups = {
        "bound": [s for s, line in case.lines.items() if line.bound.value == "due"],
        "open": [s for s, line in case.lines.items() if line.bound.value == "open"],
    }
    parts = []
    if groups["bound"]:
        parts.append(f"Bound: {', '.join(map(state_name, groups['bound']))}.")
    if groups["open"]:
        parts.append(f"Open: {', '.join(map(state_name, groups['open']))}.")
    if not parts:
        parts.append("Nobody is bound by an instrument in this register.")
    return " ".join(parts)


def proof_tree(finding: Finding) -> Tree:
    """Return the proof of one finding."""
    title = f"Proof: {state_name(finding.obligor)} under {finding.cite}: {BOUND_WORDS[finding.due]}"
    return Tree(title=title, roots=(_branch(finding.proof),))


def _lines(lines: Lines) -> tuple[Words, ...]:
    entitled = TRUTH_WORDS[lines.entitled.value] if lines.entitled.value is not None else "—"
    needed = [s for s in lines.authorised.steps if s.taken is not Truth.TRUE]
    steps = "; ".join(f"{s.organ}: {s.act} ({s.cite})" for s in needed[:2])
    home = steps or lines.authorised.sentence
    barred = ", ".join(bar.form.replace("_", " ") for bar in lines.barred.forms)
    return (
        (_value(lines.bound.value), f" {lines.bound.sentence}"),
        f"{entitled}. {lines.entitled.sentence}",
        home,
        f"from giving {barred}" if barred else "no",
    )


def _value(value: str) -> Run:
    return Run(verdict(value).text.replace(value.replace("_", " "), BOUND_WORDS[value]), "verdict", value)


def _findings(case: Case, *, brief: bool) -> Iterator[Block]:
    shown = [f for f in case.findings if not brief or f.due in SHOWN]
    if not shown:
        return
    rows = tuple(
        (state_name(f.obligor), f.cite, _value(f.due), f.norm.must.replace("_", " "), f.reason)
        for f in shown
    )
    columns = ("Obligor", "Article", "Duty", "To", "Because")
    yield Section(title="Article by article", blocks=(Table(columns=columns, rows=rows),))


def _views(case: Case) -> Table:
    rows = tuple(
        (speaker, reference, ", ".join(f"{s}: {BOUND_WORDS[v]}" for s, v in found.items()))
        for speaker, verdicts in case.views.items()
        for reference, found in verdicts.items()
    )
    return Table(columns=("Account of", "Article", "Then"), rows=rows)


def _branch(proof: Proof) -> Branch:
    cite = faint(f" [{proof.cite}]") if proof.cite else ""
    words = (strong(f"{TRUTH_WORDS[proof.value]}: "), proof.sentence, cite)
    return Branch(words=words, under=tuple(map(_branch, proof.because)))
