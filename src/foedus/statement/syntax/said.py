"""What is said by a verb, a noun of speech or "according"?"""

from collections.abc import Iterable, Sequence

from foedus.statement.syntax.branches import Branches, Range

_COMMAS = frozenset({",", ";", "—", "–", "--", '"', "”", "“", "''", "``", "'", "’"})
_STOPS = frozenset({".", "!", "?", "…", "..."}) | _COMMAS
_INSERTED = ("parataxis", "acl:relcl", "advcl", "discourse", "appos", "acl")
_MATTERS = frozenset({"for", "against", "of", "about", "on"})
_CLAUSES = ("ccomp", "root", "conj", "advcl", "parataxis")


def said(tree: Branches, cue: int) -> tuple[Range, ...]:
    """Return what is said by ``cue`` in order of the text, none where the sentence lacks it.

    A content that the words of its own source interrupt has two parts; "and that ..."
    makes another part.
    """
    if tree.deprel(cue) in ("case", "mark") and tree.head(cue) >= 0:
        phrase = tree.head(cue)  # "according to the ministry"
        over = tree.head(phrase)
        return _around(tree, tree.below(phrase), _all(tree) if over < 0 else tree.below(over))
    if found := _clauses(tree, cue) or _infinitive(tree, cue):
        return found
    if tree.is_noun(cue):
        return _first(tree, cue, "nmod", marker="of")
    if found := _around_parenthesis(tree, cue):
        return found
    later = [c for c in tree.children(cue, "parataxis") if c > cue]
    if later:
        return (tree.hull(tree.below(later[0])),)
    return _first(tree, cue, "obj") or _matter(tree, cue)


def _clauses(tree: Branches, cue: int) -> tuple[Range, ...]:
    kinds = ("acl", "ccomp") if tree.is_noun(cue) else ("ccomp",)
    first = [c for c in tree.children(cue, *kinds) if not _is_participle(tree, c)]
    seconds = _seconds(tree, cue, first)
    if len(first) == 1 and not seconds and (parted := _interrupted(tree, cue, first[0])):
        return parted
    parts = []
    for clause in (*first, *seconds):
        below = tree.below(clause) - {cue}
        for other in seconds:
            below -= tree.below(other) if other != clause else set(tree.children(other, "cc"))
        parts.append(tree.hull(below))
    return tuple(sorted(parts))


def _infinitive(tree: Branches, cue: int) -> tuple[Range, ...]:
    """Return what somebody promises to do or is told to do, or what a thing is called."""
    clauses = [*tree.children(cue, "xcomp"), *_bidden(tree, cue)][:1]
    objects = tree.children(cue, "obj")
    if clauses and objects and not tree.children(clauses[0], "mark"):
        clauses = [objects[0], *clauses]  # "called the plan a folly"
    words = set().union(*map(tree.below, clauses)) if clauses else set()
    return (tree.hull(words),) if words and cue not in words else ()


def _matter(tree: Branches, cue: int) -> tuple[Range, ...]:
    """Return what is called for, warned of, or called on somebody to do."""
    for oblique in tree.obliques(cue):
        if oblique.marker in _MATTERS and oblique.head > cue:
            cases = set(tree.children(oblique.head, "case"))
            return (tree.hull(tree.below(oblique.head) - cases),)
    return ()


def _is_participle(tree: Branches, clause: int) -> bool:
    """Tell whether a clause only describes its noun ("the pledge made in June")."""
    bare = not tree.children(clause, "aux", "aux:pass", "mark")
    return bare and tree.deprel(clause) == "acl" and tree.tree.xpos[clause] == "VBN"


def _bidden(tree: Branches, cue: int) -> list[int]:
    """Return what somebody is told to do ("was warned not to close it"), where it is no xcomp."""
    addressed = tree.children(cue, "obj", "iobj") or "on" in _markers(tree, cue)
    if not (tree.is_passive(cue) or addressed):
        return []
    later = [clause for clause in tree.children(cue, "advcl") if clause > cue]
    return [c for c in later if "to" in map(tree.low, tree.children(c, "mark"))]


def _markers(tree: Branches, cue: int) -> set[str]:
    return {oblique.marker for oblique in tree.obliques(cue)}


def _seconds(tree: Branches, cue: int, first: Sequence[int]) -> list[int]:
    """Return the clauses of "and that ...", wherever a parser hung them.

    "He said that A and that B": B belongs to *said* whether it hangs on *said*, on A or on
    a word of A, unless a verb of A has a "that" of its own for B to go on.
    """
    inside = {word for clause in first for word in tree.below(clause)}
    found = []
    for clause in range(cue + 1, len(tree.tree)):
        if tree.deprel(clause) == "conj" and _is_and_that(tree, clause):
            head = tree.head(clause)
            if head == cue or (head in inside and not _has_own_that(tree, head, inside)):
                found.append(clause)
    return found


def _is_and_that(tree: Branches, clause: int) -> bool:
    marks = [mark for mark in tree.children(clause, "mark") if tree.low(mark) == "that"]
    return bool(marks) and marks[0] > 0 and tree.low(marks[0] - 1) in ("and", "but", "or")


def _has_own_that(tree: Branches, word: int, inside: set[int]) -> bool:
    over = word
    while over in inside and tree.head(over) in inside:
        marks = [tree.low(mark) for mark in tree.children(over, "mark")]
        if "that" in marks and tree.deprel(over) in ("ccomp", "acl"):
            return True
        over = tree.head(over)
    return False


def _interrupted(tree: Branches, cue: int, clause: int) -> tuple[Range, ...]:
    """Return both parts of a content inside which its own cue stands."""
    below = tree.below(clause)
    if not min(below) < cue < max(below):
        return ()
    inserted = tree.below(cue) - below
    inserted = {word for word in inserted if word not in _ends(tree, inserted, cue)}
    return _around(tree, inserted, below)


def _ends(tree: Branches, words: set[int], cue: int) -> set[int]:
    """Return the marks of a sentence that hang on its cue but stand elsewhere."""
    marks = {word for word in words if tree.tree.upos[word] == "PUNCT"}
    low, high = min(words - marks | {cue}), max(words - marks | {cue})
    return {word for word in marks if not low <= word <= high}


def _around_parenthesis(tree: Branches, cue: int) -> tuple[Range, ...]:
    """Return the content around ", he argued,": with a verb, or it is but a phrase of time."""
    if not (inserted := _parenthesis(tree, cue)):
        return ()
    parts = _around(tree, inserted, _outer(tree, cue))
    said_of = {tree.tree.upos[word] for part in parts for word in range(*part)}
    return parts if said_of & {"VERB", "AUX"} else ()


def _parenthesis(tree: Branches, cue: int) -> set[int]:
    """Return the words of ", he argued," around a cue, if that is what stands there."""
    subjects = tree.children(cue, "nsubj")
    if not subjects:
        return set()
    first = min(cue, subjects[-1])
    parts = tree.children(cue, "aux", "advmod", "obl", "obl:unmarked", "iobj")
    words = {cue}.union(*map(tree.below, (subjects[-1], *(p for p in parts if p > first))))
    start, end = min(words), max(words) + 1
    whole = all(w in words or tree.tree.upos[w] == "PUNCT" for w in range(start, end))
    before = start > 0 and tree.tree.words[start - 1] in _COMMAS
    after = end == len(tree.tree) or tree.tree.words[end] in _STOPS
    return set(range(start, end)) if whole and before and after else set()


def _outer(tree: Branches, cue: int) -> set[int]:
    """Return the clause that a parenthesis stands in, the sentence where it is on top."""
    over = tree.head(cue)
    if over < 0 or tree.deprel(cue) not in _INSERTED:
        return _all(tree)
    while tree.deprel(over) not in _CLAUSES:
        over = tree.head(over)
    return tree.below(over)


def _around(tree: Branches, inserted: set[int], outer: Iterable[int]) -> tuple[Range, ...]:
    """Return what stands before and after ``inserted`` in ``outer``."""
    rest = set(outer) - inserted
    before = {word for word in rest if word < min(inserted)}
    ranges = (tree.hull(before), tree.hull(rest - before))
    return tuple((start, end) for start, end in ranges if start < end)


def _first(tree: Branches, head: int, deprel: str, *, marker: str = "") -> tuple[Range, ...]:
    for child in tree.children(head, deprel):
        if not marker or marker in map(tree.low, tree.children(child, "case")):
            return (tree.hull(tree.below(child)),)
    return ()


def _all(tree: Branches) -> set[int]:
    return set(range(len(tree.tree)))
