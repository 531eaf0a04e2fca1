"""
Where a renovation can be.
"""

from propflow import ACTIVE, AFTERCARE, ENTRY, FINAL, UNDECIDED, State

draft = State("draft", ENTRY, en="Being revised", zh="草拟")
submitted = State(
    "submitted", ENTRY, en="Applied for, papers to be checked", zh="已申报待查验", rules=["B08-08", "B08-30"]
)
incomplete = State("incomplete", ENTRY, en="Papers are missing", zh="材料不齐待补", rules=["B08-30"])
under_review = State("under_review", UNDECIDED, en="With engineering for approval", zh="工程部审批中", rules=["B08-03"])
rejected = State("rejected", UNDECIDED, en="Not approved", zh="审批未通过")  # [design]
approved_unpaid = State("approved_unpaid", UNDECIDED, en="Approved, to be paid", zh="已批准待交费", rules=["B08-27"])
ready_for_permit = State(
    "ready_for_permit", UNDECIDED, en="Paid, permit to be issued", zh="已交费待领证", rules=["B08-28"]
)

in_works = State("in_works", ACTIVE, en="Works under way", zh="施工中", rules=["B08-38"])
in_works_overdue = State("in_works_overdue", ACTIVE, en="Works past their permit", zh="超期施工", rules=["B08-38"])
works_rectification = State(
    "works_rectification", ACTIVE, en="Violation being rectified", zh="施工中违章整改", rules=["B08-44"]
)
works_stopped = State("works_stopped", ACTIVE, en="Works stopped", zh="停工")  # [design]
completion_reported = State(
    "completion_reported", ACTIVE, en="Completed, to be inspected", zh="竣工待初验", rules=["B08-40"]
)
post_rectification = State(
    "post_rectification", ACTIVE, en="Rectified after an inspection", zh="初验不合格整改", rules=["B08-44"]
)
rectification_check = State(
    "rectification_check", ACTIVE, en="Rectification to be checked", zh="整改复查", rules=["B08-45"]
)
observation = State("observation", AFTERCARE, en="Thirty days of observation", zh="三十日观察期", rules=["B08-42"])
reinspection = State("reinspection", AFTERCARE, en="Being re-inspected", zh="复验中", rules=["B08-42"])
reinspection_failed = State("reinspection_failed", AFTERCARE, en="Re-inspection failed", zh="复验不合格")  # [design]
refund_due = State("refund_due", AFTERCARE, en="Deposit to be refunded", zh="待退押金", rules=["B08-43"])

closed_refunded = State("closed_refunded", FINAL, en="Closed, deposit refunded", zh="已退押金办结", rules=["B08-43"])
closed_forfeited = State("closed_forfeited", FINAL, en="Closed, deposit settled", zh="押金扣抵办结")  # [design]
withdrawn = State("withdrawn", FINAL, en="Withdrawn", zh="撤回")  # [design]

before_permit = [draft, submitted, incomplete, under_review, rejected, approved_unpaid, ready_for_permit]
permitted = [in_works, in_works_overdue, works_rectification, works_stopped]
"""From the permit to the report of completion: each day owes a patrol."""
inspected = [completion_reported, post_rectification, rectification_check]
on_site = [*permitted, *inspected]
"""Where somebody may be at work, or a violation may be found."""
observed = [observation, reinspection, reinspection_failed, refund_due]
final = [closed_refunded, closed_forfeited, withdrawn]

states = [*before_permit, *on_site, *observed, *final]
