"""
Where a worker pass can be. One that came back rests: a rectification may need its worker on the site again.
"""

from propflow import ACTIVE, ENTRY, FINAL, RESTING, State

requested = State("requested", ENTRY, en="Asked for", zh="待办", rules=["B08-29"])
issued = State("issued", ACTIVE, en="In use", zh="在用", rules=["B08-29"])
suspended = State("suspended", ACTIVE, en="Suspended", zh="暂停")  # [design]
lost = State("lost", ACTIVE, en="Lost", zh="遗失")  # [design]
due_back = State("due_back", ACTIVE, en="To be handed in", zh="应收回", rules=["B08-41"])
returned = State("returned", RESTING, en="Handed in", zh="已收回", rules=["B08-41"])
cancelled = State("cancelled", FINAL, en="Not issued", zh="注销", rules=["B08-36"])
written_off = State("written_off", FINAL, en="Written off", zh="未收回核销")  # [design]

states = [requested, issued, suspended, lost, due_back, returned, cancelled, written_off]
