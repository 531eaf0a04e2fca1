"""What a definition means: pure functions from a case, a command and an instant to a decision."""
