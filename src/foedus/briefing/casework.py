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
from foedus.case import Case, Finding, Lines, Proof, Question
from foedus.case.lines import HomeStep
from foedus.names import state_name
from foedus.truth import Truth

TRUTH_WORDS = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.OPEN: "open"}
TRUTH_KEYS = {Truth.TRUE: "due", Truth.FALSE: "not_due", Truth.OPEN: "open"}
BOUND_WORDS = {
    "due": "bound",
    "open": "open",
    "not_due": "not bound",
    "text_unknown": "text unknown",
}
LIVE = ("due", "open", "text_unknown")
ASSISTANCE = ("assist", "apply_measures")
INVENTED = "This incident is a supposition, not a report."
ENDED = "no longer in force"


def case_blocks(case: Case, *, proofs: bool, brief: bool = False) -> Iterator[Block]:
    """Yield a case in the order a reader asks: who, why, what is open, what collides, the proof.

    Args:
        case: A decided case.
        proofs: Add the proof trees.
        brief: Keep to what two pages hold: no list of articles that do not apply.
    """
    yield lines_table(case)
    yield findings_table(case, brief=brief)
    if asked := _questions(case):
        items = tuple((q.text, faint(f" ({q.name})")) for q in asked[: 4 if brief else None])
        yield Section(title="Still open, the most telling first", blocks=(Bullets(items=items),))
    yield from _steps(case, brief=brief)
    yield from _conflicts(case)
    if case.views:
        yield Section(title="By whose account", blocks=(_views(case),))
    if case.standing and not brief:
        owed = tuple(f"{s.cite}: {s.sentence}" for s in case.standing)
        yield Section(title="Owed always, whatever happens", blocks=(Bullets(items=owed),))
    if proofs:
        yield from (proof_tree(f) for f in case.findings if f.due in LIVE or _told(f))
    if case.assumptions and not brief:
        yield Para(words=(faint(f"Assumed: {' '.join(case.assumptions)}"),))
    yield Para(words=(faint(case.coverage),))


def lines_table(case: Case) -> Table:
    """Return the four lines of every state but the victim, side by side and never merged."""
    rows = tuple(
        (strong(state_name(state)), *_cells(case, state, victim=victim, lines=lines))
        for victim, by_state in case.lines_by_victim.items()
        for state, lines in by_state.items()
        if state not in case.incident.victims
    )
    columns = (
        "State",
        "Bound",
        "Entitled (Charter 51)",
        "Authorised at home",
        "Barred from giving",
    )
    return Table(columns=columns, rows=rows)


def findings_table(case: Case, *, brief: bool) -> Block:
    """Return the articles that apply or may apply, with the reason; in full also those that not."""
    shown = [f for f in case.findings if f.due in LIVE or (not brief and _told(f)) or _ally(f)]
    if not shown:
        return Para(words="No article in this register applies to it.")
    rows = tuple(
        (state_name(f.obligor), f.cite, _bound(f.due), f.norm.must.replace("_", " "), f.reason)
        for f in shown
    )
    return Table(columns=("Obligor", "Article", "Duty", "To", "Because"), rows=rows)


def bound_sentence(case: Case) -> str:
    """Return who is bound, in one sentence for the head of a page."""
    groups = {"due": "Bound to help", "open": "Open whether bound to help"}
    parts = []
    for due, words in groups.items():
        found = [f for f in case.findings if f.due == due and f.norm.must in ASSISTANCE]
        names = dict.fromkeys(f"{state_name(f.obligor)} ({f.cite})" for f in found)
        parts += [f"{words}: {' and '.join(names)}."] if names else []
    if not parts:
        consult = [f for f in case.findings if f.due in LIVE and f.norm.must == "consult"]
        only = "; consultation at most" if consult else ""
        parts.append(f"Nobody is bound to help by an instrument in this register{only}.")
    return " ".join(parts)


def proof_tree(finding: Finding) -> Tree:
    """Return the proof of one finding."""
    title = f"Proof: {state_name(finding.obligor)} under {finding.cite}: {BOUND_WORDS[finding.due]}"
    return Tree(title=title, roots=(_branch(finding.proof),))


def _told(finding: Finding) -> bool:
    return ENDED not in finding.reason


def _ally(finding: Finding) -> bool:
    """Tell whether it answers the question a reader has: why the attacker's ally is not called."""
    return finding.due == "not_due" and "is the attacker" in finding.reason


def _cells(case: Case, state: str, *, victim: str, lines: Lines) -> tuple[Words, ...]:
    references = dict.fromkeys(
        f.reference
        for f in case.findings
        if (f.obligor, f.beneficiary, f.due) == (state, victim, lines.bound.value)
        and f.norm.must in ASSISTANCE
        and f.due != "not_due"
    )
    under = f" {', '.join(references)}" if references else ""
    entitled = lines.entitled.value
    organs = dict.fromkeys(s.organ for s in lines.authorised.steps if s.taken is not Truth.TRUE)
    home = f"needs {_few(tuple(organs))}" if organs else lines.authorised.sentence
    barred = ", ".join(bar.form.replace("_", " ") for bar in lines.barred.forms)
    return (
        (_bound(lines.bound.value), faint(under)),
        "not computed" if entitled is None else _truth(entitled),
        home,
        barred or "nothing",
    )


def sentence_case(words: str) -> str:
    """Return words with a capital at their head and nothing else changed."""
    return words[:1].upper() + words[1:]


def _few(names: tuple[str, ...], most: int = 2) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _bound(due: str) -> Run:
    sign = verdict(due).text.split(" ", 1)[0]
    return Run(f"{sign} {BOUND_WORDS[due]}", "verdict", due)


def _truth(value: Truth) -> Run:
    key = TRUTH_KEYS[value]
    sign = verdict(key).text.split(" ", 1)[0]
    return Run(f"{sign} {TRUTH_WORDS[value]}", "verdict", key)


def _questions(case: Case) -> list[Question]:
    """Return the open questions, those on a duty to help before those on consultation."""
    helping = {
        q.name
        for f in case.findings
        if f.due == "open" and f.norm.must in ASSISTANCE
        for q in f.questions
    }
    return sorted(case.questions, key=lambda q: q.name not in helping)


def _steps(case: Case, *, brief: bool) -> Iterator[Block]:
    items: list[Words] = []
    for by_state in case.lines_by_victim.values():
        for state, lines in by_state.items():
            if lines.bound.value in LIVE and state not in case.incident.victims:
                items.append(_step_line(state, lines, brief=brief))
    if items:
        yield Section(title="Before and after acting", blocks=(Bullets(items=tuple(items)),))


def _step_line(state: str, lines: Lines, *, brief: bool) -> Words:
    home = lines.authorised
    before = "; ".join(map(_step_words, home.steps[: 2 if brief else None])) or home.sentence
    after = "; ".join(map(_step_words, home.after)) or "nothing that this register holds"
    excuse = "" if brief else f" {home.excuse}"
    return (strong(f"{state_name(state)}. "), f"At home: {before}. Then: {after}.{excuse}")


def _step_words(step: HomeStep) -> str:
    notes = [step.cite, *(["contested"] if step.contested else [])]
    if step.deadline:
        notes.append(f"within {step.deadline}")
    taken = {Truth.TRUE: "done: ", Truth.FALSE: "refused: ", Truth.OPEN: ""}[step.taken]
    return f"{taken}{step.organ} {step.act} ({', '.join(notes)})"


def _conflicts(case: Case) -> Iterator[Block]:
    if case.conflicts:
        items = tuple(
            f"{c.sentence} {c.order}{'' if c.certain else ' The duty itself is still open.'}"
            for c in case.conflicts
        )
        yield Section(title="Conflicts of duties", blocks=(Bullets(items=items),))


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
