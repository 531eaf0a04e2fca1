"""
What must be true of every history of a goods pass: G01 to G17, judged by its journal and that of its letter.
"""

from propflow.workflows.move_out_pass.invariants.copies import (
    copies_are_the_same,
    copies_come_in_time,
    each_number_once,
)
from propflow.workflows.move_out_pass.invariants.leaving import (
    builders_have_the_developers_word,
    direct_release_is_for_owners,
    goods_leave_once,
    nothing_leaves_too_late,
    refused_let_nothing_go,
    tools_are_those_agreed,
    void_stays_void,
)
from propflow.workflows.move_out_pass.invariants.rights import (
    a_call_is_not_enough,
    agents_have_letters,
    each_slip_has_its_right,
    each_slip_says_what,
    goods_are_within_the_letter,
    large_goods_have_the_owner,
    one_letter_one_request,
)

INVARIANTS = (
    direct_release_is_for_owners, large_goods_have_the_owner, each_slip_says_what, each_slip_has_its_right,
    agents_have_letters, goods_are_within_the_letter, a_call_is_not_enough, one_letter_one_request, goods_leave_once,
    void_stays_void, nothing_leaves_too_late, copies_are_the_same, builders_have_the_developers_word,
    tools_are_those_agreed, copies_come_in_time, each_number_once, refused_let_nothing_go,
)  # fmt: skip
"""In order, G01 to G17."""
