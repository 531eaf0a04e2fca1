"""
Replay: real histories, read from a log and played through a workflow.

    mapping = read_mapping("examples/replay/helpdesk.toml")
    result = replay(Log("helpdesk.xes.gz", mapping.layout), mapping, store)
    print(result.plain())

A replay finds out whether a workflow can hold what people really do: every event is
applied, refused with its reason, or unmapped, and every value in a form is the log's,
a constant of the mapping, or made up, and counted as such.
"""

from propflow.replay.mapping import LogMap as LogMap
from propflow.replay.mapping_file import read_mapping as read_mapping
from propflow.replay.play import Progress as Progress
from propflow.replay.play import replay as replay
from propflow.replay.result import RefusedEvent as RefusedEvent
from propflow.replay.result import Result as Result
from propflow.replay.sources import Log as Log
