"""The register and its rules, read a second time: what `checker` holds the engine against.

    logic   what follows while questions are open: every answer is tried
    files   what a file of the register says on a day: in force, parties, versions
    places  whose soil a place is, and in which zones it lies
    scene   what is known of an incident
    words   what each condition asks
    rule    what a whole article asks: frame, casus, exceptions

Nothing of Foedus is imported. It was written from docs/reference/rule-language.md, and knows
the ground that all accounts share, not the views of single speakers.
"""
