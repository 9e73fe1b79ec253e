"""Which deed of a sentence is done by whom to whom? By grammar, not by nearness.

The subject of a verb is its source; its target is the object, or what stands behind a
preposition where the deed's frame asks for one. Passives turn this round; nouns of deeds
("Moscow's attack on", "talks between") have an owner and a preposition.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foedus.statement.events.actors import PRONOUNS, Cast
from foedus.statement.events.cues import Cue, CueHit
from foedus.statement.events.deed import Deed
from foedus.statement.events.event import Actor, Voice
from foedus.statement.events.scheme import turned
from foedus.statement.events.verbs import MODALS
from foedus.statement.tokens import Token
from foedus.statement.words import word_set

_FAR = 16
"""Words; a preposition of the frame is looked for that far behind the verb."""
_ENDS = word_set("; : . ! ? ( ) that who whom which while after before when because although if")
_THAT = ("REQUEST", "ACCUSE")
_BEHIND_NOUNS = word_set("of on against with to in at")
_INTENDING = ("intend", "agree")


def deeds(
    tokens: tuple[Token, ...], hits: Sequence[CueHit], cast: Cast, *, memory: list[Actor]
) -> Iterator[Deed]:
    """Yield the deeds of one sentence in order.

    Args:
        tokens: The sentence.
        hits: Its cues.
        cast: Its names.
        memory: Sources met before, the last one last; pronouns mean it. Grows.
    """
    reader = _Reader(tokens, hits, cast, memory)
    yield from reader.all()


class _Reader:
    def __init__(
        self, tokens: tuple[Token, ...], hits: Sequence[CueHit], cast: Cast, memory: list[Actor]
    ) -> None:
        self.tokens = tokens
        self.cast = cast
        self.clause = cast.clause
        self.memory = memory
        self.at: dict[int, list[CueHit]] = {}
        for hit in hits:
            self.at.setdefault(hit.start, []).append(hit)
        self.used: set[int] = set()
        self.subject: tuple[Actor, ...] = ()

    def all(self) -> Iterator[Deed]:
        for place in sorted(self.at):
            if place in self.used:
                continue
            if place in self.clause.verbs:
                yield from self._of_verb(place)
            else:
                yield from self._of_noun(place)

    # -- verbs

    def _of_verb(self, verb: int) -> Iterator[Deed]:
        chain = self._chain(verb)
        deed = self._deed(chain[-1])
        start = self.clause.group_start(verb)
        if deed is None:
            deed = self._deed(chain[0])
            if deed is None:
                self.subject = self._subject(start) or self.subject
                return
            chain = chain[:1]
        self.used.update(range(verb, deed.start + 1))
        last = chain[-1]
        passive = self.clause.is_passive(last)
        subject = self._subject(start)
        others = self._agents(last) if passive else self._targets(last, deed)
        if subject:
            self.subject = subject
            if not passive:
                self.memory.append(subject[0])
        operators = self._operators(chain, start)
        made = _Made(deed, (start, deed.end), operators, "passive" if passive else "active")
        sources, targets = (others, subject) if passive else (subject, others)
        if not passive and len(subject) == 2 and self._is_mutual(chain, deed, others):
            yield from self._paired(made, subject[:1], subject[1:])
            yield from self._paired(made, subject[1:], subject[:1])
            return
        yield from self._paired(made, sources, targets)

    def _is_mutual(self, chain: Sequence[int], deed: CueHit, others: tuple[Actor, ...]) -> bool:
        """Tell whether two subjects do it with each other: "India and Nepal agreed to meet"."""
        first = self._deed(chain[0])
        mutual = deed.cue.mutual or (first is not None and first.cue.mutual)
        if not mutual or not others:
            return mutual
        before = [t.low for t in self.tokens if t.end <= others[0].span.start][-3:]
        away = {"in", "on", "at", "over", "about", "of", "near"}
        return bool(away & set(before)) and "with" not in before

    def _chain(self, verb: int) -> list[int]:
        """Return the verbs linked by "to" or as gerunds: refused - to provide."""
        chain = [verb]
        while (after := self._link(chain[-1])) is not None and len(chain) < 5:
            chain.append(after)
        return chain

    def _link(self, verb: int) -> int | None:
        at = verb + 1
        if self.clause.low(at) in ("on", "out", "up", "down") and self.clause.low(at + 1) != "to":
            at += 1
        if self.clause.low(at) == "to":
            at += 1
            while self.clause.low(at).endswith("ly") or self.clause.low(at) == "not":
                at += 1
            return at if at in self.at else None
        return at if at in self.at and self.clause.low(at).endswith("ing") else None

    def _deed(self, place: int) -> CueHit | None:
        """Return the longest cue of a deed at a place."""
        found = [hit for hit in self.at.get(place, ()) if hit.cue.root and hit.cue.to]
        return max(found, key=lambda hit: hit.end) if found else None

    def _operators(self, chain: Sequence[int], start: int) -> tuple[str, ...]:
        found: list[str] = []
        for at in range(start, chain[0]):
            found += [h.cue.operator for h in self.at.get(at, ()) if h.cue.operator]
        for place in chain[:-1]:
            found += [h.cue.operator for h in self.at[place] if h.cue.operator][:1]
            if self.clause.low(place + 2) == "not":
                found.append("negate")
        return tuple(op for op in found if op != "had")

    def _subject(self, start: int) -> tuple[Actor, ...]:
        if self.clause.low(start - 1) == "to":
            return ()  # "urged Lima to free them": what is asked for is not done
        joined = ("and", "but", "then", "or")
        trailing = self.clause.low(start).endswith("ing") and self.clause.low(start - 1) == ","
        if (trailing or self.clause.low(start - 1) in joined) and self.subject:
            return self.subject
        run = self.clause.before(start)
        if run is None:
            return ()
        if run[1] - run[0] == 1 and self.clause.low(run[0]) in PRONOUNS:
            return self._meant(run[0])
        return self.cast.actors(run)

    def _meant(self, pronoun: int) -> tuple[Actor, ...]:
        """Return whom a pronoun means: who says so ("Lima said it"), else the source before it."""
        for at in range(pronoun - 1, max(pronoun - 4, 0), -1):
            if self.clause.says(at):
                run = self.clause.before(self.clause.group_start(at))
                return self.cast.actors(run)[:1] if run else ()
        return tuple(self.memory[-1:])

    def _targets(self, verb: int, deed: CueHit) -> tuple[Actor, ...]:
        cue, begin = deed.cue, verb + 1
        while (
            begin < deed.end
            and self.clause.low(begin) in self.clause.words.particles
            and begin <= verb + 2
        ):
            begin += 1
        led = begin > verb + 1 and self.clause.low(begin - 1) in cue.to
        if self.clause.low(begin) == "that" and cue.root in _THAT:
            begin += 1  # "demanded that Lima leave": whoever should act is the target
        run = self.clause.after(begin)
        if ("object" in cue.to or led) and (found := self._named_by(run)):
            return found
        return self._led(begin, cue) or self._of_object(run)

    def _named_by(self, run: tuple[int, int]) -> tuple[Actor, ...]:
        return self.cast.actors(run) if run[0] < run[1] else ()

    def _of_object(self, run: tuple[int, int]) -> tuple[Actor, ...]:
        """Return whom the noun of a deed that is the object leads to: "backed the attack on"."""
        for at in range(*run):
            if (deed := self._deed(at)) is not None and at not in self.clause.verbs:
                return self._behind_noun(at, deed)
        return ()

    def _led(self, begin: int, cue: Cue) -> tuple[Actor, ...]:
        """Return the actors behind the first preposition of the frame that leads to any."""
        for at in range(begin, min(begin + _FAR, len(self.tokens) - 1)):
            low = self.clause.low(at)
            if low in _ENDS and not self._is_decimal(at):
                break
            if at in self.clause.verbs and at > begin and self.clause.low(at - 1) != "to":
                break
            if low not in cue.to or (low == "to" and at + 1 in self.at):
                continue
            if found := self._named_by(self.clause.after(at + 1)):
                return found
        return ()

    def _is_decimal(self, at: int) -> bool:
        return self.clause.low(at - 1).isdigit() and self.clause.low(at + 1).isdigit()

    def _agents(self, verb: int) -> tuple[Actor, ...]:
        for at in range(verb + 1, min(verb + _FAR, len(self.tokens) - 1)):
            low = self.clause.low(at)
            if low == "by":
                return self._named_by(self.clause.after(at + 1))
            if low in _ENDS:
                break
        return ()

    # -- nouns

    def _of_noun(self, place: int) -> Iterator[Deed]:
        deed = self._deed(place)
        if deed is None or place in self.used:
            return
        made = _Made(deed, (place, deed.end), (), "noun")
        if "between" in (self.clause.low(deed.end - 1), self.clause.low(deed.end)):
            yield from self._between(made)
            return
        owner = self._owner(place)
        if owner:
            yield from self._paired(made, owner, self._behind_noun(place, deed))
            return
        if (light := self._light_verb(place)) is not None:
            start = self.clause.group_start(light)
            run = _Made(deed, (start, deed.end), self._operators([light], start), "noun")
            targets = self._behind_noun(place, deed) or self._led(deed.end, deed.cue)
            if self.clause.is_passive(light):
                yield from self._paired(run, self._agents(light), targets)
                return
            subject = self._subject(start)
            self.subject = subject or self.subject
            yield from self._paired(run, subject, targets)

    def _between(self, made: "_Made") -> Iterator[Deed]:
        end = made.hit.end + (self.clause.low(made.hit.end) == "between")
        both = self._named_by(self.clause.after(end))
        if len(both) == 2 and made.hit.cue.mutual:
            yield from self._paired(made, both[:1], both[1:])
            yield from self._paired(made, both[1:], both[:1])

    def _light_verb(self, place: int) -> int | None:
        """Return the verb that leaves its deed to the noun at ``place``, if nothing parts them."""
        for at in range(place - 1, max(place - 7, -1), -1):
            low = self.clause.low(at)
            if low in self.clause.words.light and not self.clause.is_noun(at):
                return at
            if low in self.clause.words.prepositions or low in _ENDS or low == ",":
                return None
        return None

    def _behind_noun(self, place: int, deed: CueHit) -> tuple[Actor, ...]:
        """Return the actors behind the preposition that ends or follows a noun."""
        last = deed.end - 1
        within = last > place and self.clause.low(last) in _BEHIND_NOUNS
        at = last if within else deed.end
        low = self.clause.low(at)
        if low in deed.cue.to or ("object" in deed.cue.to and low == "of"):
            return self._named_by(self.clause.after(at + 1))
        return ()

    def _owner(self, place: int) -> tuple[Actor, ...]:
        """Return who owns a noun: "Moscow's", or a word of nation right before it."""
        for at in range(place - 1, max(place - 4, -1), -1):
            if self.clause.low(at) == "'s" and at > 0:
                start = at
                while start > 0 and self.tokens[start - 1].upper:
                    start -= 1
                return self._named_by((start, at))
        nation = [m for m in self.cast.mentions if m.end == self.tokens[place - 1].end]
        if place and nation and nation[0].kind in ("demonym", "state"):
            first = next(i for i, t in enumerate(self.tokens) if t.end > nation[0].start)
            return self.cast.actors((first, place))
        return ()

    # -- both

    def _paired(
        self, made: "_Made", sources: tuple[Actor, ...], targets: tuple[Actor, ...]
    ) -> Iterator[Deed]:
        hit, (start, end) = made.hit, made.run
        group = [self.clause.low(at) for at in range(start, hit.start)]
        for source in sources:
            for target in targets:
                if source.code == target.code or source.span.touches(target.span):
                    continue
                yield Deed(
                    source=source,
                    target=target,
                    cue=hit.cue,
                    start=start,
                    end=end,
                    operators=made.operators,
                    root=turned(hit.cue.root, made.operators),
                    voice=made.voice,
                    negated="negate" in made.operators,
                    modal=next((word for word in group if word in MODALS), "")
                    or ("will" if made.operators and made.operators[0] in _INTENDING else ""),
                )


@dataclass(frozen=True, slots=True)
class _Made:
    hit: CueHit
    run: tuple[int, int]
    operators: tuple[str, ...]
    voice: Voice
