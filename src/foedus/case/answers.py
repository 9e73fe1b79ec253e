"""How are facts answered, in a file or on a command line? With yes, no, open, and by whom."""

from collections.abc import Iterable, Mapping
from typing import Any

from foedus.case.incident import FactValue
from foedus.case.sheet import Sheet
from foedus.yaml12 import Path_

WORDS: Mapping[str, bool | None] = {"yes": True, "no": False, "open": None}
NO_VOTE = ("abstained", "absent")
"""What a member did that voted neither for nor against; it does not object by that."""


def facts_told(told: Any, path: Path_, *, sheet: Sheet) -> dict[str, FactValue]:
    """Return the facts of a file's ``facts``; faults are noted on ``sheet``."""
    if told is None:
        return {}
    if not isinstance(told, Mapping):
        sheet.fault(path, "facts are no list.", "Write 'name: true', one a line.")
        return {}
    found: dict[str, FactValue] = {}
    for name, value in told.items():
        at = (*path, name)
        if value in NO_VOTE and name.startswith("vote."):
            found |= {name: False, f"objection.{name.removeprefix('vote.')}": False}
        elif isinstance(value, Mapping):
            found[name] = {str(s): _answer(v, (*at, s), sheet=sheet) for s, v in value.items()}
        else:
            found[name] = _answer(value, at, sheet=sheet)
    return found


def facts_of_flags(flags: Iterable[str], *, sheet: Sheet) -> dict[str, Any]:
    """Return the facts of ``name=yes`` and ``name@SPEAKER=yes``, as a file would tell them."""
    found: dict[str, dict[str, str]] = {}
    for flag in flags:
        key, _, word = flag.partition("=")
        name, _, speaker = key.partition("@")
        if word not in (*WORDS, *NO_VOTE):
            mend = "Write NAME=yes, NAME=no or NAME=open."
            sheet.fault(("facts",), f"'{flag}' is no fact with its answer.", mend)
            continue
        accounts = found.setdefault(name, {})
        known = accounts.setdefault(speaker, word)
        if known != word or ("" in accounts and len(accounts) > 1):
            problem = f"'{key}' is told twice, and not the same."
            sheet.fault(("facts",), problem, "Keep one; or give each account its NAME@SPEAKER.")
    return {name: _accounts(by) for name, by in found.items()}


def _accounts(by: Mapping[str, str]) -> Any:
    answers = {speaker: WORDS.get(word, word) for speaker, word in by.items()}
    return answers.get("", answers)


def _answer(told: Any, path: Path_, *, sheet: Sheet) -> bool | None:
    if told is None or isinstance(told, bool):
        return told
    if isinstance(told, str) and told in WORDS:
        return WORDS[told]
    sheet.fault(path, f"'{told}' is no answer.", "Write true, false or null (open).")
    return None
