"""What does a clause without a claim say of the text of a treaty?"""

from collections.abc import Sequence
from dataclasses import replace

from foedus.statement.actors import both_ways
from foedus.statement.claim import Claim
from foedus.statement.clauses import Clause
from foedus.statement.describe import article_marks, reserve_values, sorted_marks
from foedus.statement.instruments import Cited, instrument_mark
from foedus.statement.marks import text_marks
from foedus.statement.operators import Reading
from foedus.statement.refs import Frame
from foedus.statement.reserves import law_marks
from foedus.statement.words import word_set


def remark_on_text(
    clause: Clause, reading: Reading, *, frame: Frame, articles: Sequence[Cited]
) -> Claim | None:
    """Return what a clause without a claim says of the treaty's text or purpose, or None.

    The annotation guideline does not count it; the comparison reads its marks.
    """
    marks = [
        *text_marks(clause),
        *law_marks(clause, frame=frame),
        *article_marks([a for a in articles if a.own]),
        *(m for m in reading.marks if m.field in ("qualifiers", "trigger", "aid_scope", "forms")),
    ]
    if not any(m.field in _TELLING for m in marks):
        return None
    described = any(m.field in ("trigger", "qualifiers", "article") for m in marks)
    instrument = frame.instrument or frame.scene.instrument()
    if instrument and (
        named := instrument_mark(clause.unit, clause.start, clause.end, instrument=instrument)
    ):
        marks.append(named)
    qualifiers = reserve_values((), [m for m in marks if m.field == "qualifiers"])
    parties = both_ways(replace(frame, instrument=instrument), ())
    return Claim(
        kind="treaty_description" if described else "other",
        span=clause.span(),
        obligor=parties.obligor,
        beneficiary=parties.beneficiary,
        instrument=instrument,
        article=articles[0].number if articles else None,
        trigger=reading.trigger,
        aid_scope=reading.aid_scope,
        forms=reading.forms,
        qualifiers=qualifiers,
        marks=sorted_marks(marks),
        remark=True,
    )


_TELLING = word_set(
    "status publicity domains purpose character practical_measures vague_law "
    "vague_international qualifiers article direction"
)
