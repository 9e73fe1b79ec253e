"""Does a second reading of the law come to the same? It imports nothing of Foedus.

Run:  foedus decide ... --format json > case.json
      python bench/second_reading.py case.json register/

`checker` holds a proof to its rules and its text. This step also works out what that one
takes from the proof: the folder `second` reads from the register's YAML where a place lies,
whose it is, who is allied, who votes, which reading or reservation counts. It accepts only if

* the value of every sentence is that of *all* completions of what is open;
* it follows by its rule from the sentences below it, by cases where that is said;
* no sentence is left out that the value rests on, and none is added;
* every leaf asks what the rule asks, and cites what stands in the file;
* the verdict and the casus are the values found, and the norm that of the file.

What it cannot read it refuses. It does not read prose, beyond facts' questions and days.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from second.files import Plain, listed, read_register
from second.logic import Known, Node, Refused, joined
from second.places import Gazetteer
from second.rule import ADDED, Reading
from second.scene import Scene

VERDICTS = {True: "due", False: "not_due", None: "open"}
VALUES = {True: True, False: False, "open": None}
ATTRIBUTION = "Responsibility of States, Arts. 4-11; UNGA 3314, Art. 3(g)"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class SecondReading:
    """Checks the findings of cases against one register."""

    def __init__(self, register: Plain) -> None:
        self.register = register
        self.gazetteer = Gazetteer(register["places"])
        self._texts: dict[str, set[str]] = {}

    def case(self, told: Plain) -> int:
        """Return how many proofs of a case hold; raise Refused at the first that does not."""
        incident = told["incident"]
        scenes = {
            victim: Scene(incident, victim, register=self.register, gazetteer=self.gazetteer)
            for victim in incident["victims"]
        }
        for finding in told["findings"]:
            try:
                self.finding(finding, scenes[finding["beneficiary"]])
            except (Refused, KeyError) as refusal:
                who = f"{finding['instrument']}#{finding['article']} {finding['obligor']}"
                raise Refused(f"{who}: {refusal}") from None
        return len(told["findings"])

    def finding(self, finding: Plain, scene: Scene) -> None:
        """Check one finding: its rule, its proof, its verdict."""
        file = self.register["instruments"][finding["instrument"]]
        reading = Reading(scene, file, finding["article"], bearer=finding["obligor"])
        who = {finding["obligor"]} - set(scene.attackers)
        possible = scene.possible | {"attacker": scene.possible["attacker"] - who}
        known, proof = Known(scene.facts, possible), finding["proof"]
        texts = self.texts(file) | {scene.day, scene.known_on}
        if finding["due"] == "undecided":
            raise Refused("no answer was given, so there is nothing to check")
        published = str(file["life"].get("published") or "")
        unread = reading.article.get("text_unknown") or published > scene.known_on
        frame = reading.frame()
        rule = reading.due()
        if unread and all(known.quick(n) is not False for n in frame):
            _same(finding["due"], "text_unknown", "the text was not public, and the verdict")
            rule = Node("all", (*frame, Node("fact", name="text")))
            known = Known(scene.facts, possible)
        else:
            _same(finding["due"], VERDICTS[known.value(rule)], "the verdict")
            _same(VALUES[finding["casus"]], known.value(reading.casus()), "the casus")
        _same(finding["norm"]["must"], reading.article["then"]["must"], "the norm")
        self.proof(proof, rule, known=known, texts=texts)

    def proof(self, told: Plain, node: Node, *, known: Known, texts: set[str]) -> None:
        """Check one sentence against what the rule asks there, and all sentences below it."""
        sentence, value = told["sentence"], VALUES[told["value"]]
        _same(value, known.value(node), f"the value of '{sentence}'")
        self._words(told, texts)
        if "because" not in told:
            self._leaf(told, node, known=known, value=value)
            return
        _same(told["rule"], node.op, f"the rule of '{sentence}'")
        _same(told.get("least", 0), node.least, f"how many must hold of '{sentence}'")
        because = told["because"]
        below = [VALUES[part["value"]] for part in because]
        if "asks" in told or not because:
            raise Refused(f"'{sentence}' is a leaf and is not")
        quick = joined(node.op, below, least=node.least)
        if told.get("by_cases", False) != (quick is None and value is not None):
            raise Refused(f"'{sentence}' does not follow from what stands below it")
        one_is_enough = (node.op, quick) in (("all", False), ("any", True))
        if one_is_enough and below != [quick] * len(below):
            raise Refused(f"'{sentence}' rests on less than what stands below it")
        self._below(because, node.parts, some=one_is_enough, known=known, texts=texts)

    def _leaf(self, told: Plain, node: Node, *, known: Known, value: bool | None) -> None:
        asked = told.get("asks")
        if "met" in told:
            still = known.possible.get(node.name, frozenset())
            _same(told["met"], sorted(still & node.met), f"what meets '{told['sentence']}'")
            _same(told["unmet"], sorted(still - node.met), f"what fails '{told['sentence']}'")
        if node.op == "const" and not re.search(node.name, told["sentence"]):
            raise Refused(f"'{told['sentence']}' does not say that '{node.name}'")
        if asked is None:
            if value is None:
                raise Refused(f"'{told['sentence']}' is open and asks nothing")
            return
        _same(asked, node.name, f"the question of '{told['sentence']}'")
        question = self.register["facts"].get(asked, {}).get("question")
        if node.op == "fact" and question and told["sentence"].endswith("?"):
            _same(told["sentence"], question, f"the words of '{asked}'")

    def _below(
        self,
        told: list[Plain],
        parts: tuple[Node, ...],
        *,
        some: bool,
        known: Known,
        texts: set[str],
    ) -> None:
        """Match the sentences with the parts, in order; all parts, unless one is enough."""
        left = iter(parts)
        for sentence in told:
            refusal = Refused(f"'{sentence['sentence']}' is no part of the rule there")
            for part in left:
                try:
                    self.proof(sentence, part, known=known, texts=texts)
                    break
                except Refused as found:
                    if not some:
                        raise
                    refusal = found
            else:
                raise refusal
        if not some and next(left, None) is not None:
            raise Refused(f"something is left out after '{told[-1]['sentence']}'")

    def _words(self, told: Plain, texts: set[str]) -> None:
        cite = told.get("cite")
        if cite and cite not in texts and cite.split(", as ")[0] not in texts:
            raise Refused(f"the cite '{cite}' does not stand in the file")
        for day in DAY.findall(told["sentence"]):
            if day not in texts and not any(day in text for text in texts):
                raise Refused(f"{day} is no day of the file, in '{told['sentence']}'")

    def texts(self, file: Plain) -> set[str]:
        """Return every text of a file and of those that override it, and cites made of them."""
        if file["id"] not in self._texts:
            found = {ATTRIBUTION, str(ADDED["cite"])}
            for other in self.register["instruments"].values():
                over = [o for a in other["articles"].values() for o in listed(a.get("overrides"))]
                if other is file or any(o.startswith(f"{file['id']}#") for o in over):
                    found |= set(_texts(other))
                    short = other.get("short", other["title"])
                    found |= {f"{a['cite']} of {short}" for a in _articles(other)}
            self._texts[file["id"]] = found
        return self._texts[file["id"]]


def _articles(file: Plain) -> Iterator[Plain]:
    for article in file["articles"].values():
        versions = article.get("versions", {})
        for version in versions if isinstance(versions, list) else [versions]:
            yield article | version


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    else:
        yield str(value)


def _same(told: object, found: object, what: str) -> None:
    if told != found or type(told) is not type(found):
        raise Refused(f"{what} is given as {told}, and is {found}")


def main() -> int:
    """Print how many proofs hold; 3 if one does not."""
    case, source = Path(sys.argv[1]), Path(sys.argv[2])
    told = json.loads(case.read_text(encoding="utf-8"))
    kept = source.is_file()
    register = json.loads(source.read_text(encoding="utf-8")) if kept else read_register(source)
    cases = told["cases"] if "cases" in told else [told["case"]]
    try:
        count = sum(map(SecondReading(register).case, cases))
    except Refused as refusal:
        print(f"refused: {refusal}")
        return 3
    print(f"{count} proofs hold")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
