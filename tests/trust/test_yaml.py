"""Hostile YAML: refused with a message or read literally, in little time and memory.

Every document is tried in a process of its own kind: one child reads them all, under a cap of
50 MB above what it holds at the start, and tells what each cost in CPU.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from foedus.errors import FoedusError, RegisterError
from foedus.yaml12 import DEEPEST, MOST_FAULTS, parse_yaml, read_yaml

MOST_SECONDS, MOST_MEGABYTES = 0.2, 50
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)
REFUSED = {
    "own tag": ("a: !foo bar", "a tag '!foo'."),
    "python tag": ("a: !!python/object/apply:os.system ['x']", "a tag "),
    "standard tag": ("a: !!str 12", "a tag "),
    "set": ("!!set {a, b}", "a tag "),
    "ordered map": ("!!omap [a: 1]", "a tag "),
    "binary": ("a: !!binary aGVsbG8=", "a tag "),
    "tag on a key": ("!!str a: 1", "a key with an anchor or a tag."),
    "tag directive": ("%TAG ! tag:evil,2000:\n---\na: !x 1", "a directive stands before it."),
    "version directive": ("%YAML 1.1\n---\na: no", "a directive stands before it."),
    "anchor": ("a: &x 1", "an anchor '&x'."),
    "alias": ("a: &x [1]\nb: *x", "an alias '*x'."),
    "alias to nothing": ("b: *x", "an alias '*x'."),
    "alias to itself": ("a: &x [*x]", "an alias '*x'."),
    "alias bomb": (BOMB, "an alias '*a'."),
    "merge of an alias": ("x: &x {b: 1}\na:\n  <<: *x", "an alias '*x'."),
    "anchors without end": ("".join(f"k{i}: &t{i} 1\n" for i in range(20_000)), "an anchor '&t0'."),
    "duplicate key": ("a: 1\na: 2", "'a' stands twice."),
    "duplicate in flow": ("x: {a: 1, a: 2}", "'a' stands twice."),
    "duplicate by quotes": ("a: 1\n'a': 2", "'a' stands twice."),
    "duplicate by kind": ("1: a\n'1': b", "'1' stands twice."),
    "duplicates without end": ("a: 1\n" * 20_000, "'a' stands twice."),
    "deep lists": ("[" * 20_000, f"nested deeper than {DEEPEST} levels."),
    "deep closed lists": ("[" * 20_000 + "]" * 20_000, f"nested deeper than {DEEPEST} levels."),
    "deep mixed lists": ("[a," * 20_000, f"nested deeper than {DEEPEST} levels."),
    "deep mappings": ("{a: " * 20_000 + "1" + "}" * 20_000, "nested deeper than"),
    "deep over lines": ("[\n" * 20_000, f"nested deeper than {DEEPEST} levels."),
    "deep dashes": ("- " * 20_000 + "a", f"nested deeper than {DEEPEST} levels."),
    "deep indents": ("".join(f"{' ' * i}a:\n" for i in range(1_500)), "nested deeper than"),
    "deep questions": ("? " * 20_000, "a key that is no plain word."),
    "tab": ("a:\tb", "a tab stands here."),
    "tab as indent": ("a:\n\tb: 1", "a tab stands here."),
    "huge int": (f"a: {'9' * 5_000}", "a number of 5000 characters."),
    "larger int": (f"a: {'9' * 200_000}", "a number of 200000 characters."),
    "huge hexadecimal": (f"a: 0x{'f' * 5_000}", "a number of 5002 characters."),
    "endless float": ("a: 1e999", "'1e999' is no finite number."),
    "infinity": ("a: -.inf", "'-.inf' is no finite number."),
    "not a number": ("a: .NaN", "'.NaN' is no finite number."),
    "NUL": ("a: 1\nb: \0", "a character that cannot be printed, number 0."),
    "escape character": ("a: \x1b[31m", "a character that cannot be printed, number 27."),
    "escaped NUL": (r'a: "\0"', "an escape for what cannot be printed."),
    "escaped surrogate": (r'a: "\uD800"', "an escape for what cannot be printed."),
    "escape beyond Unicode": (r'a: "\U00110000"', "an escape stands for no character."),
    "two documents": ("a: 1\n---\nb: 2", "a second document begins here."),
    "list as key": ("? [a, b]\n: 1", "a key that is no plain word."),
    "mapping as key": ("{{a: 1}: 2}", "a key that is no plain word."),
    "too large": ("a" * 2_000_001, "the file is larger than 2 MB."),
    "no value": ("[,]", "not YAML here: "),
    "ampersands": ("&" * 100_000, "an anchor '&"),
    "stars": ("*" * 100_000, "an alias '*"),
    "exclamation marks": ("!" * 100_000, "a tag "),
    "quotes": ("'" * 100_001, "not YAML here: "),
}
LITERAL = {
    "no": (
        "a: no\nb: NO\nc: yes\nd: off\ne: y",
        {"a": "no", "b": "NO", "c": "yes", "d": "off", "e": "y"},
    ),
    "clock": ("a: 12:30\nb: 190:20:30", {"a": "12:30", "b": "190:20:30"}),
    "day": ("a: 2024-12-04", {"a": "2024-12-04"}),
    "leading zero": ("a: 010", {"a": 10}),
    "octal and hexadecimal": ("a: 0o10\nb: 0x1F", {"a": 8, "b": 31}),
    "underscores": ("a: 1_000", {"a": "1_000"}),
    "numbers": ("a: -1\nb: 1.5\nc: .5\nd: 1e3", {"a": -1, "b": 1.5, "c": 0.5, "d": 1000.0}),
    "share": ("a: 2/3", {"a": "2/3"}),
    "truth": ("a: true\nb: False\nc: tRuE", {"a": True, "b": False, "c": "tRuE"}),
    "nothing": ("a: null\nb: ~\nc:\nd: nULL", {"a": None, "b": None, "c": None, "d": "nULL"}),
    "quoted": ("a: 'true'\nb: \"1\"\nc: ''", {"a": "true", "b": "1", "c": ""}),
    "merge key": ("a: {<<: {b: 1}, c: 2}", {"a": {"<<": {"b": 1}, "c": 2}}),
    "byte order mark": ("\ufeffa: 1", {"a": 1}),
    "right to left": ("a: \u05d0\u202e", {"a": "\u05d0\u202e"}),
    "no-break space in quotes": ('a: "x\u00a0y"', {"a": "x\u00a0y"}),
    "carriage returns": ("a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
    "empty": ("", None),
    "a comment alone": ("# nothing", None),
    "brackets in prose": ("a: '" + "[x] " * 200 + "'", {"a": "[x] " * 200}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_document_is_refused_with_its_place(name: str) -> None:
    text, problem = REFUSED[name]
    with pytest.raises(RegisterError) as error:
        parse_yaml(text, place="file.yaml")
    assert problem in str(error.value)
    assert all(str(f).startswith(f"file.yaml:{f.line}: ") and f.mend for f in error.value.faults)
    assert len(error.value.faults) <= MOST_FAULTS
    assert len(str(error.value)) < 200 * MOST_FAULTS


@pytest.mark.parametrize("name", LITERAL)
def test_what_older_readers_guess_at_is_read_literally(name: str) -> None:
    text, expected = LITERAL[name]
    found, _ = parse_yaml(text, place="file.yaml")
    assert found == expected
    assert repr(found) == repr(expected)  # True is not 1


def test_every_document_is_read_or_refused_within_time_and_memory() -> None:
    texts = {name: text for name, (text, _) in (REFUSED | LITERAL).items()}
    ran = subprocess.run(
        [sys.executable, "-c", CHILD, str(MOST_MEGABYTES)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    cost = json.loads(ran.stdout)
    assert set(cost) == set(texts)
    assert {name: seconds for name, seconds in cost.items() if seconds > MOST_SECONDS} == {}


CHILD = """
import json, resource, sys, time
from foedus.errors import RegisterError
from foedus.yaml12 import parse_yaml

texts = json.load(sys.stdin)
parse_yaml("a: 1", place="warm")
held = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
most = held + int(sys.argv[1]) * 1_000_000
resource.setrlimit(resource.RLIMIT_AS, (most, most))
cost = {}
for name, text in texts.items():
    best = 9e9
    for _ in range(3):
        start = time.process_time()
        try:
            parse_yaml(text, place="file")
        except RegisterError:
            pass
        best = min(best, time.process_time() - start)
        if best < 0.05:
            break
    cost[name] = best
print(json.dumps(cost))
"""


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "treaty.yaml"
    path.write_bytes(b"title: Vertr\xe4ge")
    with pytest.raises(RegisterError, match=r"not UTF-8 at byte 12\.\n  Save it as UTF-8\."):
        read_yaml(path)


def tried(text: str) -> tuple[Any, dict[Any, int], str | None]:
    """Return the data, its lines, and the refusal if there is one."""
    try:
        return (*parse_yaml(text, place="file.yaml"), None)
    except FoedusError as error:
        return None, {}, str(error)


@given(
    text=st.one_of(
        st.text(max_size=60),
        st.text(alphabet=":-[]{},&*!|>'\"%@#? \nabc01.~<\\", max_size=60),
    )
)
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_or_refused_and_never_a_traceback(text: str) -> None:
    found, lines, refusal = tried(text)
    assert refusal is None or refusal.startswith("file.yaml:")
    json.dumps(found, allow_nan=False).encode()
    assert all(1 <= line <= text.count("\n") + text.count("\r") + 1 for line in lines.values())


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(value=PLAIN)
@settings(max_examples=150, deadline=None)
def test_json_is_yaml_and_comes_back_as_it_was(value: object) -> None:
    text = json.dumps(value)
    found, _, refusal = tried(text)
    if refusal is None:
        assert found == value
    else:  # JSON escapes controls, and writes what lies beyond the first plane in two halves
        assert "cannot be printed" in refusal
