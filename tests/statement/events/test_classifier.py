"""The weights that are shipped: checked, light to import, the same on every reading."""

import json
import shutil
import subprocess
import sys

import pytest

from foedus.errors import InputError
from foedus.statement.events import classifier as room
from foedus.statement.events.classifier import FOLDER, classifier, hashed_counts
from foedus.statement.events.features import BLOCKS, pair_features
from foedus.statement.events.lore import lore
from foedus.statement.events.scheme import CLASSES
from foedus.statement.tokens import tokenise
from foedus.text import Span


def features(text, source, target):
    tokens = tokenise(text, Span(0, len(text)), ())
    hits = lore().cues.find(tokens)
    at = {t.low: i for i, t in enumerate(tokens)}
    sides = [[(at[name], at[name] + 1)] if name in at else [] for name in (source, target)]
    return pair_features(tokens, *sides, hits=hits)


def test_importing_the_room_loads_no_numpy():
    code = "import sys, foedus.statement.events; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_weights_are_those_of_their_card():
    model = classifier()
    card = json.loads((FOLDER / "plover.json").read_text("utf-8"))
    assert model.classes == CLASSES == tuple(card["classes"])
    assert tuple(card["blocks"]) == BLOCKS
    assert len(model.keys) == card["features"] == len(model.weights)
    assert all(a < b for a, b in zip(model.keys[:-1], model.keys[1:], strict=True))


def test_other_weights_are_refused(tmp_path):
    for name in ("plover.npz", "plover.json"):
        shutil.copy(FOLDER / name, tmp_path / name)
    with (tmp_path / "plover.npz").open("ab") as file:
        file.write(b"x")
    with pytest.raises(InputError, match=r"not those of plover\.json"):
        room._read(tmp_path)


def test_absent_weights_are_named(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        room._read(tmp_path)


def test_probabilities_are_shares():
    model = classifier()
    chances = model.probabilities(model.margins(features("Peru met Chile.", "peru", "chile")))
    assert chances.min() >= 0
    assert abs(float(chances.sum()) - 1) < 1e-5


def test_names_of_actors_change_nothing():
    model = classifier()
    one = model.margins(features("Peru attacked Chile.", "peru", "chile"))
    other = model.margins(features("Togo attacked Ghana.", "togo", "ghana"))
    assert (one == other).all()


def test_who_does_it_to_whom_is_a_feature():
    forth = features("Peru attacked Chile.", "peru", "chile")
    back = features("Peru attacked Chile.", "chile", "peru")
    assert forth["places"] != back["places"]


def test_features_unknown_to_the_model_leave_the_bias():
    model = classifier()
    nothing = {block: ["\0unheard-of"] for block in BLOCKS}
    assert (model.margins(nothing) == model.bias).all()


def test_hashes_tell_blocks_apart():
    assert hashed_counts("cues", ["x", "x"]) != hashed_counts("frames", ["x", "x"])
    assert list(hashed_counts("cues", ["x", "x"]).values()) == [2]
