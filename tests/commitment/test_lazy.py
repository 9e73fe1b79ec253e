"""Values made when they are asked for, of the bytes that stood there at the time of loading."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from foedus.commitment import load
from foedus.commitment.lazy import Lazy
from foedus.content import is_marked, mark, tree_as_of_now


def _counted(calls: list[str]) -> Lazy[str]:
    def read() -> Mapping[str, str]:
        calls.append("read")
        return {"a": "x", "b": "y"}

    def make(key: str, plain: str) -> str:
        calls.append(key)
        return plain.upper()

    return Lazy(read, make)


def test_nothing_is_read_before_it_is_asked_for_and_nothing_twice() -> None:
    calls: list[str] = []
    lazy = _counted(calls)
    assert calls == []
    assert (lazy["b"], lazy["b"]) == ("Y", "Y")
    assert calls == ["read", "b"]


def test_it_equals_the_dict_that_it_stands_for() -> None:
    lazy = _counted([])
    assert lazy == {"a": "X", "b": "Y"}
    assert (list(lazy), len(lazy), "a" in lazy, "c" in lazy) == (["a", "b"], 2, True, False)
    assert repr(lazy) == "<a, b>"


def test_what_is_not_there_is_a_key_error_as_in_a_dict() -> None:
    with pytest.raises(KeyError):
        _counted([])["c"]


def test_a_folder_as_of_now_keeps_the_bytes_of_now(spoil: Callable[..., Path]) -> None:
    file = "instruments/qma-qmb-2000.yaml"
    root = spoil(file)
    load(root=root)
    before = tree_as_of_now("instruments", root=root)
    spoil(file, ("confidence: low", "confidence: high"))
    assert before()["qma-qmb-2000.yaml"]["confidence"] == "low"
    after = tree_as_of_now("instruments", root=root)
    assert after()["qma-qmb-2000.yaml"]["confidence"] == "high"


def test_a_mark_is_kept_for_these_bytes_only() -> None:
    mark("test", "1-abc")
    assert is_marked("test", "1-abc")
    assert not is_marked("test", "1-abd")
    assert not is_marked("other", "1-abc")


def test_a_disk_that_cannot_be_written_only_costs_time(
    spoil: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "no-folder"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("FOEDUS_CACHE", str(blocked))
    root = spoil("instruments/qma-qmb-2000.yaml", ("confidence: low", "confidence: medium"))
    assert load(root=root).instrument("qma-qmb-2000").confidence == "medium"
