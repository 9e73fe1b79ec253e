"""What do the names in a text stand for, on the day of the text? The seam to `foedus.names`."""

from datetime import date

from foedus.names import (
    Mention,
    find_instruments,
    find_names,
    groups,
    instrument_titles,
    members,
    states_of,
)

FAR = date(9999, 1, 1)


def mentions(text: str, *, on: date | None) -> tuple[Mention, ...]:
    """Return the names in ``text``, in order, none overlapping."""
    return tuple(find_names(text, on=on))


def treaties(text: str, *, on: date | None, focus: tuple[str, ...]) -> tuple[Mention, ...]:
    """Return the instruments named or described in ``text``, those that are clear, in order."""
    found = find_instruments(text, on=on, focus=focus)
    return tuple(m for m in found if len(m.ids) == 1)


def person_state(mention: Mention, on: date | None) -> str | None:
    """Return the state that a person of the register speaks for, or None."""
    found = states_of(mention, on=on) if mention.kind == "person" else ()
    return found[0] if len(found) == 1 else None


def group_members(group: str, on: date | None) -> tuple[str, ...]:
    """Return the members whom a group's defence binds on a day; empty where that is not known."""
    return members(group, on or FAR, defence=True) if group in groups() else ()


def group_instrument(group: str) -> str | None:
    """Return the treaty that holds the group's commitment of defence, or None."""
    found = groups().get(group)
    if found is not None and found.defence:
        return found.defence
    return next((i for i, t in instrument_titles().items() if t.group == group), None)


def instrument_group(instrument: str | None) -> str | None:
    """Return the organisation that rests on an instrument, or None."""
    title = instrument_titles().get(instrument or "")
    return title.group if title else None


def parties(instrument: str, on: date | None) -> tuple[str, ...]:
    """Return the parties of an instrument on a day, sorted; those of an organisation as members."""
    title = instrument_titles().get(instrument)
    if title is None:
        return ()
    if title.group and (found := group_members(title.group, on)):
        return found
    return title.parties_on(on or FAR) or tuple(sorted(title.ever))


def allied(one: str, other: str, on: date | None) -> bool:
    """Tell whether a treaty that was open on a day binds two states: theirs, or an organisation's.

    A treaty of many with no organisation behind it (a charter, a ban of war) makes no allies.
    """
    day = on or FAR
    for title in instrument_titles().values():
        body = groups().get(title.group or "")
        binds = len(title.ever) <= _FEW or (body is not None and body.defence == title.id)
        if binds and {one, other} <= title.ever:
            over = title.ended is not None and title.ended <= day
            if not over and {one, other} <= set(title.parties_on(day)):
                return True
    return False


_FEW = 3


def concerned(instrument: str) -> tuple[str, ...]:
    """Return the states that an instrument protects without being parties."""
    title = instrument_titles().get(instrument)
    return title.concerns if title is not None else ()
