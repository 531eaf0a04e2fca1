"""How a procedure is written down: terms, workflows, and the check that they are sound."""
