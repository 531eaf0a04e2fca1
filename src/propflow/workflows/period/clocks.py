"""
By when: each limit counts from when the duty is owed, whoever entered it when. What is sent back was not done.
"""

from propflow import Action, Clock, Role, by, due, share
from propflow.definition.slots import Slot
from propflow.workflows.complaint.roles import (
    centre_manager,
    cs_supervisor,
    general_manager,
    office_head,
    property_manager,
    qa_department,
)
from propflow.workflows.period import kinds, slots
from propflow.workflows.period.actions import (
    close,
    draw_up_figures,
    draw_up_interview,
    drop,
    hand_in,
    publish,
    register,
    review,
    send_back,
)


def _limit(kind: str, slot: Slot, *stops: Action, remind: list[Role], tell: list[Role]) -> Clock:
    """The limit of one kind of duty, named after its slot."""
    return Clock(
        slot.name, en=slot.en, zh=slot.zh,
        starts=[register], counted_from="owed_from", stops=stops, taken_back_by=[send_back], void_on=[drop, close],
        within=by("kind", {kind: slot}), marks=[share(75, tell=remind), due(tell=tell)], rules=slot.rules,
    )  # fmt: skip


_desk, _heads = [cs_supervisor, centre_manager], [office_head, general_manager]

clocks = [
    _limit(
        kinds.FIGURES, slots.figures_entered, draw_up_figures, remind=_desk, tell=[*_desk, office_head],
    ),
    _limit(
        kinds.FIGURES, slots.figures_handed_in, hand_in, remind=_desk, tell=[*_desk, property_manager, office_head],
    ),
    _limit(kinds.REVIEW, slots.quarterly_review, review, remind=[*_desk, office_head], tell=_heads),
    _limit(kinds.RECONCILIATION, slots.reconciliation, hand_in, remind=_desk, tell=[*_desk, office_head]),
    _limit(kinds.LIST, slots.red_black_list, publish, remind=[cs_supervisor, qa_department], tell=_heads),
    _limit(kinds.INTERVIEW, slots.interview, draw_up_interview, remind=[qa_department], tell=_heads),
]  # fmt: skip
