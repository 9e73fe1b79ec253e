"""What does a file of the register say on a day? Read a second time, from its plain YAML."""

from pathlib import Path
from typing import Any

Plain = dict[str, Any]


def listed(value: Any) -> list[str]:
    """Return a word, a list of words or nothing as a list."""
    if value is None:
        return []
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def on_day(plain: Plain, day: str) -> bool:
    """Tell whether ``day`` lies within ``from`` and ``until``, the last not included."""
    return str(plain.get("from") or "") <= day < str(plain.get("until") or "~")


def read_register(folder: Path) -> Plain:
    """Return instruments, places and states by id, and facts by name, of a register's folder."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - a register may also be given as JSON

    def read(part: str) -> list[Any]:
        files = sorted((folder / part).rglob("*.yaml"))
        return [as_text(YAML(typ="safe", pure=True).load(path)) for path in files]

    places = {k: v for file in read("places") for k, v in file["places"].items()}
    facts = {k: v for file in read("lexicon") for k, v in (file.get("facts") or {}).items()}
    states = {k: v for file in read("states") for k, v in file.get("states", {}).items()}
    return {"instruments": {f["id"]: f for f in read("instruments")}, "places": places} | {
        "facts": {k: v for k, v in facts.items() if isinstance(v, dict) and "question" in v},
        "states": states,
    }


def as_text(value: Any) -> Any:
    """Return plain data with every day as text."""
    if isinstance(value, dict):
        return {str(k): as_text(v) for k, v in value.items()}
    if isinstance(value, list):
        return [as_text(v) for v in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def version_of(file: Plain, article: str, *, day: str, strict: bool = False) -> Plain:
    """Return the article's text of ``day``; of a later instrument that of its first day."""
    plain = file["articles"][article]
    texts = plain.get("versions", {})
    own = {k: v for k, v in plain.items() if k != "versions"}
    start = str(file["life"].get("in_force") or "")
    at = day if strict else max(day, start)
    for text in texts if isinstance(texts, list) else [texts]:
        if on_day(text, at):
            return {**own, **text}
    return {}


def status_on(file: Plain, day: str) -> str:
    """Return before | signed | in_force | ended."""
    life = {k: str(v) for k, v in file["life"].items() if k in ("signed", "in_force", "until")}
    if day >= life.get("until", "~"):
        return "ended"
    if day >= life.get("in_force", "~"):
        return "in_force"
    return "signed" if day >= life.get("signed", life.get("in_force", "~")) else "before"


def applies(file: Plain, day: str, *, state: str) -> bool:
    """Tell whether the instrument applies to ``state``: in force, or provisionally before."""
    early, status = file["life"].get("provisional"), status_on(file, day)
    if status != "signed" or not early:
        return status == "in_force"
    return on_day(early, day) and state in (listed(early.get("states")) or [state])


def memberships(file: Plain) -> list[tuple[str, str, str]]:
    """Return (state, first day, end) for each membership."""
    found = []
    for day, states in sorted((str(d), s) for d, s in file["parties"].items()):
        for state in states:
            left = file.get("leaves", {}).get(state)
            ends = [str(left["effect"])] if isinstance(left, dict) else listed(left)
            found.append((state, day, min((e for e in ends if e > day), default="~")))
    return found


def parties_for(file: Plain, day: str, *, states: Plain) -> list[str]:
    """Return the parties that count on ``day`` and are ``states`` then."""
    return [s for s in _parties(file, day) if _exists(states.get(s, {}), day)]


def _exists(state: Plain, day: str) -> bool:
    life = state.get("life", {})
    spells = life if isinstance(life, list) else [life]
    return any(on_day(spell, day) or str(spell.get("until")) == day for spell in spells)


def _parties(file: Plain, day: str) -> list[str]:
    """Return the parties that count on ``day``; before entry into force the first ones."""
    start, until = (str(file["life"].get(k) or "~") for k in ("in_force", "until"))
    if status_on(file, day) == "ended" and not (start != "~" and day < start):
        return list(dict.fromkeys(s for s, _, end in memberships(file) if end in ("~", until)))
    at = start if start != "~" and day < start else day
    own = [s for s, begun, end in memberships(file) if begun <= at < end]
    treated = [a["state"] for a in file.get("application", ()) if on_day(a, at)]
    return list(dict.fromkeys([*own, *treated]))
