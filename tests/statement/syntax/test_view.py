"""Five questions have the same answers whoever parsed, in whichever labels."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from foedus.statement.syntax.clear import as_tree, of_doc
from foedus.statement.syntax.tree import Tree
from foedus.statement.syntax.view import Syntax, of_tree

_BLOCKS = Path(__file__).with_name("parses.txt").read_text("utf-8").split("\n== ")[1:]
PARSES = {
    name: [line.split() for line in lines.splitlines() if line]
    for name, lines in (block.split("\n", 1) for block in _BLOCKS)
}


@dataclass(eq=False)
class ClearToken:
    """What a token of spaCy shows."""

    i: int
    text: str
    pos_: str
    tag_: str
    dep_: str
    head: "ClearToken | None" = None


def tree_of(name: str) -> Tree:
    words, upos, xpos, heads, deprels = list(zip(*PARSES[name], strict=True))[:5]
    return Tree(words=words, upos=upos, xpos=xpos, heads=tuple(map(int, heads)), deprels=deprels)


def clear_of(name: str, first: int = 7) -> list[ClearToken]:
    """The sentence as a span that begins at the token ``first`` of a document."""
    rows = PARSES[name]
    tokens = [ClearToken(first + at, r[0], r[1], r[2], r[6]) for at, r in enumerate(rows)]
    for token, row in zip(tokens, rows, strict=True):
        token.head = tokens[int(row[5]) - 1] if row[5] != "0" else token
    return tokens


@pytest.fixture(params=["ud", "clear"])
def view(request):
    def of(name: str) -> Syntax:
        if request.param == "ud":
            return of_tree(tree_of(name))
        return of_doc(clear_of(name))

    return of


def word(name: str, form: str) -> int:
    return tree_of(name).words.index(form)


def text(name: str, span: tuple[int, int] | None) -> str | None:
    return None if span is None else " ".join(tree_of(name).words[slice(*span)])


CASES = [
    ("reported", "said", "Minister Salo", ["that the alliance stands"]),
    ("parenthesis", "argued", "he", ["The treaty", "binds both"]),
    ("parenthesis on top", "argued", "he", ["The treaty", "binds both"]),
    ("said at the end", "said", "Berg", ["Riga is not alone"]),
    ("second content", "warned", "She", ["that war looms", "that Oslo waits"]),
    ("second content within", "warned", "She", ["that war looms", "that Oslo waits"]),
    ("relative", "says", "The minister", ["help comes"]),
    ("relative that speaks", "claimed", "The envoy", ["that Lima agreed"]),
    ("passive", "warned", "the Kremlin", ["that it errs"]),
    ("according to", "According", "the ministry", ["the pact lapsed"]),
    ("promise", "promise", "Oslo", ["to defend Riga under treaty"]),
    ("statement saying", "saying", "Seoul", ["it agrees"]),
    ("told to", "warned", "its neighbours", ["not to close it"]),
    ("called for", "called", "Oslo", ["a truce"]),
    ("called a folly", "called", "Berg", ["the pact a folly"]),
    ("before and after", "said", "she", ["Riga waits", "it can wait"]),
    ("vowed and adding", "vowed", "Berg", ["to help"]),
    ("vowed and adding", "adding", "Berg", ["that time presses because of rain"]),
]


@pytest.mark.parametrize(("name", "cue", "source", "content"), CASES)
def test_source_and_content_of_a_cue(view, name, cue, source, content) -> None:
    at = word(name, cue)
    assert text(name, view(name).source(at)) == source
    assert [text(name, part) for part in view(name).content(at)] == content


@pytest.mark.parametrize(
    ("name", "head", "wanted"),
    [
        ("reported", "said", [("in", "Oslo")]),
        ("passive", "warned", [("by", "the Kremlin")]),
        ("according to", "lapsed", [("according to", "the ministry")]),
        ("promise", "defend", [("under", "treaty")]),
        ("vowed and adding", "presses", [("because of", "rain")]),
        ("names", "Republic", [("of", "Korea")]),
        ("parenthesis", "binds", []),
    ],
)
def test_obliques_of_a_word(view, name, head, wanted) -> None:
    found = view(name).obliques(word(name, head))
    assert [(o.marker, text(name, o.span)) for o in found] == wanted


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("Envoy", "Envoy Ana Luz"),
        ("Luz", "Envoy Ana Luz"),
        ("Republic", "Republic of Korea"),
        ("left", "left"),
    ],
)
def test_the_whole_name_around_a_word(view, form, wanted) -> None:
    assert text("names", view("names").name_span(word("names", form))) == wanted


@pytest.mark.parametrize(
    ("name", "form", "wanted"),
    [("passive", "warned", True), ("reported", "said", False), ("promise", "holds", False)],
)
def test_passives(view, name, form, wanted) -> None:
    assert view(name).is_passive(word(name, form)) is wanted


def test_who_spoke_is_open_in_a_passive_without_an_agent() -> None:
    tree = tree_of("passive")
    deprels = tuple("obl" if d == "obl:agent" else d for d in tree.deprels)
    without = replace(tree, deprels=deprels)
    assert of_tree(without).source(2) is None


@pytest.mark.parametrize("name", sorted(PARSES))
def test_both_manners_give_trees_with_one_root(name: str) -> None:
    for tree in (tree_of(name), as_tree(clear_of(name))):
        assert tree.heads.count(0) == 1
        reached = {0}
        for _ in tree.heads:
            reached |= {at for at, head in enumerate(tree.heads, 1) if head in reached}
        assert len(reached) == len(tree) + 1


def test_a_subject_within_a_relative_clause_stays_where_verbs_agree() -> None:
    """Here "say" agrees with the troops, so it is they who speak."""
    tree = tree_of("relative")
    at = tree.words.index("says")
    words = (*tree.words[:at], "say", *tree.words[at + 1 :])
    xpos = (*tree.xpos[:at], "VBP", *tree.xpos[at + 1 :])
    changed = replace(tree, words=words, xpos=xpos)
    assert text("relative", of_tree(changed).source(at)) == "troops"
