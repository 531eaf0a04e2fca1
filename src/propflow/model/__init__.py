"""The values that everybody speaks in: people, time, cases, records."""
