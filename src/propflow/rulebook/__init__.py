"""
The rulebook: the atomic rules of the manuals that propflow carries out, by id, in our words.
"""

from propflow.rulebook.book import areas, book, rule, rules
from propflow.rulebook.citations import citation_faults
from propflow.rulebook.rule import Rule

__all__ = ["Rule", "areas", "book", "citation_faults", "rule", "rules"]
