"""What do two pages hold of a case? The four lines, and one bullet for each matter."""

from collections.abc import Iterator

from foedus.briefing.casework import (
    ALLY,
    ASSISTANCE,
    alike,
    bound_run,
    called_on,
    conflict_line,
    lines_table,
    listed,
    obligor_name,
    open_questions,
    shown_states,
    step_line,
)
from foedus.briefing.page import Block, Bullets, Words, strong
from foedus.case import Case, Finding
from foedus.names import state_name

MOST_QUESTIONS = 4
MOST_STEPS = 3


def case_summary(case: Case) -> Iterator[Block]:
    """Yield what two pages can hold of a case: the four lines, and one bullet for each matter."""
    yield lines_table(case)
    items: list[Words] = list(_duty_lines(case))
    if asked := open_questions(case):
        items.append((strong("Open: "), " ".join(q.text for q in asked[:MOST_QUESTIONS])))
    items += [(strong("Conflict: "), conflict_line(c)) for c in case.conflicts[:1]]
    if others := {c.state for c in case.conflicts[1:]}:
        names = ", ".join(sorted(map(state_name, others)))
        items.append((strong("Conflict: "), f"the same holds for {names}."))
    called = list(called_on(case))
    items += [step_line(state, lines, most=1) for state, lines in called[:MOST_STEPS]]
    if left := called[MOST_STEPS:]:
        names = listed(state_name(state) for state, _ in left)
        items.append(f"Steps at home stand in this register for {names} too (foedus decide).")
    yield Bullets(items=tuple(items))


def duties_list(case: Case) -> Iterator[Block]:
    """Yield the duties beside that to help, and why an ally is not called, if there are any."""
    items = tuple(_duty_lines(case))
    if items:
        yield Bullets(items=items)


def _matters(finding: Finding, case: Case) -> bool:
    """Tell whether a summary needs it: a duty beside that to help, or why an ally is not called."""
    if finding.obligor in case.incident.victims:
        return False
    if finding.due == "not_due":
        ally = ALLY in finding.reason and finding.obligor in shown_states(case)
        waits = finding.norm.must in ASSISTANCE and "in force only from" in finding.reason
        return ally or waits
    return finding.norm.must not in ASSISTANCE


def _duty_lines(case: Case) -> Iterator[Words]:
    for found in alike([f for f in case.findings if _matters(f, case)]):
        first = found[0]
        head = f"{listed(obligor_name(f) for f in found)}, {first.cite}: "
        must = first.norm.must.replace("_", " ")
        yield (strong(head), bound_run(first.due), f" to {must}. {first.reason}")
