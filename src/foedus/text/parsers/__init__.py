"""Hostile formats to plain text; imported by the jailed worker alone (`foedus.text.jail`)."""
