"""
Where a repair can be.
"""

from propflow import ACTIVE, AFTERCARE, ENTRY, FINAL, RESTING, UNDECIDED, State

reported = State("reported", ENTRY, en="Reported, not verified", zh="已报修登记", rules=["A04-06", "A06-06", "A09-12"])
awaiting_clarification = State(
    "awaiting_clarification", UNDECIDED, en="Unclear, the reporter is asked", zh="待核实澄清", rules=["A07-09"]
)

accepted = State(
    "accepted", ACTIVE, en="Accepted, to be dispatched", zh="已受理待派工", rules=["A06-08", "A07-10", "A13-13"]
)
dispatched = State(
    "dispatched", ACTIVE, en="Dispatched, nobody there yet", zh="已派工待到场", rules=["A04-08", "A06-10", "A09-15"]
)
access_failed = State("access_failed", ACTIVE, en="Not let in", zh="未能入户", rules=["A13-33"])  # the state: [design]
on_site = State(
    "on_site", ACTIVE, en="On site, being looked at", zh="现场勘查定案", rules=["A09-16", "A13-14", "A18-07"]
)
awaiting_consent = State(
    "awaiting_consent", ACTIVE, en="Quoted, waiting for consent", zh="已报价待同意", rules=["A13-15", "A13-17"]
)
in_progress = State("in_progress", ACTIVE, en="Being repaired", zh="维修中", rules=["A04-10", "A06-12", "A13-18"])
made_safe = State(
    "made_safe", ACTIVE, en="Made safe, lasting repair owed", zh="已临时处置", rules=["A06-13", "A08-03", "A10-17"]
)
waiting_part = State(
    "waiting_part", ACTIVE, en="Waiting for a part", zh="待料", rules=["A03-09", "A03-10"]
)  # the state: [design]
waiting_external = State(
    "waiting_external", ACTIVE, en="With an outside party, tracked by us", zh="外部责任方处理中",
    rules=["A07-13", "A19-31", "B11-15", "B07-41"],
)  # fmt: skip
deferred_with_plan = State(
    "deferred_with_plan", ACTIVE, en="Deferred by a plan that was explained", zh="已说明缓修（挂账）",
    rules=["A08-04", "A08-05", "A02-08", "A19-24", "A19-25"],
)  # fmt: skip
awaiting_acceptance = State(
    "awaiting_acceptance", ACTIVE, en="Finished, to be accepted", zh="完工待验收", rules=["A06-14", "A13-19"]
)
rework = State(
    "rework", ACTIVE, en="Refused, a superior decides", zh="返工复核（二次处置）", rules=["D03-12", "D03-13"]
)
signed_off = State(
    "signed_off", ACTIVE, en="Accepted, to be closed", zh="已签认待销项", rules=["A10-06", "C05-22", "C10-07"]
)

closed = State("closed", RESTING, en="Closed", zh="已销项", rules=["B10-13", "C05-28", "C10-08"])
following_up = State(
    "following_up", AFTERCARE, en="Being followed up", zh="回访中", rules=["A10-21", "B12-06", "A05-23"]
)

archived = State("archived", FINAL, en="Archived", zh="已归档", rules=["A04-26", "C10-08"])
redirected = State(
    "redirected", FINAL, en="Explained and sent on", zh="已解释转介", rules=["B10-07", "A19-07", "A19-08"]
)
cancelled = State("cancelled", FINAL, en="Cancelled", zh="已撤销")  # [design]
merged = State("merged", FINAL, en="Folded into another case", zh="已并单", rules=["D01-11"])

undecided = [reported, awaiting_clarification]
working = [on_site, awaiting_consent, in_progress, made_safe]
waiting = [waiting_part, waiting_external, deferred_with_plan]
finishing = [awaiting_acceptance, rework, signed_off]
open_set = [accepted, dispatched, access_failed, *working, *waiting, *finishing]
before_closing = [*undecided, *open_set]
not_final = [*before_closing, closed, following_up]
final = [archived, redirected, cancelled, merged]

states = [*not_final, *final]
