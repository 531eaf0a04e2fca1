"""
Where a plan change can be.
"""

from propflow import ACTIVE, ENTRY, FINAL, UNDECIDED, State

requested = State("requested", ENTRY, en="Asked for", zh="已提出变更", rules=["B08-35"])
unauthorised = State("unauthorised", ENTRY, en="Built before it was approved", zh="未批先施工")  # [design]
under_supervisor_review = State(
    "under_supervisor_review", UNDECIDED, en="With the works supervisor", zh="装修监管审核", rules=["B08-35"]
)
approved = State("approved", ACTIVE, en="Approved", zh="已批准", rules=["B08-35"])
applied = State("applied", FINAL, en="Carried out", zh="已实施", rules=["B08-35"])
refused = State("refused", FINAL, en="Refused", zh="未批准")  # [design]
cancelled = State("cancelled", FINAL, en="Cancelled", zh="取消")  # [design]

states = [requested, unauthorised, under_supervisor_review, approved, applied, refused, cancelled]
