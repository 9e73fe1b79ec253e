"""Messages are part of the public interface: golden, word for word (messages.yaml)."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foedus.commitment import load
from foedus.errors import RegisterError
from foedus.yaml12 import read_yaml

Spoil = Callable[..., Path]
SAMPLE = "instruments/qma-qmb-2000.yaml"
GOLDEN: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("messages.yaml"))[0]


def _told(root: Path) -> RegisterError:
    with pytest.raises(RegisterError) as error:
        load(root=root)
    return error.value


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden["fault"])
def test_the_message_says_where_what_and_how_to_mend(golden: dict[str, Any], spoil: Spoil) -> None:
    file = golden["file"]
    root = spoil(file, *golden["spoil"])
    message = str(_told(root)).replace(str(root / file), "FILE")
    if file != SAMPLE:  # these files grow: their lines are told, but not fixed here
        message = re.sub(r"FILE:[1-9]\d*:", "FILE:N:", message)
    message = re.sub(r"Known: [^\n]* and \d+ more\.", "Known: ... and N more.", message)
    assert message == golden["message"]


def test_the_sample_is_sound_unless_it_is_spoiled(spoil: Spoil) -> None:
    assert load(root=spoil(SAMPLE)).instrument("qma-qmb-2000").article("1") is not None


def test_all_faults_of_all_files_are_told_at_once(spoil: Spoil) -> None:
    spoil(SAMPLE, ("force: may", "force: ought"), ("binding: treaty", "binding: pact"))
    spoil("instruments/usa-kor-1953.yaml", ("[USA, KOR]", "[USA, KROX]"))
    root = spoil("places/cities.yaml", ("riga:", "Riga City:"))
    assert [(Path(f.place).name, f.problem) for f in _told(root).faults] == [
        ("qma-qmb-2000.yaml", "'binding' cannot be 'pact'."),
        ("qma-qmb-2000.yaml", "'force' cannot be 'ought'."),
        ("usa-kor-1953.yaml", "unknown state 'KROX'."),
        ("cities.yaml", "'Riga City': 'Riga City' has other signs than it may."),
    ]


def test_a_file_that_is_no_yaml_hides_no_fault_of_another(spoil: Spoil) -> None:
    spoil(SAMPLE, ("articles:", "articles: ["))
    root = spoil("instruments/usa-kor-1953.yaml", ("force: may", "force: ought"))
    places = {Path(f.place).name for f in _told(root).faults}
    assert places >= {"qma-qmb-2000.yaml", "usa-kor-1953.yaml"}


def test_a_mended_file_loads_again(spoil: Spoil) -> None:
    root = spoil(SAMPLE, ("force: may", "force: ought"))
    _told(root)
    spoil(SAMPLE, ("force: ought", "force: may"))
    assert load(root=root).instrument("qma-qmb-2000").articles


def test_an_override_of_an_article_of_another_file_is_known(spoil: Spoil) -> None:
    root = spoil(SAMPLE, ("overrides: [qma-qmb-2000#art2]", "overrides: [usa-kor-1953#art3]"))
    article = load(root=root).article("qma-qmb-2000#art1")
    assert article.overrides == ("usa-kor-1953#art3",)
