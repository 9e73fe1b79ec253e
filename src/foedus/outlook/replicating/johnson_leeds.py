"""Do defence pacts deter? The design of Johnson and Leeds 2011, coded in ever finer steps.

The computation is that of `foedus.outlook.deterrence`, which is loaded only when it is asked
for; here stands what it is held against.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from foedus.errors import InputError
from foedus.outlook.replicating.replication import Replication, Row

ROOM, FUNCTION = "foedus.outlook.deterrence.replicated", "obtained"
"""Where the computation stands: a folder of files to the keys below and their values."""
COUNTS = {"rows": 1_058_400, "initiations": 1_729, "dyads": 14_347}
STEPS = {
    "any_ally": ("any outside ally (flag of the dyad-year)", 0.113),
    "ally_without_pact": ("an ally that has no pact with the challenger", 0.141),
    "treaty_without_challenger": ("a defence treaty of which the challenger is no member", -0.040),
    "no_named_adversary": ("... without treaties that name an adversary", -0.138),
    "unconditional": ("... unconditional treaties only", -0.186),
    "unnamed_peacetime": ("... no named adversary or conflict, not made in wartime", -0.205),
}
"""Coding of "the target has a defence pact" to its coefficient, all directed dyads 1816-2000."""
WITHIN = 0.01


def steps(folder: Path) -> Iterator[Row]:
    """Yield the counts and the coefficient of each coding.

    Raises:
        InputError: This version has no such computation, or a file is not in the folder.
    """
    yield from beside(_computation()(folder))


def beside(found: Mapping[str, float]) -> Iterator[Row]:
    """Yield what was computed before beside what was obtained.

    Raises:
        InputError: A coding is missing in what was obtained.
    """
    for key, count in COUNTS.items():
        if key in found:
            yield Row(quantity=key, published=count, obtained=found[key], seen=False)
    for key, (words, value) in STEPS.items():
        if key not in found:
            problem = f"{ROOM}.{FUNCTION} tells nothing of '{key}'."
            raise InputError("johnson-leeds", problem, "Install one version of Foedus alone.")
        yield Row(
            quantity=f"log-odds of an attack: {words}",
            published=value,
            obtained=found[key],
            within=WITHIN,
            places=3,
            seen=False,
        )


def _computation() -> Callable[[Path], Mapping[str, float]]:
    try:
        found = getattr(import_module(ROOM), FUNCTION)
    except (ImportError, AttributeError) as error:
        problem = f"this version of Foedus cannot compute it ({error})."
        raise InputError("johnson-leeds", problem, "Install a version that has it.") from None
    computation: Callable[[Path], Mapping[str, float]] = found
    return computation


JOHNSON_LEEDS = Replication(
    id="johnson-leeds",
    title="Defence pacts and the initiation of disputes, 1816-2000, by coding",
    file="a folder with the data sets of the design, each as its authors give it",
    where="ATOP (member level), GML disputes, Correlates of War (states, NMC, contiguity), "
    "capitals and Polity, each from its own project; the R package peacesciencer carries most",
    cite="Johnson, Jesse C., and Brett Ashley Leeds. 2011. Defense Pacts: A Prescription for "
    "Peace? Foreign Policy Analysis 7(1): 45-65.",
    cite_data="the works that `foedus cite` names for each data set",
    method="logit of initiation in directed dyad-years, one model for each coding of the target's "
    "defence pact",
    compute=steps,
    folder=True,
    note="The design is theirs, the coding in steps and these numbers are ours: the article's own "
    "coefficients were not seen. The row of unconditional treaties does not come out: see "
    "docs/explanation/deterrence.md.",
)
