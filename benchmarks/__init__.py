"""
How fast propflow is, beside its peers, measured in one run. `python -m benchmarks` prints it.

See docs/benchmarks.md for what each figure means.
"""
