"""Which roots has PLOVER, of which class is each, and what does "refused to" make of one?

The classifier works on fifteen roots, as its training data do: YIELD there is CONCEDE
and RETREAT in PLOVER's words of today; the CAMEO code of the deed tells them apart.
"""

from collections.abc import Sequence

QUADS = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "COOPERATE": 2,
    "AID": 2,
    "YIELD": 2,
    "CONCEDE": 2,
    "RETREAT": 2,
    "ACCUSE": 3,
    "REQUEST": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "MOBILIZE": 4,
    "SANCTION": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}
"""Quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""

CLASSES = (
    *("ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE"),
    *("PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD"),
)
"""The roots that the classifier tells apart."""

_HELPFUL = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"})

# CAMEO codes of a deed that is promised, asked for, refused, threatened, stopped or eased.
_TURNED_CODES = {
    "AGREE": {"CONSULT": "036", "SUPPORT": "032", "COOPERATE": "031", "AID": "033", "YIELD": "035"},
    "REQUEST": {
        "CONSULT": "106",
        "SUPPORT": "102",
        "COOPERATE": "101",
        "AID": "103",
        "YIELD": "105",
        "AGREE": "107",
    },
    "REJECT": {
        "CONSULT": "125",
        "SUPPORT": "120",
        "COOPERATE": "121",
        "AID": "122",
        "YIELD": "124",
        "AGREE": "127",
    },
    "THREATEN": {
        "SANCTION": "131",
        "COERCE": "132",
        "PROTEST": "133",
        "ASSAULT": "138",
        "MOBILIZE": "138",
    },
    "SANCTION": {"CONSULT": "164", "SUPPORT": "161", "COOPERATE": "160", "AID": "162"},
    "YIELD": {
        "COERCE": "081",
        "SANCTION": "085",
        "PROTEST": "082",
        "ASSAULT": "087",
        "MOBILIZE": "087",
    },
}
_CAMEO_ROOTS = {
    "AGREE": "03",
    "CONSULT": "04",
    "SUPPORT": "05",
    "COOPERATE": "06",
    "AID": "07",
    "CONCEDE": "08",
    "RETREAT": "08",
    "YIELD": "08",
    "REQUEST": "10",
    "ACCUSE": "11",
    "REJECT": "12",
    "THREATEN": "13",
    "PROTEST": "14",
    "MOBILIZE": "15",
    "SANCTION": "16",
    "COERCE": "17",
    "ASSAULT": "18",
}


def turned(root: str, operators: Sequence[str]) -> str:
    """Return what a deed becomes under the operators before it, the outermost first.

    >>> turned("AID", ["agree"]), turned("AID", ["stop"]), turned("ASSAULT", ["intend"])
    ('AGREE', 'SANCTION', 'THREATEN')
    >>> turned("AID", ["refuse", "intend"]), turned("COERCE", ["ease"]), turned("AID", [])
    ('REJECT', 'YIELD', 'AID')
    """
    for operator in operators:
        if (after := _turned_by(root, operator)) is not None:
            return after
    return root


def _turned_by(root: str, operator: str) -> str | None:
    if operator in _SPEECH:
        return _SPEECH[operator]
    if operator == "stop" and root in _HELPFUL | {"AGREE"}:
        return "SANCTION"
    if operator in ("stop", "ease") and root in _HARMFUL:
        return "YIELD"
    if operator == "negate" and root in _HELPFUL | {"AGREE", "YIELD"}:
        return "REJECT"
    if operator in ("intend", "agree"):
        if root in _HELPFUL | {"AGREE", "YIELD"}:
            return "AGREE"
        return "THREATEN" if root in _HARMFUL else None
    return None


_SPEECH = {"demand": "REQUEST", "threaten": "THREATEN", "refuse": "REJECT", "accuse": "ACCUSE"}


def cameo_of(root: str, deed: str, code: str) -> str:
    """Return the CAMEO code of ``root`` where the words name the deed ``deed`` with ``code``.

    Empty where the deed says nothing of that root.

    >>> cameo_of("AID", "AID", "072"), cameo_of("AGREE", "AID", "072")
    ('072', '033')
    """
    if root == deed:
        return code
    return _TURNED_CODES.get(root, {}).get(deed, "")


def cameo_root(root: str, cameo: str) -> str:
    """Return the two digits of CAMEO: those of the code, else the root's commonest."""
    return cameo[:2] or _CAMEO_ROOTS[root]


def plover_root(root: str, cameo: str) -> str:
    """Return the root in PLOVER's words: YIELD is CONCEDE or RETREAT by the deed's code.

    Restrictions eased, people or things given back, access let in and fighting ended
    are RETREAT; demands met and leaders gone are CONCEDE, as is what says no more.

    >>> plover_root("YIELD", "0841"), plover_root("YIELD", "083"), plover_root("AID", "072")
    ('RETREAT', 'CONCEDE', 'AID')
    """
    if root != "YIELD":
        return root
    return (
        "RETREAT" if cameo.startswith(("084", "085", "086", "087", "0813", "0814")) else "CONCEDE"
    )
