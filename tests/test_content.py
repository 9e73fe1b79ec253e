"""The register's files: the same bytes give the same object, and no edit is overlooked."""

import os
import time

import pytest

from foedus import content
from foedus.content import tree

HOUR_NS = 3_600 * 10**9


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "cache"))
    (tmp_path / "lexicon" / "deep").mkdir(parents=True)
    (tmp_path / "lexicon" / "one.yaml").write_text("a: 1\n")
    (tmp_path / "lexicon" / "deep" / "two.yaml").write_text("b: 2\n")
    return tmp_path


@pytest.fixture
def aged(root, monkeypatch):
    """The same folder an hour after its files were written."""
    later = time.time_ns() + HOUR_NS
    monkeypatch.setattr(content.time, "time_ns", lambda: later)
    return root


def test_the_same_bytes_give_the_same_object(aged):
    assert tree("lexicon", root=aged) is tree("lexicon", root=aged)


def test_old_files_are_read_once(aged, monkeypatch):
    first = tree("lexicon", root=aged)
    monkeypatch.setattr(content, "_files", lambda *_: pytest.fail("read again"))
    assert tree("lexicon", root=aged) is first


@pytest.mark.parametrize("name", ["one.yaml", "deep/two.yaml"])
def test_an_edit_of_the_same_length_is_noticed_at_once(root, name):
    tree("lexicon", root=root)
    (root / "lexicon" / name).write_text("c: 3\n")
    assert tree("lexicon", root=root)[name] == {"c": 3}


def test_an_edit_that_keeps_its_time_is_noticed(aged):
    file = aged / "lexicon" / "one.yaml"
    before = file.stat()
    tree("lexicon", root=aged)
    file.write_text("a: 5\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert tree("lexicon", root=aged)["one.yaml"] == {"a": 5}


def test_files_that_come_and_go_are_noticed(aged):
    tree("lexicon", root=aged)
    (aged / "lexicon" / "three.yaml").write_text("d: 4\n")
    assert len(tree("lexicon", root=aged)) == 3
    (aged / "lexicon" / "one.yaml").unlink()
    assert sorted(tree("lexicon", root=aged)) == ["deep/two.yaml", "three.yaml"]


def test_a_folder_that_is_not_there_is_empty(root):
    assert tree("nowhere", root=root) == {}
