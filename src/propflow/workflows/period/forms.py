"""
The forms of the office's own duties.
"""

from datetime import datetime

from propflow import Evidence, choice, evidence, flag, form, moment, text, texts, whole
from propflow.workflows.period.kinds import KINDS

LONG = 20_000
MOST = 1_000_000
"""The largest figure that a form takes."""


@form("period_duty", en="Duty of a period", zh="周期任务")
class Duty:
    """Which duty, of which period, for whom, and from when it is owed."""

    kind: str = choice(KINDS, en="Duty", zh="任务")
    period: str = text(en="Period", zh="所属期间", most=20)
    whom: str = text(en="Team that it concerns; empty: the whole office", zh="对象班组", most=100, default="")
    owed_from: datetime = moment(en="Owed from", zh="起算时间")
    follows: str | None = text(en="The same duty of the period before", zh="上期任务编号", most=200, default=None)


@form("period_overrun", en="Late case of the run", zh="连续超时案件")
class NamedOverrun:
    """A case of the run that brings an interview."""

    overrun: str = text(en="Number of the late case", zh="超时案件编号", most=200)


@form("period_none", en="The period had none", zh="本期无此事项")
class Drop:
    """What was looked through, and why there is nothing to be done."""

    looked_through: str = text(en="What was looked through", zh="核查范围")
    reason: str = text(en="Why there is nothing", zh="理由")


@form("period_figures", en="Figures of the month", zh="投诉数据汇总表")
class MonthlyFigures:
    """
    What came in between two cut-offs and what has become of it, what was closed, and what is still open.

    Counted by `figures_for`, and counted again by `gaps`: numbers that the journals do not bear out are found.
    """

    counted_from: datetime = moment(en="Counted from", zh="统计起始")
    counted_until: datetime = moment(en="Counted up to", zh="统计截止")
    received: int = whole(en="Received", zh="接诉数", least=0, most=MOST)
    opened: int = whole(en="Of these opened", zh="其中立项", least=0, most=MOST)
    explained: int = whole(en="Of these explained", zh="其中解释了结", least=0, most=MOST)
    merged: int = whole(en="Of these merged", zh="其中并案", least=0, most=MOST)
    undecided: int = whole(en="Of these undecided", zh="其中未决", least=0, most=MOST)
    alerts: int = whole(en="Alerts before any complaint", zh="预投诉数", least=0, most=MOST)
    closed: int = whole(en="Closed", zh="销项数", least=0, most=MOST)
    carried_over: int = whole(en="Open and carried over", zh="结转数", least=0, most=MOST)
    punctuality: tuple[str, ...] = texts(en="On time, by limit", zh="各时限及时情况", most=100, longest=200, default=())
    analysis: str = text(en="Analysis", zh="分析", most=LONG)
    summary: tuple[Evidence, ...] = evidence(en="Summary sheet", zh="投诉记录月总结表", default=())


@form("period_review", en="Quarterly review", zh="季度评审")
class ReviewList:
    """Which cases cannot be handled, and what is decided on each: closed, or kept open."""

    review_id: str = text(en="Number of the review", zh="评审编号", most=100)
    held_at: datetime = moment(en="Held at", zh="评审时间")
    attended: tuple[str, ...] = texts(en="Who was there", zh="参加人员", least=1)
    stalled: tuple[str, ...] = texts(en="Cases that cannot be handled", zh="挂账案件", most=1000, longest=200)
    to_close: tuple[str, ...] = texts(en="To be closed", zh="拟销项", most=1000, longest=200)
    to_keep: tuple[str, ...] = texts(en="Kept open", zh="继续处理", most=1000, longest=200)
    minutes: str = text(en="Minutes", zh="评审记录", most=LONG)


@form("period_reconciliation", en="Reconciliation of goods passes", zh="放行条核对")
class Reconciliation:
    """Which passes of the ten days security has handed back, and what became of the others."""

    handed_back_by: str = text(en="Handed back by", zh="交回人", most=200)
    released: int = whole(en="Passes issued", zh="开具份数", least=0, most=MOST)
    matched: int = whole(en="Both copies match", zh="两联相符份数", least=0, most=MOST)
    void: int = whole(en="Void", zh="作废份数", least=0, most=MOST)
    missing: tuple[str, ...] = texts(en="Missing, by number", zh="缺失编号", most=1000, longest=100)
    remark: str = text(en="Remark", zh="备注", default="")


@form("period_red_black_list", en="Red and black list", zh="红黑榜")
class RedBlackList:
    """Which teams are commended, which are blamed, and on what grounds."""

    red: tuple[str, ...] = texts(en="Red list", zh="红榜", longest=100)
    black: tuple[str, ...] = texts(en="Black list", zh="黑榜", longest=100)
    grounds: str = text(en="Grounds", zh="依据", most=LONG)
    no_personal_data: bool = flag(en="It holds no personal data", zh="不含个人信息")


@form("period_interview", en="Interview", zh="约谈记录")
class Interview:
    """Who was talked to, why it was late time and again, and what will be done about it."""

    leader: str = text(en="Id of the leader talked to", zh="被约谈负责人编号", most=200)
    held_at: datetime = moment(en="Held at", zh="约谈时间")
    causes: str = text(en="Causes", zh="原因", most=LONG)
    measures: str = text(en="Measures", zh="整改措施", most=LONG)


@form("period_submission", en="Handing in", zh="报送")
class Submission:
    """What goes with it."""

    remark: str = text(en="Remark", zh="备注", default="")


@form("period_opinion", en="Review", zh="审核意见")
class Opinion:
    """What the reviewer says and orders."""

    opinion: str = text(en="Opinion", zh="审核意见", most=LONG)


@form("period_return", en="Return", zh="退回")
class Return:
    """What is to be done again."""

    reason: str = text(en="Why", zh="退回理由")


@form("period_publication", en="Publication", zh="公布")
class Publication:
    """Where it hangs."""

    place: str = text(en="Where", zh="公布位置", most=500)


@form("period_archiving", en="Archiving", zh="归档")
class Archiving:
    """Where it is kept."""

    file_number: str = text(en="Number of the file", zh="档案编号", most=100, default="")
