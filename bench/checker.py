"""Does every proof of a case hold? One file that imports nothing of Foedus.

Run `foedus decide ... --format json > case.json; python bench/checker.py case.json register/`.
Each value has to follow from what stands below, or from all answers to the open leaves; each leaf
to say what the speakers say; the tree to be the article's, nothing added or left out (of several
failures one is enough). Maps, ballots, rival readings are trusted, counted: see `second_reading`.
"""

import json
import sys
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

Plain = dict[str, Any]
Refused = ValueError  # a proof does not hold, or cannot be read
ATTACKS = ["danger", "aggression_not_armed", "armed_aggression", "armed_attack", "invasion"]
STOPS, HELPS = ("defeats", "ends", "suspends", "reduces_to_consult"), ("assist", "apply_measures")
CHARTER = {"effect": "defeats", "cite": "UN Charter Arts. 2(4) and 51", "from": "1945-10-24"}
OWN, BESIDE = {"fact": "victim_is_aggressor"}, ("from", "until", "known_from", "cite")
# What is taken from the proof, and how the questions begin that it may ask:
MAPS, WHO = ("place", "attacker", "reaches.", "recogn"), ("attacker", "attributable_to_state")
TRUSTED: dict[str, tuple[str, ...]] = {"vote": ("",), "finding": ("finding.", "joint_finding")}
TRUSTED |= dict.fromkeys(("place", "soil_of", "administered_by", "recognised_by"), MAPS)
TRUSTED |= dict.fromkeys(("by", "attacker", "attacker_in"), WHO) | {"request": ("request",)}
TRUSTED |= dict.fromkeys(("bearer_in", "victim_in", "bearer_party_to"), ("no question",))


def same(told: object, found: object, what: str) -> None:
    if told != found or type(told) is not type(found):
        raise Refused(f"{what} is given as {told}, and is {found}")


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def on(plain: Plain, day: str) -> bool:
    return str(plain.get("from") or "") <= day < str(plain.get("until") or "~")


def leaves(proof: Plain) -> list[Plain]:
    return [e for p in proof["because"] for e in leaves(p)] if "because" in proof else [proof]


def value(proof: Plain, supposed: Plain) -> Any:
    """Return true, false or open: what follows from the leaves, of which some are supposed."""
    if "because" in proof:
        below = [value(part, supposed) for part in proof["because"]]
        yes, no = below.count(True), below.count(False)
        least = {"any": 1, "count": proof.get("least", 0)}.get(proof["rule"], len(below))
        found = True if yes >= least else False if len(below) - no < least else "open"
        return found if proof["rule"] != "not" or found == "open" else not found
    if proof["value"] != "open" or proof.get("asks") not in supposed:
        return proof["value"]
    return supposed[proof["asks"]] in proof.get("met", [True])


def reached(proof: Plain, supposed: Plain) -> set[bool]:
    if (quick := value(proof, supposed)) != "open":
        return {quick}
    left = [p for p in leaves(proof) if value(p, supposed) == "open"]
    asks, answers = left[0]["asks"], left[0].get("met", [True]) + left[0].get("unmet", [False])
    sets, found = [p.get("met", [True]) for p in left if p["asks"] == asks], set[bool]()
    for answer in {tuple(a in met for met in sets): a for a in answers}.values():
        found |= reached(proof, supposed | {asks: answer}) if len(found) < 2 else found
    return found


class Finding:
    """One article for one obligor, in one incident."""

    def __init__(self, told: Plain, finding: Plain, register: Plain) -> None:
        self.told, self.finding, self.register, self.trusted = told, finding, register, 0
        self.bearer, self.victim = finding["obligor"], finding["beneficiary"]
        self.day, self.file = told["day"], register["instruments"][finding["instrument"]]
        self.known_on, life = told["known_on"] or self.day, self.file["life"]
        self.start, self.end = (str(life.get(k) or "~") for k in ("in_force", "until"))
        self.at = self.start if self.day < self.start < "~" else self.day
        self.name, own = finding["article"], self.file["articles"][finding["article"]]
        self.article = next(own | v for v in listed(own.get("versions", {})) if on(v, self.at))
        self.unread = self.article.get("text_unknown", life.get("published", "") > self.known_on)
        made = (*self.file.get("interpretations", ()), *self.file.get("reservations", ()))
        self.patched = {element for patch in made for element in patch.get("patch", {})}
        self.words, self.facts = json.dumps(self.file, ensure_ascii=False), self._agreed()
        kinds = ((k, sorted(told[f"{k}s"])) for k in ("attack", "target", "attacker_kind"))
        self.still = {k: v for k, v in kinds if v and not {"state", "non_state"} <= {*v}}

    def check(self) -> int:
        """Check norm, proof and verdict; return how many sentences were taken on trust."""
        finding, proof = self.finding, self.finding["proof"]
        same(finding["norm"]["must"], self.article["then"]["must"], "the norm")
        for part in (proof, *(left["proof"] for left in listed(finding["instead"]))):
            self._derived(part)
        self._match(proof, self._rule())
        verdicts = {True: "due", False: "not_due", "open": ("open", "text_unknown")[self.unread]}
        same(finding["due"], verdicts[proof["value"]], f"the verdict on {self.bearer}")
        return self.trusted

    def _bound(self, state: str) -> bool:
        left = self.file.get("leaves", {}).get(state)
        days = [left["effect"]] if isinstance(left, dict) else listed(left)
        came = [d for d, states in self.file["parties"].items() if state in states and d <= self.at]
        gone = [d for d in days if d <= self.at and d < self.end]  # who stayed to the end is kept
        spells = listed(self.register["states"].get(state, {}).get("life", {}))
        exists = any(on(spell, self.day) or spell.get("until") == self.day for spell in spells)
        treated = (e for e in self.file.get("application", ()) if e["state"] == state)
        also = self.at < self.end and any(on(e, self.at) for e in treated)
        return also or (exists and max(came, default="") >= max(gone, default="0"))

    def _agreed(self) -> Plain:
        told, names = dict(self.told["facts"]), self.register["facts"]
        found = {n: fact.get("default", "open") for n, fact in names.items() if n not in told}
        twice = {f"request.{self.victim}": "request", "request.victim": "request"}
        for other, name in (twice | {"finding.joint": "joint_finding"}).items():
            both = [told.get(name), told.get(other)]
            one, two = (v if isinstance(v, dict) else {} for v in both)
            spoken = one | two | {who: v for who, v in one.items() if v is not None}
            told[name] = next((v for v in both if isinstance(v, bool)), spoken)
        said = {n: [*v.values()] if isinstance(v, dict) else [v] for n, v in told.items()}
        return found | {n: v[0] for n, v in said.items() if v and None not in v and len({*v}) == 1}

    def _derived(self, proof: Plain) -> None:
        found, below = proof["value"], proof.get("because", ())
        if below:
            found = ends.pop() if len(ends := reached(proof, {})) == 1 else "open"
            quick = value(proof | {"because": [{"value": p["value"]} for p in below]}, {})
            same(proof.get("by_cases", False), quick == "open" != found, "that it is by cases")
            alone = (proof["rule"], quick) in (("all", False), ("any", True))
            same({p["value"] for p in below} == {quick} or not alone, True, "what settles it")
        elif "met" in proof:
            still = sorted([*proof["met"], *proof["unmet"]])
            same(still, self.still.setdefault(proof["asks"], still), "what is possible")
            found = "open" if proof["met"] and proof["unmet"] else bool(proof["met"])
        elif "asks" in proof or found == "open":
            found = self.facts.get(proof["asks"], "open")
        same(proof["value"], found, f"the value of '{proof['sentence']}'")
        for part in below:
            self._derived(part)

    def _stands(self, plain: Plain) -> bool:
        inner = self.file["terms"][plain["term"]] if "term" in plain else plain.get("not")
        parts = [inner] if inner else plain.get("all", plain.get("any"))
        stands = on(plain, self.day) and str(plain.get("known_from") or "") <= self.known_on
        return stands and (not parts or any(map(self._stands, parts)))

    def _rule(self) -> Plain:
        file, own, day, bearer = self.file, self.article, self.day, self.bearer
        must, whose, pair = own["then"]["must"], own["for"], {self.victim, bearer}
        early = None if "provisional" in file["life"] else False
        shielded = {p["state"] for p in file.get("protects", ()) if on(p, day)}
        ended = (f"ended.{file['id']}.{e['id']}" for e in file.get("ends", ()) if e["day"] <= day)
        parts: list[Plain] = [{"is": self.start <= day < self.end or early}]
        parts += [{"not": {"fact": name}} for name in ended]
        parts += [{"is": False}] * (own.get("status", {"since": "~"})["since"] <= day)
        parts += [{"is": self.victim in shielded or self._bound(self.victim)}]
        if whose != "organ":
            alleged = bearer in self.told["attackers"] and bearer != self.victim
            who = {"not": {"attacker": bearer}} if alleged else {"is": True}
            parts += [{"is": (isinstance(whose, str) or bearer in whose) and self._bound(bearer)}]
            parts += [{"is": len(pair) == 2}] * (must in HELPS or whose == "every_other_party")
            parts += [who] * (not own.get("binds_attacker"))
            for entry in (e for e in file.get("participation", ()) if e["kind"] == "suspended"):
                towards = {*(listed(entry.get("towards")) or pair)}
                touched = entry["state"] in pair and bool(towards & pair) and on(entry, day)
                parts += [{"not": {"asks": "suspended."}}] * touched
        if self.unread:
            return {"all": [*parts, {"asks": "text"}]}
        rivals = {"when"} if any(r.get("rival") for r in own.get("readings", ())) else set()
        for name in ("when", "needs") if "needs" in own else ("when",):
            law = own.get(name, {"all": []})
            read = name in rivals or f"{self.name}.{name}" in self.patched
            said = str([p["sentence"] for p in self.finding["proof"].get("because", ())])
            out = "no such rule" in said and any(f"'{e[6:]}'" in str(law) for e in self.patched)
            made = {"is": False} if out or not self._stands(law) else {"all": law.get("all", [law])}
            parts += [{"asks": ""} if read else made | {"cite": own["cite"]}]
        bars, helps = own.get("unless", []), must in HELPS and not file.get("offensive")
        adds = helps and file["binding"] == "treaty" and str(OWN)[1:-1] not in str(bars)
        for bar in [*bars, CHARTER | {"if": OWN}][: len(bars) + adds]:
            if_stands = bar["effect"] in STOPS and self._stands(bar) and self._stands(bar["if"])
            parts += [{"not": bar["if"], "cite": bar.get("cite")}] * if_stands
        every = [a for f in self.register["instruments"].values() for a in f["articles"].values()]
        for above in filter(lambda article: "overrides" in article, every):
            texts = [above | v for v in listed(above.get("versions", {})) if on(v, day)]
            over = f"{file['id']}#{self.name}" in listed(above["overrides"])
            parts += [{"not": {"asks": ""}, "cite": t["cite"]} for t in texts[:1] if over]
        return {"all": parts, "cite": f"{own['cite']} of {file.get('short', file['title'])}"}

    def _match(self, told: Plain, plain: Plain) -> None:
        key, said = next(part for part in plain.items() if part[0] not in BESIDE)
        below = told.get("because", [])
        if key == "term":
            plain = self.file["terms"][said]
            whole = "variants" not in plain and f"terms.{said}" not in self.patched
            inner = {k: v for k, v in plain.items() if k != "cite"}
            key, said, plain = ("all", [inner], plain) if whole else ("asks", "", {})
        has, cite, what = told["value"], told.get("cite", ""), f"'{told['sentence']}'"
        known = key in ("asks", "by") or "cite" in plain or cite.split(", as ")[0] in self.words
        same((cite, known), (plain.get("cite", cite), True), f"the cite of {what}")
        if key in TRUSTED or key == "asks":
            self.trusted += 1
            asked = {p["asks"] for p in leaves(told) if "asks" in p}
            other = {a for a in asked if not a.startswith(TRUSTED.get(key, said))}
            same(other, set(), f"what {what} asks")
        elif key in ("all", "any", "not", "count"):
            least = said["at_least"] if key == "count" else 0
            parts = [p for p in listed(said["of"] if least else said) if self._stands(p)]
            alone = (key, has) in (("all", False), ("any", True)) and not told.get("by_cases")
            if len(below) < len(parts) and not alone:  # a patched term may be out of the text
                parts = [p for p in parts if not any(f"'{e[6:]}'" in str(p) for e in self.patched)]
            rule = (key if parts else None, least)
            same((told.get("rule"), told.get("least", 0)), rule, f"the rule of {what}")
            full = len(below) == len(parts) or bool(alone and below)
            same(full and (bool(parts) or has == (key == "all")), True, f"what stands below {what}")
            left = iter(parts)
            for part in below:
                for other in left:
                    with suppress(Refused) if alone else nullcontext():
                        self._match(part, other)
                        break
                else:
                    raise Refused(f"'{part['sentence']}' is no part of the rule there")
        elif key == "attack" or "met" in told:
            wanted = ATTACKS[ATTACKS.index(said) :] if key == "attack" else listed(said)
            met = [k for k in self.still.get(key, ()) if k in wanted]
            same((told.get("asks"), told.get("met"), below), (key, met, []), f"what meets {what}")
        else:
            holds = {"fact": has, "target": True}.get(key, has if said is None else said)
            same((told.get("asks"), has, below), (said if key == "fact" else None, holds, []), what)


def main() -> None:
    from ruamel.yaml import YAML  # noqa: PLC0415 - not needed by who has the register as data

    yaml, told = YAML(typ="safe", pure=True), json.loads(Path(sys.argv[1]).read_text("utf-8"))
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    files = [yaml.load(p) for p in sorted(Path(sys.argv[2]).glob("[ils][net][sxa]*/**/*.yaml"))]
    known = {n: {k: v for f in files for k, v in f.get(n, {}).items()} for n in ("facts", "states")}
    known["instruments"] = {f["id"]: f for f in files if "articles" in f}
    cases = told.get("cases") or [told["case"]]
    findings = [Finding(c["incident"], f, known) for c in cases for f in c["findings"]]
    try:
        trusted = sum(finding.check() for finding in findings)
    except (Refused, LookupError) as refusal:
        raise SystemExit(f"refused: {refusal}") from None
    print(f"{len(findings)} proofs hold; {trusted} of their sentences were taken on trust")


if __name__ == "__main__":
    main()
