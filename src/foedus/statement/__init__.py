"""`Document` to statements and claims: who speaks, through whom, and what it commits to."""

from foedus.statement.claim import Claim, Mark, Speaker, Statement

__all__ = ["Claim", "Mark", "Speaker", "Statement"]
