"""
IT incident: something does not work, the service desk takes it in, a technician mends it.

A small workflow to read first. Times and people are those of an invented house; the
way an incident goes is drawn from the logs of two real help desks. A major incident
is closed only with the consent of the service manager, and never by whoever resolved it.
"""

from propflow import (
    ACTIVE,
    AFTERCARE,
    CLOSE,
    ENTRY,
    FINAL,
    NEW_CYCLE,
    OPEN,
    PASSES,
    REGISTER,
    RESTING,
    START,
    STAY,
    Action,
    Clock,
    Evidence,
    Ladder,
    Pause,
    Relation,
    Role,
    Rung,
    SignOff,
    Situation,
    State,
    Verdict,
    Workflow,
    blocks,
    choice,
    clears,
    count,
    days,
    due,
    evidence,
    form,
    guard,
    hours,
    last,
    minutes,
    sets,
    share,
    text,
)

# Who acts

service_desk = Role("service_desk", en="Service desk", zh="服务台")
technician = Role("technician", en="Technician", zh="技术员")
service_manager = Role("service_manager", en="Service manager", zh="服务经理")

reporter = Relation("reporter", en="Reporter", zh="报告人")
assignee = Relation("assignee", en="Assignee", zh="处理人")

# Where an incident can be

reported = State("reported", ENTRY, en="Reported", zh="已报告")
queued = State("queued", ACTIVE, en="Waiting to be taken", zh="待接手")
in_progress = State("in_progress", ACTIVE, en="Being worked on", zh="处理中")
waiting = State("waiting", ACTIVE, en="Waiting for somebody", zh="等待他方")
resolved = State("resolved", AFTERCARE, en="Resolved but not confirmed", zh="已解决待确认")
closed = State("closed", RESTING, en="Closed", zh="已关闭")
archived = State("archived", FINAL, en="Archived", zh="已归档")
cancelled = State("cancelled", FINAL, en="Cancelled", zh="已取消")

# What is written down

SEVERITIES = {"low": ("Low", "低"), "medium": ("Medium", "中"), "high": ("High", "高"), "major": ("Major", "重大")}

WAIT_REASONS = {
    "user": ("The user", "用户"),
    "vendor": ("The vendor", "供应商"),
    "customer": ("The customer", "客户"),
    "implementation": ("A change to be carried out", "变更实施"),
    "other": ("Something else", "其他"),
}


@form("report", en="Report", zh="报告")
class Report:
    """What does not work, how badly, and who says so."""

    summary: str = text(en="What does not work", zh="故障摘要", most=4000)
    severity: str = choice(SEVERITIES, en="Severity", zh="严重程度")
    product: str = text(en="Product or service", zh="产品或服务", most=200, default="")
    reporter: str | None = text(en="Id of the reporter", zh="报告人编号", most=200, default=None)
    contact: str | None = text(en="How to reach the reporter", zh="联系方式", most=200, default=None, confidential=True)


@form("classify", en="Classification", zh="分级")
class Classify:
    """How bad it turns out to be."""

    severity: str = choice(SEVERITIES, en="Severity", zh="严重程度")
    reason: str = text(en="Why", zh="理由", default="")


@form("assign", en="Assignment", zh="派单")
class Assign:
    """Who is to work on it."""

    assignee: str = text(en="Id of the assignee", zh="处理人编号", most=200)
    note: str = text(en="Remark", zh="备注", default="")


@form("hand_back", en="Handing back", zh="转组")
class HandBack:
    """Which team is to take it."""

    team: str = text(en="Team", zh="班组", most=200, default="")
    reason: str = text(en="Why", zh="理由", default="")


@form("wait", en="Waiting", zh="等待")
class Wait:
    """Whom or what the work waits for."""

    reason: str = choice(WAIT_REASONS, en="Waits for", zh="等待原因")
    note: str = text(en="Remark", zh="备注", default="")


@form("note", en="Progress note", zh="进展记录")
class Note:
    """What has been found or done so far."""

    text: str = text(en="Note", zh="内容", most=10_000)


@form("resolve", en="Resolution", zh="解决")
class Resolve:
    """How it was mended."""

    solution: str = text(en="What was done", zh="解决办法", default="")
    evidence: tuple[Evidence, ...] = evidence(en="Evidence", zh="佐证材料", default=())


@form("reason", en="Reason", zh="理由")
class Reason:
    """Why something is undone or dropped."""

    reason: str = text(en="Why", zh="理由", default="")


# On what it depends


@guard(en="The incident is not a major one", zh="事件非重大级")
def is_ordinary(s: Situation) -> Verdict:
    """A major incident has its own way of being closed."""
    if s.case is not None and s.case.fact("severity") == "major":
        return blocks("severity_is_major")
    return PASSES


@guard(en="The incident is a major one", zh="事件为重大级")
def is_major(s: Situation) -> Verdict:
    """An ordinary incident needs nobody's consent."""
    if s.case is not None and s.case.fact("severity") == "major":
        return PASSES
    return blocks("severity_is_not_major")


# What can be done, and by whom

register = Action(
    "register", START, reported, en="Register", zh="登记",
    by=[service_desk], form=Report, sets=[sets(reporter, "reporter")], milestone=REGISTER,
)  # fmt: skip
open_ = Action("open", reported, queued, en="Open", zh="立项", by=[service_desk], milestone=OPEN)
cancel = Action(
    "cancel", [reported, queued], cancelled, en="Cancel", zh="取消",
    by=[service_manager], form=Reason,
)  # fmt: skip
classify = Action(
    "classify", [reported, queued, in_progress, waiting, resolved], STAY, en="Classify", zh="定级",
    by=[service_desk, technician], form=Classify,
)  # fmt: skip
take = Action(
    "take", queued, in_progress, en="Take it up", zh="接手",
    by=[technician], sets=[sets(assignee)],
)  # fmt: skip
assign = Action(
    "assign", [queued, in_progress, waiting], in_progress, en="Assign", zh="派单",
    by=[service_desk, technician], form=Assign, sets=[sets(assignee, "assignee")],
)  # fmt: skip
hand_back = Action(
    "hand_back", [in_progress, waiting], queued, en="Hand to another team", zh="转其他班组",
    by=[service_desk, technician], form=HandBack, sets=[clears(assignee)],
)  # fmt: skip
wait = Action(
    "wait", [queued, in_progress, waiting], waiting, en="Wait", zh="等待",
    by=[service_desk, technician], form=Wait,
)  # fmt: skip
resume = Action("resume", waiting, in_progress, en="Resume", zh="恢复处理", by=[service_desk, technician])
note = Action(
    "note", [reported, queued, in_progress, waiting, resolved, closed], STAY, en="Note progress", zh="记录进展",
    by=[service_desk, technician, service_manager, reporter], form=Note,
)  # fmt: skip
resolve = Action(
    "resolve", [queued, in_progress, waiting], resolved, en="Resolve", zh="解决",
    by=[technician, service_desk], form=Resolve, tell=[service_desk],
)  # fmt: skip
reopen = Action(
    "reopen", [resolved, closed], in_progress, en="Reopen", zh="重新打开",
    by=[service_desk, reporter], form=Reason,
)  # fmt: skip
close = Action(
    "close", resolved, closed, en="Close", zh="关闭",
    by=[service_desk, reporter], guards=[is_ordinary], milestone=CLOSE,
)  # fmt: skip
close_major = Action(
    "close_major", resolved, closed, en="Close a major incident", zh="关闭重大事件",
    by=[service_desk, service_manager], guards=[is_major], not_by=[resolve], milestone=CLOSE, tell=[service_manager],
    sign_offs=[
        SignOff(
            "approval", en="Consent of the service manager", zh="服务经理同意",
            by=[service_manager], needed=1, not_by=[resolve], over=["severity"],
        ),
    ],
)  # fmt: skip
archive = Action("archive", closed, archived, en="Archive", zh="归档", by=[service_desk, service_manager])

# By when

take_up = Clock(
    "take_up", en="Somebody takes it up", zh="接手时限",
    starts=[register], stops=[take, assign, resolve], void_on=[cancel],
    within=minutes(30), marks=[due(tell=[service_desk])],
)  # fmt: skip

upwards = Ladder("upwards", [Rung(technician), Rung(service_manager, after=hours(4))])

restore = Clock(
    "restore", en="The service is restored", zh="恢复时限",
    starts=[open_, reopen], stops=[resolve], void_on=[cancel],
    within=hours(24), on_reopen=NEW_CYCLE,
    pauses=[Pause(waiting, fact="wait_reason", among=["user", "customer"])],
    marks=[share(75, tell=service_desk), due(escalate=upwards)],
)  # fmt: skip
confirm = Clock(
    "confirm", en="The resolution is confirmed", zh="确认时限",
    starts=[resolve], stops=[close, close_major], void_on=[reopen],
    within=days(5), marks=[due(tell=service_manager)],
)  # fmt: skip

it_incident = Workflow(
    "it_incident",
    en="IT incident",
    zh="信息技术事件",
    version=1,
    book="INC",
    states=[reported, queued, in_progress, waiting, resolved, closed, archived, cancelled],
    actions=[
        register, open_, cancel, classify, take, assign, hand_back, wait, resume, note, resolve, reopen,
        close, close_major, archive,
    ],
    clocks=[take_up, restore, confirm],
    facts=[
        last("severity", of=[register, classify], en="Severity", zh="严重程度"),
        last("product", of=register, en="Product or service", zh="产品或服务"),
        last("team", of=hand_back, en="Team", zh="班组"),
        last("wait_reason", of=wait, field="reason", en="Waits for", zh="等待原因"),
        count("reopenings", of=reopen, en="Times reopened", zh="重开次数"),
    ],
    readers=[service_desk, service_manager],
    tolerance=days(1),
)  # fmt: skip
