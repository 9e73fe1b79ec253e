"""How is a source cited? BibTeX, CSL-JSON, RIS and plain words, of data sets, Foedus, the register.

    print(as_form(works_of(["atop-members"]), "bibtex"))

Sources of the forms: BibTeX entry types; CSL 1.0.2 item types; the RIS tag list.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from foedus.content import register_version
from foedus.errors import InputError, suggest
from foedus.panel.importing import importers
from foedus.panel.source import Source
from foedus.panel.works import WORKS, Work
from foedus.version import __version__

FORMS = ("text", "bibtex", "csl", "ris")
FOEDUS, REGISTER = "foedus", "foedus-register"
MAKERS = ("The Foedus maintainers",)
_BIBTEX = {
    "article": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
    "manuscript": "unpublished",
}
_CSL = {
    "article": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "dataset": "dataset",
    "report": "report",
    "software": "software",
    "manuscript": "manuscript",
}
_RIS = {
    "article": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "report": "RPRT",
    "software": "COMP",
    "manuscript": "UNPB",
}
_TEX = {"&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "~": r"\textasciitilde{}"}
OTHERS = "others"
"""The last of many authors that are not all named."""


def own_works() -> tuple[Work, Work]:
    """Return Foedus itself and the register, each with its version, the register with its hash."""
    register = register_version()
    year = int(register[:4]) if register[:4].isdigit() else None
    engine = Work(
        key=FOEDUS,
        kind="software",
        authors=MAKERS,
        title="Foedus: mutual-defence commitments, computable",
        year=year,
        version=__version__,
        note="Apache-2.0",
    )
    law = Work(
        key=REGISTER,
        kind="dataset",
        authors=MAKERS,
        title="The Foedus register of mutual-defence commitments",
        year=year,
        version=register,
        note="CC BY 4.0. The version ends with the hash of the content.",
    )
    return engine, law


def works_of(names: Iterable[str]) -> tuple[Work, ...]:
    """Return the works to cite for data sets, or those that the names are keys of.

    Args:
        names: Ids of data sets (``atop-members``), keys of works, ``foedus`` or
            ``foedus-register``.

    Raises:
        InputError: A name is none of these.
    """
    own = {work.key: work for work in own_works()}
    sets = _works_by_set()
    found: dict[str, Work] = {}
    for name in names:
        if name in sets:
            found |= {key: WORKS[key] for key in sets[name] if key in WORKS}
        elif name in own or name in WORKS:
            found[name] = own.get(name) or WORKS[name]
        else:
            mend = suggest(name, (*own, *sets, *WORKS), most=40)
            raise InputError("cite", f"no data set or work '{name}'.", mend)
    return tuple(found.values())


def works_of_source(source: Source) -> tuple[Work, ...]:
    """Return the data set as it lay in a file, then the works to cite for it, for all sources.

    The data set's own entry tells version, file and digest.
    """
    found: dict[str, Work] = {}
    for one in source.every:
        first = WORKS.get(one.cite[0]) if one.cite else None
        told = (f"File {one.file}, SHA-256 {one.sha256}" if one.file else "", one.how)
        entry = Work(
            key=f"{one.id or 'data'}-{one.sha256[:8] or 'own'}",
            kind="dataset",
            authors=first.authors if first else (),
            title=one.title,
            year=None,
            version=one.version,
            note=". ".join(part for part in told if part),
        )
        found[entry.key] = entry
        found |= {key: WORKS[key] for key in one.cite if key in WORKS}
    return tuple(found.values())


def _works_by_set() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in importers():
        found[one.id] = one.cite
        found |= {id_: cite for id_, _, cite in (one.kinds or {}).values()}
    return found


def as_form(works: Sequence[Work], form: str) -> str:
    """Return works in one of `FORMS`.

    Raises:
        InputError: No such form.
    """
    match form:
        case "text":
            return "".join(f"{_plain(work)}\n" for work in works)
        case "bibtex":
            return "\n".join(_bibtex(work) for work in works)
        case "csl":
            return json.dumps([_csl(w) for w in works], ensure_ascii=False, indent=1) + "\n"
        case "ris":
            return "\n".join(_ris(work) for work in works)
    raise InputError("--as", f"no form '{form}'.", f"Choose {', '.join(FORMS)}.")


def _plain(work: Work) -> str:
    year = work.year or "n.d."
    parts = [f"{_names(work.authors)} ({year}). {work.title}"]
    if work.version:
        parts[0] += f", version {work.version}"
    within = f"In {work.within}" if work.kind == "chapter" else work.within
    if work.editors:
        within += f", ed. {_names(work.editors)}"
    if work.volume:
        within += f" {work.volume}" + (f"({work.number})" if work.number else "")
    if work.pages:
        within += f": {work.pages}"
    made = ": ".join(part for part in (work.place, work.publisher) if part)
    link = f"https://doi.org/{work.doi}" if work.doi else work.url
    return (
        ". ".join(part for part in (*parts, within, made, work.note.rstrip("."), link) if part)
        + "."
    )


def _names(authors: Sequence[str]) -> str:
    told = ["et al." if name == OTHERS else name for name in authors]
    if len(told) < 2:
        return "".join(told)
    joint = " " if told[-1] == "et al." else " and "
    return "; ".join(told[:-1]) + joint + told[-1]


def _bibtex(work: Work) -> str:
    within = {"article": "journal", "chapter": "booktitle"}.get(work.kind, "howpublished")
    maker = "institution" if work.kind == "report" else "publisher"
    fields = {
        "author": " and ".join(_braced(name) for name in work.authors),
        # Two braces keep the capitals of names and acronyms in every style.
        "title": f"{{{_tex(work.title)}}}",
        "year": str(work.year or ""),
        within: _tex(work.within),
        "editor": " and ".join(_braced(name) for name in work.editors),
        "volume": work.volume,
        "number": work.number,
        "pages": work.pages.replace("-", "--"),
        maker: _tex(work.publisher),
        "address": _tex(work.place),
        "version": _tex(work.version),
        "doi": work.doi,
        "url": work.url,
        "note": _tex(_note(work)),
    }
    told = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{_BIBTEX.get(work.kind, 'misc')}{{{work.key},\n{told}\n}}\n"


def _note(work: Work) -> str:
    """Return the note; plain BibTeX knows no version, and needs a note of a manuscript."""
    told = f"Version {work.version}" if work.version else ""
    note = work.note or ("Manuscript" if work.kind == "manuscript" else "")
    return ". ".join(part for part in (told, note) if part)


def _braced(name: str) -> str:
    return _tex(name) if "," in name or name == OTHERS else f"{{{_tex(name)}}}"


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)


def _csl(work: Work) -> dict[str, Any]:
    fields = {
        "id": work.key,
        "type": _CSL[work.kind],
        "title": work.title,
        "author": [_person(name) for name in work.authors],
        "editor": [_person(name) for name in work.editors],
        "issued": {"date-parts": [[work.year]]} if work.year else None,
        "container-title": work.within,
        "volume": work.volume,
        "issue": work.number,
        "page": work.pages,
        "publisher": work.publisher,
        "publisher-place": work.place,
        "version": work.version,
        "DOI": work.doi,
        "URL": work.url,
        "note": work.note,
    }
    return {name: value for name, value in fields.items() if value}


def _person(name: str) -> dict[str, str]:
    family, comma, given = name.partition(", ")
    if name == OTHERS:
        return {"literal": "et al."}
    return {"family": family, "given": given} if comma else {"literal": name}


def _ris(work: Work) -> str:
    lines = [("TY", _RIS[work.kind]), ("ID", work.key)]
    lines += [("AU", name) for name in work.authors if name != OTHERS]
    lines += [("ED", name) for name in work.editors]
    lines += [("TI", work.title), ("PY", str(work.year or "")), ("T2", work.within)]
    lines += [("VL", work.volume), ("IS", work.number), *_pages(work.pages)]
    lines += [("PB", work.publisher), ("CY", work.place), ("ET", work.version)]
    lines += [("DO", work.doi), ("UR", work.url), ("N1", work.note)]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    first, _, last = pages.partition("-")
    yield from (("SP", first), ("EP", last))
