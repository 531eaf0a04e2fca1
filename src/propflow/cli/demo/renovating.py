"""
The second week: a renovation is applied for, approved, paid, permitted and inspected; its deposit stays for a month.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from propflow.cli.demo.papers_desk import LEAD, OWNER, PAPERS, WORKER
from propflow.cli.demo.residents import Step
from propflow.cli.demo.story import Chapter, Story, codes, refusal_plain
from propflow.cli.demo.telling import on

DAY: Final = 7
COMPLETED: Final = DAY + 3
REINSPECTED: Final = COMPLETED + 31

WAITING: Final = timedelta(days=30)
"""From the first inspection to the second: the manual's."""

MISSING: Final = "works_undertaking"


def renovation(story: Story) -> Chapter:
    """Nothing is approved with a paper missing or by the wrong person, and no deposit goes back before the month."""
    house, tell = story.house, story.teller
    house.until(DAY, "14:00")
    tell.chapter("A renovation is applied for", "装修审批：材料、批准、押金、许可证")
    kitchen = house.register(
        "register", "tang", workflow="renovation", papers=[one for one in PAPERS if one != MISSING]
    ).id
    story.cases["kitchen"] = kitchen
    tell.say(f"Owner {OWNER} and contractor {LEAD} apply together: {kitchen}. tang sends it to engineering:")
    incomplete = story.refused(lambda: house.do(kitchen, "accept_and_send", "tang"))
    house.do(kitchen, "return_incomplete", "tang", missing=[MISSING])
    house.do(kitchen, "supplement", OWNER, papers=[MISSING])
    house.do(kitchen, "propose:sign_agreement", "tang")
    for who in (OWNER, LEAD, "yu"):
        house.do(kitchen, "sign:sign_agreement", who)
    house.do(kitchen, "done:sign_agreement", "tang")
    house.do(kitchen, "accept_and_send", "tang")
    tell.say("The undertaking is brought, and all three have signed. tang, who took it in, would approve it himself:")
    stranger = story.refused(lambda: house.do(kitchen, "approve", "tang"))
    house.until(DAY, "15:00")
    house.do(kitchen, "approve", "xu")
    house.do(kitchen, "receive_file_back", "tang")
    _permitted(story, kitchen)
    _worked(story, kitchen)
    deposit = story.cases["deposit"]
    house.until(COMPLETED + 1, "10:00")
    tell.say("xu of engineering approves it. Fees and deposit are paid, the permit is out, and the works are done:")
    story.tell_journal("kitchen")
    tell.say(f"On {on(house.clock())}, a day after the first inspection, tang orders the deposit {deposit} back:")
    early = story.refused(lambda: house.do(deposit, "order_refund", "tang"))
    run = story.case("kitchen").clock("observation")
    month = run is not None and run.due_at is not None and run.due_at - run.started_at == WAITING
    tell.say(
        f"It waits for the re-inspection, and that may be held from {on(run.due_at if run else None)} on, "
        f"{WAITING.days} days after the first. Today it is refused as well:"
    )
    unripe = story.refused(lambda: house.do(kitchen, "due_reinspection", "tang"))
    held = story.case("deposit").state == "held" and story.case("kitchen").state == "observation"
    _ended(story, kitchen)
    story.claim(
        "with a paper missing and no agreement nothing goes to engineering",
        codes(incomplete) == {"papers_missing", "agreement_unsigned"},
    )
    story.claim("only engineering approves a renovation", "role" in codes(stranger))
    linked = story.case("deposit").links("parent") == (kitchen,)
    story.claim("the deposit is a case of its own under the renovation", linked)
    refused = codes(early) == {"renovation_elsewhere"} and codes(unripe) == {"too_early"}
    story.claim("before day 30 the deposit does not go back", refused and month and held)
    return {
        "case": kitchen,
        "deposit": deposit,
        "refused": {
            "incomplete": refusal_plain(incomplete),
            "stranger": refusal_plain(stranger),
            "refund": refusal_plain(early),
            "reinspection": refusal_plain(unripe),
        },
        "state": story.case("kitchen").state,
    }


def _permitted(story: Story, kitchen: str) -> None:
    """Fees and deposit are taken, the permit is issued, and each worker has a pass."""
    house = story.house
    deposit = house.register("register", "tang", workflow="renovation_deposit", renovation=kitchen).id
    story.cases["deposit"] = deposit
    house.do(deposit, "open", "jin")
    for action in ("take_contractor_fees", "take_owner_fees", "pay_fees"):
        house.do(kitchen, action, "jin")
    passes = {
        worker: house.register("register", "tang", workflow="worker_pass", renovation=kitchen, worker=worker).id
        for worker in (LEAD, WORKER)
    }
    house.do(kitchen, "open", "tang")
    for number, (worker, one) in enumerate(passes.items(), 1):
        story.cases[f"pass of {worker}"] = one
        house.do(one, "open", "tang", pass_number=f"CR-{number}")


def _worked(story: Story, kitchen: str) -> None:
    """Patrolled each day, done on the third, inspected; the workers hand their passes in."""
    house = story.house
    for day in range(DAY, COMPLETED):
        house.plan(kitchen, [Step(0, "log_patrol", "wu")], day, "17:00")
    house.plan(
        kitchen,
        [Step(0, "report_completion", OWNER), Step(240, "pass_first_inspection", "xu")],
        COMPLETED,
        "09:00",
    )
    for number, worker in enumerate((LEAD, WORKER), 1):
        house.plan(
            story.cases[f"pass of {worker}"],
            [Step(30, "works_finished", "tang"), Step(60, "close", "tang", {"pass_number": f"CR-{number}"})],
            COMPLETED,
            "09:00",
        )


def _ended(story: Story, kitchen: str) -> None:
    """What is planned for the day after the month: inspected again, the deposit paid out, the file closed."""
    house, deposit = story.house, story.cases["deposit"]
    house.plan(
        kitchen,
        [Step(0, "due_reinspection", "tang"), Step(30, "pass_reinspection", "tang")],
        REINSPECTED,
        "10:00",
    )
    house.plan(deposit, [Step(40, "order_refund", "tang"), Step(60, "close", "jin")], REINSPECTED, "10:00")
    house.plan(kitchen, [Step(70, "close", "jin")], REINSPECTED, "10:00")
