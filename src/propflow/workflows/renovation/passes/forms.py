"""
Forms of a worker pass: for whom, under which number, and how it came back.
"""

from datetime import datetime
from decimal import Decimal

from propflow import Evidence, evidence, form, moment, money, text
from propflow.workflows.renovation.forms_applying import ID


@form("worker_pass_request", en="Request for a worker pass", zh="出入证申请")
class Request:
    """For which worker of which renovation, with a copy of the identity card and two photos."""

    renovation: str = text(en="Renovation", zh="装修案号", most=ID)
    worker: str = text(en="Id of the worker", zh="施工人员编号", most=ID)
    identity_number: str | None = text(en="Identity card", zh="身份证号", most=ID, default=None, confidential=True)
    id_copy: tuple[Evidence, ...] = evidence(en="Copy of the identity card", zh="身份证复印件", least=1)
    photos: tuple[Evidence, ...] = evidence(en="Two photos", zh="照片两张", least=2, most=4)


@form("worker_pass", en="Worker pass", zh="装修出入证")
class Pass:
    """The pass that the worker carries, and the receipt of its price."""

    pass_number: str = text(en="Number of the pass", zh="出入证号", most=100)
    fee: Decimal = money(en="Price", zh="工本费")
    receipt: str = text(en="Receipt", zh="收据号", most=100)


@form("worker_pass_reactivation", en="Pass for rectification", zh="整改临时启用")
class Reactivation:
    """Until when the pass serves a rectification."""

    valid_until: datetime = moment(en="Valid until", zh="有效期至")
    reason: str = text(en="Why", zh="理由")


@form("worker_pass_reason", en="Reason", zh="理由")
class Reason:
    """Why."""

    reason: str = text(en="Why", zh="理由")


@form("worker_pass_return", en="Receipt of a returned pass", zh="出入证收回登记")
class Return:
    """When the pass came back, under which number."""

    pass_number: str = text(en="Number of the pass", zh="出入证号", most=100)
    returned_at: datetime = moment(en="Returned at", zh="收回时间")


@form("worker_pass_write_off", en="Writing off a pass", zh="出入证核销决定")
class WriteOff:
    """What was decided on a pass that was not found."""

    decision: str = text(en="Decision", zh="核销决定")
    gates_told_at: datetime = moment(en="Gates told at", zh="通知门岗时间")
