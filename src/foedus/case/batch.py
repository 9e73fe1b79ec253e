"""Which of many scenarios bind this obligor? One article or several, over whole columns.

    batch = batch_of([Asked(article="rus-prk-2024#art4", victim="PRK", bearer="RUS")],
                     register=load(), day=date(2026, 11, 22), columns=["state_of_war", "attack"])
    batch.decide({"state_of_war": facts, "attack": masks})

A scenario is a row. A column is a fact (int8: 1 yes, 0 open, -1 no) or a category
(unsigned masks of the values that are still possible; `Legend` says which bit is
which). What no column tells is the same in all rows: as ``told`` says, else open,
else the lexicon's default.

Kleene's three values come first, for all rows at once. Where that is not exact for
the rule by construction, the rows it leaves open are settled by the diagram: the
answers are those of `foedus.case.decide`, which gives the proof of any one row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.case.batches.columns import check_values, checked_columns
from foedus.case.batches.compiling import compiled
from foedus.case.batches.completing import Completing, completing_of
from foedus.case.batches.layout import Layout
from foedus.case.batches.legend import Legend, legend_of
from foedus.case.batches.opened import CATEGORIES, Asked, Opened, opened
from foedus.case.batches.placing import laid_out
from foedus.case.batches.polarity import is_kleene_exact
from foedus.case.batches.program import Program
from foedus.case.incident import Incident

if TYPE_CHECKING:
    from foedus.commitment import Register

__all__ = ["CATEGORIES", "Asked", "Batch", "Legend", "batch_of", "decide_columns", "decide_matrix"]

CHUNK = 1 << 16
"""Rows at once: few enough to stay in the cache, so many that one numpy call costs little."""
STRETCH = 8 * CHUNK
"""Rows after which those left open are settled: few of each chunk, so of several together."""
Columns = Mapping[str, NDArray[Any]]
Answers = NDArray[np.int8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Articles, compiled for columns of given names; made by `batch_of`."""

    asked: tuple[Asked, ...]
    names: tuple[str, ...]
    """The columns that `decide` expects."""
    legend: Legend
    kleene_exact: tuple[bool, ...]
    """For each article: Kleene's answer is exact by construction, so no row needs the diagram."""
    opened: tuple[Opened, ...]
    program: Program
    roots: tuple[int, ...]
    _layouts: dict[tuple[str, ...], Layout] = field(default_factory=dict, repr=False)
    _diagrams: dict[int, Completing] = field(default_factory=dict, repr=False)

    def decide(self, columns: Columns, *, out: Answers | None = None) -> Answers:
        """Return the answer of every article to every row.

        Args:
            columns: Name to a one-dimensional array, all of one length N: facts as int8
                (1 yes, 0 open, -1 no), categories as uint8 to uint64 masks by `legend`.
            out: Where to write, int8 of shape (A, N); default: a new array.

        Returns:
            int8 of shape (A, N) in the order of ``asked``: 1 due, 0 open, -1 not due.

        Raises:
            IncidentError: A column is missing, of another type or length, or holds a value
                that means nothing.
        """
        rows = checked_columns(columns, names=self.names, legend=self.legend)
        answers = np.empty((len(self.asked), rows), dtype=np.int8) if out is None else out
        layout = self._layout(columns)
        buffers = layout.arrays(min(CHUNK, rows))
        for start in range(0, rows, CHUNK):
            stop = min(start + CHUNK, rows)
            given = [columns[name][start:stop] for name in layout.columns]
            for name, column in zip(layout.columns, given, strict=True):
                check_values(name, column, classes=self.legend.classes.get(name))
            made = (b[: stop - start] if b.ndim else b for b in buffers)
            arrays = [*given, *answers[:, start:stop], *made]
            for act in layout.acts:
                act.ufunc(*[arrays[i] for i in act.given], out=arrays[act.result])
            if stop % STRETCH == 0 or stop == rows:
                self._complete(answers, columns, span=slice((stop - 1) // STRETCH * STRETCH, stop))
        return answers

    def _layout(self, columns: Columns) -> Layout:
        types = {name: columns[name].dtype for name in self.names}
        key = tuple(type_.str for type_ in types.values())
        if key not in self._layouts:
            bits = {name: self.legend.mask(name) for name in CATEGORIES}
            self._layouts[key] = laid_out(self.program, self.roots, types=types, bits=bits)
        return self._layouts[key]

    def _complete(self, answers: Answers, columns: Columns, *, span: slice) -> None:
        """Settle the open rows of the articles of which Kleene's answer may not be exact."""
        for article in (i for i, exact in enumerate(self.kleene_exact) if not exact):
            rows = np.flatnonzero(answers[article, span] == 0)
            if rows.size:
                diagram = self._diagram(article)
                told = {name: columns[name][span][rows] for name in diagram.columns}
                answers[article, span][rows] = diagram.truths(told, size=rows.size)

    def _diagram(self, article: int) -> Completing:
        if article not in self._diagrams:
            self._diagrams[article] = completing_of(
                self.opened[article], columns=self.names, legend=self.legend
            )
        return self._diagrams[article]


def batch_of(
    asked: Iterable[Asked],
    *,
    register: "Register",
    day: date,
    columns: Iterable[str],
    told: Incident | None = None,
) -> Batch:
    """Return the articles compiled for columns of these names.

    Args:
        asked: Article, victim and obligor, one of each answer's rows.
        register: The register that speaks.
        day: The day for which all rows are decided.
        columns: Names of facts, and of `CATEGORIES`, that will differ from row to row.
        told: What is the same in all rows; a column goes before it. Its victims and day are
            not used. The places and attackers that it names are all that can occur, and a
            column tells which of them; the attackers are the parties to the dispute in every
            row. Where it names none, no row is about an obligor that is itself the attacker.

    Raises:
        IncidentError: An unknown fact or place, or an article that no incident starts or
            whose text was not public, or that the attacker owes too (``binds_attacker``)
            where a column tells who it is and ``told`` names nobody.
        UnknownName: An unknown article or state.
    """
    names = tuple(dict.fromkeys(columns))
    wanted = tuple(asked)
    found = opened(wanted, register=register, day=day, columns=names, told=told)
    legend = legend_of(found, register=register)
    program, roots = compiled(found, columns=frozenset(names), legend=legend)
    return Batch(
        asked=wanted,
        names=names,
        legend=legend,
        kleene_exact=tuple(is_kleene_exact(program, root) for root in roots),
        opened=found,
        program=program,
        roots=roots,
    )


def decide_columns(
    article: str,
    columns: Columns,
    *,
    register: "Register",
    day: date,
    victim: str,
    bearer: str,
    told: Incident | None = None,
) -> Answers:
    """Return whether one article's norm is due, row by row; see `Batch.decide`.

    Args:
        article: A reference such as ``rus-prk-2024#art4``.
        columns: Facts as int8 (1 yes, 0 open, -1 no); categories as unsigned masks. For the
            bits of ``place`` and ``attacker`` take `batch_of` and its `Legend` instead.
        register: The register that speaks.
        day: The day for which all rows are decided.
        victim: Alpha-3.
        bearer: Alpha-3, or ``organ``.
        told: What is the same in all rows.

    Returns:
        int8 of shape (N,): 1 due, 0 open, -1 not due.

    Raises:
        IncidentError: See `batch_of` and `Batch.decide`.
        UnknownName: An unknown article or state.
    """
    asked = [Asked(article=article, victim=victim, bearer=bearer)]
    answers = decide_matrix(asked, columns, register=register, day=day, told=told)
    return answers.reshape(-1)


def decide_matrix(
    asked: Iterable[Asked],
    columns: Columns,
    *,
    register: "Register",
    day: date,
    told: Incident | None = None,
) -> Answers:
    """Return the answers of several articles to the same rows: int8 of shape (A, N).

    Args:
        asked: Article, victim and obligor, one of each answer's rows.
        columns: As `decide_columns` takes them.
        register: The register that speaks.
        day: The day for which all rows are decided.
        told: What is the same in all rows.

    Raises:
        IncidentError: See `batch_of` and `Batch.decide`.
        UnknownName: An unknown article or state.
    """
    return batch_of(asked, register=register, day=day, columns=columns, told=told).decide(columns)
