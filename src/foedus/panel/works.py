"""Which works does one cite for a data set? Bibliographic facts, written for this project."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["article", "book", "chapter", "dataset", "report", "software", "manuscript"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One work of a bibliography."""

    key: str
    kind: Kind
    authors: tuple[str, ...]
    """Each as ``Family, Given``; a body without a comma."""
    title: str
    year: int | None
    """None: not told, as of a file that names no year."""
    within: str = ""
    """Journal, or the book of a chapter."""
    editors: tuple[str, ...] = ()
    volume: str = ""
    number: str = ""
    pages: str = ""
    """First and last, with a hyphen."""
    publisher: str = ""
    place: str = ""
    version: str = ""
    doi: str = ""
    url: str = ""
    note: str = ""


def _article(
    key: str, authors: str, year: int, *, title: str, within: str, at: str, doi: str = ""
) -> Work:
    """Return an article; ``at`` is ``volume(number):pages``."""
    where, _, pages = at.partition(":")
    volume, _, number = where.rstrip(")").partition("(")
    return Work(
        key=key,
        kind="article",
        authors=tuple(authors.split("; ")),
        title=title,
        year=year,
        within=within,
        volume=volume,
        number=number,
        pages=pages,
        doi=doi,
    )


def _book(
    key: str, authors: str, year: int, *, title: str, publisher: str, place: str = ""
) -> Work:
    return Work(
        key=key,
        kind="book",
        authors=tuple(authors.split("; ")),
        title=title,
        year=year,
        publisher=publisher,
        place=place,
    )


CMPS = "Conflict Management and Peace Science"
II = "International Interactions"
ISQ = "International Studies Quarterly"
JCR = "Journal of Conflict Resolution"

_ALL = (
    _article(
        "leeds-ritter-mitchell-long-2002",
        "Leeds, Brett Ashley; Ritter, Jeffrey M.; Mitchell, Sara McLaughlin; Long, Andrew G.",
        2002,
        title="Alliance Treaty Obligations and Provisions, 1815-1944",
        within=II,
        at="28(3):237-260",
        doi="10.1080/03050620213653",
    ),
    Work(
        key="atop-codebook",
        kind="report",
        authors=("Leeds, Brett Ashley",),
        title="Alliance Treaty Obligations and Provisions (ATOP) Codebook, Version 5.1",
        year=2022,
        publisher="Rice University",
        place="Houston, TX",
        url="http://www.atopdata.org",
    ),
    Work(
        key="cow-states-2017",
        kind="dataset",
        authors=("Correlates of War Project",),
        title="State System Membership List, v2016",
        year=2017,
        url="https://correlatesofwar.org",
    ),
    _article(
        "gleditsch-ward-1999",
        "Gleditsch, Kristian S.; Ward, Michael D.",
        1999,
        title="A Revised List of Independent States since the Congress of Vienna",
        within=II,
        at="25(4):393-413",
        doi="10.1080/03050629908434958",
    ),
    Work(
        key="singer-bremer-stuckey-1972",
        kind="chapter",
        authors=("Singer, J. David", "Bremer, Stuart", "Stuckey, John"),
        title="Capability Distribution, Uncertainty, and Major Power War, 1820-1965",
        year=1972,
        within="Peace, War, and Numbers",
        editors=("Russett, Bruce",),
        pages="19-48",
        publisher="Sage",
        place="Beverly Hills, CA",
    ),
    _article(
        "singer-1987",
        "Singer, J. David",
        1987,
        title="Reconstructing the Correlates of War Dataset on Material Capabilities of States, "
        "1816-1985",
        within=II,
        at="14(2):115-132",
    ),
    _article(
        "palmer-et-al-2022-mid5",
        "Palmer, Glenn; McManus, Roseanne W.; D'Orazio, Vito; Kenwick, Michael R.; "
        "Karstens, Mikaela; Bloch, Chase; Dietrich, Nick; Kahn, Kayla; Ritter, Kellan; "
        "Soules, Michael J.",
        2022,
        title="The MID5 Dataset, 2011-2014: Procedures, Coding Rules, and Description",
        within=CMPS,
        at="39(4):470-482",
        doi="10.1177/0738894221995743",
    ),
    _article(
        "gibler-miller-little-2016",
        "Gibler, Douglas M.; Miller, Steven V.; Little, Erin K.",
        2016,
        title="An Analysis of the Militarized Interstate Dispute (MID) Dataset, 1816-2001",
        within=ISQ,
        at="60(4):719-730",
        doi="10.1093/isq/sqw045",
    ),
    _book(
        "sarkees-wayman-2010",
        "Sarkees, Meredith Reid; Wayman, Frank",
        2010,
        title="Resort to War: 1816-2007",
        publisher="CQ Press",
        place="Washington, DC",
    ),
    _article(
        "reiter-stam-horowitz-2016",
        "Reiter, Dan; Stam, Allan C.; Horowitz, Michael C.",
        2016,
        title="A Revised Look at Interstate Wars, 1816-2007",
        within=JCR,
        at="60(5):956-976",
        doi="10.1177/0022002714553107",
    ),
    _article(
        "stinnett-et-al-2002",
        "Stinnett, Douglas M.; Tir, Jaroslav; Schafer, Philip; Diehl, Paul F.; Gochman, Charles",
        2002,
        title="The Correlates of War Project Direct Contiguity Data, Version 3",
        within=CMPS,
        at="19(2):58-66",
    ),
    _article(
        "schvitz-et-al-2022",
        "Schvitz, Guy; Rüegger, Seraina; Girardin, Luc; Cederman, Lars-Erik; Weidmann, Nils; "
        "Gleditsch, Kristian Skrede",
        2022,
        title="Mapping the International System, 1886-2019: The CShapes 2.0 Dataset",
        within=JCR,
        at="66(1):144-161",
        doi="10.1177/00220027211013563",
    ),
    _article(
        "weidmann-gleditsch-2010",
        "Weidmann, Nils B.; Gleditsch, Kristian Skrede",
        2010,
        title="Mapping and Measuring Country Shapes: The cshapes Package",
        within="The R Journal",
        at="2(1):18-24",
    ),
    _article(
        "barbieri-keshk-pollins-2009",
        "Barbieri, Katherine; Keshk, Omar M. G.; Pollins, Brian M.",
        2009,
        title="Trading Data: Evaluating our Assumptions and Coding Rules",
        within=CMPS,
        at="26(5):471-491",
    ),
    Work(
        key="barbieri-keshk-2016",
        kind="dataset",
        authors=("Barbieri, Katherine", "Keshk, Omar M. G."),
        title="Correlates of War Project Trade Data Set Codebook, Version 4.0",
        year=2016,
        url="https://correlatesofwar.org",
    ),
    Work(
        key="marshall-gurr-jaggers-2017",
        kind="report",
        authors=("Marshall, Monty G.", "Gurr, Ted Robert", "Jaggers, Keith"),
        title="Polity IV Project: Political Regime Characteristics and Transitions, 1800-2016",
        year=2017,
        publisher="Center for Systemic Peace",
    ),
    Work(
        key="coppedge-vdem-2020",
        kind="report",
        authors=(
            *("Coppedge, Michael", "Gerring, John", "Knutsen, Carl Henrik"),
            *("Lindberg, Staffan I.", "Teorell, Jan", "others"),
        ),
        title="V-Dem Codebook v10",
        year=2020,
        publisher="Varieties of Democracy (V-Dem) Project",
    ),
    Work(
        key="marquez-2016",
        kind="manuscript",
        authors=("Márquez, Xavier",),
        title="A Quick Method for Extending the Unified Democracy Scores",
        year=2016,
        doi="10.2139/ssrn.2753830",
    ),
    _book(
        "thompson-dreyer-2012",
        "Thompson, William R.; Dreyer, David R.",
        2012,
        title="Handbook of International Rivalries, 1494-2010",
        publisher="CQ Press",
        place="Washington, DC",
    ),
    _book(
        "thompson-sakuwa-suhas-2021",
        "Thompson, William R.; Sakuwa, Kentaro; Suhas, Prashant Hosur",
        2021,
        title="Analyzing Strategic Rivalries in World Politics: Types of Rivalry, "
        "Regional Variation, and Escalation/De-escalation",
        publisher="Springer",
    ),
    _article(
        "kinne-2020",
        "Kinne, Brandon J.",
        2020,
        title="The Defense Cooperation Agreement Dataset (DCAD)",
        within=JCR,
        at="64(4):729-755",
    ),
    _article(
        "peacesciencer",
        "Miller, Steven V.",
        2022,
        title="peacesciencer: An R Package for Quantitative Peace Science Research",
        within=CMPS,
        at="39(6):755-779",
        doi="10.1177/07388942221077926",
    ),
    Work(
        key="isard",
        kind="software",
        authors=("Miller, Steven V.",),
        title="isard: Overflow Data for Quantitative Peace Science Research",
        year=2025,
        note="R package",
    ),
)

WORKS: Mapping[str, Work] = {work.key: work for work in _ALL}
"""Every work that an importer names, by its key."""
