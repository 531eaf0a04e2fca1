"""
Where a letter of authorisation can be.
"""

from propflow import ACTIVE, ENTRY, FINAL, UNDECIDED, State

drafted = State("drafted", ENTRY, en="Written, not checked", zh="已书写待核验")
disputed = State("disputed", UNDECIDED, en="Doubted", zh="存疑")
valid = State("valid", ACTIVE, en="Valid", zh="有效", rules=["B09-10"])
presented = State("presented", ACTIVE, en="Presented for a request", zh="已出示", rules=["B09-12"])

used = State("used", FINAL, en="Used and attached", zh="已使用附卷", rules=["B09-13"])
expired = State("expired", FINAL, en="Too old", zh="过期", rules=["B09-12"])
revoked = State("revoked", FINAL, en="Taken back", zh="撤销")
rejected = State("rejected", FINAL, en="Not accepted", zh="不予采用")  # [design]

unused = [drafted, disputed, valid]
final = [used, expired, revoked, rejected]

states = [drafted, disputed, valid, presented, *final]
