"""Every source can be cited, in four forms, with version and digest."""

import json
import re
from pathlib import Path

import pytest

from foedus.briefing.citing import citable, cited
from foedus.content import register_version
from foedus.errors import FoedusError
from foedus.panel import Source
from foedus.panel.citing import FORMS, as_form, own_works, works_of, works_of_source
from foedus.panel.importing import importers
from foedus.panel.works import WORKS, Work
from foedus.version import __version__

ATOP = "leeds-ritter-mitchell-long-2002"


def test_an_article_in_bibtex() -> None:
    assert as_form([WORKS[ATOP]], "bibtex") == (
        "@article{leeds-ritter-mitchell-long-2002,\n"
        "  author = {Leeds, Brett Ashley and Ritter, Jeffrey M. and "
        "Mitchell, Sara McLaughlin and Long, Andrew G.},\n"
        "  title = {{Alliance Treaty Obligations and Provisions, 1815-1944}},\n"
        "  year = {2002},\n"
        "  journal = {International Interactions},\n"
        "  volume = {28},\n"
        "  number = {3},\n"
        "  pages = {237--260},\n"
        "  doi = {10.1080/03050620213653}\n"
        "}\n"
    )


def test_a_chapter_in_csl_and_in_ris() -> None:
    chapter = WORKS["singer-bremer-stuckey-1972"]
    told = json.loads(as_form([chapter], "csl"))[0]
    assert told["type"] == "chapter"
    assert told["author"][0] == {"family": "Singer", "given": "J. David"}
    assert told["editor"] == [{"family": "Russett", "given": "Bruce"}]
    assert told["issued"] == {"date-parts": [[1972]]}
    lines = as_form([chapter], "ris").splitlines()
    assert lines[0] == "TY  - CHAP"
    assert lines[-1] == "ER  - "
    assert {"SP  - 19", "EP  - 48", "T2  - Peace, War, and Numbers"} <= set(lines)


def test_plain_words() -> None:
    assert as_form([WORKS["gleditsch-ward-1999"]], "text") == (
        "Gleditsch, Kristian S. and Ward, Michael D. (1999). A Revised List of Independent States "
        "since the Congress of Vienna. International Interactions 25(4): 393-413. "
        "https://doi.org/10.1080/03050629908434958.\n"
    )


def test_signs_of_tex_are_kept_from_tex() -> None:
    odd = Work(key="x", kind="dataset", authors=("A & B_1",), title="50 % #1", year=None)
    assert r"author = {{A \& B\_1}}" in as_form([odd], "bibtex")
    assert r"title = {{50 \% \#1}}" in as_form([odd], "bibtex")


@pytest.mark.parametrize("form", FORMS)
def test_every_data_set_is_cited_in_every_form(form: str) -> None:
    told = cited([one.id for one in importers()], form=form)
    for one in importers():
        for key in one.cite:
            assert key in WORKS, f"{one.id} names a work that is not there: {key}"
            if form != "text":
                assert key in told
    if form == "bibtex":
        assert told.count("{") == told.count("}")
    if form == "ris":
        assert told.count("TY  - ") == told.count("ER  - ")
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in told.splitlines() if line)


def test_every_work_is_named_by_an_importer() -> None:
    named = {key for one in importers() for key in one.cite}
    named |= {key for one in importers() for kind in (one.kinds or {}).values() for key in kind[2]}
    assert named == set(WORKS)


def test_foedus_and_the_register_with_version_and_hash() -> None:
    told = cited([])
    assert f"version {__version__}" in told
    assert f"version {register_version()}" in told
    assert re.search(r"\+[0-9a-f]{12}", told)


@pytest.mark.checkout
def test_foedus_is_cited_as_its_citation_file_says() -> None:
    page = (Path(__file__).resolve().parents[2] / "CITATION.cff").read_text(encoding="utf-8")
    engine = own_works()[0]
    assert f'title: "{engine.title}"' in page
    assert f"version: {engine.version}" in page
    assert all(f'name: "{author}"' in page for author in engine.authors)


def test_a_users_file_is_cited_with_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "NMC_v7.csv"
    path.write_text(
        "ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\n901,1816,1,1,2,3,4,5,0.1,7\n"
    )
    told = cited([], files=[path])
    assert "National Material Capabilities, version 7" in told
    assert re.search(r"File NMC_v7\.csv, SHA-256 [0-9a-f]{64}", told)
    assert "Capability Distribution, Uncertainty" in told


def test_joined_sources_are_cited_each_once() -> None:
    other = Source(id="cow-nmc", title="NMC", cite=("singer-1987",))
    first = Source(id="atop-members", title="ATOP", cite=(ATOP,), also=(other, other))
    keys = [work.key for work in works_of_source(first)]
    assert keys == ["atop-members-own", ATOP, "cow-nmc-own", "singer-1987"]


def test_what_can_be_cited_is_listed() -> None:
    listed = {line.split()[0] for line in citable().splitlines()}
    assert {"foedus", "foedus-register", "gml-mid-participants"} <= listed
    assert {one.id for one in importers()} <= listed


def test_gml_is_cited_under_its_own_id() -> None:
    assert [w.key for w in works_of(["gml-mid-participants"])] == ["gibler-miller-little-2016"]


def test_names_and_forms_that_are_not_known() -> None:
    with pytest.raises(FoedusError, match=r"no data set or work 'atop'"):
        works_of(["atop"])
    with pytest.raises(FoedusError, match=r"--as: no form 'word'\.\n  Choose text, bibtex"):
        as_form([], "word")
