"""
On what it depends whether an application is taken, sent to engineering, decided, revised or withdrawn.
"""

from propflow import PASSES, Situation, Verdict, blocks, guard
from propflow.workflows.renovation.axes import HOT_WORK_FORM, NEEDED, PAPERS
from propflow.workflows.renovation.known import fact, held, is_over, sum_of, times

# At the counter


@guard(
    en="Owner and person responsible appear together", zh="业主与装修责任人共同到场", form_needed=True, rules=["B08-08"]
)
def both_appear(s: Situation) -> Verdict:
    """The manual knows no proxy here."""
    absent = [who for who, there in (("owner", s.form.owner_present), ("lead", s.form.lead_present)) if not there]
    return blocks("not_present", absent=[*absent]) if absent else PASSES


@guard(en="Shown to be the owner of the unit", zh="已核对为该单元业主", form_needed=True, rules=["B08-08"])
def owner_is_shown(s: Situation) -> Verdict:
    """By identity card and title."""
    return PASSES if s.form.identity_checked else blocks("owner_not_shown")


@guard(
    en="The person responsible is on the worker list",
    zh="装修责任人列入施工人员名单",
    form_needed=True,
    rules=["B08-06", "B08-14"],
)
def lead_is_listed(s: Situation) -> Verdict:
    """The list includes the lead."""
    lead = s.form.contractor_lead_id
    return PASSES if lead in s.form.workers else blocks("lead_not_listed", lead=lead)


@guard(en="The papers named are papers of the list", zh="所列材料均在清单内", form_needed=True, rules=["B08-30"])
def papers_are_known(s: Situation) -> Verdict:
    """A misspelt name would leave its paper missing for ever."""
    unknown = sorted({*s.form.papers} - {*PAPERS})
    return blocks("papers_unknown", unknown=[*unknown], known=[*PAPERS]) if unknown else PASSES


@guard(en="Papers of listed people", zh="材料所属人员均在名单内", form_needed=True, rules=["B08-14", "B08-15"])
def people_are_listed(s: Situation) -> Verdict:
    """Copies and photos belong to people on the list, as it is with this form."""
    listed = {*held(s, "workers"), *s.form.workers}
    strangers = sorted({*s.form.id_copies, *s.form.photos} - listed)
    return blocks("people_not_listed", people=[*strangers]) if strangers else PASSES


# Complete or not


def missing_papers(s: Situation) -> list[str]:
    """Every paper that is missing: by its name, or for each person as `id_copy:` and `photos:`."""
    needed = [*NEEDED, *([HOT_WORK_FORM] if fact(s, "hot_work_planned") else [])]
    workers, there = held(s, "workers"), held(s, "papers")
    lacking = [one for one in needed if one not in there]
    lacking += [f"id_copy:{one}" for one in workers if one not in held(s, "id_copies")]
    lacking += [f"photos:{one}" for one in workers if one not in held(s, "photos")]
    return lacking


_PAPERS = [
    "B08-09", "B08-10", "B08-11", "B08-12", "B08-14", "B08-15", "B08-16", "B08-17", "B08-18", "B08-19", "B08-30",
]  # fmt: skip


@guard(en="All papers are there", zh="材料齐全", rules=_PAPERS)
def papers_are_complete(s: Situation) -> Verdict:
    """Everything that is missing is named at once."""
    lacking = missing_papers(s)
    return blocks("papers_missing", missing=[*lacking]) if lacking else PASSES


@guard(en="Exactly the missing papers are named", zh="退补清单与所缺材料一致", form_needed=True, rules=["B08-30"])
def missing_ones_are_named(s: Situation) -> Verdict:
    """The applicants come back once, not five times; and nobody is sent away for nothing."""
    lacking = missing_papers(s)
    if not lacking:
        return blocks("nothing_is_missing")
    return PASSES if sorted(lacking) == sorted(s.form.missing) else blocks("other_papers_missing", missing=[*lacking])


@guard(en="The agreement is signed by all three", zh="三方已签订协议", rules=["B08-20"])
def agreement_is_signed(s: Situation) -> Verdict:
    """Property company, owner and contractor."""
    return PASSES if times(s, "agreements") else blocks("agreement_unsigned")


@guard(
    en="Grilles and air conditioners as the office has them",
    zh="窗花、空调符合统一规定",
    form_needed=True,
    rules=["B08-13"],
)
def plan_is_uniform(s: Situation) -> Verdict:
    """Both follow the uniform scheme."""
    found = (("window_grille", s.form.grille_uniform), ("air_conditioner", s.form.air_conditioner_uniform))
    other = [what for what, uniform in found if not uniform]
    return blocks("plan_not_uniform", other=[*other]) if other else PASSES


# The decision


@guard(en="It meets the decoration rules", zh="符合装修管理规定", form_needed=True, rules=["B08-34"])
def criteria_are_met(s: Situation) -> Verdict:
    """What does not is rejected, with reasons."""
    return PASSES if s.form.criteria_met else blocks("criteria_not_met")


@guard(en="The revision in force is approved", zh="审批的是现行版次", form_needed=True, rules=["B08-03"])
def revision_is_current(s: Situation) -> Verdict:
    """The first application is revision 1."""
    current = fact(s, "revision") or 1
    return PASSES if s.form.revision == current else blocks("other_revision", found=s.form.revision, current=current)


@guard(en="The next revision", zh="版次连续", form_needed=True, rules=["B08-08"])
def revision_follows(s: Situation) -> Verdict:
    """One after another, without gaps; the number of the application stays the same."""
    needed = int(fact(s, "revision") or 1) + 1
    return PASSES if s.form.revision == needed else blocks("revision_out_of_order", needed=needed)


@guard(en="Nothing is missing in the file that came back", zh="返还材料齐全", form_needed=True, rules=["B08-33"])
def file_is_complete(s: Situation) -> Verdict:
    """What is missing is fetched before it is signed for."""
    return PASSES if s.form.complete else blocks("file_not_complete")


@guard(en="The file is back at the centre", zh="材料已返还客服中心", rules=["B08-33"])
def file_is_back(s: Situation) -> Verdict:
    """Without it nobody can say what was approved."""
    return PASSES if times(s, "files_back") else blocks("file_not_back")


# Before the permit it may end


@guard(en="Unused fees are given back in full", zh="未使用费用全额退还", form_needed=True)
def unused_fees_go_back(s: Situation) -> Verdict:
    """Before the permit no fee has been used, so all that was paid goes back to whoever paid it."""
    paid = {"contractor": sum_of(s, "contractor_paid"), "owner": sum_of(s, "owner_paid")}
    given = {"contractor": s.form.returned_to_contractor, "owner": s.form.returned_to_owner}
    owed = {who: f"{paid[who]:.2f}" for who in paid if paid[who] != given[who]}
    if owed:
        return blocks("fees_not_returned", **owed)
    return PASSES if s.form.vouchers or not any(paid.values()) else blocks("vouchers_missing")


@guard(en="The applicants have let their time pass", zh="申请人逾期未办理", rules=["B08-27", "B08-30"])
def applicants_are_late(s: Situation) -> Verdict:
    """With missing papers, or with the fees."""
    late = is_over(s, "supplement") or is_over(s, "fees")
    return PASSES if late else blocks("applicants_not_late")
