"""
On what it depends by which of the six ways goods may leave, and who may sign for them.
"""

from collections.abc import Iterator
from typing import Any, cast

from propflow import PASSES, Situation, Verdict, blocks, guard
from propflow.workflows.move_out_pass.axes import REGISTERED
from propflow.workflows.move_out_pass.goods import beyond, unclear
from propflow.workflows.move_out_pass.known import BOUND, LETTER, fact, goods_of, is_small, letter, texts_of, times


@guard(en="Each line names goods and a number of pieces", zh="物品名称及数量清楚", form_needed=True, rules=["B09-09"])
def goods_are_clear(s: Situation) -> Verdict:
    """A line without a number is one piece; none, or a number beyond counting, is no number."""
    wrong = unclear(s.form.tools if hasattr(s.form, "tools") else s.form.goods)
    return blocks("goods_unclear", lines=[*wrong]) if wrong else PASSES


# Without a slip


@guard(en="The goods are small", zh="属小件物品", rules=["B09-03", "B09-04"])
def goods_are_small(s: Situation) -> Verdict:
    """Large or valuable goods never leave without the owner's signature."""
    return PASSES if is_small(s) else blocks("goods_not_small", goods_class=str(fact(s, "goods_class")))


@guard(en="The goods are large or valuable", zh="属贵重或大件物品", rules=["B09-04"])
def goods_are_large(s: Situation) -> Verdict:
    """Small goods need no signature in person."""
    return blocks("goods_small") if is_small(s) else PASSES


@guard(en="The owner carries them himself", zh="业主本人携带", rules=["B09-03", "B09-04"])
def carrier_is_owner(s: Situation) -> Verdict:
    """Nobody else is let go without a slip, or signs as the owner."""
    return PASSES if fact(s, "carrier") == "owner" else blocks("carrier_not_owner", carrier=str(fact(s, "carrier")))


@guard(en="The guard knows the owner", zh="保安员能够确认业主", form_needed=True, rules=["B09-03", "B09-05"])
def owner_is_recognised(s: Situation) -> Verdict:
    """The owner is known and carries the goods in person."""
    lacking = [name for name in ("owner_recognised", "carried_in_person") if not getattr(s.form, name)]
    return blocks("owner_not_recognised", missing=[*lacking]) if lacking else PASSES


@guard(en="Nobody failed to recognise the carrier", zh="此前未出现不能确认身份", rules=["B09-05"])
def was_not_doubted(s: Situation) -> Verdict:
    """Who was not known at one gate fetches a slip, and is not let go at the next one."""
    return blocks("sent_for_a_slip") if times(s, "not_recognised") else PASSES


# By one's own right


@guard(en="The carrier is the owner or registered family", zh="属业主或登记家属", rules=["B09-06", "B09-07"])
def carrier_is_registered(s: Situation) -> Verdict:
    """A housekeeper is never family."""
    return (
        PASSES
        if fact(s, "carrier") in REGISTERED
        else blocks("carrier_not_registered", carrier=str(fact(s, "carrier")))
    )


@guard(en="The right claimed is that of the carrier", zh="办理依据与搬出人身份一致", form_needed=True, rules=["B09-06"])
def title_fits_carrier(s: Situation) -> Verdict:
    """Family does not sign as the owner."""
    claimed, carrier = s.form.title, fact(s, "carrier")
    return PASSES if claimed == carrier else blocks("title_not_carriers", title=claimed, carrier=str(carrier))


@guard(en="The owner signs for large or valuable goods", zh="贵重大件物品须业主签名", rules=["B09-04", "B09-06"])
def family_may_sign(s: Situation) -> Verdict:
    """Where two rules contradict each other, the policy says whether family may sign for them."""
    if is_small(s) or fact(s, "carrier") == "owner" or s.policy.get("large_goods_by_family") == "family_signs":
        return PASSES
    return blocks("owner_must_sign", goods_class=str(fact(s, "goods_class")))


@guard(en="Whoever signs has shown who it is", zh="已出示有效身份证件", form_needed=True, rules=["B09-06", "B09-08"])
def identity_is_shown(s: Situation) -> Verdict:
    """By a document that is valid and is that person's."""
    return PASSES if s.form.document_valid else blocks("identity_not_shown", document=s.form.document)


@guard(en="Whoever signs stands in the owner data", zh="业主资料有登记", form_needed=True, rules=["B09-07"])
def is_in_owner_data(s: Situation) -> Verdict:
    """Owner and family are those whom the owner data name."""
    return PASSES if s.form.in_owner_data else blocks("not_in_owner_data", applicant=s.form.applicant)


# By the owner's letter


@guard(en="The carrier needs the owner's letter", zh="须业主书面授权者", rules=["B09-08"])
def carrier_needs_letter(s: Situation) -> Verdict:
    """Owner and registered family sign for themselves; registered family may bring a letter for large goods."""
    carrier = fact(s, "carrier")
    if carrier == "owner" or (carrier == "registered_family" and is_small(s)):
        return blocks("may_sign_alone", carrier=str(carrier))
    return PASSES


@guard(en="It was said that it takes a letter", zh="已告知须书面授权", form_needed=True, rules=["B09-08", "B09-14"])
def told_of_letter(s: Situation) -> Verdict:
    """A call alone is never enough, and nobody is left waiting without knowing for what."""
    return PASSES if s.form.told_of_letter else blocks("not_told_of_letter")


def _faults(s: Situation, said: dict[str, Any]) -> Iterator[str]:
    if said["unit"] != fact(s, "unit"):
        yield "unit"
    if said["agent"] != s.form.applicant:
        yield "agent"


@guard(
    en="The letter was checked and presented for this request", zh="授权委托书已核验并用于本次申请", form_needed=True,
    needs=[LETTER], rules=["B09-08", "B09-12", "B09-13"],
)  # fmt: skip
def letter_is_presented(s: Situation) -> Verdict:
    """In time, and for no other request: by being presented the letter is bound to this one."""
    found = letter(s, s.form.authorisation)
    if found is None:
        return blocks("letter_not_presented", letter=s.form.authorisation)
    return PASSES if found["state"] in BOUND else blocks("letter_not_valid", state=found["state"])


@guard(
    en="The letter is for this unit and names this agent", zh="委托书所载房号、受托人相符", form_needed=True,
    needs=[LETTER], rules=["B09-08", "B09-10"],
)  # fmt: skip
def letter_names_agent(s: Situation) -> Verdict:
    """The name in the letter is that of whoever has shown a document."""
    found = letter(s, s.form.authorisation)
    wrong = [] if found is None else [*_faults(s, found["facts"])]
    return blocks("letter_of_others", differs=[*wrong]) if wrong else PASSES


@guard(
    en="The goods are within the letter", zh="物品在委托范围内", form_needed=True, needs=[LETTER],
    rules=["B09-09", "B09-10"],
)  # fmt: skip
def goods_are_within_letter(s: Situation) -> Verdict:
    """By name and number. A correction of an agent's slip stays within the letter, and then needs no owner."""
    found = letter(s, getattr(s.form, "authorisation", None) or fact(s, "authorisation"))
    if found is None:
        return PASSES
    more = beyond(s.form.goods, cast("list[str]", found["facts"]["goods"] or []))
    return blocks("goods_beyond_letter", beyond=[*more]) if more else PASSES


# Construction and decoration


@guard(en="The building is being handed over", zh="处于房屋交接验收期间", rules=["B09-18"])
def is_handover(s: Situation) -> Verdict:
    """Afterwards construction goods go like anybody's."""
    return PASSES if fact(s, "phase") == "handover" else blocks("not_in_handover", phase=str(fact(s, "phase")))


@guard(en="The unit is being decorated", zh="处于房屋装修期间", rules=["B09-20", "B09-05"])
def is_decoration(s: Situation) -> Verdict:
    """Only then do tools leave on a call, without a slip."""
    return PASSES if fact(s, "phase") == "decoration" else blocks("not_in_decoration", phase=str(fact(s, "phase")))


@guard(en="A construction worker carries them", zh="搬出人为建筑工程施工人员", rules=["B09-18"])
def carrier_is_builder(s: Situation) -> Verdict:
    """Nobody else waits for the developer."""
    found = fact(s, "carrier")
    return PASSES if found == "construction_worker" else blocks("not_a_builder", carrier=str(found))


@guard(en="A decoration worker carries them", zh="搬出人为装修工人", rules=["B09-20"])
def carrier_is_decorator(s: Situation) -> Verdict:
    """Nobody else's tools leave on a call."""
    found = fact(s, "carrier")
    return PASSES if found == "decoration_worker" else blocks("not_a_decorator", carrier=str(found))


@guard(en="The renovation is under way", zh="装修进行中", form_needed=True, rules=["B09-20"])
def renovation_is_running(s: Situation) -> Verdict:
    """Tools leave under a renovation that was approved and is not over."""
    known = s.facts.get("linked_case")
    if not isinstance(known, dict) or known.get("kind") == "active":
        return PASSES  # that there is such a case at all, the link says
    return blocks("renovation_not_running", state=str(known.get("state")))


@guard(en="The tools are those of the request", zh="工具与申请一致", form_needed=True, rules=["B09-20"])
def tools_were_asked(s: Situation) -> Verdict:
    """The owner agrees to what was asked for, or to less."""
    more = beyond(s.form.tools, goods_of(s))
    return blocks("tools_not_asked", beyond=[*more]) if more else PASSES


@guard(
    en="The tools are those the guard was told of", zh="工具与通知一致", form_needed=True, rules=["B09-20", "B09-21"]
)
def tools_were_told(s: Situation) -> Verdict:
    """Nothing leaves that was not named on the telephone."""
    more = beyond(s.form.tools, texts_of(s, "tools"))
    return blocks("tools_not_told", beyond=[*more]) if more else PASSES


@guard(en="The tools differ from what was told", zh="工具与通知不符", form_needed=True, rules=["B09-20"])
def tools_do_differ(s: Situation) -> Verdict:
    """Where they agree they leave."""
    return PASSES if beyond(s.form.tools, texts_of(s, "tools")) else blocks("tools_agree")
