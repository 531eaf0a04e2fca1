"""
Where a request to carry goods out can be.
"""

from propflow import ACTIVE, ENTRY, FINAL, UNDECIDED, State

at_counter_or_gate = State("at_counter_or_gate", ENTRY, en="Asked for", zh="提出搬出")
awaiting_owner_signature = State(
    "awaiting_owner_signature", UNDECIDED, en="Waiting for the owner's signature", zh="待业主签名", rules=["B09-04"]
)
awaiting_authorisation = State(
    "awaiting_authorisation", UNDECIDED, en="Waiting for the owner's letter", zh="待书面授权", rules=["B09-08"]
)
awaiting_developer = State(
    "awaiting_developer", UNDECIDED, en="Waiting for the developer", zh="待置业公司确认", rules=["B09-18"]
)
awaiting_owner_confirmation = State(
    "awaiting_owner_confirmation", UNDECIDED, en="Waiting for the owner's word on tools", zh="待业主确认（工具）",
    rules=["B09-20"],
)  # fmt: skip
draft_pass = State("draft_pass", UNDECIDED, en="To be made out", zh="待开具")

issued = State("issued", ACTIVE, en="Made out", zh="已开具", rules=["B09-15"])
at_gate_check = State("at_gate_check", ACTIVE, en="Being checked at the gate", zh="门岗核验")
mismatch = State("mismatch", ACTIVE, en="Goods and slip differ", zh="物证不符")
lost = State("lost", ACTIVE, en="Slip lost", zh="持出证遗失")
released = State("released", ACTIVE, en="Let go", zh="已放行")
held_by_security = State("held_by_security", ACTIVE, en="Kept by security", zh="保安部留存", rules=["B09-15"])
tools_notified = State("tools_notified", ACTIVE, en="Guard told of the tools", zh="已通知保安", rules=["B09-20"])

archived = State("archived", FINAL, en="Archived", zh="已归档", rules=["B09-17"])
written_off = State("written_off", FINAL, en="Security's copy written off", zh="保安联核销")  # [design]
released_direct = State("released_direct", FINAL, en="Let go without a slip", zh="直接放行", rules=["B09-03"])
tools_released = State("tools_released", FINAL, en="Tools let go", zh="工具已放行", rules=["B09-21"])
confirmed_released = State(
    "confirmed_released", FINAL, en="Let go on the developer's word", zh="确认后放行", rules=["B09-18"]
)
refused = State("refused", FINAL, en="Not let go", zh="拒绝放行", rules=["B09-05"])
expired = State("expired", FINAL, en="Run out", zh="逾期失效")
cancelled = State("cancelled", FINAL, en="Cancelled", zh="作废")

waiting = [awaiting_owner_signature, awaiting_authorisation, awaiting_developer, awaiting_owner_confirmation]
before_issue = [at_counter_or_gate, *waiting, draft_pass]
out = [released, held_by_security]
gone = [archived, written_off, released_direct, tools_released, confirmed_released]
final = [*gone, refused, expired, cancelled]

states = [
    *before_issue, issued, at_gate_check, mismatch, lost, *out, tools_notified, *final,
]  # fmt: skip
