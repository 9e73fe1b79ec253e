"""Writing a treaty down: a first file that holds, one order of keys, the rules read aloud."""

import itertools
import json
import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.briefing.authoring import ARTICLES, Outline, laid_out, skeleton
from foedus.briefing.norms_aloud import DECIDED, DEEDS, DELAY, FORCE, MEANS, PROCEDURE
from foedus.briefing.reading_aloud import reading_aloud
from foedus.case import check_files
from foedus.cli import main
from foedus.commitment import load, vocabulary
from foedus.commitment import vocabulary as words
from foedus.commitment.schema import schema_of
from foedus.content import content
from foedus.errors import InputError
from foedus.yaml12 import parse_yaml

INSTRUMENTS = sorted((content() / "instruments").glob("*.yaml"))
TREATIES = Path(__file__).resolve().parents[1] / "docs/examples/treaties"
OUTLINE = Outline(
    title="Treaty of Alliance",
    parties=("QMA", "QMB"),
    signed=date(2020, 3, 1),
    in_force=date(2020, 9, 1),
)


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=text)


def outline(**changes: Any) -> Outline:
    fields = ("title", "parties", "signed", "in_force", "id", "articles", "binding")
    return Outline(**{name: getattr(OUTLINE, name) for name in fields} | changes)


# A first file


@pytest.mark.parametrize(
    "articles", [*((kind,) for kind in ARTICLES), tuple(ARTICLES), ("defence", "defence")]
)
def test_a_first_file_loads_and_its_cases_pass_without_a_remark(
    articles: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "qma-qmb-2020.yaml"
    path.write_text(skeleton(outline(articles=articles)), encoding="utf-8")
    report = check_files([path], load())
    assert report.failures == ()
    assert report.remarks == ()
    assert bool(report.results) is any(ARTICLES[kind].cases for kind in articles)


def test_a_first_file_is_laid_out_and_comments_itself() -> None:
    text = skeleton(outline(articles=tuple(ARTICLES)))
    assert laid_out(text, place="new") == text
    assert text.count("#") > 20
    assert "@" not in text


def test_a_treaty_that_never_entered_into_force_binds_nobody(tmp_path: Path) -> None:
    path = tmp_path / "qma-qmb-2020.yaml"
    path.write_text(skeleton(outline(in_force=None)), encoding="utf-8")
    report = check_files([path], load())
    assert report.results
    assert report.failures == ()
    assert report.remarks == ()


@pytest.mark.parametrize(
    "title",
    ["Treaty: of Friendship", "It's #1", "[Draft] treaty", "'Quoted'", "Zwei - Drei & Vier"],
)
def test_any_title_is_written_so_that_it_reads_back(title: str) -> None:
    told, _ = parse_yaml(skeleton(outline(title=title)), place="new")
    assert told["title"] == title


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"parties": ("QMA",)}, "--party: a treaty has two parties or more.\n  Name each: "),
        ({"parties": ("QMA", "QMA")}, "--party: a treaty has two parties or more.\n"),
        ({"title": " "}, "--title: the title is empty.\n  Give the full title."),
        ({"id": "QMA_QMB"}, "--id: 'QMA_QMB' is no id.\n  Use lower-case letters"),
        ({"in_force": date(2019, 1, 1)}, "--in-force: 2019-01-01 lies before the signature"),
        ({"articles": ("defense",)}, "unknown kind 'defense'.\n  Did you mean 'defence'?"),
        ({"binding": "pact"}, "--binding: unknown kind 'pact'.\n  Known: domestic_law, executive"),
    ],
)
def test_an_outline_that_cannot_be_is_told(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError) as error:
        skeleton(outline(**changes))
    assert message in str(error.value)


NEW = ["new", "--title", "Pact", "--party", "QMA", "--party", "South Korea", "--signed"]


def test_new_prints_or_writes_and_never_writes_over(tmp_path: Path) -> None:
    printed = run(*NEW, "2020-03-01")
    assert printed.exit_code == 0
    assert "id: qma-kor-2020\n" in printed.stdout
    out = tmp_path / "qma-kor-2020.yaml"
    written = run(*NEW, "2020-03-01", "--out", str(out))
    assert (written.exit_code, written.stdout) == (0, f"{out}: begun.\n")
    assert out.read_text(encoding="utf-8") == printed.stdout
    again = run(*NEW, "2020-03-01", "--out", str(out))
    assert again.exit_code == 1
    assert (
        again.stderr
        == f"{out}: it is there already.\n  Name another file: nothing is written over.\n"
    )


def test_new_wants_the_file_to_bear_the_id(tmp_path: Path) -> None:
    result = run(*NEW, "2020-03-01", "--out", str(tmp_path / "pact.yaml"))
    assert result.exit_code == 1
    assert "Name it qma-kor-2020.yaml, or give --id pact." in result.stderr
    assert not (tmp_path / "pact.yaml").exists()


def test_new_without_answers_says_what_it_needs() -> None:
    result = run("new", "--title", "Pact")
    assert result.exit_code == 2
    assert "Give --title, --party (twice or more) and --signed." in result.stderr


# The order of keys


@pytest.mark.parametrize("path", INSTRUMENTS, ids=lambda p: p.stem)
def test_laying_out_keeps_data_and_comments_and_is_done_once(path: Path) -> None:
    before = path.read_text(encoding="utf-8")
    after = laid_out(before, place=path.name)
    assert parse_yaml(after, place="after")[0] == parse_yaml(before, place="before")[0]
    # Not a word is lost, comments among them.
    assert sorted(re.findall(r"[^\s,{}]+", after)) == sorted(re.findall(r"[^\s,{}]+", before))
    assert laid_out(after, place=path.name) == after


MESSY = """\
# The head of the file stays at its head.

id: qma-qmb-2001
foedus: 1
binding: treaty  # at the line's end
# Two comments
# above the title.
title: An invented treaty
articles:
  # of the first article
  art2:
    then: {force: may, must: assist}
    # of the trigger
    when:
      all:
        - {until: 2030-01-01, attack: armed_attack}
        - fact: request
          # of the bound
          from: 2002-01-01
    for: every_other_party
    cite: >-
      Art. 2,
      folded
  art1:
    standing: true
    then:
      must: abstain
    cite: Art. 1
    for: every_party
parties:
  2005-01-01: [QMC]
  2001-06-01: [QMA, QMB]
life: {in_force: 2001-06-01, signed: 2001-01-01}
"""
TIDY = """\
# The head of the file stays at its head.

foedus: 1
id: qma-qmb-2001
# Two comments
# above the title.
title: An invented treaty
binding: treaty  # at the line's end
life: {signed: 2001-01-01, in_force: 2001-06-01}
parties:
  2001-06-01: [QMA, QMB]
  2005-01-01: [QMC]
articles:
  # of the first article
  art2:
    cite: >-
      Art. 2,
      folded
    for: every_other_party
    # of the trigger
    when:
      all:
        - {attack: armed_attack, until: 2030-01-01}
        - fact: request
          # of the bound
          from: 2002-01-01
    then: {must: assist, force: may}
  art1:
    cite: Art. 1
    for: every_party
    standing: true
    then:
      must: abstain
"""


def test_comments_go_with_the_key_below_them_and_articles_keep_their_order() -> None:
    assert laid_out(MESSY, place="messy") == TIDY


def test_the_dash_of_a_list_stands_before_whichever_key_comes_first() -> None:
    facts, incident = "  # of the facts\n  facts: {}\n", "  incident:\n    victim: QMA\n"
    cases = f"- day: 2020-01-01\n  case: x\n{facts}{incident}"
    assert laid_out(cases, place="cases") == f"- case: x\n  day: 2020-01-01\n{incident}{facts}"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_any_order_of_the_same_keys_is_laid_out_alike(chance: random.Random) -> None:
    head, first, *others = re.split(r"^(?=foedus|# Two|(?!title)\w)", TIDY, flags=re.MULTILINE)
    assert len(others) == 6
    chance.shuffle(others)
    assert laid_out(head + first + "".join(others), place="shuffled") == TIDY


def test_a_comment_inside_braces_keeps_them_as_they_are() -> None:
    text = TIDY.replace(
        "    then: {must: assist, force: may}\n",
        "    then: {force: may,  # free\n      must: assist}\n",
    )
    assert laid_out(text, place="x") == text


@pytest.mark.parametrize("text", ["a: 1\n", "word\n", "- 1\n- 2\n"])
def test_a_file_of_another_kind_is_left_alone(text: str) -> None:
    if text.startswith("-"):
        assert laid_out(text, place="x") == text
        return
    with pytest.raises(InputError, match="neither a treaty"):
        laid_out(text, place="x")


def test_fmt_writes_or_only_checks(tmp_path: Path) -> None:
    messy, tidy = tmp_path / "messy.yaml", tmp_path / "tidy.yaml"
    messy.write_text(MESSY, encoding="utf-8")
    tidy.write_text(TIDY, encoding="utf-8")
    checked = run("fmt", "--check", str(messy), str(tidy))
    assert (checked.exit_code, checked.stdout) == (3, f"{messy}: not laid out.\n")
    assert messy.read_text(encoding="utf-8") == MESSY
    written = run("fmt", str(messy), str(tidy))
    assert (written.exit_code, written.stdout) == (0, f"{messy}: laid out.\n")
    assert messy.read_text(encoding="utf-8") == TIDY
    assert run("fmt", "--check", str(messy), str(tidy)).exit_code == 0


def test_of_several_files_none_is_written_if_one_is_faulty(tmp_path: Path) -> None:
    messy, bad = tmp_path / "messy.yaml", tmp_path / "bad.yaml"
    messy.write_text(MESSY, encoding="utf-8")
    bad.write_text("a: [1\n", encoding="utf-8")
    result = run("fmt", str(messy), str(bad))
    assert result.exit_code == 1
    assert f"{bad}:" in result.stderr
    assert messy.read_text(encoding="utf-8") == MESSY


def test_fmt_of_what_is_not_there_is_told_with_its_mend() -> None:
    result = run("fmt", "no-such.yaml")
    assert (result.exit_code, result.stderr) == (
        1,
        "no-such.yaml: cannot be read: No such file or directory.\n  Name a YAML file.\n",
    )


# The rules read aloud


def test_the_words_for_norms_leave_out_none_of_the_language() -> None:
    assert set(DEEDS) == set(words.MUSTS)
    assert set(FORCE) == set(words.FORCES)
    assert set(MEANS) == set(words.MEANS) - {"unsaid"}
    assert set(DECIDED) == set(words.DECIDED_BY)
    assert set(PROCEDURE) == set(words.PROCEDURES) - {"none"}
    assert set(DELAY) == set(words.DELAYS) - {"unsaid"}


@pytest.mark.parametrize("path", INSTRUMENTS, ids=lambda p: p.stem)
def test_every_rule_of_the_register_reads_aloud(path: Path) -> None:
    instrument = load().instrument(path.stem)
    told = reading_aloud(path.stem, on=date(2026, 11, 25)).data
    assert told["articles"]
    by_id = {a.id: a for a in instrument.articles}
    for article in told["articles"]:
        sentences = [*article["owed"], *_sentences(article["conditions"])]
        assert all(s[:1].isupper() or s[:1] == "'" for s in article["owed"]), sentences
        assert not [s for s in sentences if "{" in s or "_attacked" in s or "the_" in s]
        norm = by_id[article["id"]].norm
        if norm.force != "must":
            assert "Armed force is owed." not in article["owed"]


def _sentences(conditions: list[dict[str, Any]]) -> list[str]:
    found = []
    waiting = [b for c in conditions for b in c["holds"]]
    while waiting:
        branch = waiting.pop()
        found.append(branch["sentence"])
        waiting += branch["under"]
    return found


def test_nothing_is_taken_from_the_summary(tmp_path: Path) -> None:
    text = (TREATIES / "qmc-qmd-2019.yaml").read_text(encoding="utf-8")
    path = tmp_path / "qmc-qmd-2019.yaml"
    path.write_text(re.sub(r"summary: .*", "summary: Nothing of the kind.", text))
    told = run("show", str(path), "--on", "2022-01-01")
    assert told.exit_code == 0
    assert (
        told.stdout.split("\n", 4)[4]
        == (
            run("show", str(TREATIES / "qmc-qmd-2019.yaml"), "--on", "2022-01-01").stdout.split(
                "\n", 4
            )[4]
        )
    )
    assert "Nothing of the kind" not in told.stdout


CHANGES = [
    ("force: may", "force: must", "Armed force is owed."),
    ("needs: {fact: request}", "needs: {fact: consulted}", "Have the parties consulted on it?"),
    ("{attack: armed_attack}", "{attack: invasion}", "It is at least an invasion."),
    (
        "for: every_other_party\n    when: {all",
        "for: [QMD]\n    when: {all",
        "Invented state QMD must",
    ),
    ("place: mediterranean", "place: baltic-sea", "It falls in baltic-sea."),
    ("means: necessary", "means: all_in_power", "with all that is in its power"),
    ("effect: ends", "effect: own_choice_of_form", "leaves the form of help to the obligor"),
    ("decided_by: each_bearer", "decided_by: joint", "The parties decide on it together."),
    ("{soil_of: victim}", "{soil_of: victim, until: 2030-01-01}", "(until 2030-01-01)"),
]


@pytest.mark.parametrize(("old", "new", "said"), CHANGES, ids=[c[1][:30] for c in CHANGES])
def test_a_change_of_the_rule_is_heard(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = (TREATIES / "qmc-qmd-2019.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "qmc-qmd-2019.yaml"
    path.write_text(text.replace(old, new))
    before = run("show", str(TREATIES / path.name), "--on", "2022-01-01").stdout
    after = run("show", str(path), "--on", "2022-01-01").stdout
    assert said in " ".join(after.split())
    assert said not in " ".join(before.split())


def test_show_takes_the_wording_of_the_day() -> None:
    early = json.loads(run("show", "csto-1992", "--on", "2005-01-01", "--format", "json").stdout)
    late = json.loads(run("show", "csto-1992", "--on", "2015-01-01", "--format", "json").stdout)
    cites = [{a["id"]: a["cite"] for a in told["articles"]}["art4"] for told in (early, late)]
    assert "2010" not in cites[0]
    assert "2010" in cites[1]


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_show_answers_in_every_form(form: str) -> None:
    result = run("show", "rus-prk-2024", "--on", "2026-11-25", "--format", form)
    assert result.exit_code == 0
    assert "Whether armed force is used is for the obligor to decide." in " ".join(
        result.stdout.split()
    )


def test_the_json_of_show_is_what_its_schema_says() -> None:
    import jsonschema

    schema = Path(__file__).resolve().parents[1] / "docs/reference/schema/rules.v1.schema.json"
    told = json.loads(run("show", "nato-1949", "--on", "1960-01-01", "--format", "json").stdout)
    jsonschema.validate(
        told, json.loads(schema.read_text("utf-8")), cls=jsonschema.Draft202012Validator
    )


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("rus-prk-2042", "unknown instrument 'rus-prk-2042'.\n  Did you mean 'rus-prk-2024'?\n"),
        ("no-such.yaml", "no-such.yaml: cannot be read: No such file or directory.\n  Name a file"),
    ],
)
def test_show_of_what_is_not_there_is_told_with_its_mend(source: str, message: str) -> None:
    result = run("show", source)
    assert result.exit_code == 1
    assert result.stderr.startswith(message)


# The check, as a person reads it


def test_the_last_line_of_a_check_counts() -> None:
    good = run("check", str(TREATIES / "qmc-qmd-2019.yaml"))
    assert (good.exit_code, good.stdout.splitlines()[-1]) == (0, "9 passed, 0 failed")
    bad = run("check", str(TREATIES / "mistakes/2/qmc-qmd-2019.yaml"))
    assert (bad.exit_code, bad.stdout.splitlines()[-1]) == (3, "8 passed, 1 failed")


def test_a_failing_case_shows_what_was_expected_what_was_found_and_the_proof() -> None:
    shown = run("check", str(TREATIES / "mistakes/2/qmc-qmd-2019.yaml")).stdout
    assert "qmc-qmd-2019#art3 QMD: expected not_due, found due." in shown
    # Obligors that fail alike share one proof.
    assert shown.count("Proof: ") == 1
    assert "yes: The casus foederis is met. [Art. 3]" in shown


def test_every_mistake_of_the_tutorial_is_one_change_away_from_the_file_that_holds() -> None:
    right = (TREATIES / "qmc-qmd-2019.yaml").read_text(encoding="utf-8").splitlines()[1:]
    for number, expected in itertools.zip_longest((1, 2, 3), (1, 3, 3)):
        path = TREATIES / f"mistakes/{number}/qmc-qmd-2019.yaml"
        wrong = path.read_text(encoding="utf-8").splitlines()[1:]
        assert len(set(wrong) ^ set(right)) <= 2
        assert run("check", str(path)).exit_code == expected


def test_the_kinds_of_article_in_a_first_file_are_norms_of_the_language() -> None:
    norms = {kind: re.findall(r"must: (\w+)", t.article) for kind, t in ARTICLES.items()}
    assert all(len(found) == 1 and found[0] in words.MUSTS for found in norms.values())
    assert set(schema_of("instrument")["properties"]) >= {"articles", "cases"}
    assert set(vocabulary.BINDINGS) == {"treaty", "political", "domestic_law", "executive"}
