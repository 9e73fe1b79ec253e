"""What did a state have in a year? Capabilities, trade, regime: one row a state and year.

Units are those of the authors: NMC's spending in thousands of current pounds (to 1913) or
dollars, personnel and people in thousands, iron and steel in thousands of tons, energy in
thousands of coal-ton equivalents; COW's trade in millions of current dollars.
"""

from foedus.panel.importing.importer import Importer
from foedus.panel.importing.layout import number, text, whole

POLITY_MISSING = (-66, -77, -88, -99)
"""Interruption, interregnum and transition: no score of a regime."""

CAPABILITIES = Importer(
    id="cow-nmc",
    title="Correlates of War: National Material Capabilities",
    wanted=(
        whole("cow", "ccode"),
        whole("year"),
        number("milex"),
        number("milper"),
        number("irst"),
        number("pec"),
        number("tpop"),
        number("upop"),
        number("cinc"),
        text("version", needed=False),
    ),
    cite=("singer-bremer-stuckey-1972", "singer-1987"),
    layout="state-years",
)

TRADE = Importer(
    id="cow-trade",
    title="Correlates of War: trade, by state and year",
    wanted=(
        whole("cow", "ccode"),
        whole("year"),
        number("imports"),
        number("exports"),
        text("version", needed=False),
    ),
    cite=("barbieri-keshk-2016", "barbieri-keshk-pollins-2009"),
    layout="state-years",
)

DYADIC_TRADE = Importer(
    id="cow-trade-dyads",
    title="Correlates of War: trade, by pair and year",
    wanted=(
        whole("cow1", "ccode1"),
        whole("cow2", "ccode2"),
        whole("year"),
        number("imports1", "flow1"),
        number("imports2", "flow2"),
        text("version", needed=False),
    ),
    cite=("barbieri-keshk-2016", "barbieri-keshk-pollins-2009"),
    layout="dyad-years: flow1 is what state 1 imports from state 2",
)

DEMOCRACY = Importer(
    id="democracy",
    title="Democracy scores by state and year",
    wanted=(
        whole("cow", "ccode", "cowcode"),
        whole("year"),
        whole("polity2", missing=POLITY_MISSING),
        number("polyarchy", "v2x_polyarchy", missing=()),
        number("uds", "euds", missing=(), needed=False),
        number("uds_adjusted", "aeuds", missing=(), needed=False),
    ),
    cite=("marshall-gurr-jaggers-2017", "coppedge-vdem-2020", "marquez-2016", "isard"),
    layout="state-years with Polity and V-Dem scores",
)

POLITY = Importer(
    id="polity",
    title="Polity: regime characteristics and transitions",
    wanted=(
        whole("cow", "ccode"),
        whole("year"),
        whole("democ", missing=POLITY_MISSING),
        whole("autoc", missing=POLITY_MISSING),
        whole("polity", missing=POLITY_MISSING),
        whole("polity2", missing=POLITY_MISSING),
    ),
    cite=("marshall-gurr-jaggers-2017",),
    layout="state-years",
)

ATTRIBUTES = (CAPABILITIES, TRADE, DYADIC_TRADE, DEMOCRACY, POLITY)
