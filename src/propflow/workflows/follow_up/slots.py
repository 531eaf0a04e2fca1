"""
What follow-ups leave to policy: by when each kind is visited, how many of each, and how.
"""

from propflow import amount_slot, choice_slot, number_slot
from propflow.workflows.follow_up.axes import KINDS

_RULES = {
    "complaint": ["B12-05", "B06-05"], "repair": ["B12-06"], "special": ["B12-07"], "help": ["B12-10"],
    "rescue": ["B12-08"], "event": ["B12-09"], "other": ["B12-10"],
}  # fmt: skip

WITHIN = {
    kind: amount_slot(
        f"within_{kind}",
        en=f"{en}: the resident is visited, counted from completion",
        zh=f"{zh}回访时限",
        rules=_RULES[kind],
    )
    for kind, (en, zh) in KINDS.items()
}
"""By when each kind is visited."""

_RATES = {"complaint": ["B12-11"], "repair": ["B12-12"], "special": ["B12-12"], "help": ["B12-12"]}

RATES = {
    kind: number_slot(
        f"rate_{kind}",
        least=0,
        most=100,
        en=f"{en}: percent of completed services that are followed up",
        zh=f"{zh}回访率（%）",
        rules=_RATES.get(kind, ["B12-13"]),
    )
    for kind, (en, zh) in KINDS.items()
}
"""How many of each kind are followed up, in percent; off: as many as the head sees fit."""

attempts = number_slot(
    "attempts", least=1, most=20, design=3, en="Visits in vain before it may be given up", zh="未遇可结案的次数",
    rules=["B12-11"],
)  # fmt: skip
phone = choice_slot(
    "phone",
    {
        "any": ("For every kind", "各类均可"),
        "complaints": ("For complaints only", "仅限投诉"),
        "none": ("For none", "不允许"),
    },
    design="any", en="What may be followed up on the telephone", zh="可电话回访的类别", rules=["B11-34", "B12-19"],
)  # fmt: skip  # one procedure says: at the door or by telephone, another: face to face as a rule
hand_in = amount_slot(
    "hand_in", en="The form is in the archive, counted from the end of its quarter", zh="回访记录表归档时限",
    rules=["B12-26"],
)  # fmt: skip

slots = [*WITHIN.values(), *RATES.values(), attempts, phone, hand_in]
