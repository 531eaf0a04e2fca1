"""
What the goods pass leaves to policy.
"""

from propflow import amount_slot, choice_slot

validity = amount_slot(
    "validity", en="A pass is good for so long after it is made out", zh="物品持出证有效期", needed=True,
    rules=["B09-15", "B09-17"],
)  # fmt: skip  # no manual says how long: a site must
hand_in = amount_slot(
    "hand_in", en="Security hands its copy in, counted from the release", zh="保安联交回时限", rules=["B09-16"]
)
large_goods_by_family = choice_slot(
    "large_goods_by_family",
    {
        "owner_or_letter": ("Only with the owner's signature or letter", "须业主本人签名或书面授权"),
        "family_signs": ("Registered family signs", "登记家属签名即可"),
    },
    design="owner_or_letter", en="Large or valuable goods carried by registered family", zh="家属搬出贵重大件物品",
    rules=["B09-04", "B09-06"],
)  # fmt: skip  # the two rules contradict each other; the safer reading holds until a site chooses

slots = [validity, hand_in, large_goods_by_family]
