"""
Coverage: which rule is carried out by what, found by taking away whatever cites it and living the same lives again.
"""

from propflow.coverage.ablation import Body, Claim
from propflow.coverage.elements import Element, elements
from propflow.coverage.lives import Deed, Life, life_of
from propflow.coverage.playing import Stage
from propflow.coverage.seeded import elsewhere, seeded_life
from propflow.coverage.standing import Standing, counted, standings

__all__ = [
    "Body", "Claim", "Deed", "Element", "Life", "Stage", "Standing", "counted", "elements", "elsewhere", "life_of",
    "seeded_life", "standings",
]  # fmt: skip
