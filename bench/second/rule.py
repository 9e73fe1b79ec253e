"""What does an article ask of an incident, for one obligor? Read a second time."""

from collections.abc import Callable
from typing import Any

from second.files import Plain, applies, listed, on_day, parties_for, version_of
from second.logic import Node, Refused, const, every, fact, negated, some
from second.places import Spot
from second.scene import Scene
from second.words import READERS

STOPS = ("defeats", "ends", "suspends", "reduces_to_consult")
HELPS = ("assist", "apply_measures")
IN_FORCE = "in force|signed|provisionally"
AGGRESSOR = "victim_is_aggressor"
ADDED = {
    "id": "own_aggression",
    "if": {"fact": AGGRESSOR},
    "effect": "defeats",
    "cite": "UN Charter Arts. 2(4) and 51",
    "from": "1945-10-24",
}


class Reading:
    """One article, for one obligor, in one scene."""

    def __init__(self, scene: Scene, file: Plain, article: str, *, bearer: str) -> None:
        self.scene, self.file, self.bearer = scene, file, bearer
        self.id, self.article = article, version_of(file, article, day=scene.day)
        self.parties = parties_for(file, scene.day, states=scene.register["states"])
        self.patches = self._patches()
        if not self.article:
            raise Refused(f"{file['id']}#{article} has no text on {scene.day}")

    def due(self) -> Node:
        """Return the whole rule: the frame, the casus, what has to come first, no exception."""
        parts = [*self.frame(), self.casus()]
        parts += [self.element("needs")] if "needs" in self.article else []
        bars = [u for u in self.exceptions() if u["effect"] in STOPS]
        parts += [negated(node) for u in bars if (node := self.read(u["if"])) is not None]
        reference = f"{self.file['id']}#{self.id}"
        for file in self.scene.register["instruments"].values():
            for name, plain in file["articles"].items():
                above = reference in listed(plain.get("overrides"))
                if above and version_of(file, name, day=self.scene.day, strict=True):
                    other = Reading(self.scene, file, name, bearer=self.bearer)
                    parts.append(negated(other.due()))
        return every(*parts)

    def frame(self) -> list[Node]:
        """Return what the register settles: in force, parties, a possible obligor."""
        scene, file, bearer, victim = self.scene, self.file, self.bearer, self.scene.victim
        who = {victim, bearer} - {"organ"}
        nodes = [const(all(applies(file, scene.day, state=s) for s in who), IN_FORCE)]
        said = [end["id"] for end in file.get("ends", ()) if str(end["day"]) <= scene.day]
        nodes += [negated(fact(f"ended.{file['id']}.{name}")) for name in said]
        if "status" in self.article and str(self.article["status"]["since"]) <= scene.day:
            nodes.append(const(False, "is not spent"))
        shielded = [p["state"] for p in file.get("protects", ()) if on_day(p, scene.day)]
        nodes.append(const(victim in shielded or victim in self.parties, "and was attacked"))
        if self.article["for"] == "organ":
            return nodes
        named = self.article["for"] if isinstance(self.article["for"], list) else [bearer]
        nodes.append(const(bearer in named and bearer in self.parties, "part[yi]|as the obligor"))
        return [*nodes, *self._role(), *self._rests()]

    def _role(self) -> list[Node]:
        scene, bearer, nodes = self.scene, self.bearer, []
        if self.article["then"]["must"] in HELPS or self.article["for"] == "every_other_party":
            nodes.append(const(bearer != scene.victim, "is not itself the victim"))
        if self.article.get("binds_attacker"):
            return nodes
        if bearer not in scene.attackers:
            return [*nodes, const(True, "is not the attacker")]
        own = [v for v in self.domain() if bearer in v.split("+")]
        return [*nodes, negated(Node("in", name="attacker", met=frozenset(own)))]

    def _rests(self) -> list[Node]:
        nodes, pair = [], {self.scene.victim, self.bearer}
        for entry in self.file.get("participation", ()):
            towards = listed(entry.get("towards"))
            touched = entry["state"] in pair and (not towards or pair & set(towards))
            if entry["kind"] == "suspended" and on_day(entry, self.scene.day) and touched:
                other = next(iter(pair - {entry["state"]}), entry["state"])
                tail = f".{other}" if towards else ""
                nodes.append(negated(fact(f"suspended.{self.file['id']}.{entry['state']}{tail}")))
        return nodes

    def casus(self) -> Node:
        """Return what the trigger asks for, under the reading that prevails where some contend."""
        patched = f"{self.id}.when" in self.patches
        rivals = [r for r in self.article.get("readings", ()) if r.get("rival")]
        if not rivals or patched:
            return self.element("when")
        text = self.article["when"]
        ways: list[Node] = []
        before: list[Node] = []
        for rival in rivals:
            asked = fact(f"reading.{self.file['id']}.{self.id}.{rival['id']}")
            ways.append(every(*before, asked, self._held(rival["when"])))
            before.append(negated(asked))
        ways.append(every(*before, self._held(text)))
        return every(some(*ways))

    def _held(self, plain: Plain) -> Node:
        found = self.read(plain)
        return const(False) if found is None else every(found)

    def element(self, name: str) -> Node:
        """Return ``when`` or ``needs`` as the parts that it joins."""
        own: Plain = self.article.get(name, {"all": []})
        plain: Plain = self.patches.get(f"{self.id}.{name}", own)
        found = self.read(plain)
        if found is None:
            return const(False)
        return every(*found.parts) if "all" in plain else every(found)

    def exceptions(self) -> list[Plain]:
        """Return the exceptions that stand that day, with the one that the Charter adds."""
        own = list(self.article.get("unless", ()))
        treaty = self.file["binding"] == "treaty" and not self.file.get("offensive")
        helps = self.article["then"]["must"] in HELPS
        if treaty and helps and not any(AGGRESSOR in facts_in(u["if"]) for u in own):
            own.append(ADDED)
        return [u for u in own if self.stands(u)]

    def stands(self, plain: Plain) -> bool:
        """Tell whether a branch is in the text that day, as far as it was public."""
        return on_day(plain, self.scene.day) and (
            str(plain.get("known_from") or "") <= self.scene.known_on
        )

    def read(self, plain: Plain) -> Node | None:
        """Return what a condition asks; None if it is not in the text that day."""
        if not self.stands(plain):
            return None
        key = next((k for k in plain if k in READERS), None)
        if key is None:
            raise Refused(f"a condition that the second reader does not know: {sorted(plain)}")
        found: Node | None = READERS[key](self, plain[key])
        return found

    def domain(self) -> frozenset[str]:
        """Return who the attacker could be; an attacker whom nobody named is not the obligor."""
        whole = self.scene.domains["attacker"]
        return whole if self.bearer in self.scene.attackers else whole - {self.bearer}

    def states(self, value: Any) -> frozenset[str]:
        """Return the states that words such as ``victim`` and ``parties`` stand for."""
        roles = {
            "victim": [self.scene.victim],
            "bearer": [self.bearer],
            "parties": list(self.parties),
        }
        return frozenset(s for word in listed(value) for s in roles.get(word, [word]))

    def where(self, meets: Callable[[Spot], bool]) -> Node:
        """Return the question whether it happened at a spot that meets a test."""
        spots = self.scene.spots.items()
        return Node("in", name="place", met=frozenset(n for n, s in spots if meets(s)))

    def _patches(self) -> Plain:
        scene = self.scene
        found: Plain = {}
        made = []
        if scene.mode == "declared":
            made = [p for p in self.file.get("interpretations", ()) if self._reads(p)]
        made += [p for p in self.file.get("reservations", ()) if self._reserves(p)]
        for patch in made:
            span = {"from": patch.get("date"), "until": patch.get("until")}
            if on_day(span, scene.day) and str(patch.get("known_from") or "") <= scene.known_on:
                found.update(patch.get("patch", {}))
        return found

    def _reads(self, patch: Plain) -> bool:
        authors = listed(patch["by"])
        are_states = all(len(a) == 3 and a.isupper() for a in authors)
        return not are_states or self.bearer in authors

    def _reserves(self, patch: Plain) -> bool:
        mirrored = patch.get("reciprocal", False) and self.scene.victim == patch["state"]
        return bool(self.bearer == patch["state"] or mirrored)


def facts_in(plain: Any) -> set[str]:
    """Return the facts that a condition names, terms left as names."""
    if isinstance(plain, list):
        return {name for part in plain for name in facts_in(part)}
    if not isinstance(plain, dict):
        return set()
    own = {str(plain["fact"])} if "fact" in plain else set()
    return own | {name for part in plain.values() for name in facts_in(part)}
