"""In which forms can a state help, or be said to help? One list for claims, articles and bars."""

FORMS = (
    "military",
    "troops",
    "arms",
    "training",
    "intelligence",
    "logistics",
    "base_access",
    "nuclear",
    "economic",
    "humanitarian",
    "diplomatic",
    "consultation",
    "cyber",
    "other",
)
"""Every form of aid; ``military`` stands for help by armed forces and what they need."""
MILITARY = FORMS[1:7]
"""Parts of military aid, short of nuclear means."""
CHECKED = (*MILITARY, "nuclear", "economic", "humanitarian", "cyber")
"""Forms that are held one by one against what the Security Council forbids."""
