"""
From the first word to the right by which a slip is made out; and what leaves, or stays, without one.
"""

from propflow import CLOSE, GROUP, REGISTER, START, STAY, Action, Link
from propflow.workflows.move_out_pass import forms_asking as forms
from propflow.workflows.move_out_pass.guards_asking import (
    carrier_is_builder,
    carrier_is_decorator,
    carrier_is_owner,
    carrier_is_registered,
    carrier_needs_letter,
    family_may_sign,
    goods_are_clear,
    goods_are_large,
    goods_are_small,
    goods_are_within_letter,
    identity_is_shown,
    is_decoration,
    is_handover,
    is_in_owner_data,
    letter_is_presented,
    letter_names_agent,
    owner_is_recognised,
    renovation_is_running,
    title_fits_carrier,
    told_of_letter,
    tools_do_differ,
    tools_were_asked,
    tools_were_told,
    was_not_doubted,
)
from propflow.workflows.move_out_pass.roles import cs_supervisor, desk, developer_engineering, gate, security_guard
from propflow.workflows.move_out_pass.states import (
    at_counter_or_gate,
    awaiting_authorisation,
    awaiting_developer,
    awaiting_owner_confirmation,
    awaiting_owner_signature,
    before_issue,
    cancelled,
    confirmed_released,
    draft_pass,
    refused,
    released_direct,
    tools_notified,
    tools_released,
)

register = Action(
    "register", START, at_counter_or_gate, en="Register a request", zh="登记搬出申请",
    by=[*desk, *gate], form=forms.Request, guards=[goods_are_clear], milestone=REGISTER,
    rules=["B09-01", "B09-02", "B09-09"],
)  # fmt: skip

# Small goods of an owner whom the guard knows

release_small = Action(
    "release_small", at_counter_or_gate, released_direct, en="Let small goods go", zh="小件直接放行",
    by=gate, form=forms.DirectRelease,
    guards=[goods_are_small, carrier_is_owner, was_not_doubted, owner_is_recognised], milestone=CLOSE,
    rules=["B09-03"],
)  # fmt: skip
unknown_at_gate = Action(
    "unknown_at_gate", at_counter_or_gate, STAY, en="Not recognised: fetch a slip", zh="保安不能确认",
    by=gate, form=forms.NotRecognised, rules=["B09-05"],
)  # fmt: skip

# The owner or registered family signs

require_owner_signature = Action(
    "require_owner_signature", at_counter_or_gate, awaiting_owner_signature, en="Ask for the owner's signature",
    zh="贵重大件须业主签名",
    by=[*gate, *desk], form=forms.OwnerMustSign, guards=[goods_are_large], rules=["B09-04"],
)  # fmt: skip
owner_signs = Action(
    "owner_signs", awaiting_owner_signature, draft_pass, en="The owner signs", zh="业主签名",
    by=desk, form=forms.OwnerSignature, guards=[goods_are_clear, identity_is_shown, is_in_owner_data],
    rules=["B09-04", "B09-06", "B09-07"],
)  # fmt: skip
owner_absent = Action(
    "owner_absent", awaiting_owner_signature, awaiting_authorisation, en="The owner cannot come", zh="业主不能到场",
    by=[*desk, *gate], form=forms.OwnerAbsent, guards=[told_of_letter], rules=["B09-08"],
)  # fmt: skip
request_by_owner_or_family = Action(
    "request_by_owner_or_family", at_counter_or_gate, draft_pass, en="Owner or family signs", zh="业主或家属办理",
    by=desk, form=forms.OwnRequest,
    guards=[
        carrier_is_registered, family_may_sign, title_fits_carrier, identity_is_shown, is_in_owner_data,
        goods_are_clear,
    ],
    rules=["B09-06", "B09-07"],
)  # fmt: skip

# Somebody else brings the owner's letter

request_by_other = Action(
    "request_by_other", at_counter_or_gate, awaiting_authorisation, en="Somebody else asks", zh="非业主办理",
    by=desk, form=forms.OthersRequest, guards=[carrier_needs_letter, told_of_letter, goods_are_clear],
    rules=["B09-08", "B09-09"],
)  # fmt: skip
receive_phone_authorisation = Action(
    "receive_phone_authorisation", at_counter_or_gate, awaiting_authorisation, en="The owner calls", zh="业主电话委托",
    by=desk, form=forms.PhoneCall, guards=[told_of_letter], rules=["B09-14"],
)  # fmt: skip
present_authorisation = Action(
    "present_authorisation", awaiting_authorisation, draft_pass, en="The agent shows the letter", zh="出示授权委托书",
    by=desk, form=forms.LetterShown,
    guards=[
        letter_is_presented, letter_names_agent, goods_are_within_letter, identity_is_shown, goods_are_clear,
    ],
    rules=["B09-08", "B09-09", "B09-10", "B09-12"],
)  # fmt: skip
refuse_no_authorisation = Action(
    "refuse_no_authorisation", awaiting_authorisation, refused, en="No valid letter, no slip", zh="无授权不办",
    by=desk, form=forms.NoLetter, rules=["B09-08", "B09-10", "B09-12", "B09-14"],
)  # fmt: skip

# Construction goods during the handover

construction_goods = Action(
    "construction_goods", at_counter_or_gate, awaiting_developer, en="Construction goods: ask the developer",
    zh="工程人员搬出", by=[*gate, *desk], form=forms.ConstructionGoods, guards=[is_handover, carrier_is_builder],
    tell=[developer_engineering], rules=["B09-18"],
)  # fmt: skip
developer_confirms = Action(
    "developer_confirms", awaiting_developer, confirmed_released, en="Let go on the developer's word",
    zh="置业公司确认放行", by=[*gate, *desk], form=forms.DeveloperWord, milestone=CLOSE, rules=["B09-18", "B09-19"],
)  # fmt: skip
developer_denies_or_unreachable = Action(
    "developer_denies_or_unreachable", awaiting_developer, refused, en="No word of the developer: not let go",
    zh="未确认不放行", by=[*gate, *desk], form=forms.DeveloperSilence, rules=["B09-18"],
)  # fmt: skip

# Tools of decoration workers

tools_out = Action(
    "tools_out", at_counter_or_gate, awaiting_owner_confirmation, en="Tools: ask the owner", zh="装修工具搬出",
    by=[*gate, *desk], form=forms.Tools,
    guards=[is_decoration, carrier_is_decorator, renovation_is_running, goods_are_clear],
    link=Link(GROUP, "renovation"), rules=["B09-20"],
)  # fmt: skip
owner_confirms_tools = Action(
    "owner_confirms_tools", awaiting_owner_confirmation, tools_notified, en="The owner agrees; the guard is told",
    zh="业主确认并通知保安", by=desk, form=forms.ToolsConfirmed, guards=[tools_were_asked, goods_are_clear],
    tell=[security_guard], rules=["B09-20", "B09-21", "B09-22"],
)  # fmt: skip
release_tools = Action(
    "release_tools", tools_notified, tools_released, en="Let the tools go", zh="保安放行工具",
    by=gate, form=forms.ToolsSeen, guards=[tools_were_told, goods_are_clear], milestone=CLOSE,
    rules=["B09-21", "B09-22"],
)  # fmt: skip
tools_differ = Action(
    "tools_differ", tools_notified, awaiting_owner_confirmation, en="The tools are others", zh="工具不符",
    by=gate, form=forms.ToolsSeen, guards=[tools_do_differ, goods_are_clear], rules=["B09-20"],
)  # fmt: skip
owner_unreachable_tools = Action(
    "owner_unreachable_tools", awaiting_owner_confirmation, awaiting_authorisation,
    en="The owner cannot be reached: a letter", zh="联系不到业主走书面授权", by=desk, form=forms.OwnerUnreachable,
    rules=["B09-08"],
)  # fmt: skip
owner_denies = Action(
    "owner_denies", awaiting_owner_confirmation, refused, en="The owner does not agree", zh="业主不同意",
    by=desk, form=forms.OwnerDenies, tell=[security_guard], rules=["B09-20"],
)  # fmt: skip

# Not wanted any longer

abandon = Action(
    "abandon", [*before_issue, tools_notified], cancelled, en="Drop the request", zh="撤销申请",
    by=[*desk, *gate], form=forms.Abandoned, tell=[cs_supervisor],
)  # fmt: skip  # [design]

actions = [
    register, release_small, unknown_at_gate, require_owner_signature, owner_signs, owner_absent,
    request_by_owner_or_family, request_by_other, receive_phone_authorisation, present_authorisation,
    refuse_no_authorisation, construction_goods, developer_confirms, developer_denies_or_unreachable, tools_out,
    owner_confirms_tools, release_tools, tools_differ, owner_unreachable_tools, owner_denies, abandon,
]  # fmt: skip
