"""
N20: nobody has a pass in use while the works are stopped.
"""

from propflow.definition.invariants import Breach, History, Judgement, invariant
from propflow.workflows.renovation.invariants.reading import deeds, family, states_at


@invariant(
    "N20", en="No pass is in use while the works are stopped", zh="停工期间无在用出入证", rules=["B08-38", "B21-43"]
)
def no_pass_while_stopped(history: History) -> Judgement:
    """Neither one that was not suspended, nor one issued meanwhile, for whatever reason."""
    found = []
    for id_, journal in family(history, "renovation").items():
        for stop in deeds(journal, "stop_works"):
            there = states_at(history.records, stop.at)
            if there == {"issued"}:
                found.append(Breach(0, f"it was in use when the works of {id_} were stopped"))
        for one in history.acts():
            issued = one.state_to == "issued" and one.state_from != "issued"
            if issued and states_at(journal, one.at) == {"works_stopped"}:
                found.append(Breach(one.number, f"'{one.action}' while the works of {id_} were stopped"))
    return found


INVARIANTS = (no_pass_while_stopped,)
