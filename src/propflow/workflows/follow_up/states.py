"""
Where a follow-up visit can be.
"""

from propflow import ACTIVE, ENTRY, FINAL, State

planned = State("planned", ENTRY, en="Planned", zh="已计划", rules=["B12-03"])
form_issued = State("form_issued", ACTIVE, en="Form collected and signed for", zh="已领表签收", rules=["B12-18"])
visiting = State("visiting", ACTIVE, en="Being visited", zh="回访中", rules=["B12-19"])
unreachable = State("unreachable", ACTIVE, en="Not met", zh="联系不上")
signed = State("signed", ACTIVE, en="Signed by the resident", zh="住户已签", rules=["B12-20"])
unsigned = State("unsigned", ACTIVE, en="Without the resident's signature", zh="未签")
returned = State("returned", ACTIVE, en="Form handed back", zh="已交回", rules=["B12-21"])
reviewed = State("reviewed", ACTIVE, en="Reviewed by the head", zh="主管已审核", rules=["B12-22"])
unqualified = State("unqualified", ACTIVE, en="Unqualified", zh="不合格", rules=["B12-23"])
complaint_opened = State("complaint_opened", ACTIVE, en="Handled as a complaint", zh="转投诉", rules=["B12-23"])
not_reached = State("not_reached", ACTIVE, en="Given up: not visited", zh="未访结案")  # [design]

archived = State("archived", FINAL, en="Archived", zh="已归档", rules=["B12-26"])

states = [
    planned, form_issued, visiting, unreachable, signed, unsigned, returned, reviewed, unqualified, complaint_opened,
    not_reached, archived,
]  # fmt: skip
