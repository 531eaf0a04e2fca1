"""
Forms of the deposit: each line of the ledger says an amount, and what stands in the columns after it. All in CNY.
"""

from datetime import datetime
from decimal import Decimal

from propflow import Evidence, choice, evidence, form, moment, money, text, texts
from propflow.workflows.renovation.axes import WITHHELD_FOR
from propflow.workflows.renovation.forms_applying import ID, LONG


@form("deposit_request", en="Deposit to be paid", zh="装修押金应收")
class Request:
    """For which renovation."""

    renovation: str = text(en="Renovation", zh="装修案号", most=ID)


@form("deposit_receipt", en="Receipt of the deposit", zh="装修押金收据")
class Receipt:
    """Who paid how much, under which receipt: whoever stands here gets back what is left."""

    payer_id: str = text(en="Id of the payer", zh="交款人编号", most=ID)
    payer: str | None = text(en="Name of the payer", zh="交款人", most=ID, default=None, confidential=True)
    receipt_number: str = text(en="Number of the receipt", zh="收据号", most=100)
    amount: Decimal = money(en="Amount", zh="金额")
    balance: Decimal = money(en="Balance after it", zh="结余")


@form("deposit_withholding", en="Withholding", zh="押金暂扣")
class Withholding:
    """For what it is kept back."""

    cause: str = choice(WITHHELD_FOR, en="Cause", zh="暂扣事由")
    details: str = text(en="Details", zh="情况说明", most=LONG)


@form("deposit_lifting", en="Withholding lifted", zh="解除暂扣")
class Lifting:
    """Why the cause has ended."""

    reason: str = text(en="Why", zh="理由")


@form("deposit_deduction", en="Deduction", zh="押金扣抵")
class Deduction:
    """What is deducted on what ground, item by item, after the contractor was heard."""

    amount: Decimal = money(en="Amount", zh="扣抵金额")
    ground: str = text(en="Ground", zh="扣抵依据", most=LONG)
    items: tuple[str, ...] = texts(en="Items", zh="费用明细", least=1, most=100)
    contractor_heard_at: datetime = moment(en="Contractor heard at", zh="听取装修单位意见时间")
    deducted: Decimal = money(en="Deducted so far", zh="累计扣抵")
    balance: Decimal = money(en="Balance after it", zh="结余")
    vouchers: tuple[Evidence, ...] = evidence(en="Vouchers", zh="凭证", least=1)


@form("deposit_order", en="Refund order", zh="退押金通知")
class Order:
    """How much is to be paid out: all that is left."""

    amount: Decimal = money(en="Amount", zh="应退金额")
    reason: str = text(en="Why", zh="退款事由")


@form("deposit_assignment", en="Assignment", zh="押金收款委托")
class Assignment:
    """To whom the payer has assigned the refund, in writing."""

    by_payer_id: str = text(en="Id of the payer", zh="交款人编号", most=ID)
    assignee_id: str = text(en="Id of the assignee", zh="受托收款人编号", most=ID)
    document: tuple[Evidence, ...] = evidence(en="The written assignment", zh="书面委托", least=1)


@form("deposit_payment", en="Refund", zh="退款凭证")
class Payment:
    """What was paid out to whom, against the original receipt."""

    payee_id: str = text(en="Id of the payee", zh="收款人编号", most=ID)
    receipt_number: str = text(en="Original receipt", zh="原收据号", most=100)
    voucher: str = text(en="Voucher", zh="退款凭证号", most=100)
    amount: Decimal = money(en="Amount", zh="实退金额")
    balance: Decimal = money(en="Balance after it", zh="结余")


@form("deposit_voiding", en="Deposit not taken", zh="押金作废")
class Voiding:
    """Why nothing is to be paid any longer."""

    reason: str = text(en="Why", zh="理由")
