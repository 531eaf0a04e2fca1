"""Counts what is committed to a store in memory, and writes a slip for each message."""

import os
from pathlib import Path

from propflow import MemoryStore, hookimpl


class CountingStore(MemoryStore):
    commits = 0

    def commit(self, change):
        super().commit(change)
        self.commits += 1


@hookimpl
def propflow_open_store(url):
    return CountingStore() if url == "counting:" else None


@hookimpl
def propflow_notify(message):
    with Path(os.environ["SLIPS"]).open("a", encoding="utf-8") as slips:
        slips.write(f"{message.id} for {message.role}\n")
