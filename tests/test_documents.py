"""README and docs are executed: every console example must print what the page shows.

In a fenced block marked ``console`` each line after ``$`` is run from the root of the
checkout; the lines below it are what it prints. ``...`` alone on a line stands for any
number of lines, inside a line for any characters. Blocks marked ``python`` run as doctests
where they hold a prompt. Links between files must lead somewhere, and the reference pages
must leave out no option, no key and no word of the rule language.
"""

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from foedus.cli import main
from foedus.commitment import schema, vocabulary
from foedus.content import FOLDERS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")

pytestmark = pytest.mark.checkout


def _blocks(kind: str) -> list[object]:
    return [
        pytest.param(match[2], id=f"{page.relative_to(ROOT)}:{_line(page, match.start())}")
        for page in PAGES
        for match in FENCE.finditer(page.read_text(encoding="utf-8"))
        if match[1] == kind
    ]


def _line(page: Path, position: int) -> int:
    return page.read_text(encoding="utf-8")[:position].count("\n") + 1


def _commands(block: str) -> list[tuple[str, str]]:
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [tuple(part.partition("\n")[::2]) for part in parts]  # type: ignore[misc]


@pytest.mark.parametrize("block", _blocks("console"))
def test_console_example(block: str) -> None:
    commands = _commands(block)
    assert commands, "a console example needs a line that begins with '$ '"
    for command, shown in commands:
        words = shlex.split(command)
        assert words[0] in ("foedus", "cat", "echo"), f"an example may run foedus only: {command}"
        env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        ran = subprocess.run(
            command,
            shell=True,
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )
        assert _shows(shown, ran.stdout), f"$ {command}\n{ran.stdout}"


def _shows(shown: str, printed: str) -> bool:
    """Tell whether a page's lines are the printed ones, ``...`` standing for what was left out."""
    lines = "".join(map(_line_pattern, shown.strip().splitlines()))
    return re.fullmatch(lines, printed.strip() + "\n") is not None


def _line_pattern(line: str) -> str:
    if line.strip() == "...":
        return r"(?:[^\n]*\n)*?"
    return re.escape(line.rstrip()).replace(r"\.\.\.", r"[^\n]*") + r" *\n"


def test_an_example_that_prints_something_else_is_noticed() -> None:
    assert _shows("one\n...\nfour", "one\ntwo\nthree\nfour\n")
    assert _shows("one ... three", "one two three\n")
    assert not _shows("one\n...\nfive", "one\ntwo\nthree\nfour\n")
    assert not _shows("one", "one\ntwo\n")
    assert not _shows("a.b", "axb\n")


@pytest.mark.parametrize("block", _blocks("python"))
def test_python_example(block: str) -> None:
    if ">>>" not in block:
        compile(block, "docs", "exec")
        return
    test = doctest.DocTestParser().get_doctest(block, {}, "docs", None, 0)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    failed = doctest.DocTestRunner(optionflags=flags).run(test).failed
    assert failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_between_files_leads_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = [t for t in LINK.findall(text) if not re.match(r"[a-z]+:", t)]
    missing = [t for t in targets if not _leads(page, t)]
    assert not missing, f"{page.relative_to(ROOT)} links to nothing: {', '.join(missing)}"


def _leads(page: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    found = page.parent / name if name else page
    if not anchor or found.suffix != ".md" or not found.is_file():
        return found.exists()
    return anchor in set(_anchors(found))


def _anchors(page: Path) -> Iterator[str]:
    for title in re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")


def test_the_readme_stays_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 150


def test_the_treaty_that_is_shown_line_by_line_is_the_file_that_is_checked() -> None:
    shown = (DOCS / "how-to" / "add-a-treaty.md").read_text(encoding="utf-8")
    whole = (DOCS / "examples" / "treaties" / "qma-qmb-2020.yaml").read_text(encoding="utf-8")
    parts = [match[2] for match in FENCE.finditer(shown) if match[1] == "yaml"]
    assert len(parts) > 5
    for line in (line for part in parts for line in part.splitlines()):
        assert line in whole.splitlines(), line


def _page(name: str) -> str:
    return (DOCS / "reference" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_the_command_reference_leaves_out_no_option(verb: str) -> None:
    chapters = re.split(r"^## ", _page("cli.md"), flags=re.MULTILINE)
    chapter = next((c for c in chapters if c.startswith(f"`{verb}`")), "")
    assert chapter, f"docs/reference/cli.md has no chapter '## `{verb}`'"
    wanted = [n for p in main.commands[verb].params for n in _names(p)]
    common = next(c for c in chapters if c.startswith("For every verb"))
    missing = [name for name in wanted if f"`{name}" not in chapter + common]
    assert not missing, f"{verb}: {', '.join(missing)}"


def _names(parameter: click.Parameter) -> list[str]:
    if isinstance(parameter, click.Argument):
        return [str(parameter.metavar).strip("[].")]
    return [*parameter.opts, *parameter.secondary_opts]


def test_the_command_reference_names_every_environment_variable() -> None:
    sources = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))
    missing = [v for v in set(re.findall(r"FOEDUS_[A-Z]+", sources)) if v not in _page("cli.md")]
    assert not missing


@pytest.mark.parametrize("constructor", vocabulary.CONSTRUCTORS)
def test_the_rule_language_has_a_line_and_an_example_for_every_constructor(
    constructor: str,
) -> None:
    row = re.search(rf"^\| `{constructor}` \| .+ \| (.+) \|$", _page("rule-language.md"), re.M)
    assert row, f"docs/reference/rule-language.md has no line for '{constructor}'"
    assert f"{constructor}: " in row[1]


def test_every_constructor_s_example_on_the_page_is_a_condition() -> None:
    from foedus.commitment.structure import Structure
    from foedus.yaml12 import parse_yaml

    rows = re.findall(r"^\| `\w+` \| .+ \| `(\{.+\})` \|$", _page("rule-language.md"), re.M)
    whole = schema.schema_of("instrument")
    assert len(rows) == len(vocabulary.CONSTRUCTORS)
    for row in rows:
        shape = Structure(whole["$defs"]["condition"] | {"$defs": whole["$defs"]})
        shape.check(parse_yaml(row, place="the page")[0])
        assert not shape.findings, row


def test_the_rule_language_names_every_key_and_every_word() -> None:
    page = _page("rule-language.md")
    wanted = set(_keys(schema.schema_of("instrument")))
    missing = sorted(word for word in wanted if not re.search(rf"\b{word}\b", page))
    assert not missing, f"docs/reference/rule-language.md leaves out: {', '.join(missing)}"


def _keys(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _keys(item)
    if not isinstance(part, dict):
        return
    yield from part.get("properties", {})
    yield from (w for w in part.get("enum", ()) if isinstance(w, str))
    for name, item in part.items():
        if name not in ("enum", "required"):
            yield from _keys(item)


def test_the_register_page_names_every_folder_and_every_file_kind() -> None:
    page = _page("register.md")
    folders = {f for f in FOLDERS if (ROOT / "register" / f).is_dir()}
    assert not [f for f in sorted(folders) if f"`{f}/" not in page]
