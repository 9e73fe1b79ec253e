"""What happened to an instrument, and when? Every dated fact of its file, in the order of days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from foedus.commitment.instrument import Article, Instrument, Participation

KINDS = (
    "signed",
    "published",
    "provisional",
    "in_force",
    "joined",
    "text_begins",
    "text_ends",
    "reservation",
    "withdrawn",
    "interpretation",
    "suspended",
    "resumed",
    "spent",
    "intent",
    "notice",
    "left",
    "end_asserted",
    "ended",
    "event",
)
"""What kinds of events there are, in the order in which those of one day are told."""
BARE = ("signed", "in_force", "ended", "published", "provisional")
"""Kinds that a file's own words for the day, where it has some, tell better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened on one day."""

    day: date
    kind: str
    """One of `KINDS`."""
    words: str
    """A short sentence without its full stop."""
    states: tuple[str, ...] = ()
    """Alpha-3 codes of the states that it concerns; empty: all parties."""

    @property
    def place(self) -> tuple[date, int]:
        """Where it stands in a history: by day, then by kind."""
        return self.day, KINDS.index(self.kind)


def events_of(instrument: Instrument) -> tuple[Event, ...]:
    """Return every dated fact of an instrument's file, in the order of days.

    Practice (what states did under it) is no part of it: see `Instrument.practice`.
    """
    found = (
        *_life(instrument),
        *_parties(instrument),
        *_texts(instrument),
        *_patches(instrument),
        *_participation(instrument.participation),
        *_ends(instrument),
    )
    own = dict(instrument.life.events)
    said = [_in_own_words(event, own) for event in found]
    rest = (Event(day=day, kind="event", words=words) for day, words in own.items())
    return tuple(sorted((*said, *rest), key=lambda event: event.place))


def changes_between(
    instruments: Iterable[Instrument], first: date, last: date
) -> tuple[tuple[Instrument, Event], ...]:
    """Return what happened after ``first`` and not after ``last``, by day.

    The later day may also come first: the same events are then those to be undone.
    """
    early, late = sorted((first, last))
    found = [(i, e) for i in instruments for e in events_of(i) if early < e.day <= late]
    return tuple(sorted(found, key=lambda pair: (*pair[1].place, pair[0].id)))


def _in_own_words(event: Event, own: dict[date, str]) -> Event:
    """Return an event of the instrument's life in the words that its file has for that day."""
    if event.kind not in BARE or event.day not in own:
        return event
    return replace(event, words=own.pop(event.day))


def _life(instrument: Instrument) -> Iterator[Event]:
    life = instrument.life
    if life.signed:
        yield Event(day=life.signed, kind="signed", words="signed")
    if life.published and life.published != life.signed:
        yield Event(day=life.published, kind="published", words="the text is public")
    if life.provisional and life.provisional.span.start:
        who = life.provisional.states
        words = f"applied provisionally{_by(who)}"
        yield Event(day=life.provisional.span.start, kind="provisional", words=words, states=who)
    if life.in_force:
        yield Event(day=life.in_force, kind="in_force", words="in force")
    if life.until:
        words = f"no longer in force{life.ending_words()}"
        yield Event(day=life.until, kind="ended", words=words)


def _by(states: tuple[str, ...]) -> str:
    return f" by {', '.join(states)}" if states else ""


def _parties(instrument: Instrument) -> Iterator[Event]:
    spans = [(span.start, state) for state, span in instrument.parties if span.start]
    for day, group in groupby(sorted(spans), key=lambda pair: pair[0]):
        states = tuple(state for _, state in group)
        first = day == instrument.life.in_force
        words = f"{'parties' if first else 'joined by'}{':' if first else ''} {', '.join(states)}"
        yield Event(day=day, kind="joined", words=words, states=states)
    ends = [(span.end, state) for state, span in instrument.parties if span.end]
    for day, group in groupby(sorted(ends), key=lambda pair: pair[0]):
        states = tuple(state for _, state in group)
        yield Event(
            day=day, kind="left", words=f"no longer party: {', '.join(states)}", states=states
        )
    for way_out in instrument.exits:
        own = (way_out.state,)
        if way_out.intent:
            words = f"{way_out.state} says that it will leave"
            yield Event(day=way_out.intent, kind="intent", words=words, states=own)
        if way_out.notice:
            words = f"{way_out.state} gives notice, to take effect on {way_out.effect}"
            yield Event(day=way_out.notice, kind="notice", words=words, states=own)
    for standing in instrument.application:
        if standing.span.end:
            words = f"no longer applied to {standing.state}"
            yield Event(day=standing.span.end, kind="left", words=words, states=(standing.state,))


def _texts(instrument: Instrument) -> Iterator[Event]:
    for article in instrument.articles:
        span = article.versions
        if span.start and span.start != instrument.life.in_force:
            yield Event(day=span.start, kind="text_begins", words=f"{_text(article)} applies")
        if span.end and not _is_followed(article, instrument):
            yield Event(day=span.end, kind="text_ends", words=f"{_text(article)} no longer applies")
        if article.known_from and article.known_from != instrument.life.published:
            words = f"{article.cite} becomes public"
            yield Event(day=article.known_from, kind="published", words=words)
        if article.obsolete:
            words = f"{article.cite} is held to be spent ({article.obsolete.by})"
            yield Event(day=article.obsolete.since, kind="spent", words=words)


def _text(article: Article) -> str:
    return f"this text of {article.cite}"


def _is_followed(article: Article, instrument: Instrument) -> bool:
    """Tell whether another text of the article begins on the day on which this one ends."""
    return any(
        a.id == article.id and a.versions.start == article.versions.end for a in instrument.articles
    )


def _patches(instrument: Instrument) -> Iterator[Event]:
    for patch in instrument.reservations:
        if patch.day:
            words = f"reservation of {patch.by}: {patch.says or patch.cite or 'on its terms'}"
            yield Event(day=patch.day, kind="reservation", words=_cut(words), states=patch.states)
        if patch.until:
            words = f"{patch.by} withdraws its reservation"
            yield Event(day=patch.until, kind="withdrawn", words=words, states=patch.states)
    for patch in instrument.interpretations:
        if patch.day:
            words = f"interpretation by {patch.by}: {patch.says or patch.cite or 'of its terms'}"
            yield Event(
                day=patch.day, kind="interpretation", words=_cut(words), states=patch.states
            )


def _cut(words: str) -> str:
    return words.strip().rstrip(".")


def _participation(spans: Iterable[Participation]) -> Iterator[Event]:
    for part in spans:
        done = "suspended" if part.kind == "suspended" else "declares its part frozen"
        towards = f" towards {', '.join(part.towards)}" if part.towards else ""
        own = (part.state,)
        if part.span.start:
            words = f"{part.state} {done}{towards}"
            yield Event(day=part.span.start, kind="suspended", words=words, states=own)
        if part.span.end:
            words = f"{part.state} takes part again{towards}"
            yield Event(day=part.span.end, kind="resumed", words=words, states=own)


def _ends(instrument: Instrument) -> Iterator[Event]:
    for end in instrument.endings:
        denied = f", denied by {', '.join(end.denied_by)}" if end.denied_by else ""
        kind = end.kind.replace("_", " ")
        words = f"held to have ended by {kind}, as {', '.join(end.by)} has it{denied}"
        yield Event(day=end.day, kind="end_asserted", words=words)
