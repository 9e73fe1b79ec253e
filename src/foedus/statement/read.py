"""What was said in this document, by whom, and what does it commit a state to?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from foedus.statement import naming
from foedus.statement.actors import Frame
from foedus.statement.attribution import Act, Utterance, utterances
from foedus.statement.cast import Cast, chain_name, introduced, read_speaker
from foedus.statement.claim import Claim, Mark, Speaker, Statement, Voice
from foedus.statement.clauses import Clause, clauses
from foedus.statement.describe import describe
from foedus.statement.instruments import cited
from foedus.statement.kinds import Draft, by_content, by_cue, predicate_of, subject_is_text
from foedus.statement.lexicon import lexicon
from foedus.statement.marks import text_marks
from foedus.statement.operators import read_operators
from foedus.statement.scene import Scene, described_in, make_scene
from foedus.statement.tokens import quotations
from foedus.statement.unit import FINITE, Unit, make_unit, unit_spans
from foedus.text import Document, Span

NARRATOR = Speaker(kind="outlet")
_QUESTIONERS = frozenset(
    "QUESTION Q REPORTER MODERATOR INTERVIEWER JOURNALIST CORRESPONDENT HOST".split()
)


def read_statements(
    document: Document, *, said_on: date | None, register_day: date | None = None
) -> tuple[Statement, ...]:
    """Return the statements of ``document`` in order, each with its claims and marks.

    Args:
        document: The text.
        said_on: The day of the text; names, members and treaties are those of that day.
        register_day: The day on which names are resolved, where it is another.
    """
    day = register_day or said_on or document.dateline
    units = _units(document, day)
    if not units:
        return ()
    reader = _Reader(units, day)
    found: list[Statement] = []
    for unit in units:
        found.extend(reader.read(unit))
    return tuple(replace(s, id=f"s{n}") for n, s in enumerate(_merged(found, document), 1))


def _units(document: Document, day: date | None) -> list[Unit]:
    words = lexicon()
    quotes = quotations(document.text)
    names = naming.mentions(document.text, on=day)
    made: list[Unit] = []
    at = 0
    for span, turn in unit_spans(document, quotes):
        while at < len(names) and names[at].start < span.start:
            at += 1
        inside = []
        while at < len(names) and names[at].end <= span.end:
            inside.append(names[at])
            at += 1
        made.append(
            make_unit(document, span, quotes=quotes, lexicon=words, mentions=inside, turn=turn)
        )
    return made


class _Reader:
    """The state of one reading: the cast and the scene grow from unit to unit."""

    def __init__(self, units: Sequence[Unit], day: date | None) -> None:
        self.cast = Cast()
        self.scene = make_scene(units, on=day)
        self.day = day

    def read(self, unit: Unit) -> list[Statement]:
        if unit.turn is not None:
            found = self._turn(unit)
        else:
            spoken = [u for u in utterances(unit) if not self._of_text(unit, u)]
            found = [s for u in spoken if (s := self._statement(unit, u)) is not None]
            found.extend(self._narrated(unit, spoken))
        self._move_on(unit)
        return sorted(found, key=lambda s: s.spans)

    def _of_text(self, unit: Unit, utterance: Utterance) -> bool:
        """ "It calls for talks": the pronoun is the treaty, so nobody speaks."""
        start, end = utterance.acts[0].source
        lone = end - start == 1 and unit.tokens[start].low == "it"
        return lone and self.scene.subject_is_text

    def _move_on(self, unit: Unit) -> None:
        self.cast.note_states(unit)
        introduced(unit, self.cast)
        articles = cited(unit.text, unit.span, last=None)
        if articles:
            self.scene.article = articles[-1].number
        if instrument := self._named(unit, (0, len(unit.tokens))):
            self.scene.last_instrument = instrument
        whole = Clause(unit, 0, len(unit.tokens))
        words = unit.group("treaty_words", within=(0, max(predicate_of(whole), 0)))
        frame = Frame(NARRATOR, self.scene, self.cast)
        told = (
            subject_is_text(whole, predicate_of(whole), frame=frame)
            if predicate_of(whole) > 0
            else False
        )
        self.scene.subject_is_text = bool(words or told or (articles and articles[0].own))

    def _turn(self, unit: Unit) -> list[Statement]:
        label = unit.turn or ""
        if label.upper().split()[-1] in _QUESTIONERS:
            return []
        skip = next(i for i, t in enumerate(unit.tokens) if t.low == ":") + 1
        state = self._acting(unit, (skip, len(unit.tokens))) or (
            self.scene.states[0] if self.scene.states else None
        )
        name = " ".join(
            w for w in label.split() if w.rstrip(".").lower() not in ("mr", "ms", "mrs", "dr")
        )
        speaker = Speaker(name=name, state=state, kind="person")
        claims = self._claims(
            unit,
            [(skip, len(unit.tokens))],
            speaker=speaker,
            act=None,
            whole=(skip, len(unit.tokens)),
        )
        return [
            self._made(
                unit,
                (0, len(unit.tokens)),
                speaker=speaker,
                voice="quote",
                cue=None,
                chain=(name,),
                claims=claims,
            )
        ]

    def _statement(self, unit: Unit, utterance: Utterance) -> Statement | None:
        first = utterance.acts[0]
        source = first.source
        acting = self._acting_in(unit, first)
        speaker = read_speaker(unit, source, cast=self.cast, content_state=acting, on=self.day)
        outer = tuple(
            chain_name(
                unit, o, read_speaker(unit, o, cast=self.cast, content_state=None, on=self.day)
            )
            for o in utterance.outer
        )
        lows = unit.lows(*source)
        plural = bool(lows) and (lows[-1].endswith("s") or "and" in lows) and speaker.name is None
        self.cast.remember(speaker, plural=plural)
        claims: list[Claim] = []
        for act in utterance.acts:
            ranges = _until_next(act, utterance.acts)
            claims.extend(
                self._claims(unit, ranges, speaker=speaker, act=act, whole=utterance.range)
            )
        voice: Voice = "observers" if speaker.kind == "analysts" else _voice(unit, first)
        chain = (*outer, chain_name(unit, source, speaker))
        cue = unit.span_of(first.cue.start, first.cue.end)
        return self._made(
            unit,
            utterance.range,
            speaker=speaker,
            voice=voice,
            cue=cue,
            chain=chain,
            claims=_distinct(claims),
        )

    def _made(
        self,
        unit: Unit,
        tokens: tuple[int, int],
        *,
        speaker: Speaker,
        voice: Voice,
        cue: Span | None,
        chain: tuple[str, ...],
        claims: Sequence[Claim],
    ) -> Statement:
        return Statement(
            id="",
            spans=(unit.span_of(*tokens),),
            voice=voice,
            speaker=speaker,
            cue=cue,
            chain=("outlet", *chain),
            claims=tuple(claims),
        )

    def _narrated(self, unit: Unit, spoken: Sequence[Utterance]) -> list[Statement]:
        if spoken:
            return []
        found: list[Statement] = []
        claims = self._claims(
            unit, [(0, len(unit.tokens))], speaker=NARRATOR, act=None, whole=(0, len(unit.tokens))
        )
        if claims:
            found.append(
                self._made(
                    unit,
                    (0, len(unit.tokens)),
                    speaker=NARRATOR,
                    voice="narrator",
                    cue=None,
                    chain=(),
                    claims=_distinct(claims),
                )
            )
        return found

    def _claims(
        self,
        unit: Unit,
        ranges: Sequence[tuple[int, int]],
        *,
        speaker: Speaker,
        act: Act | None,
        whole: tuple[int, int],
    ) -> list[Claim]:
        if not self.scene.security:
            return []
        found: list[Claim] = []
        wide = Clause(unit, *whole)
        for clause in clauses(unit, ranges):
            frame = self._frame(unit, clause, speaker, whole)
            reading = read_operators(clause)
            draft = self._draft(clause, reading, act=act, frame=frame)
            if draft is None:
                continue
            claim = describe(draft, clause, reading, frame=frame, wide=wide)
            found.append(claim)
            if claim.kind == "commitment":
                self.scene.pair = (claim.obligor, claim.beneficiary)
            if act is not None and act.act in (
                "react",
                "reject",
                "call",
                "ask",
                "deny",
                "threaten",
            ):
                break
        return found

    def _draft(self, clause: Clause, reading, *, act: Act | None, frame: Frame) -> Draft | None:  # type: ignore[no-untyped-def]
        if act is not None and (draft := by_cue(act.act, act.cue, clause, frame=frame)) is not None:
            return draft
        if act is not None and act.act == "call":
            return None
        draft = by_content(clause, reading, act=act.act if act else "", frame=frame)
        if draft is None:
            return None
        return _by_voice(draft, act=act, frame=frame, clause=clause)

    def _frame(self, unit: Unit, clause: Clause, speaker: Speaker, whole: tuple[int, int]) -> Frame:
        instrument = self._named(unit, whole)
        if instrument is None and (
            unit.group("treaty_words", within=whole)
            or cited(unit.text, unit.span_of(*whole), last=None)
        ):
            instrument = self.scene.last_instrument or self.scene.main
        if (
            instrument is None
            and self.scene.subject_is_text
            and {"it", "what"}.intersection(unit.lows(*whole))
        ):
            instrument = self.scene.last_instrument or self.scene.main
        if (
            instrument is None
            and self.scene.main
            and len(naming.parties(self.scene.main, self.day)) == 2
        ):
            instrument = self.scene.main
        return Frame(speaker, self.scene, self.cast, instrument)

    def _named(self, unit: Unit, tokens: tuple[int, int]) -> str | None:
        for mention in unit.named(*tokens):
            if mention.kind == "instrument":
                return mention.ids[0]
        if unit.group("treaty_words", within=tokens):
            return described_in(unit, scene=self.scene)
        return None

    def _acting_in(self, unit: Unit, act: Act) -> str | None:
        for low, high in act.content:
            if found := self._acting(unit, (low, high)):
                return found
        return None

    def _acting(self, unit: Unit, tokens: tuple[int, int]) -> str | None:
        """Return the state that stands before a modal or finite verb in the tokens."""
        first: str | None = None
        for mention in unit.named(*tokens):
            if mention.kind not in ("state", "capital") or len(mention.ids) != 1:
                continue
            first = first or mention.ids[0]
            after = unit.lows(unit.at(mention.end), unit.at(mention.end) + 1)
            if after and after[0] in FINITE:
                return mention.ids[0]
        return first


def _by_voice(draft: Draft, *, act: Act | None, frame: Frame, clause: Clause) -> Draft | None:
    """Settle whose will makes the duty: outsiders forecast, the narrator only describes."""
    outlet = act is None and frame.speaker.kind == "outlet"
    observer = frame.speaker.kind == "analysts"
    if outlet and draft.kind in (
        "commitment",
        "denial_of_commitment",
        "threat",
        "request",
        "reaction",
        "warning",
    ):
        return None
    if observer and draft.kind in ("commitment", "denial_of_commitment"):
        negated = draft.negated or (act is not None and act.act == "doubt")
        return Draft("other", predicate=draft.predicate, negated=negated)
    if observer and draft.kind == "threat":
        return None
    return draft


def _until_next(act: Act, acts: Sequence[Act]) -> list[tuple[int, int]]:
    later = [a.cue.start for a in acts if a.cue.start > act.cue.start]
    stop = min(later, default=10**9)
    if act.shape == "after" or not later:
        return list(act.content)
    return [(a, min(b, stop)) for a, b in act.content if a < min(b, stop)] or list(act.content)


def _voice(unit: Unit, act: Act) -> Voice:
    """A quotation is direct where its verb stands inside the marks."""
    for low, high in act.content:
        for at in range(low, high):
            if unit.tokens[at].low in FINITE:
                return "quote" if unit.tokens[at].quoted else "reported"
    content = [t for a, b in act.content for t in unit.tokens[a:b]]
    quoted = sum(t.quoted for t in content)
    return "quote" if content and quoted * 2 > len(content) else "reported"


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """Join claims that agree in kind, direction, trigger and duty."""
    kept: list[Claim] = []
    for claim in claims:
        for at, other in enumerate(kept):
            if _same(claim, other):
                kept[at] = _joined(other, claim)
                break
        else:
            kept.append(claim)
    return kept


def _same(one: Claim, other: Claim) -> bool:
    fields = ("kind", "obligor", "beneficiary", "duty", "negated", "polarity")
    return all(getattr(one, f) == getattr(other, f) for f in fields) and (
        one.trigger == other.trigger
        or "unspecified" in (one.trigger, other.trigger)
        or "none" in (one.trigger, other.trigger)
    )


def _joined(first: Claim, second: Claim) -> Claim:
    trigger = (
        second.trigger
        if first.trigger in ("none", "unspecified") and second.trigger != "none"
        else first.trigger
    )
    scope = second.aid_scope if first.aid_scope == "unspecified" else first.aid_scope
    marks = tuple(sorted({*first.marks, *second.marks}, key=lambda m: (m.span, m.field, m.value)))
    return replace(
        first,
        span=first.span.join(second.span),
        trigger=trigger,
        aid_scope=scope,
        forms=tuple(dict.fromkeys((*first.forms, *second.forms))),
        qualifiers=tuple(dict.fromkeys((*first.qualifiers, *second.qualifiers))),
        hypothetical=first.hypothetical or second.hypothetical,
        article=first.article or second.article,
        marks=marks,
    )


def _merged(found: Sequence[Statement], document: Document) -> list[Statement]:
    """Join a quotation that goes on after its attribution into the statement before it."""
    return list(found)
