"""
Where a complaint can be.
"""

from propflow import ACTIVE, AFTERCARE, ENTRY, FINAL, RESTING, UNDECIDED, State

pre_complaint = State("pre_complaint", ENTRY, en="Alert before any complaint", zh="预投诉", rules=["D05-07"])
received = State("received", ENTRY, en="Registered, nothing decided", zh="已接诉登记", rules=["C05-10"])
clarifying = State("clarifying", UNDECIDED, en="Facts being established", zh="查明情况", rules=["C05-17"])
ruling_pending = State(
    "ruling_pending", UNDECIDED, en="Waiting for a superior's ruling", zh="待请示裁定", rules=["C05-18"]
)
explained = State("explained", RESTING, en="Explained, not opened", zh="解释了结（不立项）", rules=["C05-16"])

opened = State("opened", ACTIVE, en="Opened", zh="已立项", rules=["C05-02"])
dispatched = State("dispatched", ACTIVE, en="Sent, not yet signed for", zh="已派单待签收", rules=["C04-22"])
investigating = State("investigating", ACTIVE, en="Being investigated", zh="调查核实", rules=["A01-21"])
in_progress = State("in_progress", ACTIVE, en="Being handled", zh="处理中", rules=["A01-24"])
external_handling = State(
    "external_handling", ACTIVE, en="With an outside party, tracked by us", zh="外部责任方处理中", rules=["B11-15"]
)
stalled = State("stalled", ACTIVE, en="Cannot go on for now", zh="暂无法处理（挂账）", rules=["C05-29"])
done_reported = State("done_reported", ACTIVE, en="Reported done, not verified", zh="办结待核实", rules=["C05-28"])
second_disposal = State(
    "second_disposal", ACTIVE, en="Contested, a superior reviews", zh="二次处置", rules=["D03-12", "D03-13"]
)
close_pending = State("close_pending", ACTIVE, en="Verified, to be closed", zh="核实合格待销项", rules=["C05-28"])

closed = State("closed", RESTING, en="Closed", zh="已销项", rules=["C05-03"])
closed_unresolvable = State(
    "closed_unresolvable", RESTING, en="Closed as not to be solved", zh="无法处理销项", rules=["C05-05", "C05-29"]
)
following_up = State("following_up", AFTERCARE, en="Being followed up", zh="回访中", rules=["C02-06"])
looking_back = State("looking_back", AFTERCARE, en="Looked back at", zh="回头看", rules=["D04-10"])

archived = State("archived", FINAL, en="Archived", zh="已归档", rules=["C04-35"])
merged = State("merged", FINAL, en="Folded into another case", zh="已并案")  # [design]
alert_dismissed = State("alert_dismissed", FINAL, en="Alert dismissed", zh="预警解除")  # [design]

undecided = [received, clarifying, ruling_pending]
handled = [investigating, in_progress, external_handling]
opened_set = [
    opened, dispatched, investigating, in_progress, external_handling, stalled, done_reported, second_disposal,
    close_pending,
]  # fmt: skip
aftercare = [closed, closed_unresolvable, following_up, looking_back]
before_closing = [pre_complaint, *undecided, explained, *opened_set]
not_final = [*before_closing, *aftercare]
final = [archived, merged, alert_dismissed]

states = [*not_final, *final]
