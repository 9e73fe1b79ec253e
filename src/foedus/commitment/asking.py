"""In which words is a question asked that an instrument itself raises?

Which reading prevails, whether it had ended, whether a suspension reaches its duties:
the questions name what the file tells of them.
"""

from collections.abc import Callable, Mapping

from foedus.commitment.facts import FactQuestion
from foedus.commitment.instrument import Instrument

Called = Callable[[str], str]


def own_question(
    name: str, instruments: Mapping[str, Instrument], *, called: Called
) -> FactQuestion | None:
    """Return the question of a fact that names an instrument of the register, else None.

    Args:
        name: A made fact, such as ``ended.usa-nzl-1951.breach``.
        instruments: By id.
        called: How a state's code is called in running text.
    """
    family, *rest = name.split(".")
    if family not in _OWN or len(rest) < 2 or rest[0] not in instruments:
        return None
    text = _OWN[family](instruments[rest[0]], rest[1:], called)
    return None if text is None else FactQuestion(name=name, question=text, kind="finding")


def _reading(instrument: Instrument, rest: list[str], _: Called) -> str | None:
    article = instrument.article(rest[0])
    if article is None:
        return None
    for reading in article.readings:
        if reading.id == rest[-1]:
            says = reading.says.rstrip(".")
            which = f"Which reading of {article.cite} of {instrument.short} prevails"
            return f"{which}: is it '{says}' ({reading.by})?"
    return None


def _ended(instrument: Instrument, rest: list[str], called: Called) -> str | None:
    for ending in instrument.endings:
        if ending.id == rest[0]:
            by = " and ".join(called(b) if len(b) == 3 and b.isupper() else b for b in ending.by)
            kind = ending.kind.replace("_", " ")
            return f"Had {instrument.short} ended by {kind} on {ending.day}, as {by} hold?"
    return None


def _suspended(instrument: Instrument, rest: list[str], called: Called) -> str:
    towards = f" towards {called(rest[1])}" if len(rest) > 1 else ""
    what = f"its rights and duties under {instrument.short}"
    return f"Does the suspension of {called(rest[0])}{towards} suspend {what}?"


_OWN: Mapping[str, Callable[[Instrument, list[str], Called], str | None]] = {
    "reading": _reading,
    "ended": _ended,
    "suspended": _suspended,
}
