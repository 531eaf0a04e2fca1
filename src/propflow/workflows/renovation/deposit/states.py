"""
Where a renovation deposit can be.
"""

from propflow import ACTIVE, ENTRY, FINAL, State

due = State("due", ENTRY, en="To be paid", zh="应收", rules=["B08-22"])
held = State("held", ACTIVE, en="Held", zh="已收押", rules=["B08-22"])
withheld = State("withheld", ACTIVE, en="Withheld", zh="暂扣")  # [design]
partly_applied = State("partly_applied", ACTIVE, en="Deducted from", zh="部分扣抵")  # [design]
refund_ordered = State("refund_ordered", ACTIVE, en="To be paid out", zh="待退", rules=["B08-43"])
refunded = State("refunded", FINAL, en="Paid out", zh="已退", rules=["B08-43"])
forfeited = State("forfeited", FINAL, en="Used up", zh="全部扣抵")  # [design]
voided = State("voided", FINAL, en="Never taken", zh="未收作废")  # [design]

states = [due, held, withheld, partly_applied, refund_ordered, refunded, forfeited, voided]
