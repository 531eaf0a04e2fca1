"""
N17: what is built otherwise was approved before, while the permit ran.
"""

from propflow.definition.invariants import NOT_APPLICABLE, Breach, History, Judgement, invariant
from propflow.workflows.complaint.invariants.reading import acts, value
from propflow.workflows.renovation.invariants.reading import consents, family, latest, role, states_at


@invariant(
    "N17", en="A change is carried out after the works supervisor approved it, while the permit runs",
    zh="变更经装修监管批准后方可实施，且许可证在有效期内", rules=["B08-03", "B08-35"],
)  # fmt: skip
def change_was_approved(history: History) -> Judgement:
    """Engineering has countersigned a change of structure."""
    built = acts(history, ["close"])
    structural = value(history.records[0], "structural") is True
    found = []
    for one in built:
        approval = latest(history, ["open", "approve_structural"], one.number)
        if approval is None or role(approval) != "works_supervisor":
            found.append(Breach(one.number, "the works supervisor never approved it"))
        elif structural and not any(role(each) == "engineering_department" for each in consents(history, approval)):
            found.append(Breach(approval.number, "engineering did not countersign a change of structure"))
        for id_, journal in family(history, "renovation").items():
            if not states_at(journal, one.at) & {"in_works", "works_rectification"}:
                found.append(Breach(one.number, f"the permit of renovation {id_} did not run"))
    return found if built else NOT_APPLICABLE


INVARIANTS = (change_was_approved,)
