"""
The state machines that every library is given: a ring for steps, a star for options.
"""

from __future__ import annotations

RING_STATES = ("submitted", "triaged", "in_progress", "resolved")
RING = (
    ("triage", "submitted", "triaged"),
    ("start", "triaged", "in_progress"),
    ("resolve", "in_progress", "resolved"),
    ("reopen", "resolved", "submitted"),
)
"""Event, source and target of the four steps that are timed, round and round."""

ROUND = tuple(event for event, _, _ in RING)

FORM = {"priority": "high", "note": "The pump in the cellar fails again; " + "n" * 84, "cost": 1250}
"""What is handed in at every step: a choice, a note of 120 characters, an optional whole number."""

assert len(FORM["note"]) == 120

CHOICE_STATES = ("new", "assigned", "waiting", "checked")
CHOICES = (
    ("open", "new", "assigned", True),
    ("refer", "new", "waiting", False),
    ("inspect", "new", "checked", True),
    ("hold", "new", "new", False),
    ("wait", "assigned", "waiting", True),
    ("hand_over", "assigned", "assigned", False),
    ("finish", "assigned", "checked", True),
    ("remind", "waiting", "waiting", False),
    ("resume", "waiting", "assigned", True),
    ("accept", "waiting", "checked", False),
    ("reject", "checked", "assigned", True),
    ("review", "checked", "checked", False),
)
"""Twelve events with source, target and whether their guard passes; four leave the first state."""

OPTIONS_FROM = CHOICE_STATES[0]
