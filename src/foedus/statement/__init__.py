"""`Document` to statements and claims: who speaks, through whom, and what it commits to."""

from foedus.statement.claim import Claim, Mark, Speaker, Statement
from foedus.statement.read import read_statements

__all__ = ["Claim", "Mark", "Speaker", "Statement", "read_statements"]
