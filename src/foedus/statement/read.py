"""What was said in this document, by whom, and what does it commit a state to?"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from foedus.names import Mention
from foedus.statement import naming
from foedus.statement.attribution import Act, Utterance, utterances
from foedus.statement.cast import Cast
from foedus.statement.circumstances import addressee, said_on, told_agency
from foedus.statement.claim import Claim, Speaker, Statement, Voice
from foedus.statement.clauses import Clause
from foedus.statement.floor import Floor, only_asks
from foedus.statement.heard import reports_of
from foedus.statement.instruments import cited
from foedus.statement.lexicon import lexicon
from foedus.statement.on_behalf import acting, joined_state, leading_place, promises
from foedus.statement.reading import Said, claims_of
from foedus.statement.refs import Frame
from foedus.statement.scene import Scene, focus_of, make_scene
from foedus.statement.speakers import chain_name, introduced, read_speaker
from foedus.statement.syntax.parsers import Parser
from foedus.statement.syntax.reporting import reports_by_trees
from foedus.statement.tokens import quotations
from foedus.statement.treaty_talk import predicate_of, subject_is_text
from foedus.statement.turns import asks_only, is_headed, labelled
from foedus.statement.unit import FINITE, Unit, make_unit, unit_spans
from foedus.text import Document, Span

NARRATOR = Speaker(kind="outlet")


def read_statements(
    document: Document,
    *,
    said_on: date | None,
    register_day: date | None = None,
    parser: Parser | None = None,
) -> tuple[Statement, ...]:
    """Return the statements of ``document`` in order, each with its claims and marks.

    Args:
        document: The text.
        said_on: The day of the text; names, members and treaties are those of that day.
        register_day: The day on which names are resolved, where it is another.
        parser: Whose trees are asked where neither rules nor model hear anybody, such as
            `foedus.statement.syntax.parsers.of_pipeline` gives; None: those of our own parser.
    """
    day = register_day or said_on or document.dateline
    units = _units(document, day)
    if not units:
        return ()
    scene = make_scene(units, on=day)
    reader = _Reader(scene, said=_said(document, units, scene, parser))
    reader.scene.bare = reader.scene.main is None and _nobody_speaks(units)
    found: list[Statement] = []
    for unit in units:
        _add(found, reader.read(unit), unit)
    return tuple(replace(s, id=f"s{n}") for n, s in enumerate(found, 1))


def _said(
    document: Document, units: Sequence[Unit], scene: Scene, parser: Parser | None
) -> Mapping[Span, tuple[Utterance, ...]]:
    """Return the acts of speech of each unit, by its span.

    What the rules hear counts; where they hear nobody the model is asked, and where it too
    is silent the trees of the sentence. A long article that is not about help in war is left
    to the rules, for speed.
    """
    said = {unit.span: utterances(unit) for unit in units if unit.turn is None}
    if len(units) <= _SHORT or _dwells_on_war(units, scene):
        silent = [unit for unit in units if said.get(unit.span) == ()]
        heard = dict(reports_of(document, silent))
        rest = [unit for unit in silent if unit.span not in heard]
        heard |= reports_by_trees(document.text, rest, parser)
        told = (unit for unit in silent if unit.span in heard)
        said |= {unit.span: utterances(unit, heard[unit.span]) for unit in told}
    return said


def _dwells_on_war(units: Sequence[Unit], scene: Scene) -> bool:
    """Tell whether a text names an instrument, or every fifth sentence speaks of war."""
    if not scene.security or scene.main is not None:
        return scene.security
    speaking = sum(bool(unit.group("security") or unit.treaties) for unit in units)
    return speaking >= len(units) / 5


_SHORT = 12
"""Sentences; a text of so few is read with all that there is."""
_PASTED = 3
"""Sentences; a longer text is an article, whose narrator promises nothing himself."""


def _nobody_speaks(units: Sequence[Unit]) -> bool:
    return len(units) <= _PASTED and not any(u.turn or utterances(u) for u in units)


def _units(document: Document, day: date | None) -> list[Unit]:
    quotes = quotations(document.text)
    spans = unit_spans(document, quotes)
    if not spans:
        return []
    names = [m for m in naming.mentions(document.text, on=day) if not _compound(document.text, m)]
    labels = [labelled(turn, on=day).state for _, turn in spans if turn]
    focus = (*focus_of(names), *(state for state in labels if state))[:2]
    treaties = naming.treaties(document.text, on=day, focus=focus)
    words = lexicon()
    return [
        make_unit(
            document,
            span,
            quotes=quotes,
            lexicon=words,
            mentions=_inside(names, span),
            treaties=_inside(treaties, span),
            turn=turn,
        )
        for span, turn in spans
    ]


_COMPOUND = re.compile(
    r"-(?:led|backed|brokered|sponsored|mediated|held|occupied|controlled|annexed|born|made|built"
    r"|trained|supplied|funded|drafted|dominated|aligned|flagged|speaking|chaired|hosted)\b"
)


def _compound(text: str, mention: Mention) -> bool:
    """``the Saudi-led coalition``, ``a U.S.-backed force``: the state itself does not act."""
    return _COMPOUND.match(text, mention.end, mention.end + 12) is not None


def _inside(mentions: Sequence[Mention], span: Span) -> Sequence[Mention]:
    low = bisect_left(mentions, span.start, key=_start)
    return mentions[low : bisect_left(mentions, span.end, key=_start)]


def _start(mention: Mention) -> int:
    return mention.start


def _add(found: list[Statement], new: Sequence[Statement], unit: Unit) -> None:
    """Add the new statements; a bare quotation goes on with the one before it."""
    bare = all(t.quoted for t in unit.tokens) and unit.turn is None
    if bare and found and found[-1].voice in ("quote", "observers") and len(new) == 1:
        last, more = found[-1], new[0]
        joined = replace(
            last, spans=(last.spans[0].join(more.spans[0]),), claims=(*last.claims, *more.claims)
        )
        found[-1] = joined
    else:
        found.extend(new)


class _Reader:
    """The state of one reading: the cast and the scene grow from unit to unit."""

    def __init__(self, scene: Scene, *, said: Mapping[Span, tuple[Utterance, ...]]) -> None:
        self.cast = Cast()
        self.floor = Floor()
        self.scene = scene
        self.said = said
        self.last: Speaker | None = None

    def read(self, unit: Unit) -> list[Statement]:
        if unit.turn is not None:
            found = self._turn(unit)
        elif (self.last or self.scene.bare) and all(t.quoted for t in unit.tokens):
            found = [self._goes_on(unit, self.last or Speaker(kind="unnamed"))]
        else:
            spoken = [u for u in self.said[unit.span] if not self._of_text(unit, u)]
            found = [self._statement(unit, u) for u in spoken] or self._narrated(unit)
        self._move_on(unit)
        return sorted(found, key=lambda s: s.spans)

    def _of_text(self, unit: Unit, utterance: Utterance) -> bool:
        """``It calls for talks``: the pronoun is the treaty, so nobody speaks."""
        start, end = utterance.acts[0].source
        lone = end - start == 1 and unit.tokens[start].low == "it"
        inserted = start > 0 and unit.tokens[start - 1].low == ","
        return lone and self.scene.subject_is_text and not (inserted and self.cast.body)

    def _move_on(self, unit: Unit) -> None:
        self.cast.note_states(unit)
        introduced(unit, self.cast, spoke=self.last is not None and self.last is self.cast.singular)
        articles = cited(unit.text, unit.span, last=None)
        if articles:
            self.scene.article = articles[-1].number
        if unit.treaties:
            last = unit.treaties[-1]
            titled = unit.titled(unit.treaties)
            named = titled in unit.mentions
            self.scene.last_instrument = (titled if named else last).ids[0]
        whole = Clause(unit, 0, len(unit.tokens))
        predicate = predicate_of(whole)
        frame = Frame(NARRATOR, self.scene, self.cast)
        told = predicate > 0 and subject_is_text(whole, predicate, frame=frame)
        begins = bool(articles) and articles[0].span.start - unit.span.start < 6
        described = bool(unit.group("treaty_words")) and not unit.group("cues")
        self.scene.subject_is_text = told or begins or described

    def _turn(self, unit: Unit) -> list[Statement]:
        label = unit.turn or ""
        if asks_only(label):
            return []
        colon = next((i for i, t in enumerate(unit.tokens) if t.low == ":"), -1)
        skip = colon + 1 if is_headed(unit.text, unit.span) else 0
        speaker = labelled(label, on=self.scene.on)
        speaker = self.floor.speaker(unit, skip, speaker, scene=self.scene)
        if skip >= len(unit.tokens) or only_asks(unit, skip):
            return []
        whole = (skip, len(unit.tokens))
        claims = self._claims(unit, [Said(None, (whole,))], speaker=speaker, whole=whole)
        return [
            Statement(
                id="",
                spans=(unit.span,),
                voice="quote",
                speaker=speaker,
                chain=("outlet", speaker.name or label),
                claims=claims,
            )
        ]

    def _goes_on(self, unit: Unit, speaker: Speaker) -> Statement:
        whole = (0, len(unit.tokens))
        claims = self._claims(
            unit, [Said(None, (whole,), spoken=True)], speaker=speaker, whole=whole
        )
        voice: Voice = "observers" if speaker.kind == "analysts" else "quote"
        chain = ("outlet", speaker.name or speaker.role or "speaker")
        return Statement(
            id="", spans=(unit.span,), voice=voice, speaker=speaker, chain=chain, claims=claims
        )

    def _statement(self, unit: Unit, utterance: Utterance) -> Statement:
        first = utterance.acts[0]
        source = first.source
        joined = joined_state(unit, utterance, last_spoken=self.cast.last_spoken)
        state = leading_place(unit, source) or joined or acting(unit, utterance.acts)
        day = self.scene.on
        reporters = [
            read_speaker(unit, o, cast=self.cast, content_state=None, on=day)
            for o in utterance.outer
        ]
        state = state or next((r.state for r in reporters if r.state), None)
        speaker = read_speaker(
            unit,
            source,
            cast=self.cast,
            content_state=state,
            on=day,
            strong=leading_place(unit, source) is not None
            or joined is not None
            or promises(unit, first)
            or bool(reporters),
        )
        outer = [
            chain_name(unit, o, r, cast=self.cast)
            for o, r in zip(utterance.outer, reporters, strict=True)
        ]
        self.cast.remember(speaker, plural=_plural(unit, source, speaker))
        said = [Said(a, tuple(_until_next(a, utterance.acts))) for a in utterance.acts]
        claims = self._claims(unit, said, speaker=speaker, whole=utterance.range)
        self.last = speaker
        start, end = utterance.range
        own = chain_name(unit, source, speaker, cast=self.cast)
        return Statement(
            id="",
            spans=(unit.span_of(start, end),),
            voice="observers" if speaker.kind == "analysts" else _voice(unit, first),
            speaker=speaker,
            cue=unit.span_of(first.cue.start, first.cue.end),
            chain=("outlet", *outer, *told_agency(unit, first), own),
            addressee=addressee(unit, first),
            said_on=said_on(unit, first, on=self.scene.on),
            claims=claims,
        )

    def _narrated(self, unit: Unit) -> list[Statement]:
        whole = (0, len(unit.tokens))
        claims = self._claims(unit, [Said(None, (whole,))], speaker=NARRATOR, whole=whole)
        self.last = None
        if not claims:
            return []
        return [
            Statement(id="", spans=(unit.span,), voice="narrator", speaker=NARRATOR, claims=claims)
        ]

    def _claims(
        self, unit: Unit, said: Sequence[Said], *, speaker: Speaker, whole: tuple[int, int]
    ) -> tuple[Claim, ...]:
        if not self.scene.security:
            return ()
        claims = claims_of(
            unit, said, speaker=speaker, whole=whole, scene=self.scene, cast=self.cast
        )
        for claim in claims:
            if claim.plover == "REQUEST" and len(claim.beneficiary) == 1 and not claim.negated:
                self.scene.asker = claim.beneficiary
            if claim.kind == "commitment":
                self.scene.pair = (claim.obligor, claim.beneficiary)
            self.scene.last_kind = claim.kind
            self.scene.last_name = speaker.name or speaker.role or ""
        return claims


def _plural(unit: Unit, source: tuple[int, int], speaker: Speaker) -> bool:
    lows = unit.lows(*source)
    return bool(lows) and speaker.name is None and (lows[-1].endswith("s") or "and" in lows)


def _until_next(act: Act, acts: Sequence[Act]) -> list[tuple[int, int]]:
    later = [a.cue.start for a in acts if a.cue.start > act.cue.start]
    stop = min(later, default=10**9)
    if act.shape == "after" or not later:
        return list(act.content)
    return [(a, min(b, stop)) for a, b in act.content if a < min(b, stop)] or list(act.content)


def _voice(unit: Unit, act: Act) -> Voice:
    """A quotation is direct where its verb stands inside the marks; a bare fragment is not.

    The verb of a condition before it (``Once it is in force, he said, "we will come"``) is none.
    """
    ranges = [(low, high) for low, high in act.content if low < high]
    for low, high in ranges:
        if unit.tokens[low].low in _SUPPOSING and (low, high) != ranges[-1]:
            continue
        verb = next((at for at in range(low, high) if unit.tokens[at].low in FINITE), None)
        if verb is not None:
            return "quote" if unit.tokens[verb].quoted else "reported"
    spoken = [at for low, high in ranges for at in range(low, high)]
    within = sum(unit.tokens[at].quoted for at in spoken)
    return "quote" if 2 * within > len(spoken) and not _fragment(unit, act) else "reported"


_SUPPOSING = frozenset(
    ("if", "once", "when", "should", "unless", "whenever", "asked", "pressed", "questioned")
)


def _fragment(unit: Unit, act: Act) -> bool:
    """``promised "a second Troy"``: marked words that go on with the sentence."""
    low = min((low for low, _ in act.content), default=0)
    return low > 0 and act.cue.end == low and unit.tokens[low - 1].low not in (",", ":")
