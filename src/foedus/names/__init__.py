"""Who and what is named? States, offices, groups, instruments' titles, on a day."""
