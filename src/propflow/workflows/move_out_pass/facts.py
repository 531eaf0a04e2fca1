"""
What a request keeps in sight of all that its forms have said.
"""

from propflow import count, last, open_set
from propflow.workflows.move_out_pass.actions_asking import (
    owner_confirms_tools,
    owner_signs,
    present_authorisation,
    register,
    request_by_other,
    request_by_owner_or_family,
    tools_differ,
    tools_out,
    unknown_at_gate,
)
from propflow.workflows.move_out_pass.actions_slip import (
    cancel_pass,
    correct_pass,
    lapse,
    open_,
    present_at_gate,
    refuse_release,
    reissue,
    report_lost,
)

_titled = [owner_signs, request_by_owner_or_family, present_authorisation]
_void = [correct_pass, reissue, refuse_release, cancel_pass, lapse]

facts = [
    last("unit", of=register, en="Unit", zh="房号"),
    last("phase", of=register, en="Phase of the building", zh="房屋所处阶段"),
    last("carrier", of=register, en="Who carries them", zh="搬出人身份"),
    last("carrier_name", of=register, en="Name of the carrier", zh="搬出人姓名"),
    last("goods_class", of=register, en="Kind of goods", zh="物品类别"),
    last("goods", of=[register, request_by_other, tools_out, *_titled, correct_pass], en="Goods", zh="搬出物品"),
    count("not_recognised", of=unknown_at_gate, en="Times not recognised", zh="不能确认次数"),
    last("title", of=_titled, en="Right", zh="办理依据"),
    last("applicant", of=_titled, en="Applicant", zh="办理人"),
    last("authorisation", of=present_authorisation, en="Letter", zh="授权委托书案号"),
    last("renovation", of=tools_out, en="Renovation", zh="装修案号"),
    last("tools", of=owner_confirms_tools, ends=tools_differ, en="Tools the guard was told of", zh="通知的工具"),
    last("serial", of=open_, ends=_void, en="Serial number of the slip", zh="持出证编号"),
    last("slip_goods", of=open_, field="goods", ends=_void, en="Goods on the slip", zh="持出证所载物品"),
    count("slips", of=open_, en="Slips made out", zh="开具次数"),
    last("gate", of=present_at_gate, ends=correct_pass, en="Gate", zh="门岗"),
    open_set(
        "void_serials", of=[report_lost, correct_pass, reissue, refuse_release, cancel_pass], ends=[], field="voided",
        en="Numbers made void", zh="作废编号",
    ),
]  # fmt: skip
