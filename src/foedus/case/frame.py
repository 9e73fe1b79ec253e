"""Does the register let this norm apply at all? In force, parties, a possible obligor.

These lines are constants of the day, except where the law leaves them open: an end
that some assert and others deny, and a suspension whose reach is not settled. What a
state declared of itself alone (a *freeze*) counts by its own account and no other.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from foedus.case.scope import Grounded, Scope, among, constant, fact, negation
from foedus.commitment.condition import Fact
from foedus.commitment.instrument import Article, Instrument, Participation

HELPS = ("assist", "apply_measures")


def frame_of(scope: Scope) -> Iterator[Grounded]:
    """Yield what the register settles of the article of ``scope``, line by line."""
    instrument, article = scope.instrument, scope.article
    assert instrument is not None
    assert article is not None
    yield _applies(scope, instrument)
    yield from _contested(scope, instrument)
    yield from _obsolete(scope, article)
    yield _victim(scope, instrument)
    if article.bearers == "organ":
        return
    yield _obligor(scope, article)
    yield from _role(scope, article)
    yield from _participation(scope, instrument)


def in_force_words(instrument: Instrument, day: date, *, others: Mapping[str, Instrument]) -> str:
    """Return what the register says of an instrument's force on ``day``, in one sentence."""
    life, title = instrument.life, instrument.short
    title = title[:1].upper() + title[1:]
    match instrument.status_on(day):
        case "in_force":
            return f"{title} is in force on {day} (since {life.in_force})."
        case "ended":
            successor = others.get(life.ended_by or "")
            by = successor.short if successor else life.ended_by
            by = f" ({by})" if by else ""
            return f"{title} is no longer in force: it ended on {life.until}{by}."
        case "signed":
            early = life.provisional
            if early is not None and day in early.span:
                cite = f" ({early.cite})" if early.cite else ""
                since = f"since {early.span.start}, before it is in force{cite}"
                return f"{title} is applied provisionally {since}."
            only = f"in force only from {life.in_force}" if life.in_force else "not in force"
            return f"{title} was signed on {life.signed}, {only}."
    return f"{title} was not yet signed on {day}."


def _applies(scope: Scope, instrument: Instrument) -> Grounded:
    states = {scope.scene.victim, *({scope.bearer} - {"organ"})}
    applies = all(instrument.is_applied_on(scope.day, state=s) for s in states)
    words = in_force_words(instrument, scope.day, others=scope.scene.register.instruments)
    return constant(applies, words, cite=instrument.title)


def _contested(scope: Scope, instrument: Instrument) -> Iterator[Grounded]:
    """Yield that it has not ended, for each end that some assert (VCLT Arts. 54-64)."""
    for ending in instrument.endings:
        if ending.day > scope.day:
            continue
        name = f"ended.{instrument.id}.{ending.id}"
        kind = ending.kind.replace("_", " ")
        words = f"It had not ended by {kind} on {ending.day}, as {_called(ending.by)} hold."
        cite, view = ending.cite or ending.source, scope.scene.view
        told = name in scope.scene.incident.facts
        if not told and view in (*ending.by, *ending.denied_by):
            yield constant(view in ending.denied_by, words, cite=cite)
            continue
        yield negation(words, fact(name, Fact(name=name), scope=scope), scope=scope, cite=cite)


def _obsolete(scope: Scope, article: Article) -> Iterator[Grounded]:
    spent = article.obsolete
    if spent is None or spent.since > scope.day:
        return
    words = f"{article.cite} is not spent, as it is held to be since {spent.since} ({spent.by})."
    yield constant(scope.scene.view in spent.upheld_by, words, cite=spent.cite)


def _victim(scope: Scope, instrument: Instrument) -> Grounded:
    victim, day = scope.scene.victim, scope.day
    named = f"{{{victim}}}"
    for standing in instrument.protects:
        if standing.state == victim and day in standing.span:
            return constant(
                True, f"{named} is protected by it, and was attacked.", cite=standing.cite
            )
    words = _membership(scope, instrument, victim)
    return constant(
        victim in scope.parties, f"{named} {words[0]}, and was attacked.", cite=words[1]
    )


def _membership(scope: Scope, instrument: Instrument, state: str) -> tuple[str, str | None]:
    for standing in instrument.application:
        if standing.state == state and scope.day in standing.span:
            return "is treated as a party to it", standing.cite
    return "is a party to it", None


def _obligor(scope: Scope, article: Article) -> Grounded:
    assert scope.instrument is not None
    bearer = scope.bearer
    if isinstance(article.bearers, tuple):
        owes = bearer in article.bearers and bearer in scope.parties
        return constant(owes, f"{{{bearer}}} is named as the obligor.")
    words, cite = _membership(scope, scope.instrument, bearer)
    return constant(bearer in scope.parties, f"{{{bearer}}} {words}.", cite=cite)


def _role(scope: Scope, article: Article) -> Iterator[Grounded]:
    """Yield that the obligor is neither victim nor attacker; it may be open who attacked."""
    scene, bearer = scope.scene, scope.bearer
    if article.norm.must in HELPS or article.bearers == "every_other_party":
        yield constant(bearer != scene.victim, f"{{{bearer}}} is not itself the victim.")
    if article.binds_attacker:
        return
    words = f"{{{bearer}}} is not the attacker."
    if bearer not in scene.attackers:
        yield constant(True, words)
        return
    values = frozenset(v for v in scope.domain("attacker") if bearer in v.split("+"))
    asked = among("attacker", values, said=f"{{{bearer}}} is the attacker.", scope=scope)
    yield negation(words, asked, scope=scope)


def _participation(scope: Scope, instrument: Instrument) -> Iterator[Grounded]:
    """Yield what a suspension leaves open, and what a freeze means by its author's account.

    Suspension from a body is not suspension of the treaty: what was done is recorded,
    and whether rights and duties rest is asked (VCLT Arts. 57-58, 60 and 72).
    """
    for entry in instrument.participation:
        if scope.day not in entry.span or not _touches(entry, scope):
            continue
        if entry.kind == "frozen_declared":
            frozen = scope.scene.view == entry.state
            words = f"{{{entry.state}}} does not hold its own part in it frozen."
            if frozen:
                yield constant(False, words, cite=entry.source)
            continue
        towards = f".{_other(entry, scope)}" if entry.towards else ""
        name = f"suspended.{instrument.id}.{entry.state}{towards}"
        asked = fact(name, Fact(name=name), scope=scope)
        words = f"The suspension of {{{entry.state}}} does not touch its rights and duties."
        yield negation(words, asked, scope=scope, cite=entry.source)


def _touches(entry: Participation, scope: Scope) -> bool:
    pair = {scope.scene.victim, scope.bearer}
    return entry.state in pair and (not entry.towards or not pair.isdisjoint(entry.towards))


def _other(entry: Participation, scope: Scope) -> str:
    victim = scope.scene.victim
    return scope.bearer if victim == entry.state else victim


def _called(speakers: tuple[str, ...]) -> str:
    *most, last = (f"{{{s}}}" if len(s) == 3 and s.isupper() else s for s in speakers)
    return f"{', '.join(most)} and {last}" if most else last
