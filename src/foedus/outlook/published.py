"""Which shares of honoured pledges are published? The figures of the register, as they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from foedus.content import tree
from foedus.errors import Fault, RegisterError, suggest

FILE = "honoured.yaml"
PLEDGES = ("any", "defense", "offense", "neutrality", "nonaggression")
ERAS = ("whole", "before_1945", "from_1945")
MEMBERS = ("all", "two", "many")
CHECKS = ("seen", "recomputed", "from_memory")
OWN = ("wars", "largest_war", "largest_war_tested", "independent", "clustered", "effective_cases")
STUDY_KEYS = ("short", "cite", "unit", "checked", "source")
FIGURE_KEYS = ("study", "coding", "pledge", "era", "years", "value", "method", "checked")
OPTIONAL = (
    "members",
    "honoured",
    "tested",
    "published",
    "unverified",
    "years_unverified",
    "note",
    *OWN,
)

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One published share of honoured pledges, and what we computed beside it."""

    study: str
    """Key of the study in the register."""
    short: str
    """How running text calls the study: 'Leeds 2003'."""
    cite: str
    coding: str
    """Key of the rules that decided what counts as tested and as honoured."""
    rules: str
    """Those rules in words."""
    pledge: str
    """One of `PLEDGES`."""
    era: str
    """One of `ERAS`."""
    members: str = "all"
    """One of `MEMBERS`: alliances of any size, of two, or of more."""
    years: tuple[int, int]
    """First and last year of the sample."""
    value: float
    """Share honoured, 0 to 1."""
    method: str
    checked: str
    """seen in a public text | recomputed from the authors' file | from_memory"""
    unverified: bool = False
    years_unverified: bool = False
    honoured: int | None = None
    tested: int | None = None
    published: bool = True
    """False where we know the count from the authors' file only."""
    modelled: bool = False
    """True where it is no count but the estimate of our own model (`foedus.outlook.pooled`)."""
    note: str = ""
    wars: int | None = None
    largest_war: str = ""
    largest_war_tested: int | None = None
    independent: tuple[float, float] | None = None
    """95 % Jeffreys interval, as if all cases were independent."""
    clustered: tuple[float, float] | None = None
    """95 % interval with the wars as units (`interval.clustered`)."""
    effective_cases: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """All figures of the register, and the pledges of which no figure is known."""

    figures: tuple[Figure, ...]
    uncounted: Mapping[str, str]
    """Pledge to the reason why no share of it is known."""

    def find(
        self, study: str, *, coding: str, pledge: str, era: str, members: str = "all"
    ) -> Figure | None:
        """Return the one figure of that study, coding, pledge, era and members, or None."""
        wanted = (study, coding, pledge, era, members)
        return next(
            (f for f in self.figures if (f.study, f.coding, f.pledge, f.era, f.members) == wanted),
            None,
        )


def load_published() -> Published:
    """Return the register's figures, in the order of the file.

    Raises:
        RegisterError: The file is absent or faulty; all faults at once.
    """
    place = f"register/outlook/{FILE}"
    data = tree("outlook").get(FILE)
    if not isinstance(data, dict):
        raise RegisterError([Fault(place, 0, "no figures are here.", "Restore the file.")])
    return as_published(data, place=place)


def as_published(data: Raw, *, place: str) -> Published:
    """Return the figures of one file's data.

    Raises:
        RegisterError: A key is missing or unknown, or a value is none of the known ones.
    """
    studies: Raw = data.get("studies") or {}
    codings: Mapping[str, str] = data.get("codings") or {}
    figures: list[Raw] = data.get("figures") or []
    words = {
        "study": tuple(studies),
        "coding": tuple(codings),
        "pledge": PLEDGES,
        "era": ERAS,
        "members": MEMBERS,
        "checked": CHECKS,
    }
    faults = [Fault(place, 0, *fault) for fault in _faults(studies, figures, words=words)]
    if faults:
        raise RegisterError(faults)
    return Published(
        figures=tuple(
            _figure(raw, studies[raw["study"]], rules=codings[raw["coding"]]) for raw in figures
        ),
        uncounted=dict(data.get("uncounted") or {}),
    )


def _figure(raw: Raw, study: Raw, *, rules: str) -> Figure:
    pairs = {
        key: (value[0], value[1])
        for key in ("years", "independent", "clustered")
        if (value := raw.get(key))
    }
    words = {"short": study["short"], "cite": study["cite"], "rules": rules}
    return Figure(**{**raw, **pairs, **words})


def _faults(
    studies: Raw, figures: list[Raw], *, words: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    if not figures:
        yield "'figures' is empty.", "List at least one figure."
    for name, study in studies.items():
        for key in STUDY_KEYS:
            if key not in study:
                yield f"study '{name}' has no '{key}'.", f"Add '{key}'."
    for number, raw in enumerate(figures, 1):
        for problem, mend in _figure_faults(raw, words=words):
            yield f"figure {number}: {problem}", mend


def _figure_faults(raw: Raw, *, words: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for key in FIGURE_KEYS:
        if key not in raw:
            yield f"no '{key}'.", f"Add '{key}'."
    for key in raw:
        if key not in (*FIGURE_KEYS, *OPTIONAL):
            yield f"unknown key '{key}'.", suggest(key, (*FIGURE_KEYS, *OPTIONAL))
    for key, known in words.items():
        if key in raw and raw[key] not in known:
            yield f"{key} '{raw[key]}' is none of the known ones.", suggest(str(raw[key]), known)
    if raw.get("checked") == "from_memory" and not raw.get("unverified"):
        yield "from memory, and not marked so.", "Add 'unverified: true'."
    yield from _count_faults(raw)


def _count_faults(raw: Raw) -> Iterator[tuple[str, str]]:
    honoured, tested, value = (raw.get(key) for key in ("honoured", "tested", "value"))
    if (honoured is None) != (tested is None):
        yield "one of 'honoured' and 'tested' alone.", "Give both, or neither."
    if honoured is None or not tested or value is None:
        return
    if abs(honoured / tested - value) > 5.1e-5:  # the file rounds shares to four decimals
        yield f"{honoured} of {tested} is not {value}.", f"Write {honoured / tested:.4f}."
