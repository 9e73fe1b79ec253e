"""Two registers side by side: what differs, and which answers with it."""

import shutil
from pathlib import Path

import pytest

from foedus.briefing.changes import changed
from foedus.case.changes import Change, register_changes
from foedus.content import content
from foedus.errors import InputError

FEW = ("chn-prk-1961", "rus-prk-2000", "rus-prk-2024", "usa-kor-1953")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two equal registers of four instruments and no history."""
    folders = tmp_path / "before", tmp_path / "after"
    for folder in folders:
        skip = shutil.ignore_patterns("instruments", "history")
        shutil.copytree(content(), folder, ignore=skip)
        (folder / "instruments").mkdir()
        for name in FEW:
            shutil.copy(content() / f"instruments/{name}.yaml", folder / "instruments")
        drop_foreign_cases(folder)
    return folders


def drop_foreign_cases(folder: Path) -> None:
    """Take out what refers to instruments that are not there."""
    for path in (folder / "instruments").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text[: text.index("\ncases:")] + "\n", encoding="utf-8")


def rewrite(folder: Path, name: str, *, old: str, new: str) -> None:
    path = folder / f"instruments/{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def by_subject(first: Path, second: Path) -> dict[str, Change]:
    return {c.subject: c for c in register_changes(first, second)}


def test_equal_registers_say_the_same(pair: tuple[Path, Path]) -> None:
    assert register_changes(*pair) == ()
    assert changed(*pair).data["raises"] is None


def test_other_words_are_a_patch(pair: tuple[Path, Path]) -> None:
    rewrite(pair[1], "chn-prk-1961", old="the China-DPRK treaty of 1961", new="the 1961 treaty")
    assert by_subject(*pair)["chn-prk-1961"].kind == "wording"
    assert changed(*pair).data["raises"] == "patch"


def test_a_rule_without_its_second_condition_changes_answers(pair: tuple[Path, Path]) -> None:
    old = "{by: [state, states]}, {fact: state_of_war}"
    rewrite(pair[1], "chn-prk-1961", old=old, new="{by: [state, states]}")
    change = by_subject(*pair)["chn-prk-1961"]
    assert change.kind == "answer"
    assert "art2.when" in change.what


def test_another_day_of_entry_into_force_changes_the_answer_of_that_day(
    pair: tuple[Path, Path],
) -> None:
    rewrite(pair[1], "chn-prk-1961", old="1961-09-10", new="1961-09-11")
    change = by_subject(*pair)["chn-prk-1961"]
    found = {(a.reference, a.obligor, a.before, a.after) for a in change.answers}
    assert ("chn-prk-1961#art2", "CHN", "open", "not_due") in found


def test_a_new_instrument_is_minor_and_a_lost_one_major(pair: tuple[Path, Path]) -> None:
    (pair[0] / "instruments/chn-prk-1961.yaml").unlink()
    assert changed(*pair).data["raises"] == "minor"
    assert changed(pair[1], pair[0]).data["raises"] == "major"


def test_a_folder_without_instruments_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no register"):
        changed(tmp_path, tmp_path)
